//! What remains of a day when its journal is deleted: counts and durations by
//! local hour and service (requirement E08). No ids, no persons, no clerks, no
//! counters: they cannot become a measure of anybody.
//!
//! A visit counts once, under its first concern and in the hour of its arrival
//! (of its booked time if nobody came), so that rows can be added up to visits.
//! Pieces and serving time count under each concern of the visit.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, tz::TimeZone};

use crate::{
    day::OfficeDay,
    event::{Entry, Event},
    id::{ServiceId, VisitId},
    plan::DayPlan,
    visit::{State, Visit},
};

/// What happened with one service in one hour of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HourCount {
    /// Local hour, `0..=23`; an hour that the clocks repeat counts together.
    pub hour: u8,
    /// The service.
    pub service: ServiceId,
    /// The counts.
    pub count: Count,
}

/// Counts and sums. Means are for those who read them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Visits with an appointment that came.
    pub arrived_booked: u64,
    /// Visits without one.
    pub arrived_walk_in: u64,
    /// Visits that were served.
    pub served: u64,
    /// Appointments to which nobody came.
    pub absent: u64,
    /// Appointments that were cancelled.
    pub cancelled: u64,
    /// Visits that came and were not served: missed, left, or still there when
    /// the day was closed.
    pub gone: u64,
    /// Persons or pieces of the service in served visits.
    pub pieces: u64,
    /// Visits that were called; [`Count::waiting_s`] is the sum over them.
    pub called: u64,
    /// From the arrival (the booked time, if that is later) to the first call.
    /// Seconds.
    pub waiting_s: u64,
    /// Times that the service was served with a known duration;
    /// [`Count::serving_s`] is the sum over them.
    pub measured: u64,
    /// From the start to the end of the service; of a visit with several
    /// concerns the share of this one by plan. Seconds.
    pub serving_s: u64,
}

/// Counts a closed day by its journal, ascending by hour and service. The same
/// journal always gives the same counts.
#[must_use]
pub fn count(day: &OfficeDay, entries: &[Entry]) -> Vec<HourCount> {
    let Some(plan) = day.plan() else {
        return Vec::new();
    };
    let zone = TimeZone::get(&plan.zone).unwrap_or(TimeZone::UTC);
    let times = times(entries);
    let mut counts: BTreeMap<(u8, ServiceId), Count> = BTreeMap::new();
    for visit in day.visits() {
        let Some(at) = visit.arrived.or(visit.booked) else {
            continue;
        };
        let hour = at.to_zoned(zone.clone()).hour().unsigned_abs();
        let mut add = |service: &ServiceId, one: Count| {
            counts.entry((hour, service.clone())).or_default().add(&one);
        };
        let known = times.get(&visit.id).copied().unwrap_or_default();
        let (Some(first), Some(whole)) = (visit.concerns.first(), of_visit(visit, known)) else {
            continue;
        };
        add(&first.service, whole);
        for (service, part) in of_concerns(plan, visit, known) {
            add(service, part);
        }
    }
    let counts = counts.into_iter();
    counts
        .map(|((hour, service), count)| HourCount {
            hour,
            service,
            count,
        })
        .collect()
}

impl Count {
    fn add(&mut self, other: &Self) {
        self.arrived_booked += other.arrived_booked;
        self.arrived_walk_in += other.arrived_walk_in;
        self.served += other.served;
        self.absent += other.absent;
        self.cancelled += other.cancelled;
        self.gone += other.gone;
        self.pieces += other.pieces;
        self.called += other.called;
        self.waiting_s += other.waiting_s;
        self.measured += other.measured;
        self.serving_s += other.serving_s;
    }
}

