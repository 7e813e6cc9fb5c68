//! Laws of the simulated waiting room and of the forecast.

use aufruf_core::{
    forecast,
    id::VisitId,
    queue::{self, Key, Place, QueueState},
    settings::{Policy, QueueRules},
    simulation::{Customer, Play, Room, Server, Start},
    visit::State,
};
use proptest::prelude::*;

use crate::{
    office::{self, second},
    simulation::{play, visitors},
};

const POLICIES: [Policy; 6] = [
    Policy::Rank,
    Policy::Strict,
    Policy::Due,
    Policy::Fifo,
    Policy::Apq { per_mille: 3000 },
    Policy::Wrr { appointments: 2 },
];

/// Customers that come over time: booked or not, each known to some servers.
#[derive(Debug, Clone)]
struct Coming {
    at_s: i64,
    booked_s: Option<i64>,
    servers: u64,
    lasts_s: i64,
}

fn coming() -> impl Strategy<Value = Vec<Coming>> {
    let one = (
        0_i64..7200,
        prop::option::of(0_i64..9000),
        1_u64..8,
        0_i64..1800,
    );
    let one = one.prop_map(|(at_s, booked_s, servers, lasts_s)| Coming {
        at_s,
        booked_s,
        servers,
        lasts_s,
    });
    prop::collection::vec(one, 1..40)
}

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

fn customers(policy: Policy, coming: &[Coming]) -> Vec<Customer> {
    let one = |(order, c): (u64, &Coming)| Customer {
        place: Place {
            rank: queue::order(
                policy,
                &rules(policy),
                c.booked_s.map(second),
                second(c.at_s),
                false,
                order,
            ),
            due: c.booked_s.map(|booked_s| second(booked_s - 120)),
            standby: false,
            appointment: c.booked_s.is_some(),
        },
        servers: c.servers,
        lateness: None,
    };
    (1..).zip(coming).map(one).collect()
}

fn room(policy: Policy, coming: &[Coming]) -> Room {
    let server = |skills| Server {
        skills,
        breaks: Vec::new(),
    };
    let servers = vec![server(1), server(2), server(3)];
    Room::new(
        second(0),
        &rules(policy),
        state(policy),
        servers,
        customers(policy, coming),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// The forecast asks the same rule as the clerk: whoever it starts has the
    /// smallest key among those that are there and that the server knows.
    #[test]
    fn the_simulated_room_calls_whom_the_rule_names(all in coming(), policy in prop::sample::select(&POLICIES)) {
        let room = room(policy, &all);
        let mut arrivals: Vec<(i64, u32)> = (0..).zip(&all).map(|(n, c)| (c.at_s, n)).collect();
        arrivals.sort_unstable();
        let mut starts: Vec<Start> = Vec::new();
        let _ = Play::default().run(&room, &arrivals, &[0; 3], |c, _| all[c].lasts_s, |s| starts.push(s));
        prop_assert_eq!(starts.len(), all.len());
        let mut queue = state(policy);
        let mut started = vec![false; all.len()];
        for start in starts {
            let there = (0..all.len()).filter(|c| !started[*c] && all[*c].at_s <= start.at_s);
            let known = there.filter(|c| all[*c].servers >> start.server & 1 == 1);
            let t = second(start.at_s);
            let first: Option<(Key, usize)> = known
                .map(|c| (room.customers()[c].place.key(&queue, t), c))
                .min();
            prop_assert_eq!(first.map(|(_, c)| c), Some(start.customer));
            started[start.customer] = true;
            let row = queue.appointments_in_a_row;
            let appointment = all[start.customer].booked_s.is_some();
            queue.appointments_in_a_row = if appointment { row.saturating_add(1) } else { 0 };
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn law_20_the_eightieth_percentile_is_above_the_median_and_nobody_waits_for_an_idle_counter(
        all in visitors(3),
        seconds in 0_i64..12_000,
    ) {
        let played = play(&office::nested(), &all, 0);
        let plan = &played.journal.plan;
        let mut day = aufruf_core::day::OfficeDay::new(plan.office.clone(), plan.date);
        let t = second(seconds);
        for entry in played.journal.entries.iter().filter(|entry| entry.at <= t) {
            day.apply(entry);
        }
        let t = day.time(t);
        let outlook = forecast::outlook(&day, plan, t);
        prop_assert_eq!(&outlook, &forecast::outlook(&day, plan, t), "bit-identical");
        for wait in outlook.waits.values().flatten() {
            prop_assert!(wait.p80_s >= wait.median_s);
        }
        prop_assert!(outlook.end.p80_s >= outlook.end.median_s);
        let waiting: Vec<VisitId> = day
            .visits()
            .filter(|v| v.state == State::Waiting)
            .map(|v| v.id)
            .collect();
        prop_assert!(waiting.iter().all(|id| outlook.waits.contains_key(id)));
        for counter in plan.counters.iter().filter(|c| day.counter(c.id).open && day.counter(c.id).visit.is_none()) {
            let gap = counter.hours.windows(2).any(|pair| pair[0].span.to <= t && t < pair[1].span.from);
            if let Some(next) = day.next_for(plan, counter.id, t).filter(|_| t >= second(0) && !gap) {
                let wait = outlook.waits[&next.id].unwrap();
                prop_assert_eq!((wait.median_s, wait.p80_s), (0, 0));
            }
        }
    }
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
                });
            }
        }
        all.sort_by_key(|c| c.at_s);
        let room = room(policy, &all);
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
    for policy in [
        Policy::Fifo,
        Policy::Strict,
        Policy::Wrr { appointments: 2 },
    ] {
        let (estimate, error) = work_waiting(policy, 400_000);
        assert!(
            (estimate - CONSERVED).abs() <= 4.0 * error,
            "{policy:?}: {estimate} +- {error}"
        );
        assert!(error < 0.1, "{error}");
    }
}
