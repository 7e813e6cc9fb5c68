//! The key of a waiting visit: what the order looks at, smallest first.

use std::cmp::Reverse;

use jiff::{SignedDuration, Timestamp};

use super::Rank;
use crate::settings::{Policy, QueueRules};

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
    /// False for an urgent visit where its rank alone would not put it before
    /// those without an appointment, see [`Place::urgent`].
    pub ordinary: bool,
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
    let head_start = SignedDuration::from_mins(i64::from(rules.head_start_min));
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
    /// Without a promise, behind all others. An urgent visit is not any more.
    pub standby: bool,
    /// Marked urgent: after due appointments that are older, before everybody
    /// else.
    ///
    /// Under [`Policy::Rank`], [`Policy::Strict`] and [`Policy::Due`] the rank
    /// says that (class 0, the time of the mark at the latest); under the first
    /// of them whoever has used up the head start counts like an appointment.
    /// The other policies weigh walk-ins against appointments in a way that no
    /// rank can express: there an urgent visit goes first ([`Policy::Wrr`]: while
    /// a walk-in's turn is due).
    pub urgent: bool,
    /// Was booked.
    pub appointment: bool,
    /// How long the office stood still since the rank time: nobody's waiting.
    pub stood: SignedDuration,
}

impl Place {
    /// The key at `t`.
    #[must_use]
    pub fn key(&self, queue: &QueueState, t: Timestamp) -> Key {
        let early = queue.policy != Policy::Strict && self.due.is_some_and(|due| t < due);
        let owed = matches!(
            queue.policy,
            Policy::Wrr { appointments } if queue.appointments_in_a_row >= appointments
        );
        let class = if owed {
            1 - self.rank.class.min(1)
        } else {
            self.rank.class
        };
        let first = self.urgent && (owed || !is_by_class_or_rank(queue.policy));
        let accumulated = match queue.policy {
            Policy::Apq { per_mille } => {
                let weight = if self.appointment {
                    i64::from(per_mille)
                } else {
                    1000
                };
                weight * (t.as_second() - self.rank.at.as_second() - self.stood.as_secs())
            }
            Policy::Rank | Policy::Strict | Policy::Due | Policy::Fifo | Policy::Wrr { .. } => 0,
        };
        Key {
            tier: u8::from(early),
            ordinary: !first,
            standby: self.standby && !early,
            class,
            accumulated: Reverse(accumulated),
            at: self.rank.at,
            order: self.rank.order,
        }
    }
}

/// Whether class and rank time alone put an urgent visit where it belongs.
fn is_by_class_or_rank(policy: Policy) -> bool {
    match policy {
        Policy::Rank | Policy::Strict | Policy::Due | Policy::Wrr { .. } => true,
        Policy::Fifo | Policy::Apq { .. } => false,
    }
}
