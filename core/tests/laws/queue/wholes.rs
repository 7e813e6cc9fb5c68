//! Whole days compared with each other, with their journal and with a count of
//! heads: laws 14 to 18.

use std::{cell::Cell, collections::BTreeMap};

use aufruf_core::{
    day::OfficeDay,
    event::Event,
    id::VisitId,
    queue::Rank,
    settings::Policy,
    visit::{State, Visit},
};
use proptest::{prelude::*, test_runner::TestRunner};

use super::{cases, policies};
use crate::{
    office,
    oracle::Oracle,
    simulation::{Served, play},
    timetable::{eventful, full, unsteady},
};

/// Whether the counters and the visits there agree with each other.
fn counters_agree(day: &OfficeDay, played_counters: &[aufruf_core::plan::CounterPlan]) -> bool {
    let at_counter = |v: &Visit| matches!(v.state, State::Called | State::Serving);
    let served: Vec<&Visit> = day.visits().filter(|v| at_counter(v)).collect();
    let by_visit = served.iter().all(|v| {
        v.counter
            .is_some_and(|c| day.counter(c).visit == Some(v.id))
    });
    let busy = played_counters
        .iter()
        .filter(|c| day.counter(c.id).visit.is_some());
    by_visit && busy.count() == served.len()
}

/// The ranks that an entry says that it gives.
fn ranks_given(event: &Event) -> Vec<(VisitId, Rank)> {
    match event {
        Event::CheckedIn { visit, rank, .. }
        | Event::TicketDrawn { visit, rank, .. }
        | Event::Returned { visit, rank }
        | Event::MarkedUrgent { visit, rank, .. } => vec![(*visit, *rank)],
        Event::PolicyChanged { ranks, .. } => ranks.clone(),
        _ => Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(10_000)))]

    #[test]
    fn law_14_no_head_start_is_fifo_and_an_endless_one_is_due(day in unsteady(3)) {
        let starts = |policy, head_start_min| play(&office::plan(policy, head_start_min, &[1, 2, 3]), &day, 0).served;
        prop_assert_eq!(starts(Policy::Rank, 0), starts(Policy::Fifo, 60));
        // Longer than the day is as good as endless.
        prop_assert_eq!(starts(Policy::Rank, 60_000), starts(Policy::Due, 60));
    }

    #[test]
    fn law_15_shifting_all_times_shifts_all_starts(day in eventful(3), policy in policies(), steps in 1_i64..6) {
        let plan = office::plan(policy, 60, &[1, 2, 3]);
        let shifted = play(&plan, &day, steps * 300);
        prop_assert_eq!(shifted.served, play(&plan, &day, 0).served);
    }

    #[test]
    fn law_16_nobody_is_lost_and_nobody_served_twice(day in eventful(3), policy in policies()) {
        let mut played = play(&office::plan(policy, 60, &[1, 2, 3]), &day, 0);
        let end = played.journal.day.time(office::second(0));
        let _ = played.journal.must(&aufruf_core::command::Command::CloseDay, end);
        let plan = &played.journal.plan;
        let mut state = OfficeDay::new(plan.office.clone(), plan.date);
        let (mut came, mut finished, mut begun) = (0, 0, BTreeMap::<VisitId, bool>::new());
        for entry in &played.journal.entries {
            let before = state.clone();
            state.apply(entry);
            match &entry.event {
                Event::CheckedIn { .. } | Event::TicketDrawn { .. } => came += 1,
                Event::Called { visit, .. } => drop(begun.insert(*visit, false)),
                Event::Started { visit, .. } => prop_assert_eq!(begun.insert(*visit, true), Some(false), "started twice"),
                Event::Finished { visit, .. } => {
                    finished += 1;
                    prop_assert_eq!(before.visit(*visit).unwrap().state, State::Serving);
                }
                _ => {}
            }
            let here = |v: &&Visit| matches!(
                v.state,
                State::Waiting | State::Called | State::Serving | State::Parked | State::Missed
                    | State::Finished | State::Left | State::Closed
            );
            prop_assert_eq!(state.visits().filter(here).count(), came);
            if !state.is_closed() {
                prop_assert!(counters_agree(&state, &plan.counters), "at {}", entry.at);
            }
        }
        prop_assert_eq!(came, day.visitors.len());
        prop_assert_eq!(state.visits().filter(|v| v.state == State::Finished).count(), finished);
        prop_assert_eq!(played.served.len(), finished);
    }

    #[test]
    fn law_17_a_rank_changes_only_by_an_entry_that_names_it_and_survives_the_journal(day in eventful(3), policy in policies()) {
        let played = play(&office::plan(policy, 60, &[1, 2, 3]), &day, 0);
        let plan = &played.journal.plan;
        let mut state = OfficeDay::new(plan.office.clone(), plan.date);
        let mut oracle = Oracle::new(plan);
        let mut ranks: BTreeMap<VisitId, Rank> = BTreeMap::new();
        for entry in &played.journal.entries {
            state.apply(entry);
            oracle.see(entry);
            ranks.extend(ranks_given(&entry.event));
            for v in state.visits().filter(|v| v.rank.is_some()) {
                prop_assert_eq!(v.rank.as_ref(), ranks.get(&v.id), "{:?} after {:?}", v.id, entry.event);
            }
            if !ranks_given(&entry.event).is_empty() {
                for v in state.visits().filter(|v| !v.state.is_final()) {
                    let place = v.rank.map(|rank| (rank.class, rank.at, rank.order));
                    prop_assert_eq!(place, oracle.place(v.id), "{:?} after {:?}", v.id, entry.event);
                }
            }
        }
        prop_assert_eq!(&played.journal.replayed(), &played.journal.day);
    }
}

#[test]
fn law_18_one_more_equal_counter_never_serves_fewer() {
    let (days, made_a_difference) = (cases(500), Cell::new(0));
    let mut runner = TestRunner::new(ProptestConfig {
        test_name: Some("law_18"),
        source_file: Some(file!()),
        ..ProptestConfig::with_cases(days)
    });
    let outcome = runner.run(&(full(), 1_usize..=4), |(day, counters)| {
        let by_closing = |counters: usize| {
            let played = play(&office::plan(Policy::Rank, 60, &vec![1; counters]), &day, 0);
            let lasts_s = |s: &&Served| day.visitors[s.visitor].lasts_s;
            let served = played.served.iter();
            served
                .filter(|s| s.start_s + lasts_s(s) <= 8 * 3600)
                .count()
        };
        let (fewer, more) = (by_closing(counters), by_closing(counters + 1));
        prop_assert!(fewer <= more, "{fewer} at {counters}, {more} at one more");
        made_a_difference.set(made_a_difference.get() + u32::from(fewer < more));
        Ok(())
    });
    assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
    let share = f64::from(made_a_difference.get()) / f64::from(days);
    assert!(
        share > 0.2,
        "only {share} of the days were full enough to tell"
    );
}
