//! The key of a waiting visit, and who is next by it.

use std::cmp::Reverse;

use jiff::Timestamp;

use super::Rank;
use crate::{
    settings::{Policy, QueueRules},
    visit::{State, Visit},
};

/// What the order depends on besides the visits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueueState {
    /// The policy in force.
    pub policy: Policy,
    /// Appointments called in a row since the last walk-in (for [`Policy::Wrr`]).
    pub appointments_in_a_row: u8,
}

/// The key of a waiting visit at one instant; the smallest is next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// 0 due, 1 too early: called only when nobody of tier 0 can be served.
    pub tier: u8,
    /// Standby tickets come after all others of tier 0.
    pub standby: bool,
    /// See [`Rank::class`]; turned round while [`Policy::Wrr`] owes a walk-in.
    pub class: u8,
    /// Accumulated priority of [`Policy::Apq`], greatest first; else 0.
    pub accumulated: Reverse<i64>,
    /// r.
    pub at: Timestamp,
    /// seq.
    pub order: u64,
}

/// The place that an arrival gets under a policy.
///
/// `late`: an appointment that ranks by its arrival, see [`super::is_ranked_late`].
#[must_use]
pub fn order(
    policy: Policy,
    rules: &QueueRules,
    booked: Option<Timestamp>,
    arrived: Timestamp,
    late: bool,
    order: u64,
) -> Rank {
    let head_start = jiff::SignedDuration::from_mins(i64::from(rules.head_start_min));
    let punctual = booked.filter(|_| !late);
    let (class, at) = match (policy, punctual) {
        (_, Some(booked)) => (0, booked),
        (Policy::Rank, None) => (0, arrived + head_start),
        (Policy::Due, None) => (1, arrived),
        (Policy::Fifo | Policy::Apq { .. }, None) => (0, arrived),
        (Policy::Strict | Policy::Wrr { .. }, None) => (u8::from(booked.is_none()), arrived),
    };
    Rank { class, at, order }
}

/// Everything about a waiting visit that the order looks at. A simulation has
/// places without visits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Fixed at the arrival.
    pub rank: Rank,
    /// Too early before this instant; `None` if that does not apply (walk-ins,
    /// visits that were called once or are urgent).
    pub due: Option<Timestamp>,
    /// Without a promise, behind all others.
    pub standby: bool,
    /// Was booked.
    pub appointment: bool,
}

impl Place {
    /// The place of a visit; `None` unless it waits.
    #[must_use]
    pub fn of(visit: &Visit) -> Option<Self> {
        let rank = visit.rank.filter(|_| visit.state == State::Waiting)?;
        let always_due = visit.was_called || visit.urgent_at.is_some();
        Some(Self {
            rank,
            due: visit.due.filter(|_| !always_due),
            standby: visit.standby,
            appointment: visit.is_appointment(),
        })
    }

    /// The key at `t`.
    #[must_use]
    pub fn key(&self, queue: &QueueState, t: Timestamp) -> Key {
        let early = queue.policy != Policy::Strict && self.due.is_some_and(|due| t < due);
        let class = match queue.policy {
            Policy::Wrr { appointments } if queue.appointments_in_a_row >= appointments => {
                1 - self.rank.class.min(1)
            }
            Policy::Rank
            | Policy::Strict
            | Policy::Due
            | Policy::Fifo
            | Policy::Apq { .. }
            | Policy::Wrr { .. } => self.rank.class,
        };
        let accumulated = match queue.policy {
            Policy::Apq { per_mille } => {
                let weight = if self.appointment {
                    i64::from(per_mille)
                } else {
                    1000
                };
                weight * (t.as_second() - self.rank.at.as_second())
            }
            Policy::Rank | Policy::Strict | Policy::Due | Policy::Fifo | Policy::Wrr { .. } => 0,
        };
        Key {
            tier: u8::from(early),
            standby: self.standby && !early,
            class,
            accumulated: Reverse(accumulated),
            at: self.rank.at,
            order: self.rank.order,
        }
    }
}

/// The key of a visit at `t`; `None` unless it waits.
#[must_use]
pub fn key(visit: &Visit, queue: &QueueState, t: Timestamp) -> Option<Key> {
    Place::of(visit).map(|place| place.key(queue, t))
}

/// The waiting visit with the smallest key among those that `can_serve` admits.
pub fn next<'a>(
    visits: impl Iterator<Item = &'a Visit>,
    queue: &QueueState,
    t: Timestamp,
    can_serve: impl Fn(&Visit) -> bool,
) -> Option<&'a Visit> {
    visits
        .filter_map(|visit| Some((key(visit, queue, t)?, visit)))
        .filter(|(_, visit)| can_serve(visit))
        .min_by_key(|(key, _)| *key)
        .map(|(_, visit)| visit)
}
