//! What each visitor may rely on: laws 5, 6 and 8 to 12. They speak of days
//! without returns, urgency, overrides and changes of the policy; clerks pause,
//! set aside, send on and take back, the office is interrupted, some have no
//! promise, and people go home.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use aufruf_core::{
    event::Event,
    id::{CounterId, VisitId},
    plan::DayPlan,
    settings::Policy,
};
use jiff::{SignedDuration, Timestamp};
use proptest::{prelude::*, test_runner::TestCaseResult};

use super::{Call, calls, cases, each_call, policies};
use crate::{
    office::{self, second, visit},
    simulation::{Played, play, seconds, visitor},
    timetable::{Day, Visitor, punctual, unsteady},
};

const D_S: i64 = 3600;

/// When somebody is in the queue and due.
fn due(day: &Day, index: usize) -> Timestamp {
    let v = &day.visitors[index];
    second(v.booked_s.map_or(v.arrives_s, |b| v.arrives_s.max(b - 120)))
}

/// Who was called to a counter that serves `service` from `from` on, before `whose`
/// call; to the end of the day if it was never called but left.
fn overtakers(played: &Played, service: usize, whose: VisitId, from: Timestamp) -> Vec<Call> {
    let left = played
        .journal
        .entries
        .iter()
        .find_map(|entry| match entry.event {
            Event::Left { visit } if visit == whose => Some(entry.at),
            _ => None,
        });
    let before = calls(played)
        .into_iter()
        .take_while(|call| call.visit != whose);
    let while_it_waits =
        before.filter(|call| call.at >= from && left.is_none_or(|left| call.at < left));
    let able = capable(played, service);
    while_it_waits
        .filter(|call| able.contains(&call.counter))
        .collect()
}

/// The counters that serve `service`.
fn capable(played: &Played, service: usize) -> Vec<CounterId> {
    let concerns = [office::concern(service)];
    let counters = played.journal.plan.counters.iter();
    let able = counters.filter(|counter| counter.can_serve(&concerns));
    able.map(|counter| counter.id).collect()
}

/// From each call to the instant at which the visit left the counter again.
fn stays(played: &Played) -> Vec<(Call, Timestamp)> {
    let mut ends = Vec::new();
    let mut at_counter = BTreeMap::new();
    for entry in &played.journal.entries {
        match entry.event {
            Event::Called { counter, .. } => {
                let _ = at_counter.insert(counter, ends.len());
                ends.push(Timestamp::MAX);
            }
            Event::Finished { counter, .. }
            | Event::Parked { counter, .. }
            | Event::Transferred { counter, .. }
            | Event::Undone {
                counter: Some(counter),
                ..
            } => ends[at_counter[&counter]] = entry.at,
            _ => {}
        }
    }
    calls(played).into_iter().zip(ends).collect()
}

