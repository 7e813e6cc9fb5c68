//! The rule of one day: who of its visits is next.

use jiff::Timestamp;

use super::{
    key::{Key, Place, QueueState},
    standstill::{Interruption, stood},
};
use crate::visit::{State, Visit};

/// What the keys of a day's visits depend on besides the visits.
#[derive(Debug, Clone, Copy)]
pub struct Rule<'a> {
    /// The policy and what it counts.
    pub state: QueueState,
    /// When the office stood still, ascending.
    pub interruptions: &'a [Interruption],
}

impl Rule<'_> {
    /// The place of a visit at `t`; `None` unless it waits.
    #[must_use]
    pub fn place(&self, visit: &Visit, t: Timestamp) -> Option<Place> {
        let rank = visit.rank.filter(|_| visit.state == State::Waiting)?;
        let urgent = visit.urgent_at.is_some();
        Some(Place {
            rank,
            due: visit.due.filter(|_| !visit.was_called && !urgent),
            standby: visit.is_standby(),
            urgent,
            appointment: visit.is_appointment(),
            stood: stood(self.interruptions, rank.at, t),
        })
    }

    /// The key of a visit at `t`; `None` unless it waits.
    #[must_use]
    pub fn key(&self, visit: &Visit, t: Timestamp) -> Option<Key> {
        Some(self.place(visit, t)?.key(&self.state, t))
    }

    /// The waiting visit with the smallest key among those that `can_serve` admits.
    pub fn next<'v>(
        &self,
        visits: impl Iterator<Item = &'v Visit>,
        t: Timestamp,
        can_serve: impl Fn(&Visit) -> bool,
    ) -> Option<&'v Visit> {
        visits
            .filter_map(|visit| Some((self.key(visit, t)?, visit)))
            .filter(|(_, visit)| can_serve(visit))
            .min_by_key(|(key, _)| *key)
            .map(|(_, visit)| visit)
    }
}
