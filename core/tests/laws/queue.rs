//! The laws of the queue rule, on played days.

use aufruf_core::{
    day::OfficeDay,
    event::Event,
    queue::{self, Key},
    settings::Policy,
    visit::{State, Visit},
};
use jiff::SignedDuration;
use proptest::prelude::*;

use crate::{
    office::{self, second, visit},
    simulation::{Played, Served, Visitor, play, punctual, seconds, visitors},
};

const D_S: i64 = 3600;

/// How many cases a law is tried with; `AUFRUF_LAW_CASES` asks for another number.
fn cases(usual: u32) -> u32 {
    let asked = std::env::var("AUFRUF_LAW_CASES").ok();
    asked.and_then(|n| n.parse().ok()).unwrap_or(usual)
}

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

fn key_of(day: &OfficeDay, played: &Played, v: &Visit, t: jiff::Timestamp) -> Option<Key> {
    queue::key(v, &day.queue_state(&played.journal.plan), t)
}

/// The key of the called visit, and those of all whom its counter could serve.
fn called_and_others(
    played: &Played,
    day: &OfficeDay,
    event: &Event,
    t: jiff::Timestamp,
) -> (Key, Vec<Key>) {
    let Event::Called { visit, counter, .. } = event else {
        panic!("only calls are shown");
    };
    let skills = played.journal.plan.counter(*counter).unwrap();
    let called = key_of(day, played, day.visit(*visit).unwrap(), t).unwrap();
    let able = day.visits().filter(|v| skills.can_serve(&v.concerns));
    (
        called,
        able.filter_map(|v| key_of(day, played, v, t)).collect(),
    )
}

fn start_of(played: &Played, visitor: usize) -> Served {
    *played
        .served
        .iter()
        .find(|s| s.visitor == visitor)
        .expect("everybody is served")
}

fn rank_s(visitor: &Visitor) -> i64 {
    visitor.booked_s.unwrap_or(visitor.arrives_s + D_S)
}

fn is_punctual(visitor: &Visitor) -> bool {
    visitor
        .booked_s
        .is_some_and(|b| visitor.arrives_s <= b + 900)
}

/// When an appointment is in the queue and due.
fn due_s(visitor: &Visitor) -> i64 {
    visitor
        .booked_s
        .map_or(visitor.arrives_s, |b| visitor.arrives_s.max(b - 120))
}

