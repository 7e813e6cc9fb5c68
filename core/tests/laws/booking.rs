//! No sequence of commands overbooks a day, whatever the clocks do.

use aufruf_core::{
    command::{Arrival, Command, Party},
    id::CounterId,
    plan::DayPlan,
    rejection::Rejection,
    slots::Booking,
    visit::{Channel, Visit},
};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use crate::{
    journal::Journal,
    office::{at, concern, nested, visit},
};

/// What a test may ask for, by small numbers that shrink well.
#[derive(Debug, Clone)]
enum Step {
    Hold { start: i64, service: usize },
    Book { start: i64, service: usize },
    MoveIn { start: i64, service: usize },
    Submit(usize),
    Confirm(usize),
    Extend(usize),
    Release(usize),
    Cancel(usize),
    Move { visit: usize, start: i64 },
    SetConcerns { visit: usize, service: usize },
    Tick,
}

fn step() -> impl Strategy<Value = Step> {
    // Few starts and visits, so that they meet.
    let start = (0_i64..14).prop_map(|grid| grid * 5);
    let known = 0_usize..24;
    prop_oneof![
        6 => (start.clone(), 0_usize..3).prop_map(|(start, service)| Step::Hold { start, service }),
        3 => (start.clone(), 0_usize..3).prop_map(|(start, service)| Step::Book { start, service }),
        1 => (start.clone(), 0_usize..3).prop_map(|(start, service)| Step::MoveIn { start, service }),
        4 => known.clone().prop_map(Step::Submit),
        4 => known.clone().prop_map(Step::Confirm),
        1 => known.clone().prop_map(Step::Extend),
        1 => known.clone().prop_map(Step::Release),
        2 => known.clone().prop_map(Step::Cancel),
        2 => (known.clone(), start).prop_map(|(visit, start)| Step::Move { visit, start }),
        1 => (known, 0_usize..3).prop_map(|(visit, service)| Step::SetConcerns { visit, service }),
        1 => Just(Step::Tick),
    ]
}

/// Seconds that the clock moves on, jumps back to, or is off by (±5 s and more).
fn clock() -> impl Strategy<Value = i64> {
    prop_oneof![5 => -5_i64..=5, 3 => 0_i64..900, 1 => -3600_i64..0, 1 => 0_i64..8000]
}

fn command(step: &Step, made: &mut u128) -> Command {
    let nth = |n: usize| visit(n as u128);
    let mut fresh = || {
        *made += 1;
        visit(*made - 1)
    };
    match *step {
        Step::Hold { start, service } => Command::Hold {
            visit: fresh(),
            from: at(start),
            concerns: vec![concern(service)],
        },
        Step::Book { start, service } => Command::Book {
            visit: fresh(),
            from: at(start),
            concerns: vec![concern(service)],
            bits: 7,
        },
        Step::MoveIn { start, service } => Command::MoveIn {
            arrival: Arrival {
                visit: fresh(),
                from: at(start),
                concerns: vec![concern(service)],
                channel: Channel::Online,
                by: Party::Citizen,
                sequence: 0,
            },
            bits: 3,
        },
        Step::Submit(n) => Command::Submit { visit: nth(n) },
        Step::Confirm(n) => Command::Confirm {
            visit: nth(n),
            bits: n as u64,
        },
        Step::Extend(n) => Command::ExtendHold { visit: nth(n) },
        Step::Release(n) => Command::ReleaseHold { visit: nth(n) },
        Step::Cancel(n) => Command::Cancel {
            visit: nth(n),
            by: Party::Citizen,
        },
        Step::Move { visit: n, start } => Command::Move {
            visit: nth(n),
            from: at(start),
            by: Party::Citizen,
        },
        Step::SetConcerns { visit: n, service } => Command::SetConcerns {
            visit: nth(n),
            concerns: vec![concern(service)],
        },
        Step::Tick => Command::Tick,
    }
}

/// The bookings that the journal says occupy capacity.
fn occupying(journal: &Journal) -> Vec<Booking> {
    let occupies = |v: &&Visit| v.state.occupies();
    journal
        .day
        .visits()
        .filter(occupies)
        .filter_map(Visit::booking)
        .collect()
}

