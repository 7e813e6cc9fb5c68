//! Why a visit stands where it stands, and why a past call was the right one:
//! in parts, from the same key that decides. The sentences are the callers'.

mod call;
mod standing;

pub use call::{CallExplained, Turn, call, calls_of};
pub use standing::{Ahead, Standing, standing};

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{day::view, queue::Key, ticket::TicketNumber, visit::Visit, wire::desk::Why};

/// Which part of the key made one visit go before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Decisive {
    /// The other one's appointment was not due yet.
    OtherTooEarly,
    /// It is marked urgent.
    Urgent,
    /// The other one has a standby number.
    OtherStandby,
    /// The order in force puts its kind first (appointment or walk-in).
    Kind,
    /// Its waiting time weighs more (accumulating priority).
    Weight,
    /// Its rank time is earlier.
    RankTime,
    /// The same rank time; it came first.
    CameFirst,
}

impl Decisive {
    /// The first part in which `first` is smaller; `None` if it is not.
    #[must_use]
    pub fn between(first: &Key, second: &Key) -> Option<Self> {
        if first >= second {
            return None;
        }
        Some(if first.tier != second.tier {
            Self::OtherTooEarly
        } else if first.ordinary != second.ordinary {
            Self::Urgent
        } else if first.standby != second.standby {
            Self::OtherStandby
        } else if first.class != second.class {
            Self::Kind
        } else if first.accumulated != second.accumulated {
            Self::Weight
        } else if first.at != second.at {
            Self::RankTime
        } else {
            Self::CameFirst
        })
    }
}

/// A visit in the queue, as an explanation names it. No personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Candidate {
    /// Its number.
    pub number: TicketNumber,
    /// What kind of place it had.
    pub why: Why,
    /// Its booked time; `None` for a walk-in.
    pub booked: Option<Timestamp>,
    /// Its arrival.
    pub arrived: Option<Timestamp>,
    /// Its rank time: the booked time, or the arrival and a head start.
    pub rank_at: Option<Timestamp>,
}

impl Candidate {
    /// Names a visit at `t`; `None` while it has no number.
    fn of(visit: &Visit, t: Timestamp) -> Option<Self> {
        Some(Self {
            number: visit.number?,
            why: view::why(visit, t),
            booked: visit.booked,
            arrived: visit.arrived,
            rank_at: visit.rank.map(|rank| rank.at),
        })
    }
}
