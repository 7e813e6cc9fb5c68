//! Who is called: laws 1 to 4, 7 and 13, whatever happens on the day.

use aufruf_core::{
    day::OfficeDay,
    event::Event,
    queue::{self, Key},
    settings::{Policy, QueueRules},
    visit::{State, Visit},
};
use jiff::SignedDuration;
use proptest::prelude::*;

use super::{cases, each_call, policies};
use crate::{
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
            let state = day.queue_state(&played.journal.plan);
            let mut waiting: Vec<&Visit> = day.visits().filter(|v| v.state == State::Waiting).collect();
            if waiting.is_empty() {
                return;
            }
            let first = queue::next(waiting.iter().copied(), &state, t, |_| true).map(|v| v.id);
            let middle = seed % waiting.len();
            waiting.rotate_left(middle);
            waiting.reverse();
            assert_eq!(queue::next(waiting.iter().copied(), &state, t, |_| true).map(|v| v.id), first);
            let mut keys: Vec<Key> = waiting.iter().filter_map(|v| queue::key(v, &state, t)).collect();
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
    fn law_13_coming_earlier_never_costs(arrives in -1200_i64..6000, earlier in 0_i64..3000, called in 0_i64..6000) {
        let rank = |arrives_s: i64| {
            let rules = QueueRules::default();
            let other = queue::Rank { class: 0, at: second(D_S), order: 1 };
            let calls = (called < arrives_s).then_some((second(called), other));
            let late = queue::is_ranked_late(second(0), second(arrives_s), SignedDuration::from_secs(900), &[], calls);
            queue::order(Policy::Rank, &rules, Some(second(0)), second(arrives_s), late, 1)
        };
        prop_assert!(rank(arrives - earlier).at <= rank(arrives).at);
        if arrives <= 900 {
            prop_assert_eq!(rank(arrives).at, second(0));
        }
        let mattered = 900 <= called && called < arrives;
        let expected = if arrives > 900 && mattered { second(arrives + D_S) } else { second(0) };
        prop_assert_eq!(rank(arrives).at, expected);
        let just_late = if called == 900 { second(901 + D_S) } else { second(0) };
        prop_assert_eq!(rank(901).at, just_late);
    }
}