/// What counts once for a visit; `None` for one that never was one: a time that
/// was only kept, a form that nobody confirmed, a move to another day.
fn of_visit(visit: &Visit, known: Times) -> Option<Count> {
    let mut count = Count::default();
    match visit.state {
        State::Finished => count.served = 1,
        State::Absent => count.absent = 1,
        // A form that was taken back before its confirmation has no number.
        State::Cancelled if visit.number.is_some() => count.cancelled = 1,
        State::Left | State::Closed | State::Missed => count.gone = 1,
        State::Held | State::Pending | State::Expired | State::Cancelled | State::MovedOut => {
            return None;
        }
        // Not on a closed day.
        State::Confirmed | State::Waiting | State::Called | State::Serving | State::Parked => {}
    }
    if let Some(arrived) = visit.arrived {
        match visit.booked {
            Some(_) => count.arrived_booked = 1,
            None => count.arrived_walk_in = 1,
        }
        if let Some(called) = known.called {
            let from = visit.booked.map_or(arrived, |booked| booked.max(arrived));
            count.called = 1;
            count.waiting_s = seconds(from, called);
        }
    }
    Some(count)
}

/// What counts for each concern of a served visit. The shares of the serving
/// time add up to all of it.
fn of_concerns<'a>(plan: &DayPlan, visit: &'a Visit, known: Times) -> Vec<(&'a ServiceId, Count)> {
    if visit.state != State::Finished {
        return Vec::new();
    }
    let planned = |service, quantity: u8| {
        let minutes = plan.services.get(service).map_or(1, |s| s.minutes.max(1));
        u64::from(minutes) * u64::from(quantity.max(1))
    };
    let mut weight_left: u64 = visit
        .concerns
        .iter()
        .map(|c| planned(&c.service, c.quantity))
        .sum();
    let mut left_s = known.served_s;
    let part = |concern: &'a crate::visit::Concern| {
        let mut count = Count {
            pieces: u64::from(concern.quantity),
            ..Count::default()
        };
        if known.ended {
            let weight = planned(&concern.service, concern.quantity);
            let share = left_s * weight / weight_left.max(1);
            left_s -= share;
            weight_left -= weight;
            count.measured = 1;
            count.serving_s = share;
        }
        (&concern.service, count)
    };
    visit.concerns.iter().map(part).collect()
}

/// What the journal knows of the times of a visit.
#[derive(Debug, Clone, Copy, Default)]
struct Times {
    /// The first call.
    called: Option<Timestamp>,
    /// Being served since.
    since: Option<Timestamp>,
    /// Was served for so long, all stays at a counter together. Seconds.
    served_s: u64,
    /// Ended by a clerk, not by the end of the day: the duration is known.
    ended: bool,
}

impl Times {
    fn stop(&mut self, at: Timestamp) {
        if let Some(since) = self.since.take() {
            self.served_s += seconds(since, at);
        }
    }
}

/// Steps that were taken back do not count, and a service that only the end of
/// the day ended has no known duration.
fn times(entries: &[Entry]) -> BTreeMap<VisitId, Times> {
    let undone: BTreeSet<u64> = entries
        .iter()
        .filter_map(|entry| match entry.event {
            Event::Undone { seq, .. } => Some(seq),
            _ => None,
        })
        .collect();
    let closed = entries
        .iter()
        .rfind(|entry| entry.event == Event::DayClosed)
        .map(|entry| entry.at);
    let mut all: BTreeMap<VisitId, Times> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| !undone.contains(&entry.seq)) {
        let Some(visit) = entry.event.visit() else {
            continue;
        };
        let at = entry.at;
        match &entry.event {
            Event::Called { .. } => {
                let times = all.entry(visit).or_default();
                times.called = times.called.or(Some(at));
            }
            Event::Started { .. } => all.entry(visit).or_default().since = Some(at),
            Event::Parked { .. } | Event::Transferred { .. } => {
                all.entry(visit).or_default().stop(at);
            }
            Event::Finished { .. } => {
                let times = all.entry(visit).or_default();
                times.ended = times.since.is_some() && closed != Some(at);
                times.stop(at);
            }
            _ => {}
        }
    }
    all
}

/// Whole seconds; none if the second instant is the earlier one.
fn seconds(from: Timestamp, to: Timestamp) -> u64 {
    u64::try_from(to.duration_since(from).as_secs()).unwrap_or(0)
}
