//! What a waiting visitor is told of the wait: one answer for every view.

use jiff::Timestamp;

use super::{Band, Wait};
use crate::{
    day::{OfficeDay, view::is_stranded},
    plan::DayPlan,
    visit::{State, Visit},
};

/// What somebody who waits is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// About so long.
    Wait(Band),
    /// Nobody can call this visit: „Bitte am Schalter melden".
    Stranded,
    /// Nothing: nobody can say, or nothing is promised.
    Nothing,
}

/// What this visit is told at `t`. `forecast`: `None` if none is known, and
/// `Some(None)` if it says that no counter of today serves the visit.
///
/// Never a call earlier than the booked time; nothing to standby numbers, and
/// nothing while everything stands still.
#[must_use]
pub fn told(
    day: &OfficeDay,
    plan: &DayPlan,
    visit: &Visit,
    forecast: Option<Option<Wait>>,
    t: Timestamp,
) -> Told {
    if visit.state != State::Waiting || day.interrupted_since().is_some() {
        return Told::Nothing;
    }
    if is_stranded(day, plan, visit) || forecast == Some(None) {
        return Told::Stranded;
    }
    let forecast = forecast.flatten().filter(|_| !visit.is_standby());
    let until_s = visit.booked.map_or(0, |b| b.duration_since(t).as_secs());
    let until_s = u32::try_from(until_s.max(0)).unwrap_or(u32::MAX);
    forecast.map_or(Told::Nothing, |wait| {
        Told::Wait(Band::not_before(wait, until_s))
    })
}

impl Told {
    /// The band, if there is one.
    #[must_use]
    pub fn band(self) -> Option<Band> {
        match self {
            Self::Wait(band) => Some(band),
            Self::Stranded | Self::Nothing => None,
        }
    }
}
