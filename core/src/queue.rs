//! Who is next: the key of every waiting visit, smallest first.
//!
//! The default is RANK(D): an appointment ranks by its booked time, a walk-in
//! by its arrival plus a head start D. The key is static apart from one step:
//! an appointment that came early moves up once, when it becomes due.

mod key;
mod late;
mod rule;
mod standstill;

pub use key::{Key, Place, QueueState, order};
pub use late::{Called, is_ranked_late};
pub(crate) use late::{grace_end, is_overtaken};
pub use rule::Rule;
pub use standstill::Interruption;
pub(crate) use standstill::stood;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The place of a visit in the queue, fixed at its arrival.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub struct Rank {
    /// 0 for everyone under a finite head start; 1 for walk-ins under an
    /// infinite one ("Terminvorrang"), so that infinity is never a number.
    pub class: u8,
    /// r: booked time, or arrival plus head start.
    pub at: Timestamp,
    /// seq: issue counter of the day; ties are broken by it.
    pub order: u64,
}
