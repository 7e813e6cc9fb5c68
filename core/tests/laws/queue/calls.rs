//! Who is called: laws 1 to 4, 7 and 13, whatever happens on the day.

use aufruf_core::{
    command::Command,
    day::OfficeDay,
    event::Event,
    id::CounterId,
    queue::{self, Called, Key},
    settings::{Policy, QueueRules},
    visit::{State, Visit},
};
use jiff::SignedDuration;
use proptest::prelude::*;

use super::{cases, each_call, policies};
use crate::{
    journal::Journal,
    office::{self, second},
    oracle::Oracle,
    simulation::{Played, play},
    timetable::eventful,
};

const D_S: i64 = 3600;

/// Folds the journal again and shows the day just before each call.
fn before_calls(played: &Played, mut see: impl FnMut(&OfficeDay, &Event, jiff::Timestamp)) {
    let plan = &played.journal.plan;
    let mut day = OfficeDay::new(plan.office.clone(), plan.date);
    for entry in &played.journal.entries {
        if matches!(entry.event, Event::Called { .. }) {
            see(&day, &entry.event, entry.at);
        }
        day.apply(entry);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(10_000)))]

    #[test]
    fn law_01_the_order_is_total_and_independent_of_the_list(day in eventful(3), policy in policies(), seed in any::<usize>()) {
        let played = play(&office::plan(policy, 60, &[1, 2, 3]), &day, 0);
        before_calls(&played, |day, _, t| {
            let rule = day.rule(&played.journal.plan);
            let mut waiting: Vec<&Visit> = day.visits().filter(|v| v.state == State::Waiting).collect();
            if waiting.is_empty() {
                return;
            }
            let first = rule.next(waiting.iter().copied(), t, |_| true).map(|v| v.id);
            let middle = seed % waiting.len();
            waiting.rotate_left(middle);
            waiting.reverse();
            assert_eq!(rule.next(waiting.iter().copied(), t, |_| true).map(|v| v.id), first);
            let mut keys: Vec<Key> = waiting.iter().filter_map(|v| rule.key(v, t)).collect();
            keys.sort_unstable();
            assert!(keys.windows(2).all(|pair| pair[0] < pair[1]), "two equal keys");
        });
    }

    #[test]
    fn law_02_nobody_is_called_whom_the_counter_cannot_serve_or_who_does_not_wait(day in eventful(3), policy in policies()) {
        let played = play(&office::plan(policy, 60, &[1, 2, 3]), &day, 0);
        before_calls(&played, |day, event, _| {
            let Event::Called { visit, counter, reason, .. } = event else { return };
            let (called, place) = (day.visit(*visit).unwrap(), day.counter(*counter));
            assert_eq!(called.state, State::Waiting);
            assert!(called.arrived.is_some(), "not checked in");
            assert!(place.open && place.visit.is_none() && day.interrupted_since().is_none());
            if reason.is_none() {
                assert!(played.journal.plan.counter(*counter).unwrap().can_serve(&called.concerns));
                assert!(called.reserved_for.is_none_or(|only| only == *counter) && !place.paused);
            }
        });
    }

    #[test]
    fn law_03_no_counter_idles_while_somebody_waits_for_it(day in eventful(3), policy in policies()) {
        let played = play(&office::plan(policy, 60, &[1, 2, 3]), &day, 0);
        let plan = &played.journal.plan;
        let mut day = OfficeDay::new(plan.office.clone(), plan.date);
        let mut oracle = Oracle::new(plan);
        let entries = &played.journal.entries;
        for (index, entry) in entries.iter().enumerate() {
            day.apply(entry);
            oracle.see(entry);
            let instant_ends = entries.get(index + 1).is_none_or(|next| next.at > entry.at);
            if !instant_ends || day.interrupted_since().is_some() {
                continue;
            }
            for counter in &plan.counters {
                let state = day.counter(counter.id);
                if state.open && !state.paused && state.visit.is_none() {
                    prop_assert_eq!(oracle.serviceable(counter.id).next(), None, "{:?} idles at {}", counter.id, entry.at);
                }
            }
        }
    }

    #[test]
    fn law_04_too_early_is_called_only_when_nobody_due_can_be_served(day in eventful(3), policy in policies()) {
        let played = play(&office::plan(policy, 60, &[1, 2, 3]), &day, 0);
        each_call(&played, |oracle, call| {
            if !call.out_of_turn && oracle.is_early(call.visit, call.at) {
                let mut able = oracle.serviceable(call.counter);
                assert!(able.all(|other| oracle.is_early(other, call.at)), "{:?} too early", call.visit);
            }
        });
    }

    #[test]
    fn law_07_a_call_is_the_smallest_key_that_the_counter_can_serve(day in eventful(3), policy in policies()) {
        let played = play(&office::plan(policy, 60, &[1, 2, 3]), &day, 0);
        each_call(&played, |oracle, call| {
            if !call.out_of_turn {
                assert_eq!(oracle.next(call.counter, call.at), Some(call.visit), "to {:?} at {}", call.counter, call.at);
            }
        });
    }

    #[test]
    fn law_13_coming_earlier_never_costs(
        arrives in -1200_i64..9000,
        earlier in 0_i64..4000,
        calls in prop::collection::vec((0_i64..9000, 0_u8..2, -7200_i64..7200, prop::bool::weighted(0.1)), 0..8),
        drills in prop::collection::vec((0_i64..1500, 1_i64..1500), 0..4),
        lasts in any::<bool>(),
    ) {
        let drills = drills_in_order(&drills, lasts);
        let stands = |s: &i64| drills.iter().any(|(from_s, to_s)| from_s <= s && to_s.is_none_or(|to_s| *s < to_s));
        // Nobody is called while the office stands still.
        let calls: Vec<_> = calls.into_iter().filter(|(at_s, ..)| !stands(at_s)).collect();
        let past = |arrives_s: i64| calls.iter().filter(move |(at_s, ..)| *at_s < arrives_s);
        let rank = |arrives_s: i64| {
            let called = past(arrives_s).map(|(at_s, class, r_s, standby)| Called {
                at: second(*at_s),
                rank: queue::Rank { class: *class, at: second(*r_s), order: 1 },
                standby: *standby,
            });
            // An interruption that has not begun is not known yet.
            let drills: Vec<_> = drills
                .iter()
                .filter(|(from_s, _)| *from_s <= arrives_s)
                .map(|(from_s, to_s)| (second(*from_s), to_s.filter(|to_s| *to_s <= arrives_s).map(second)))
                .collect();
            let late = queue::is_ranked_late(second(0), second(arrives_s), SignedDuration::from_secs(900), &drills, called);
            queue::order(Policy::Rank, &QueueRules::default(), Some(second(0)), second(arrives_s), late, 1).at
        };
        prop_assert!(rank(arrives - earlier) <= rank(arrives));
        // The seconds of lateness, counted one by one.
        let mut late = (0..arrives).filter(|s| !stands(s));
        let grace_end = late.nth(899).map(|s| s + 1);
        let is_late = late.next().is_some();
        let above = |(_, class, r_s, standby): &&(i64, u8, i64, bool)| *standby || (*class, *r_s) > (0, 0);
        let mattered = past(arrives).filter(above).any(|(at_s, ..)| grace_end.is_some_and(|end| end <= *at_s));
        let expected = if is_late && mattered { second(arrives + D_S) } else { second(0) };
        prop_assert_eq!(rank(arrives), expected);
    }
}

