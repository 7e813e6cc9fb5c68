//! Laws of the simulated waiting room and of the forecast.

use std::sync::Arc;

use aufruf_core::{
    day::OfficeDay,
    event::{Entry, Event},
    forecast,
    plan::{CounterPlan, DayPlan},
    queue::{self, Key, Place, QueueState, Rank},
    settings::{Policy, QueueRules},
    simulation::{Customer, Lateness, Play, Room, Server, Start},
    visit::State,
};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use crate::{
    office::{self, second},
    queue::{cases, policies},
    simulation::play,
    timetable::{POLICIES, eventful},
};

/// Customers that come over time: booked or not, each known to some servers.
#[derive(Debug, Clone)]
struct Coming {
    at_s: i64,
    booked_s: Option<i64>,
    servers: u64,
    lasts_s: i64,
    /// Without a promise.
    standby: bool,
    /// Never too early: was called once.
    always_due: bool,
    /// Never too early either.
    urgent: bool,
    /// Somebody above it was called before the room was opened.
    overtaken: bool,
}

fn coming() -> impl Strategy<Value = Vec<Coming>> {
    let time = prop_oneof![0_i64..7200, (0_i64..60).prop_map(|minute| minute * 120)];
    let flags = (
        prop::bool::weighted(0.1),
        prop::bool::weighted(0.2),
        any::<bool>(),
        prop::bool::weighted(0.1),
    );
    let one = (
        time,
        prop::option::of((0_i64..12).prop_map(|slot| slot * 600)),
        1_u64..8,
        1_i64..1800,
        flags,
    );
    let one = one.prop_map(|(at_s, booked_s, servers, lasts_s, flags)| Coming {
        at_s,
        booked_s,
        servers,
        lasts_s,
        standby: flags.0 && booked_s.is_none() && !flags.3,
        always_due: flags.1,
        overtaken: flags.2,
        urgent: flags.3,
    });
    prop::collection::vec(one, 1..40)
}

const GRACE_S: i64 = 900;

fn rules(policy: Policy) -> QueueRules {
    QueueRules {
        policy,
        ..QueueRules::default()
    }
}

fn state(policy: Policy) -> QueueState {
    QueueState {
        policy,
        appointments_in_a_row: 0,
    }
}

impl Coming {
    fn rank(&self, policy: Policy, order: u64, late: bool) -> Rank {
        let (booked, at) = (self.booked_s.map(second), second(self.at_s));
        queue::order(policy, &rules(policy), booked, at, late, order)
    }

    fn customer(&self, policy: Policy, order: u64) -> Customer {
        let due = self.booked_s.map(|booked_s| second(booked_s - 120));
        Customer {
            place: Place {
                rank: self.rank(policy, order, false),
                due: due.filter(|_| !self.always_due && !self.urgent),
                standby: self.standby,
                urgent: self.urgent,
                appointment: self.booked_s.is_some(),
                stood: SignedDuration::ZERO,
            },
            servers: self.servers,
            lateness: self.booked_s.map(|booked_s| Lateness {
                grace_end_s: booked_s + GRACE_S,
                overtaken: self.overtaken,
            }),
        }
    }
}

fn room(policy: Policy, customers: Vec<Customer>) -> Room {
    let server = |skills| Server {
        skills,
        breaks: Vec::new(),
    };
    let servers = vec![server(1), server(2), server(3)];
    let (rules, state) = (rules(policy), state(policy));
    Room::new(second(0), &rules, state, servers, customers)
}

/// Plays a room in which the n-th of `all` has the order of its index in `orders`.
fn starts(policy: Policy, all: &[Coming], orders: &[u64]) -> Vec<Start> {
    let customers = all.iter().zip(orders);
    let room = room(
        policy,
        customers
            .map(|(c, order)| c.customer(policy, *order))
            .collect(),
    );
    let mut arrivals: Vec<(i64, u32)> = (0..).zip(all).map(|(n, c)| (c.at_s, n)).collect();
    arrivals.sort_unstable();
    let mut starts = Vec::new();
    let lasts = |c: usize, _| all[c].lasts_s;
    let _ = Play::default().run(&room, &arrivals, &[0; 3], lasts, |s| starts.push(s));
    starts
}

