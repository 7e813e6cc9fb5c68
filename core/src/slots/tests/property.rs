//! What holds for every small day.

use proptest::{collection::vec, option, prelude::*, sample::subsequence};

use super::{brute::Day, *};

/// Length of the drawn days in steps of five minutes.
const STEPS: i64 = 24;
const STEP_MIN: i64 = 5;

const SERVICES: [&str; 3] = ["pass", "permit", "trade"];

fn some_services(least: usize) -> impl Strategy<Value = String> {
    subsequence(SERVICES.as_slice(), least..=SERVICES.len()).prop_map(|names| names.join(" "))
}

fn cut(steps: i64) -> i64 {
    steps * STEP_MIN
}

/// Ascending stretches of a day, touching or not.
fn stretches(most: usize) -> impl Strategy<Value = Vec<(i64, i64)>> {
    vec((0..6_i64, 3..STEPS), 1..=most).prop_map(|parts| {
        let mut at = 0;
        let mut stretches = Vec::new();
        for (gap, length) in parts {
            let from = at + gap;
            at = (from + length).min(STEPS);
            if from < at {
                stretches.push((cut(from), cut(at)));
            }
        }
        stretches
    })
}

fn some_use() -> impl Strategy<Value = Use> {
    prop_oneof![4 => Just(Use::Public), 2 => Just(Use::Internal), 1 => Just(Use::WalkIn)]
}