/// Pauses of these counters and interruptions, in seconds of one counter each.
fn standstill_s(played: &Played, from_s: i64, to_s: i64, counters: &[CounterId]) -> i64 {
    let mut since = BTreeMap::new();
    let mut interrupted = None;
    let mut sum = 0;
    let overlap = |begin_s: i64, end_s: i64| (end_s.min(to_s) - begin_s.max(from_s)).max(0);
    let mut day = aufruf_core::day::OfficeDay::new(
        played.journal.plan.office.clone(),
        played.journal.plan.date,
    );
    for entry in &played.journal.entries {
        day.apply(entry);
        let now_s = seconds(entry.at);
        for counter in counters {
            let paused = day.counter(*counter).paused;
            match (paused, since.get(counter).copied()) {
                (true, None) => drop(since.insert(*counter, now_s)),
                (false, Some(begin_s)) => {
                    sum += overlap(begin_s, now_s);
                    let _ = since.remove(counter);
                }
                _ => {}
            }
        }
        match entry.event {
            Event::Interrupted { .. } => interrupted = Some(now_s),
            Event::InterruptionEnded => {
                let lasted_s = interrupted
                    .take()
                    .map_or(0, |begin_s| overlap(begin_s, now_s));
                sum += lasted_s * i64::try_from(counters.len()).unwrap();
            }
            _ => {}
        }
    }
    sum
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(10_000)))]

    #[test]
    fn law_05_walk_ins_with_equal_need_are_first_come_first_served(day in unsteady(3), policy in policies()) {
        let played = play(&office::plan(policy, 60, &[1, 2, 3]), &day, 0);
        // Of several calls of one visit the first one counts.
        let mut called: Vec<VisitId> = Vec::new();
        for call in calls(&played) {
            if !called.contains(&call.visit) {
                called.push(call.visit);
            }
        }
        // Tickets are drawn, and numbered, in the order of the journal.
        let drawn = || played.journal.entries.iter().filter_map(|entry| match &entry.event {
            Event::TicketDrawn { visit, .. } => Some(*visit),
            _ => None,
        });
        for (service, standby) in (0..3).flat_map(|service| [(service, false), (service, true)]) {
            let equal = |id: &VisitId| {
                let v = &day.visitors[visitor(*id)];
                v.booked_s.is_none() && v.service == service && v.standby == standby
            };
            let order: Vec<VisitId> = drawn().filter(|id| equal(id) && called.contains(id)).collect();
            let in_fact: Vec<VisitId> = called.iter().copied().filter(equal).collect();
            prop_assert_eq!(in_fact, order);
        }
    }

    #[test]
    fn law_06_punctual_due_appointments_go_by_their_time(day in unsteady(3), policy in policies()) {
        let played = play(&office::plan(policy, 60, &[1, 2, 3]), &day, 0);
        each_call(&played, |oracle, call| {
            let own = &day.visitors[visitor(call.visit)];
            if !own.is_punctual() {
                return;
            }
            let seq = |id: VisitId| oracle.place(id).map(|place| place.2);
            for id in oracle.serviceable(call.counter).filter(|id| *id != call.visit) {
                let other = &day.visitors[visitor(id)];
                // It was here and due when the other one was called before it.
                if other.is_punctual() && other.service == own.service && due(&day, visitor(id)) <= call.at {
                    assert!((own.booked_s, seq(call.visit)) < (other.booked_s, seq(id)), "{call:?} before {id:?}");
                }
            }
        });
    }

    #[test]
    fn law_08_only_smaller_ranks_overtake_a_walk_in(day in unsteady(3)) {
        let played = play(&office::nested(), &day, 0);
        for (w, v) in day.visitors.iter().enumerate().filter(|(_, v)| v.booked_s.is_none() && v.is_ordinary()) {
            let limit = second(v.arrives_s + D_S);
            for call in overtakers(&played, v.service, visit(w as u128), second(v.arrives_s)) {
                prop_assert!(call.place.1 <= limit, "{call:?} overtook visitor {w}");
            }
        }
    }

    #[test]
    fn law_09_only_smaller_ranks_overtake_a_due_punctual_appointment(
        day in unsteady(3),
        policy in prop::sample::select(&[Policy::Rank, Policy::Rank, Policy::Due, Policy::Strict, Policy::Fifo]),
    ) {
        let played = play(&office::plan(policy, 60, &[1, 2, 3]), &day, 0);
        for (a, v) in day.visitors.iter().enumerate().filter(|(_, v)| v.is_punctual() && v.is_ordinary()) {
            let limit = (0, second(v.booked_s.unwrap()));
            for call in overtakers(&played, v.service, visit(a as u128), due(&day, a)) {
                prop_assert!((call.place.0, call.place.1) <= limit, "{call:?} overtook visitor {a}");
            }
        }
    }

    #[test]
    fn law_10_a_walk_in_waits_no_longer_than_the_work_before_it(day in unsteady(1)) {
        waits_for_the_work_before_it(&office::plan(Policy::Rank, 60, &[1, 1, 1]), &day)?;
    }

    #[test]
    fn law_10_holds_at_counters_of_nested_skills(day in unsteady(3)) {
        waits_for_the_work_before_it(&office::nested(), &day)?;
    }

    #[test]
    fn law_11_no_more_overtake_than_were_told_when_the_number_was_drawn(day in unsteady(1), policy in policies()) {
        are_told_how_many_overtake(&office::plan(policy, 60, &[1, 1, 1]), &day)?;
    }

    #[test]
    fn law_11_holds_at_counters_of_nested_skills(day in unsteady(3), policy in policies()) {
        are_told_how_many_overtake(&office::plan(policy, 60, &[1, 2, 3]), &day)?;
    }

    #[test]
    fn law_12_later_and_lower_ranks_do_not_change_a_walk_ins_start(mut day in punctual(1), one_more in (0_i64..12_000, 1_i64..2400), pick in any::<prop::sample::Index>()) {
        let plan = office::plan(Policy::Rank, 60, &[1, 1, 1]);
        day.visitors.push(Visitor::of(None, one_more.0, 0, one_more.1));
        let ordinary = |w: &usize| day.visitors[*w].booked_s.is_none() && day.visitors[*w].is_ordinary();
        let walk_ins: Vec<usize> = (0..day.visitors.len()).filter(ordinary).collect();
        let w = walk_ins[pick.index(walk_ins.len())];
        let played = play(&plan, &day, 0);
        let arrived = day.visitors[w].arrives_s;
        let called: BTreeSet<usize> = calls(&played)
            .into_iter()
            .filter(|call| call.at < second(arrived))
            .map(|call| visitor(call.visit))
            .collect();
        let stays = |index: usize| {
            let v = &day.visitors[index];
            let later = match v.booked_s {
                None => (v.arrives_s, index) > (arrived, w),
                Some(b) => b > arrived + D_S,
            };
            index == w || called.contains(&index) || !later
        };
        let kept: BTreeSet<usize> = (0..day.visitors.len()).filter(|i| stays(*i)).collect();
        let fewer = Day {
            visitors: kept.iter().map(|i| day.visitors[*i].clone()).collect(),
            mishaps: day.mishaps.clone(),
        };
        let again = play(&plan, &fewer, 0);
        let place = kept.iter().position(|i| *i == w).unwrap();
        prop_assert_eq!(again.start_s(place), played.start_s(w));
    }
}