/// Whether every booking can have a counter of its own: tries all assignments.
fn is_assignable(plan: &DayPlan, bookings: &[Booking]) -> bool {
    fn place(plan: &DayPlan, bookings: &[Booking], placed: &mut Vec<CounterId>) -> bool {
        let Some(booking) = bookings.get(placed.len()) else {
            return true;
        };
        for counter in &plan.counters {
            let staffed = counter.hours.iter().any(|h| h.span.covers(&booking.span));
            let free = placed
                .iter()
                .zip(bookings)
                .all(|(taken, other)| *taken != counter.id || !other.span.overlaps(&booking.span));
            if staffed && free && counter.can_serve(&booking.concerns) {
                placed.push(counter.id);
                if place(plan, bookings, placed) {
                    return true;
                }
                let _ = placed.pop();
            }
        }
        false
    }
    let mut sorted = bookings.to_vec();
    sorted.sort_by_key(|booking| booking.span);
    place(plan, &sorted, &mut Vec::new())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_sequence_of_commands_overbooks_a_day(
        steps in prop::collection::vec((step(), clock()), 1..60),
    ) {
        let mut journal = Journal::new(nested());
        let mut now = at(-600);
        let mut made = 0;
        for (step, passed) in &steps {
            now += SignedDuration::from_secs(*passed);
            let seen = now + SignedDuration::from_secs(passed % 6);
            let _ = journal.run(&command(step, &mut made), seen);
            prop_assert!(is_assignable(&journal.plan, &occupying(&journal)), "after {step:?}");
        }
        prop_assert_eq!(journal.replayed(), journal.day);
    }

    #[test]
    fn what_is_offered_is_accepted_and_nothing_else(
        steps in prop::collection::vec((step(), 0_i64..60), 1..25),
        service in 0_usize..3,
    ) {
        let mut journal = Journal::new(nested());
        let (mut now, mut made) = (at(-600), 0);
        for (step, passed) in &steps {
            now += SignedDuration::from_secs(*passed);
            let _ = journal.run(&command(step, &mut made), now);
        }
        let concerns = vec![concern(service)];
        let offered = journal.day.free_times(&journal.plan, &concerns, Channel::Online, now).unwrap();
        for start in 0..100 {
            let from = at(start * 5);
            let hold = Command::Hold { visit: visit(u128::MAX), from, concerns: concerns.clone() };
            let accepted = journal.day.decide(&hold, &journal.plan, now).is_ok();
            prop_assert_eq!(accepted, offered.contains(&from), "at {}", from);
        }
    }

    #[test]
    fn an_infeasible_stretch_takes_no_bookings_and_hurts_nothing_else(
        morning in 0_i64..8,
        hour in 1_i64..6,
    ) {
        let mut journal = Journal::new(nested());
        let book = |n: u128, from: Timestamp, service: usize| Command::Book {
            visit: visit(n), from, concerns: vec![concern(service)], bits: n as u64,
        };
        let from = at(morning * 5);
        for n in 0..3 {
            let _ = journal.must(&book(n, from, 0), at(-100));
        }
        let _ = journal.must(&Command::WithdrawCounter { counter: CounterId(3) }, at(-90));
        prop_assert_eq!(journal.day.misfits(&journal.plan, at(-90)).len(), 1);
        for service in 0..2 {
            let refused = journal.run(&book(9, from, service), at(-80));
            prop_assert_eq!(refused, Err(Rejection::TimeTaken));
        }
        // Far from the stretch all goes on as before, and so does everything else inside it.
        let _ = journal.must(&book(10, from + SignedDuration::from_mins(hour * 60 / 2 + 10), 0), at(-70));
        let _ = journal.must(&Command::CheckIn { visit: visit(2) }, at(-60));
        let _ = journal.must(&Command::Cancel { visit: visit(1), by: Party::Citizen }, at(-50));
        prop_assert!(journal.day.misfits(&journal.plan, at(-50)).is_empty());
    }
}

#[test]
fn a_freed_time_is_free_at_once() {
    let mut journal = Journal::new(crate::office::plan(
        aufruf_core::settings::Policy::Rank,
        60,
        &[1],
    ));
    let hold = |n| Command::Hold {
        visit: visit(n),
        from: at(60),
        concerns: vec![concern(0)],
    };
    let _ = journal.must(&hold(1), at(0));
    assert_eq!(journal.run(&hold(2), at(9)), Err(Rejection::TimeTaken));
    // The hold ends after ten minutes, without any job.
    let _ = journal.must(&hold(3), at(10));
    let _ = journal.must(&Command::ReleaseHold { visit: visit(3) }, at(11));
    let _ = journal.must(&hold(4), at(11));
    let _ = journal.must(&Command::Submit { visit: visit(4) }, at(12));
    let _ = journal.must(
        &Command::Confirm {
            visit: visit(4),
            bits: 1,
        },
        at(13),
    );
    assert_eq!(journal.run(&hold(5), at(13)), Err(Rejection::TimeTaken));
    let _ = journal.must(
        &Command::Cancel {
            visit: visit(4),
            by: Party::Citizen,
        },
        at(14),
    );
    let _ = journal.must(&hold(6), at(14));
}
