//! What each visitor may rely on: laws 5, 6 and 8 to 12. They speak of days
//! without returns, urgency, overrides and changes of the policy; clerks pause,
//! the office is interrupted, and people go home.

use std::collections::BTreeSet;

use aufruf_core::{event::Event, id::VisitId, settings::Policy};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::{Call, calls, cases, policies};
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
    let concerns = [office::concern(service)];
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
    let capable = |call: &Call| {
        played
            .journal
            .plan
            .counter(call.counter)
            .unwrap()
            .can_serve(&concerns)
    };
    while_it_waits.filter(capable).collect()
}

/// Pauses of all counters and interruptions, in seconds of one counter each.
fn standstill_s(played: &Played, from_s: i64, to_s: i64, counters: i64) -> i64 {
    let mut since = std::collections::BTreeMap::new();
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
        for counter in &played.journal.plan.counters {
            let paused = day.counter(counter.id).paused;
            match (paused, since.get(&counter.id).copied()) {
                (true, None) => drop(since.insert(counter.id, now_s)),
                (false, Some(begin_s)) => {
                    sum += overlap(begin_s, now_s);
                    let _ = since.remove(&counter.id);
                }
                _ => {}
            }
        }
        match entry.event {
            Event::Interrupted { .. } => interrupted = Some(now_s),
            Event::InterruptionEnded => {
                sum += counters
                    * interrupted
                        .take()
                        .map_or(0, |begin_s| overlap(begin_s, now_s));
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
        for service in 0..3 {
            // Tickets are drawn, and numbered, in the order of the journal.
            let drawn = played.journal.entries.iter().filter_map(|entry| match &entry.event {
                Event::TicketDrawn { visit, .. } => Some(*visit),
                _ => None,
            });
            let called: Vec<VisitId> = calls(&played).iter().map(|call| call.visit).collect();
            let of_service = |id: &VisitId| day.visitors[visitor(*id)].service == service;
            let order: Vec<VisitId> = drawn.filter(|id| of_service(id) && called.contains(id)).collect();
            let walk_in = |id: &VisitId| day.visitors[visitor(*id)].booked_s.is_none();
            let in_fact: Vec<VisitId> = called.into_iter().filter(|id| walk_in(id) && of_service(id)).collect();
            prop_assert_eq!(in_fact, order);
        }
    }

    #[test]
    fn law_06_punctual_due_appointments_go_by_their_time(day in unsteady(3), policy in policies()) {
        let played = play(&office::plan(policy, 60, &[1, 2, 3]), &day, 0);
        let calls = calls(&played);
        let punctual: Vec<&Call> = calls.iter().filter(|call| day.visitors[visitor(call.visit)].is_punctual()).collect();
        for (n, later) in punctual.iter().enumerate() {
            for earlier in &punctual[..n] {
                let (a, b) = (&day.visitors[visitor(earlier.visit)], &day.visitors[visitor(later.visit)]);
                // b was here and due when a was called before it.
                if a.service == b.service && due(&day, visitor(later.visit)) <= earlier.at {
                    let seq = |call: &Call| call.place.2;
                    prop_assert!((a.booked_s, seq(earlier)) < (b.booked_s, seq(later)), "{earlier:?} {later:?}");
                }
            }
        }
    }

    #[test]
    fn law_08_only_smaller_ranks_overtake_a_walk_in(day in unsteady(3)) {
        let played = play(&office::nested(), &day, 0);
        for (w, v) in day.visitors.iter().enumerate().filter(|(_, v)| v.booked_s.is_none()) {
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
        for (a, v) in day.visitors.iter().enumerate().filter(|(_, v)| v.is_punctual()) {
            let limit = (0, second(v.booked_s.unwrap()));
            for call in overtakers(&played, v.service, visit(a as u128), due(&day, a)) {
                prop_assert!((call.place.0, call.place.1) <= limit, "{call:?} overtook visitor {a}");
            }
        }
    }

    #[test]
    fn law_10_a_walk_in_waits_no_longer_than_the_work_before_it(day in unsteady(1)) {
        let counters = 3;
        let played = play(&office::plan(Policy::Rank, 60, &[1, 1, 1]), &day, 0);
        let calls = calls(&played);
        for call in calls.iter().filter(|call| day.visitors[visitor(call.visit)].booked_s.is_none()) {
            let w = visitor(call.visit);
            let (arrived, start) = (day.visitors[w].arrives_s, seconds(call.at));
            let limit = second(arrived + D_S);
            let work: i64 = calls
                .iter()
                .filter(|other| other.visit != call.visit && other.at < call.at)
                .map(|other| {
                    let (begin, end) = (seconds(other.at), seconds(other.at) + day.visitors[visitor(other.visit)].lasts_s);
                    if begin <= arrived {
                        (end - arrived).max(0)
                    } else if other.place.1 <= limit {
                        end - begin
                    } else {
                        0
                    }
                })
                .sum();
            let stood = standstill_s(&played, arrived, start, counters);
            prop_assert!((start - arrived) * counters <= work + stood, "{} > {work} + {stood}", (start - arrived) * counters);
        }
    }

    #[test]
    fn law_11_no_more_overtake_than_were_told_when_the_number_was_drawn(day in unsteady(1)) {
        let played = play(&office::plan(Policy::Rank, 60, &[1, 1, 1]), &day, 0);
        let plan = &played.journal.plan;
        let calls = calls(&played);
        let mut state = aufruf_core::day::OfficeDay::new(plan.office.clone(), plan.date);
        let mut called = 0;
        for entry in &played.journal.entries {
            state.apply(entry);
            called += usize::from(matches!(entry.event, Event::Called { .. }));
            let Event::TicketDrawn { visit, .. } = entry.event else { continue };
            let told = state.position_bound(visit).unwrap();
            let rest = &calls[called..];
            if let Some(overtook) = rest.iter().position(|call| call.visit == visit) {
                prop_assert!(overtook <= told, "{overtook} > {told} before {visit:?}");
            }
            // Nobody is counted who has been called or can never come before.
            let possible = |v: &&aufruf_core::visit::Visit| {
                let appointment = v.booked.is_some_and(|b| b <= entry.at + SignedDuration::from_secs(D_S));
                v.id != visit && !v.was_called && (v.booked.is_none() || appointment || v.ranked_late)
            };
            prop_assert!(told <= state.visits().filter(possible).count());
        }
    }

    #[test]
    fn law_12_later_and_lower_ranks_do_not_change_a_walk_ins_start(mut day in punctual(1), one_more in (0_i64..12_000, 1_i64..2400), pick in any::<prop::sample::Index>()) {
        let plan = office::plan(Policy::Rank, 60, &[1, 1, 1]);
        day.visitors.push(Visitor::of(None, one_more.0, 0, one_more.1));
        let walk_ins: Vec<usize> = (0..day.visitors.len()).filter(|w| day.visitors[*w].booked_s.is_none()).collect();
        let w = walk_ins[pick.index(walk_ins.len())];
        let played = play(&plan, &day, 0);
        let arrived = day.visitors[w].arrives_s;
        let stays = |index: usize| {
            let v = &day.visitors[index];
            let started_before = played.start_s(index).is_some_and(|start_s| start_s < arrived);
            let later = match v.booked_s {
                None => (v.arrives_s, index) > (arrived, w),
                Some(b) => b > arrived + D_S,
            };
            index == w || started_before || !later
        };
        let kept: BTreeSet<usize> = (0..day.visitors.len()).filter(|i| stays(*i)).collect();
        let fewer = Day {
            visitors: kept.iter().map(|i| day.visitors[*i].clone()).collect(),
            mishaps: Vec::new(),
        };
        let again = play(&plan, &fewer, 0);
        let place = kept.iter().position(|i| *i == w).unwrap();
        prop_assert_eq!(again.start_s(place), played.start_s(w));
    }
}