/// What a check-in gives, with the late rule as it is described.
fn place(policy: Policy, all: &[Coming], c: usize, started: &[(i64, Rank, bool)]) -> Place {
    let order = c as u64 + 1;
    let own = all[c].customer(policy, order).place;
    let Some(booked_s) = all[c].booked_s.filter(|b| all[c].at_s > b + GRACE_S) else {
        return own;
    };
    let mattered = started.iter().any(|(at_s, rank, standby)| {
        (booked_s + GRACE_S..all[c].at_s).contains(at_s)
            && (*standby || (rank.class, rank.at) > (0, second(booked_s)))
    });
    Place {
        rank: all[c].rank(policy, order, mattered || all[c].overtaken),
        ..own
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(10_000)))]

    /// The forecast asks the same rule as the clerk: whoever it starts has the
    /// smallest key among those that are there and that the server knows.
    #[test]
    fn the_simulated_room_calls_whom_the_rule_names(all in coming(), policy in prop::sample::select(&POLICIES)) {
        let orders: Vec<u64> = (1..=all.len() as u64).collect();
        let starts = starts(policy, &all, &orders);
        prop_assert_eq!(starts.len(), all.len());
        let mut queue = state(policy);
        let mut waits = vec![true; all.len()];
        let mut started: Vec<(i64, Rank, bool)> = Vec::new();
        let mut free_s = [0; 3];
        for start in starts {
            let known = |server: usize| -> Vec<usize> {
                let here = (0..all.len()).filter(|c| waits[*c] && all[*c].at_s <= start.at_s);
                here.filter(|c| all[*c].servers >> server & 1 == 1).collect()
            };
            let t = second(start.at_s);
            let key = |c: usize| place(policy, &all, c, &started).key(&queue, t);
            let first: Option<(Key, usize)> = known(start.server).into_iter().map(|c| (key(c), c)).min();
            let (_, called) = first.unwrap();
            let rank = place(policy, &all, called, &started).rank;
            prop_assert_eq!(called, start.customer);
            // Fewest skills first, then the longest idle: whoever comes before finds nobody.
            let turn = |server: usize| (server, free_s[server]);
            prop_assert!(free_s[start.server] <= start.at_s);
            for before in (0..3).filter(|s| free_s[*s] <= start.at_s && turn(*s) < turn(start.server)) {
                prop_assert!(known(before).is_empty(), "server {} idles", before);
            }
            free_s[start.server] = start.at_s + all[called].lasts_s;
            waits[called] = false;
            started.push((start.at_s, rank, all[called].standby));
            let row = queue.appointments_in_a_row;
            queue.appointments_in_a_row = if all[called].booked_s.is_some() { row.saturating_add(1) } else { 0 };
        }
    }

    #[test]
    fn the_simulated_room_does_not_depend_on_the_order_of_its_customers(
        (all, order) in coming().prop_flat_map(|all| {
            let order: Vec<usize> = (0..all.len()).collect();
            (Just(all), Just(order).prop_shuffle())
        }),
        policy in prop::sample::select(&POLICIES),
    ) {
        let orders: Vec<u64> = (1..=all.len() as u64).collect();
        let shuffled: Vec<Coming> = order.iter().map(|c| all[*c].clone()).collect();
        let of_shuffled: Vec<u64> = order.iter().map(|c| orders[*c]).collect();
        let again = starts(policy, &shuffled, &of_shuffled).into_iter();
        let again: Vec<Start> = again.map(|s| Start { customer: order[s.customer], ..s }).collect();
        prop_assert_eq!(again, starts(policy, &all, &orders));
    }
}