/// Those who started while this visitor waited, though it was there first.
fn overtakers<'a>(
    played: &'a Played,
    all: &'a [Visitor],
    w: usize,
    from_s: i64,
) -> impl Iterator<Item = &'a Visitor> {
    let start = start_of(played, w).start_s;
    played
        .served
        .iter()
        .filter(move |s| s.visitor != w && from_s <= s.start_s && s.start_s < start)
        .map(|s| &all[s.visitor])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(10_000)))]

    #[test]
    fn law_01_the_order_is_total_and_independent_of_the_list(all in visitors(3), seed in any::<u64>()) {
        let played = play(&office::nested(), &all, 0);
        before_calls(&played, |day, _, t| {
            let mut waiting: Vec<&Visit> = day.visits().filter(|v| v.state == State::Waiting).collect();
            let state = day.queue_state(&played.journal.plan);
            let first = queue::next(waiting.iter().copied(), &state, t, |_| true).map(|v| v.id);
            let middle = usize::try_from(seed % waiting.len() as u64).unwrap();
            waiting.rotate_left(middle);
            waiting.reverse();
            assert_eq!(queue::next(waiting.iter().copied(), &state, t, |_| true).map(|v| v.id), first);
            let mut keys: Vec<Key> = waiting.iter().filter_map(|v| key_of(day, &played, v, t)).collect();
            keys.sort_unstable();
            assert!(keys.windows(2).all(|pair| pair[0] < pair[1]), "two equal keys");
        });
    }

    #[test]
    fn law_02_nobody_is_called_whom_the_counter_cannot_serve_or_who_does_not_wait(all in visitors(3)) {
        let played = play(&office::nested(), &all, 0);
        before_calls(&played, |day, event, _| {
            let Event::Called { visit, counter, .. } = event else { return };
            let called = day.visit(*visit).unwrap();
            assert!(played.journal.plan.counter(*counter).unwrap().can_serve(&called.concerns));
            assert_eq!(called.state, State::Waiting);
            assert!(called.arrived.is_some() && !day.counter(*counter).paused);
        });
    }

    #[test]
    fn law_04_too_early_is_called_only_when_nobody_due_can_be_served(all in visitors(3)) {
        let played = play(&office::nested(), &all, 0);
        before_calls(&played, |day, event, t| {
            let (key, others) = called_and_others(&played, day, event, t);
            assert!(others.iter().all(|other| key.tier <= other.tier), "too early before due");
        });
    }

    #[test]
    fn law_07_a_call_is_the_smallest_key_that_the_counter_can_serve(all in visitors(3)) {
        let played = play(&office::nested(), &all, 0);
        before_calls(&played, |day, event, t| {
            let (key, others) = called_and_others(&played, day, event, t);
            assert!(others.iter().all(|other| key <= *other));
        });
    }

    #[test]
    fn law_03_no_counter_idles_while_somebody_waits_for_it(all in visitors(3)) {
        let played = play(&office::nested(), &all, 0);
        let plan = &played.journal.plan;
        let mut day = OfficeDay::new(plan.office.clone(), plan.date);
        let entries = &played.journal.entries;
        for (entry, next) in entries.iter().zip(entries.iter().skip(1)) {
            day.apply(entry);
            if next.at > entry.at && entry.at >= second(-90_000) {
                for counter in plan.counters.iter().filter(|c| day.counter(c.id).visit.is_none()) {
                    prop_assert!(day.next_for(plan, counter.id, entry.at).is_none());
                }
            }
        }
    }

    #[test]
    fn law_05_walk_ins_with_equal_need_are_first_come_first_served(all in visitors(1)) {
        let played = play(&office::nested(), &all, 0);
        let mut drawn: Vec<(i64, i64)> = Vec::new();
        let day = &played.journal.day;
        let mut walk_ins: Vec<&Visit> = day.visits().filter(|v| v.booked.is_none()).collect();
        walk_ins.sort_by_key(|v| v.rank.map(|r| r.order));
        for v in walk_ins {
            drawn.push((seconds(v.started_at.unwrap()), seconds(v.arrived.unwrap())));
        }
        prop_assert!(drawn.is_sorted_by_key(|(started, _)| *started), "{drawn:?}");
    }

    #[test]
    fn law_06_punctual_due_appointments_go_by_their_time(all in visitors(1)) {
        let played = play(&office::nested(), &all, 0);
        for (a, b) in (0..all.len()).flat_map(|a| (0..all.len()).map(move |b| (a, b))) {
            let (va, vb) = (&all[a], &all[b]);
            if !is_punctual(va) || !is_punctual(vb) || va.booked_s >= vb.booked_s {
                continue;
            }
            let (sa, sb) = (start_of(&played, a).start_s, start_of(&played, b).start_s);
            // Once the earlier one is due and here, the later one is not called before it.
            prop_assert!(sb < due_s(va) || sa <= sb);
        }
    }

    #[test]
    fn law_08_only_smaller_ranks_overtake_a_walk_in(all in visitors(1)) {
        let played = play(&office::plan(Policy::Rank, 60, &[1, 1, 1]), &all, 0);
        for w in (0..all.len()).filter(|w| all[*w].booked_s.is_none()) {
            let limit = all[w].arrives_s + D_S;
            for v in overtakers(&played, &all, w, all[w].arrives_s) {
                prop_assert!(rank_s(v) <= limit || !is_punctual(v) && v.booked_s.is_some_and(|b| b <= limit));
            }
        }
    }

    #[test]
    fn law_09_only_smaller_ranks_overtake_a_due_punctual_appointment(all in visitors(1)) {
        let played = play(&office::plan(Policy::Rank, 60, &[1, 1, 1]), &all, 0);
        for a in (0..all.len()).filter(|a| is_punctual(&all[*a])) {
            let booked = all[a].booked_s.unwrap();
            for v in overtakers(&played, &all, a, due_s(&all[a])) {
                prop_assert!(rank_s(v) <= booked);
            }
        }
    }

    #[test]
    fn law_10_a_walk_in_waits_no_longer_than_the_work_before_it(all in visitors(1)) {
        let counters = 3;
        let played = play(&office::plan(Policy::Rank, 60, &[1, 1, 1]), &all, 0);
        for w in (0..all.len()).filter(|w| all[*w].booked_s.is_none()) {
            let (arrived, start) = (all[w].arrives_s, start_of(&played, w).start_s);
            let work: i64 = played
                .served
                .iter()
                .filter(|s| s.visitor != w)
                .map(|s| {
                    let (begin, end) = (s.start_s, s.start_s + all[s.visitor].lasts_s);
                    let residual = begin < arrived || (begin == arrived && s.start_s < start);
                    let before = rank_s(&all[s.visitor]) <= arrived + D_S || s.start_s < start;
                    if residual { (end - arrived).max(0) } else if before && begin < start { end - begin } else { 0 }
                })
                .sum();
            prop_assert!((start - arrived) * counters <= work, "{} > {}", start - arrived, work);
        }
    }

    #[test]
    fn law_11_no_more_overtake_than_were_told_when_the_number_was_drawn(all in visitors(1)) {
        let played = play(&office::plan(Policy::Rank, 60, &[1, 1, 1]), &all, 0);
        let plan = &played.journal.plan;
        let mut day = OfficeDay::new(plan.office.clone(), plan.date);
        for entry in &played.journal.entries {
            day.apply(entry);
            if let Event::TicketDrawn { visit, .. } = &entry.event {
                let told = day.position_bound(*visit).unwrap();
                let w = usize::try_from(visit.0.as_u128()).unwrap();
                let overtook = overtakers(&played, &all, w, all[w].arrives_s)
                    .filter(|v| !std::ptr::eq(*v, &all[w]))
                    .count();
                prop_assert!(overtook <= told, "{overtook} > {told}");
            }
        }
    }

    #[test]
    fn law_12_later_and_lower_ranks_do_not_change_a_walk_ins_start(all in punctual(1), pick in any::<prop::sample::Index>()) {
        let plan = office::plan(Policy::Rank, 60, &[1, 1, 1]);
        let walk_ins: Vec<usize> = (0..all.len()).filter(|w| all[*w].booked_s.is_none()).collect();
        prop_assume!(!walk_ins.is_empty());
        let w = walk_ins[pick.index(walk_ins.len())];
        let played = play(&plan, &all, 0);
        let arrived = all[w].arrives_s;
        let stays = |index: usize| {
            let v = &all[index];
            let started_before = start_of(&played, index).start_s < arrived;
            let later = match v.booked_s {
                None => (v.arrives_s, index) > (arrived, w),
                Some(b) => b > arrived + D_S,
            };
            index == w || started_before || !later
        };
        let kept: Vec<usize> = (0..all.len()).filter(|i| stays(*i)).collect();
        let fewer: Vec<Visitor> = kept.iter().map(|i| all[*i].clone()).collect();
        let again = play(&plan, &fewer, 0);
        let place = kept.iter().position(|i| *i == w).unwrap();
        prop_assert_eq!(start_of(&again, place).start_s, start_of(&played, w).start_s);
    }

    #[test]
    fn law_14_no_head_start_is_fifo_and_an_endless_one_is_due(all in punctual(3)) {
        let starts = |policy, head_start_min| play(&office::plan(policy, head_start_min, &[1, 2, 3]), &all, 0).served;
        prop_assert_eq!(starts(Policy::Rank, 0), starts(Policy::Fifo, 60));
        // Longer than the day is as good as endless.
        prop_assert_eq!(starts(Policy::Rank, 60_000), starts(Policy::Due, 60));
    }

    #[test]
    fn law_15_shifting_all_times_shifts_all_starts(all in visitors(3), quarters in 0_i64..6) {
        let plan = office::plan(Policy::Rank, 60, &[1, 2, 3]);
        let shifted = play(&plan, &all, quarters * 300);
        prop_assert_eq!(shifted.served, play(&plan, &all, 0).served);
    }

    #[test]
    fn law_16_nobody_is_lost_and_nobody_served_twice(all in visitors(3)) {
        let played = play(&office::nested(), &all, 0);
        prop_assert_eq!(played.served.len(), all.len());
        let mut seen: Vec<usize> = played.served.iter().map(|s| s.visitor).collect();
        seen.sort_unstable();
        prop_assert!(seen.windows(2).all(|pair| pair[0] != pair[1]));
        let day = &played.journal.day;
        let finished = day.visits().filter(|v| v.state == State::Finished).count();
        prop_assert_eq!(finished, all.len());
        let mut busy: Vec<(aufruf_core::id::CounterId, i64, i64)> = played
            .served
            .iter()
            .map(|s| (s.counter, s.start_s, s.start_s + all[s.visitor].lasts_s))
            .collect();
        busy.sort_unstable();
        prop_assert!(busy.windows(2).all(|p| p[0].0 != p[1].0 || p[0].2 <= p[1].1));
    }

    #[test]
    fn law_17_a_rank_never_changes_by_itself_and_survives_the_journal(all in visitors(3)) {
        let played = play(&office::nested(), &all, 0);
        let mut day = OfficeDay::new(played.journal.plan.office.clone(), played.journal.plan.date);
        let mut first = std::collections::BTreeMap::new();
        for entry in &played.journal.entries {
            day.apply(entry);
            for v in day.visits().filter(|v| v.rank.is_some()) {
                let rank = *first.entry(v.id).or_insert(v.rank);
                prop_assert_eq!(rank, v.rank);
            }
        }
        prop_assert_eq!(&played.journal.replayed(), &played.journal.day);
    }

    #[test]
    fn law_13_coming_earlier_never_costs(arrives in -1200_i64..6000, earlier in 0_i64..3000, called in 0_i64..6000) {
        let late = |arrives_s: i64| {
            let other = queue::Rank { class: 0, at: second(3600), order: 1 };
            queue::is_ranked_late(
                second(0), second(arrives_s), SignedDuration::from_secs(900), &[],
                (called < arrives_s).then_some((second(called), other)),
            )
        };
        let rank = |arrives_s: i64| {
            let rules = aufruf_core::settings::QueueRules::default();
            queue::order(Policy::Rank, &rules, Some(second(0)), second(arrives_s), late(arrives_s), 1)
        };
        prop_assert!(rank(arrives - earlier).at <= rank(arrives).at);
        if arrives <= 900 {
            prop_assert_eq!(rank(arrives).at, second(0));
        }
        let overtaken = 900 <= called && called < arrives;
        let expected = if arrives > 900 && overtaken { second(arrives + D_S) } else { second(0) };
        prop_assert_eq!(rank(arrives).at, expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(500)))]

    #[test]
    fn law_18_one_more_equal_counter_never_serves_fewer(walk_ins in prop::collection::vec(0_i64..14_000, 1..30), lasts in 60_i64..2400) {
        let all: Vec<Visitor> = walk_ins
            .iter()
            .map(|arrives_s| Visitor { booked_s: None, arrives_s: *arrives_s, service: 0, lasts_s: lasts })
            .collect();
        let by_closing = |counters: &[usize]| {
            let played = play(&office::plan(Policy::Rank, 60, counters), &all, 0);
            played.served.iter().filter(|s| s.start_s + lasts <= 8 * 3600).count()
        };
        prop_assert!(by_closing(&[1, 1]) <= by_closing(&[1, 1, 1]));
    }
}

#[test]
fn visits_are_named_by_their_index() {
    assert_eq!(visit(7).0.as_u128(), 7);
}
