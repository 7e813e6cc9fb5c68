//! A whole office day played through [`crate::day::OfficeDay`] itself: visitors come as a
//! script says, clerks call whoever is next as soon as they are free.
//!
//! For simulations, what-if questions and tests. Everything that happens goes
//! through `decide` and `apply`; only the bookings are put into the journal as
//! they are, because a script says what was booked, not whether it should be.

mod change;
mod clerks;
mod generator;
mod outcome;
mod player;
mod random;
mod recorded;
mod retelling;
mod unrest;

pub use change::Change;
pub use generator::{Load, generate};
pub use outcome::{Outcome, Waits};
pub use player::rehearse;
pub use recorded::{
    RecordedCounter, RecordedDay, RecordedKind, RecordedOffice, RecordedOffset, RecordedService,
    RecordedVisitor,
};
pub use retelling::{Retelling, retell};
pub use unrest::unsettle;

use jiff::{SignedDuration, Timestamp};

use crate::{
    event::Entry,
    forecast::Wait,
    id::{CounterId, VisitId},
    rejection::Rejection,
    visit::Concern,
};

/// What happens on a day, apart from what the rules decide.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Script {
    /// Everybody, in any order.
    pub visitors: Vec<Visitor>,
    /// Unplanned absences of clerks, in any order.
    pub away: Vec<Away>,
    /// How long a counter takes, times a visitor's service time; 1 if left out.
    pub pace: Vec<(CounterId, f64)>,
    /// Steps of the server's clock, in any order.
    pub clock: Vec<ClockStep>,
}

/// Somebody who has booked, comes, or both.
#[derive(Debug, Clone, PartialEq)]
pub struct Visitor {
    /// The booked time; `None` without an appointment.
    pub booked: Option<Timestamp>,
    /// When the booking was made, if not just before the day.
    pub booked_at: Option<Timestamp>,
    /// Check-in or drawing; `None`: does not come.
    pub arrives: Option<Timestamp>,
    /// What for.
    pub concerns: Vec<Concern>,
    /// How long it takes at a counter of usual pace. Seconds.
    pub service_s: u32,
    /// Goes home after waiting this long. Seconds.
    pub patience_s: Option<u32>,
    /// Takes a standby number where that is offered.
    pub accepts_standby: bool,
    /// Gets its walk-in number from a clerk, beyond the quota.
    pub by_clerk: bool,
}

/// From `from` on the server's clock is off by `by_s` more than before, as after
/// a correction: ahead if positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockStep {
    /// In true time.
    pub from: Timestamp,
    /// Seconds.
    pub by_s: i32,
}

/// A clerk steps away at the first free moment at or after `from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Away {
    /// From which counter.
    pub counter: CounterId,
    /// Not before.
    pub from: Timestamp,
    /// How long. Seconds.
    pub length_s: u32,
}

/// How it is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Forecast the wait of everybody who comes.
    pub forecast: bool,
    /// Walk-ins draw at the kiosk, under the quota; else a clerk enters them.
    pub quota: bool,
}

/// What became of a visitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fate {
    /// Start of the service.
    pub start: Option<Timestamp>,
    /// Where.
    pub counter: Option<CounterId>,
    /// End of the service.
    pub end: Option<Timestamp>,
    /// The forecast at the later of check-in and opening.
    pub forecast: Option<Wait>,
    /// Drew a standby number.
    pub standby: bool,
    /// Lost patience.
    pub left: bool,
    /// Was refused a ticket.
    pub refused: bool,
}

/// A day that was played.
#[derive(Debug, Clone)]
pub struct Rehearsal {
    /// Its journal.
    pub entries: Vec<Entry>,
    /// What became of each visitor, in the order of the script.
    pub fates: Vec<Fate>,
    /// Why tickets were refused, in the order of time.
    pub refusals: Vec<(usize, Rejection)>,
    /// The day at its end, closed.
    pub day: crate::day::OfficeDay,
}

impl Script {
    /// What the server's clock shows at `now`.
    fn shown(&self, now: Timestamp) -> Timestamp {
        let steps = self.clock.iter().filter(|step| step.from <= now);
        let off_s: i64 = steps.map(|step| i64::from(step.by_s)).sum();
        now + SignedDuration::from_secs(off_s)
    }
}

/// The visit of the `index`-th visitor of a script.
#[must_use]
pub fn visit_of(index: usize) -> VisitId {
    VisitId(uuid::Uuid::from_u128(index as u128 + 1))
}