/// The day after the first entries of a journal, and the time of the last of them.
fn cut(plan: &Arc<DayPlan>, entries: &[Entry], count: usize) -> (OfficeDay, Timestamp) {
    let mut day = OfficeDay::new(plan.office.clone(), plan.date);
    for entry in &entries[..count] {
        day.apply(entry);
    }
    // Counters are opened long before; nothing is asked before the doors open.
    let t = day.time(second(0));
    (day, t)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(500)))]

    #[test]
    fn law_20_the_eightieth_percentile_is_above_the_median_and_nobody_waits_for_an_idle_counter(
        all in eventful(3),
        policy in policies(),
        place in any::<prop::sample::Index>(),
    ) {
        let played = play(&office::plan(policy, 60, &[1, 2, 3]), &all, 0);
        let (plan, entries) = (&played.journal.plan, &played.journal.entries);
        // Also between an arrival and the call that answers it.
        let (day, t) = cut(plan, entries, place.index(entries.len()) + 1);
        let outlook = forecast::outlook(&day, plan, t);
        prop_assert_eq!(&outlook, &forecast::outlook(&day, plan, t), "bit-identical");
        for wait in outlook.waits.values().flatten() {
            prop_assert!(wait.p80_s >= wait.median_s);
        }
        prop_assert!(outlook.end.p80_s >= outlook.end.median_s);
        let mut waiting = day.visits().filter(|v| v.state == State::Waiting);
        prop_assert!(waiting.all(|v| outlook.waits.contains_key(&v.id)));
        let lunch = |c: &CounterPlan| c.hours.windows(2).any(|pair| pair[0].span.to <= t && t < pair[1].span.from);
        let idle = |c: &&CounterPlan| {
            let state = day.counter(c.id);
            state.open && !state.paused && state.visit.is_none() && !lunch(c)
        };
        if day.interrupted_since().is_none() {
            for counter in plan.counters.iter().filter(idle) {
                if let Some(next) = day.next_for(plan, counter.id, t) {
                    let wait = outlook.waits[&next.id].unwrap();
                    prop_assert_eq!((wait.median_s, wait.p80_s), (0, 0), "{:?} at {}", next.id, t);
                }
            }
        }
    }

    #[test]
    fn a_forecast_does_not_depend_on_the_order_in_which_visits_came_to_be(
        all in eventful(3),
        policy in policies(),
        place in any::<prop::sample::Index>(),
        seed in any::<usize>(),
    ) {
        let played = play(&office::plan(policy, 60, &[1, 2, 3]), &all, 0);
        let (plan, entries) = (&played.journal.plan, &played.journal.entries);
        let booked: Vec<usize> = (0..entries.len()).filter(|n| matches!(entries[*n].event, Event::Booked { .. })).collect();
        let mut other = entries.clone();
        for (from, to) in booked.iter().zip(booked.iter().cycle().skip(seed % booked.len().max(1))) {
            other[*to].event = entries[*from].event.clone();
        }
        let first = booked.last().map_or(0, |last| last + 1);
        let count = first + place.index(entries.len() + 1 - first);
        let (day, t) = cut(plan, entries, count);
        let (same, _) = cut(plan, &other, count);
        prop_assert_eq!(forecast::outlook(&day, plan, t), forecast::outlook(&same, plan, t));
        let asked = [office::concern(1)];
        let prospect = |day| forecast::prospect(day, plan, t, &asked, 1.0);
        prop_assert_eq!(prospect(&day), prospect(&same));
    }
}