fn waits_for_the_work_before_it(plan: &Arc<DayPlan>, day: &Day) -> TestCaseResult {
    let played = play(plan, day, 0);
    let stays = stays(&played);
    for (call, _) in &stays {
        let v = &day.visitors[visitor(call.visit)];
        if v.booked_s.is_some() || !v.is_ordinary() {
            continue;
        }
        let counters = capable(&played, v.service);
        let (arrived, start) = (v.arrives_s, seconds(call.at));
        let limit = second(arrived + D_S);
        let work: i64 = stays
            .iter()
            .filter(|(other, _)| {
                let before = other.visit != call.visit && other.at < call.at;
                before && counters.contains(&other.counter)
            })
            .map(|(other, left)| {
                let (begin, end) = (seconds(other.at), seconds(*left));
                if begin <= arrived {
                    (end - arrived).max(0)
                } else if other.place.1 <= limit {
                    end - begin
                } else {
                    0
                }
            })
            .sum();
        let stood = standstill_s(&played, arrived, start, &counters);
        let waited = (start - arrived) * i64::try_from(counters.len()).unwrap();
        prop_assert!(waited <= work + stood, "{waited} > {work} + {stood}");
    }
    Ok(())
}

fn are_told_how_many_overtake(plan: &Arc<DayPlan>, day: &Day) -> TestCaseResult {
    let played = play(plan, day, 0);
    let mut state = aufruf_core::day::OfficeDay::new(plan.office.clone(), plan.date);
    for entry in &played.journal.entries {
        state.apply(entry);
        let Event::TicketDrawn { visit, .. } = entry.event else {
            continue;
        };
        let told = state.position_bound(plan, visit, entry.at);
        let v = &day.visitors[visitor(visit)];
        let by_rank = !matches!(plan.queue.policy, Policy::Apq { .. } | Policy::Wrr { .. });
        prop_assert_eq!(told.is_some(), by_rank && !v.standby);
        let Some(told) = told.filter(|_| v.is_ordinary()) else {
            continue;
        };
        let overtook: BTreeSet<VisitId> = overtakers(&played, v.service, visit, entry.at)
            .into_iter()
            .map(|call| call.visit)
            .collect();
        prop_assert!(
            overtook.len() <= told,
            "{overtook:?} before {visit:?}: {told} were told"
        );
        // Nobody is counted who can never come before.
        let last = match plan.queue.policy {
            Policy::Rank => entry.at + SignedDuration::from_secs(D_S),
            Policy::Fifo => entry.at,
            _ => Timestamp::MAX,
        };
        let possible = |other: &&aufruf_core::visit::Visit| {
            let over = other.state.is_final() || other.is_standby() || other.id == visit;
            !over && other.booked.is_none_or(|b| b <= last || other.ranked_late)
        };
        prop_assert!(told <= state.visits().filter(possible).count());
    }
    Ok(())
}
