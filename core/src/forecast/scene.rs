//! The day as the simulation needs it: counters, who waits, who will come.

mod availability;
mod pace;

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use self::availability::availability;
pub(super) use self::{availability::Free, pace::Pace};
use super::{Experience, Lead, ServiceTime, draws::DaySeed, experience::Offsets};
use crate::{
    day::OfficeDay,
    id::VisitId,
    plan::DayPlan,
    queue::{self, Place},
    simulation::{Customer, Lateness, MAX_SERVERS, Room},
    visit::{Concern, State, Visit},
};

/// Issue counters of those who have not come yet: behind all who have, and by their
/// ids, for nobody knows who of one second will be first.
const NOT_YET_HERE: u64 = 1 << 62;

/// The state of a day at one instant, ready to be played.
pub(super) struct Scene {
    pub(super) room: Room,
    pub(super) seed: DaySeed,
    pub(super) offsets: Offsets,
    /// Multiplies all service times of the day.
    pub(super) pace: Pace,
    /// When each server is free for the first time.
    pub(super) free: Vec<Free>,
    /// The customers that are here, by index; they come first.
    pub(super) waiting: Vec<Guest>,
    /// Booked and not here, by index after those who wait.
    pub(super) expected: Vec<Expected>,
}

/// A customer of the room.
pub(super) struct Guest {
    /// `None`: somebody who asks what it would be like.
    pub(super) visit: Option<VisitId>,
    /// Names the customer's draws.
    pub(super) draws: u128,
    /// At the usual pace.
    pub(super) service: ServiceTime,
}

/// A booked visitor who has not come.
pub(super) struct Expected {
    pub(super) guest: Guest,
    /// Seconds from now; negative once the time has passed.
    pub(super) booked_s: i64,
    /// Probability of not coming, as nobody has come yet (Bayes): the longer
    /// somebody is overdue, the less likely they come.
    pub(super) absent: f64,
    /// Of those who come, the share that would be here already.
    pub(super) passed: f64,
}

impl Scene {
    /// The day at `t`, with somebody more for each of `asking`, drawn now.
    pub(super) fn at(day: &OfficeDay, plan: &DayPlan, t: Timestamp, asking: &[Asking<'_>]) -> Self {
        let experience = day.experience();
        let counters = &plan.counters[..plan.counters.len().min(MAX_SERVERS)];
        let (free, servers) = counters
            .iter()
            .map(|counter| availability(day, plan, counter, t))
            .unzip();
        let mut customers = Vec::new();
        let mut waiting = Vec::new();
        for visit in day.visits() {
            let Some(place) = day.rule(plan).place(visit, t) else {
                continue;
            };
            customers.push(Customer {
                place,
                servers: able(plan, &visit.concerns, visit),
                lateness: None,
            });
            waiting.push(Guest::of(plan, experience, visit));
        }
        for (asking, n) in asking.iter().zip(1..) {
            customers.push(one_more(day, plan, asking, t, n));
            waiting.push(Guest {
                visit: None,
                draws: u128::from(day.tickets_issued()) + u128::from(n),
                service: experience.service_time(plan, asking.concerns),
            });
        }
        let zone = TimeZone::get(&plan.zone).unwrap_or(TimeZone::UTC);
        let offsets = experience.offsets();
        let mut expected = Vec::new();
        for visit in day.visits().filter(|v| v.state == State::Confirmed) {
            let Some(booked) = visit.booked else { continue };
            let order = NOT_YET_HERE + expected.len() as u64;
            customers.push(not_yet_here(day, plan, visit, (booked, order), t));
            let created = visit.created_at.unwrap_or(t);
            let booked_s = seconds(t, booked);
            let no_show = experience.no_show(Lead::between(created, booked, &zone));
            let passed = offsets.cdf(-booked_s as f64);
            let still = (1.0 - no_show) * (1.0 - passed);
            expected.push(Expected {
                guest: Guest::of(plan, experience, visit),
                booked_s,
                absent: no_show / (no_show + still).max(f64::MIN_POSITIVE),
                passed,
            });
        }
        Self {
            room: Room::new(t, &plan.queue, day.queue_state(plan), servers, customers),
            seed: DaySeed::new(day.office(), day.date()),
            offsets,
            pace: Pace::of(day, plan, experience, t),
            free,
            waiting,
            expected,
        }
    }

    /// Of each customer, whether any counter of the rest of the day knows all
    /// that it comes for.
    pub(super) fn servable(&self) -> Vec<bool> {
        let there = self.free.iter().enumerate();
        let there = there.filter(|(_, free)| **free != Free::Never);
        let there = there.fold(0_u64, |there, (bit, _)| there | 1 << bit);
        let customers = self.room.customers().iter();
        customers.map(|c| c.servers & there != 0).collect()
    }
}

impl Guest {
    fn of(plan: &DayPlan, experience: &Experience, visit: &Visit) -> Self {
        Self {
            visit: Some(visit.id),
            draws: visit.id.0.as_u128(),
            service: experience.service_time(plan, &visit.concerns),
        }
    }
}

/// The counters that know all concerns; a visit kept for one counter, only that.
fn able(plan: &DayPlan, concerns: &[Concern], visit: &Visit) -> u64 {
    mask(plan, |counter| {
        counter.can_serve(concerns) && visit.reserved_for.is_none_or(|only| only == counter.id)
    })
}

fn mask(plan: &DayPlan, able: impl Fn(&crate::plan::CounterPlan) -> bool) -> u64 {
    let counters = plan.counters.iter().take(MAX_SERVERS).enumerate();
    counters.fold(0, |mask, (bit, counter)| {
        mask | u64::from(able(counter)) << bit
    })
}

/// Somebody who asks what it would be like to come now.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asking<'a> {
    pub(super) concerns: &'a [Concern],
    /// Booked for now; else without an appointment.
    pub(super) appointment: bool,
    /// With a standby number.
    pub(super) standby: bool,
}