/// Who comes later than the grace keeps the place if nobody was called that would not
/// have been before; a standby number would not.
#[test]
fn in_the_simulated_room_a_standby_number_that_is_called_makes_lateness_matter() {
    let coming = |at_s, booked_s, lasts_s, standby| Coming {
        at_s,
        booked_s,
        servers: 1,
        lasts_s,
        standby,
        always_due: false,
        urgent: false,
        overtaken: false,
    };
    let all = [
        coming(0, None, 5200, false),
        coming(0, None, 1000, true),
        coming(5300, Some(4200), 60, false),
        coming(5250, None, 60, false),
    ];
    let called = |all: &[Coming]| -> Vec<usize> {
        let starts = starts(Policy::Rank, all, &[1, 2, 3, 4]);
        starts.iter().map(|start| start.customer).collect()
    };
    assert_eq!(called(&all), [0, 1, 3, 2]);
    let mut before = all;
    before[1].standby = false;
    assert_eq!(
        called(&before),
        [0, 1, 2, 3],
        "its rank is not above the booked time"
    );
}

/// One stream of uniform numbers, the same in every run.
struct Uniform(u64);

impl Uniform {
    fn next(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let mixed = (self.0 >> 33) ^ self.0;
        ((mixed.wrapping_mul(0xff51_afd7_ed55_8ccd) >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    fn exponential(&mut self, mean: f64) -> f64 {
        -mean * self.next().ln()
    }
}

/// Core seconds in a minute of the formula: whole units must not bias it.
const SCALE: f64 = 60_000.0;

/// M/M/3, two classes of equal service: sum of `lambda W` over the classes.
fn work_waiting(policy: Policy, customers: usize) -> (f64, f64) {
    let (lambda, mean, batches) = ([0.12, 0.08], 12.0, 20);
    let mut random = Uniform(42);
    let mut sums = Vec::new();
    for _ in 0..batches {
        let mut now = [0.0, 0.0];
        let mut all = Vec::new();
        for (class, rate) in lambda.iter().enumerate() {
            let share = customers as f64 * rate / 0.2 / f64::from(batches);
            for _ in 0..share as usize {
                now[class] += random.exponential(1.0 / rate);
                let at_s = (now[class] * SCALE) as i64;
                all.push(Coming {
                    at_s,
                    booked_s: (class == 0).then_some(at_s),
                    servers: 7,
                    lasts_s: (random.exponential(mean) * SCALE) as i64,
                    standby: false,
                    always_due: true,
                    overtaken: false,
                    urgent: false,
                });
            }
        }
        all.sort_by_key(|c| c.at_s);
        let customers = (1..).zip(&all).map(|(order, c)| Customer {
            lateness: None,
            ..c.customer(policy, order)
        });
        let room = room(policy, customers.collect());
        let arrivals: Vec<(i64, u32)> = (0..).zip(&all).map(|(n, c)| (c.at_s, n)).collect();
        let warm = all.len() / 10;
        let (mut waits, mut counts) = ([0.0, 0.0], [0.0, 0.0]);
        let _ = Play::default().run(
            &room,
            &arrivals,
            &[0; 3],
            |c, _| all[c].lasts_s,
            |start| {
                if start.customer >= warm {
                    let class = usize::from(all[start.customer].booked_s.is_none());
                    waits[class] += (start.at_s - all[start.customer].at_s) as f64 / SCALE;
                    counts[class] += 1.0;
                }
            },
        );
        sums.push(lambda[0] * waits[0] / counts[0] + lambda[1] * waits[1] / counts[1]);
    }
    let mean = sums.iter().sum::<f64>() / sums.len() as f64;
    let variance = sums.iter().map(|s| (s - mean) * (s - mean)).sum::<f64>();
    let n = sums.len() as f64;
    (mean, (variance / (n - 1.0) / n).sqrt())
}

#[test]
fn law_19_with_equal_rates_the_work_that_waits_does_not_depend_on_the_policy() {
    const CONSERVED: f64 = 2.588_764;
    for policy in POLICIES {
        let (estimate, error) = work_waiting(policy, 400_000);
        assert!(
            (estimate - CONSERVED).abs() <= 4.0 * error,
            "{policy:?}: {estimate} +- {error}"
        );
        assert!(error < 0.1, "{error}");
    }
}