fn some_hours() -> impl Strategy<Value = Vec<(i64, i64, Use)>> {
    (stretches(3), vec(some_use(), 3)).prop_map(|(stretches, uses)| {
        let used = stretches.into_iter().zip(uses);
        used.map(|((from, to), r#use)| (from, to, r#use)).collect()
    })
}

/// Up to four counters; some equal, some not, some withdrawn.
fn some_day() -> impl Strategy<Value = Day> {
    let kinds = vec((some_services(1), some_hours()), 1..=3);
    let counters = vec((0..3_usize, option::weighted(0.2, 0..STEPS)), 1..=4);
    (stretches(2), kinds, counters, any::<bool>()).prop_map(
        |(open, kinds, counters, same_hours)| {
            let mut withdrawn = BTreeMap::new();
            let mut plans = Vec::new();
            for (id, (kind, ill)) in (1..).zip(counters) {
                let (skills, hours) = &kinds[kind % kinds.len()];
                let all_day = [(0, cut(STEPS), Use::Public)];
                plans.push(counter(
                    id,
                    skills,
                    if same_hours { &all_day } else { hours },
                ));
                if let Some(at) = ill {
                    let _ = withdrawn.insert(CounterId(id), minute(cut(at)));
                }
            }
            Day {
                plan: plan(&open, plans),
                withdrawn,
            }
        },
    )
}

fn some_booking() -> impl Strategy<Value = Booking> {
    let services = prop_oneof![
        3 => (0..SERVICES.len()).prop_map(|n| SERVICES[n].to_owned()),
        1 => some_services(1),
    ];
    (0..STEPS, 1..8_i64, services, any::<bool>()).prop_map(|(from, length, services, by_staff)| {
        let book = if by_staff { staff } else { online };
        book(cut(from), cut(from + length), &services)
    })
}

/// Accepts what is admitted, in this order.
fn accept(capacity: &Capacity, arriving: &[Booking]) -> Vec<Booking> {
    let mut booked = Vec::new();
    for new in arriving {
        if capacity.admits(&booked, new) {
            booked.push(new.clone());
        }
    }
    booked
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8_000))]

    /// Also with bookings that do not fit together, as after a change of plan.
    #[test]
    fn admits_exactly_what_some_assignment_serves(
        day in some_day(),
        booked in vec(some_booking(), 0..9),
        new in some_booking(),
    ) {
        prop_assert_eq!(day.capacity().admits(&booked, &new), day.admits(&booked, &new));
    }

    #[test]
    fn never_overbooks_and_never_refuses_what_fits(
        day in some_day(),
        arriving in vec(some_booking(), 1..14),
    ) {
        let capacity = day.capacity();
        let mut booked = Vec::new();
        for new in arriving {
            let admitted = capacity.admits(&booked, &new);
            booked.push(new);
            prop_assert_eq!(admitted, day.is_feasible(&booked));
            if !admitted {
                let _ = booked.pop();
            }
        }
        prop_assert!(capacity.misfits(&booked).is_empty());
    }

    #[test]
    fn bookings_that_fit_together_are_accepted_in_every_order(
        day in some_day(),
        (arriving, order) in vec(some_booking(), 1..14)
            .prop_flat_map(|all| (Just(all.clone()), Just((0..all.len()).collect::<Vec<_>>()).prop_shuffle())),
    ) {
        let capacity = day.capacity();
        let fitting = accept(&capacity, &arriving);
        let reordered: Vec<Booking> = order
            .into_iter()
            .filter_map(|n| fitting.get(n).cloned())
            .collect();
        prop_assert_eq!(accept(&capacity, &reordered), reordered);
    }

    /// On a day booked by the rules, and on one that became infeasible.
    #[test]
    fn free_starts_are_the_starts_that_are_admitted(
        day in some_day(),
        arriving in vec(some_booking(), 0..12),
        by_the_rules in any::<bool>(),
        wish in some_booking(),
        grid_min in prop_oneof![Just(5_i64), Just(10), Just(15), Just(4)],
        window in (-10..130_i64, -10..130_i64).prop_map(|(from, to)| span(from, to)),
    ) {
        let capacity = day.capacity();
        let booked = if by_the_rules { accept(&capacity, &arriving) } else { arriving };
        let length = wish.span.to.duration_since(wish.span.from);
        let mut expected = Vec::new();
        for open in &day.plan.open {
            let mut from = open.from;
            while from < open.to {
                let new = Booking { span: Span { from, to: from + length }, ..wish.clone() };
                if window.contains(from) && capacity.admits(&booked, &new) {
                    prop_assert!(day.admits(&booked, &new));
                    expected.push(from);
                }
                from += SignedDuration::from_mins(grid_min);
            }
        }
        let seconds = |d: i64| u32::try_from(d).unwrap();
        let free = capacity.free_starts(
            &booked,
            &wish.concerns,
            wish.channel,
            seconds(length.as_secs()),
            seconds(grid_min * 60),
            window,
        );
        prop_assert_eq!(free, expected);
    }

    #[test]
    fn misfits_are_what_the_older_ones_leave_no_room_for(
        day in some_day(),
        booked in vec(some_booking(), 0..9),
    ) {
        prop_assert_eq!(day.capacity().misfits(&booked), day.misfits(&booked));
    }

    #[test]
    fn an_infeasible_stretch_blocks_itself_and_nothing_else(
        day in some_day(),
        arriving in vec(some_booking(), 1..12),
        new in some_booking(),
        ill in 1..=4_u16,
        at in 0..STEPS,
    ) {
        let booked = accept(&day.capacity(), &arriving);
        let mut changed = day;
        let _ = changed.withdrawn.insert(CounterId(ill), minute(cut(at)));
        let capacity = changed.capacity();
        let admitted = capacity.admits(&booked, &new);
        prop_assert_eq!(admitted, changed.admits(&booked, &new));
        let in_the_way = capacity
            .misfits(&booked)
            .into_iter()
            .any(|index| booked[index].span.overlaps(&new.span));
        prop_assert!(!(admitted && in_the_way));
    }

    #[test]
    fn some_counter_must_serve_all_concerns(day in some_day(), wish in some_booking()) {
        // Only what is open counts: hours of a plan lie within the opening hours.
        let mut day = day;
        day.plan.open = vec![span(0, cut(STEPS))];
        prop_assert_eq!(
            day.capacity().can_ever_serve(&wish.concerns, wish.channel),
            day.can_ever_serve(&wish.concerns, wish.channel)
        );
    }
}