#[test]
fn of_idle_counters_the_one_that_knows_least_calls_and_then_the_longest_idle() {
    let mut journal = Journal::new(office::plan(Policy::Rank, 60, &[2, 1, 1, 1]));
    for (counter, minute) in [(4, 0), (1, 1), (2, 2), (3, 2)] {
        let open = Command::OpenCounter {
            counter: CounterId(counter),
        };
        let _ = journal.must(&open, office::at(minute));
    }
    let order = |journal: &Journal| {
        let mut counters: Vec<u16> = vec![1, 2, 3, 4];
        counters.sort_by_key(|c| journal.day.turn(&journal.plan, CounterId(*c)));
        counters
    };
    assert_eq!(order(&journal), [4, 2, 3, 1]);
    // A pause is no idleness.
    let four = CounterId(4);
    let _ = journal.must(&Command::Pause { counter: four }, office::at(3));
    let _ = journal.must(&Command::Resume { counter: four }, office::at(4));
    assert_eq!(order(&journal), [2, 3, 4, 1]);
}

/// Interruptions as gaps and lengths, put one after the other; the last one may
/// still last.
fn drills_in_order(drills: &[(i64, i64)], lasts: bool) -> Vec<(i64, Option<i64>)> {
    let mut end_s = 0;
    let mut all = Vec::new();
    for (gap_s, length_s) in drills {
        let from_s = end_s + gap_s;
        end_s = from_s + length_s;
        all.push((from_s, Some(end_s)));
    }
    if let Some((_, to_s)) = all.last_mut().filter(|_| lasts) {
        *to_s = None;
    }
    all
}