impl<'a> Asking<'a> {
    /// Somebody without an appointment, for an ordinary number.
    pub(super) const fn walk_in(concerns: &'a [Concern]) -> Self {
        Self {
            concerns,
            appointment: false,
            standby: false,
        }
    }
}

/// The `n`-th who asks.
fn one_more(
    day: &OfficeDay,
    plan: &DayPlan,
    asking: &Asking<'_>,
    t: Timestamp,
    n: u32,
) -> Customer {
    let order = NOT_YET_HERE / 2 + u64::from(n);
    let policy = day.policy(plan);
    let booked = asking.appointment.then_some(t);
    Customer {
        place: Place {
            rank: queue::order(policy, &plan.queue, booked, t, false, order),
            due: None,
            standby: asking.standby,
            urgent: false,
            appointment: asking.appointment,
            stood: SignedDuration::ZERO,
        },
        servers: mask(plan, |counter| counter.can_serve(asking.concerns)),
        lateness: None,
    }
}

fn not_yet_here(
    day: &OfficeDay,
    plan: &DayPlan,
    visit: &Visit,
    (booked, order): (Timestamp, u64),
    t: Timestamp,
) -> Customer {
    let rank = queue::order(
        day.policy(plan),
        &plan.queue,
        Some(booked),
        booked,
        false,
        order,
    );
    let due = booked - SignedDuration::from_secs(i64::from(plan.queue.early_s));
    let (grace_end, overtaken) = day.lateness(plan, booked);
    Customer {
        place: Place {
            rank,
            due: Some(due),
            standby: false,
            urgent: false,
            appointment: true,
            stood: SignedDuration::ZERO,
        },
        servers: able(plan, &visit.concerns, visit),
        lateness: Some(Lateness {
            grace_end_s: seconds(t, grace_end),
            overtaken,
        }),
    }
}

/// Whole seconds from `from` to `to`.
pub(super) fn seconds(from: Timestamp, to: Timestamp) -> i64 {
    to.duration_since(from).as_secs()
}
