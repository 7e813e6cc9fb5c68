//! Free times by example, and against an assignment found by trying everything.

mod brute;
mod property;

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::{Booking, Capacity, MAX_CLASSES};
use crate::{
    id::{CounterId, OfficeId, ServiceId},
    plan::{CounterPlan, DayPlan, Span, Staffed, Use},
    settings::{BookingRules, Letters, QueueRules, Quota},
    visit::{Channel, Concern},
};

/// The instant so many minutes after 8 o'clock.
fn minute(minutes: i64) -> Timestamp {
    let eight: Timestamp = "2026-11-23T08:00:00+01:00".parse().unwrap();
    eight + SignedDuration::from_mins(minutes)
}

fn span(from: i64, to: i64) -> Span {
    Span {
        from: minute(from),
        to: minute(to),
    }
}

fn service(name: &str) -> ServiceId {
    ServiceId::new(name).unwrap()
}

/// One concern for each of the names, separated by blanks.
fn concerns(services: &str) -> Vec<Concern> {
    services
        .split_whitespace()
        .map(|name| Concern {
            service: service(name),
            quantity: 1,
        })
        .collect()
}

fn online(from: i64, to: i64, services: &str) -> Booking {
    Booking {
        span: span(from, to),
        concerns: concerns(services),
        channel: Channel::Online,
    }
}

fn staff(from: i64, to: i64, services: &str) -> Booking {
    Booking {
        channel: Channel::Staff,
        ..online(from, to, services)
    }
}

fn counter(id: u16, skills: &str, hours: &[(i64, i64, Use)]) -> CounterPlan {
    CounterPlan {
        id: CounterId(id),
        skills: skills.split_whitespace().map(service).collect(),
        hours: hours
            .iter()
            .map(|(from, to, r#use)| Staffed {
                span: span(*from, *to),
                r#use: *r#use,
            })
            .collect(),
    }
}

fn plan(open: &[(i64, i64)], counters: Vec<CounterPlan>) -> DayPlan {
    DayPlan {
        version: 1,
        office: OfficeId::new("rathaus").unwrap(),
        date: "2026-11-23".parse().unwrap(),
        zone: "Europe/Berlin".to_owned(),
        day: span(-480, 960),
        open: open.iter().map(|(from, to)| span(*from, *to)).collect(),
        counters,
        services: BTreeMap::new(),
        booking: BookingRules::default(),
        queue: QueueRules::default(),
        quota: Quota::default(),
        letters: Letters::default(),
    }
}

fn capacity(plan: &DayPlan) -> Capacity {
    Capacity::new(plan, &BTreeMap::new())
}

/// So many counters, open from 8 to 12 for the public, with these skills.
fn equal_counters(count: u16, skills: &str) -> DayPlan {
    let counters = (1..=count).map(|id| counter(id, skills, &[(0, 240, Use::Public)]));
    plan(&[(0, 240)], counters.collect())
}

#[test]
fn sixty_four_equal_counters_take_sixty_four_at_once() {
    let capacity = capacity(&equal_counters(64, "pass"));
    let mut booked: Vec<Booking> = Vec::new();
    for n in 0..64 {
        // All of them are under way from 40 to 45 minutes past.
        let new = online(n % 8 * 5, 45 + n % 5 * 5, "pass");
        assert!(capacity.admits(&booked, &new), "booking {n}");
        booked.push(new);
    }
    assert!(!capacity.admits(&booked, &online(40, 45, "pass")));
    assert!(!capacity.admits(&booked, &online(0, 240, "pass")));
    assert!(capacity.admits(&booked, &online(45, 50, "pass")));
    assert!(capacity.misfits(&booked).is_empty());
}

#[test]
fn no_booking_is_tied_to_the_counter_it_came_to_first() {
    let plan = plan(
        &[(0, 60)],
        vec![
            counter(1, "pass", &[(0, 60, Use::Public)]),
            counter(2, "pass permit", &[(0, 60, Use::Public)]),
        ],
    );
    let capacity = capacity(&plan);
    // Whichever counter the first is thought to have, the second fits.
    let first = online(0, 20, "pass");
    let second = online(10, 30, "permit");
    assert!(capacity.admits(std::slice::from_ref(&first), &second));
    assert!(capacity.admits(std::slice::from_ref(&second), &first));
    let both = [first, second];
    assert!(!capacity.admits(&both, &online(10, 20, "pass")));
    assert!(capacity.admits(&both, &online(20, 60, "pass")));
    assert!(!capacity.admits(&both, &online(20, 60, "permit")));
}

#[test]
fn a_gap_counts_only_if_those_who_come_later_are_still_served() {
    let plan = plan(
        &[(0, 60)],
        vec![
            counter(1, "pass trade", &[(0, 60, Use::Public)]),
            counter(2, "pass permit", &[(0, 60, Use::Public)]),
        ],
    );
    let capacity = capacity(&plan);
    // The first could sit at counter 2 and leave 1 free, were it not for the last.
    let mut booked = vec![online(0, 20, "pass"), online(15, 30, "permit")];
    assert!(!capacity.admits(&booked, &online(5, 10, "trade")));
    assert!(capacity.admits(&booked, &online(5, 10, "permit")));
    let _ = booked.pop();
    assert!(capacity.admits(&booked, &online(5, 10, "trade")));
}

#[test]
fn concerns_need_one_counter_that_can_serve_them_together() {
    let plan = plan(
        &[(0, 60)],
        vec![
            counter(1, "pass", &[(0, 60, Use::Public)]),
            counter(2, "permit", &[(0, 60, Use::Internal)]),
            counter(3, "fishing", &[(0, 60, Use::WalkIn)]),
        ],
    );
    let capacity = capacity(&plan);
    assert!(capacity.can_ever_serve(&concerns("pass"), Channel::Online));
    assert!(!capacity.can_ever_serve(&concerns("permit"), Channel::Online));
    assert!(capacity.can_ever_serve(&concerns("permit"), Channel::Staff));
    assert!(!capacity.can_ever_serve(&concerns("fishing"), Channel::Staff));
    assert!(capacity.can_ever_serve(&concerns("fishing"), Channel::Kiosk));
    assert!(!capacity.can_ever_serve(&concerns("unknown"), Channel::Kiosk));
    for channel in [Channel::Online, Channel::Staff, Channel::Kiosk] {
        assert!(!capacity.can_ever_serve(&concerns("pass permit"), channel));
    }
    assert!(!capacity.admits(&[], &staff(0, 10, "pass permit")));
}

#[test]
fn a_clerk_may_book_across_public_and_internal_hours_but_nobody_across_a_break() {
    let hours = [
        (0, 120, Use::Public),
        (120, 180, Use::Internal),
        (180, 240, Use::WalkIn),
        (300, 360, Use::Public),
    ];
    let plan = plan(
        &[(0, 240), (240, 270), (300, 360)],
        vec![counter(1, "pass", &hours)],
    );
    let capacity = capacity(&plan);
    assert!(capacity.admits(&[], &staff(110, 130, "pass")));
    assert!(!capacity.admits(&[], &online(110, 130, "pass")));
    assert!(capacity.admits(&[], &online(110, 120, "pass")));
    assert!(!capacity.admits(&[], &staff(170, 190, "pass")));
    assert!(!capacity.admits(&[], &staff(230, 310, "pass")));
    assert!(!capacity.admits(&[], &staff(-10, 10, "pass")));
    assert!(!capacity.admits(&[], &staff(350, 370, "pass")));
    assert!(!capacity.admits(&[], &staff(10, 10, "pass")));
}

#[test]
fn touching_opening_intervals_stay_two() {
    let plan = plan(
        &[(0, 60), (60, 120)],
        vec![counter(1, "pass", &[(0, 120, Use::Public)])],
    );
    assert!(!capacity(&plan).admits(&[], &online(50, 70, "pass")));
    assert!(capacity(&plan).admits(&[], &online(50, 60, "pass")));
}

#[test]
fn the_grid_is_counted_from_each_opening() {
    let plan = plan(
        &[(10, 60), (67, 100)],
        vec![counter(1, "pass", &[(0, 120, Use::Public)])],
    );
    let free = |window| {
        capacity(&plan).free_starts(
            &[online(25, 30, "pass")],
            &concerns("pass"),
            Channel::Online,
            15 * 60,
            15 * 60,
            window,
        )
    };
    assert_eq!(free(span(0, 240)), [10, 40, 67, 82].map(minute));
    assert_eq!(free(span(11, 82)), [40, 67].map(minute));
    assert_eq!(free(span(82, 83)), [82].map(minute));
    assert!(free(span(83, 82)).is_empty());
}

#[test]
fn a_withdrawn_counter_blocks_new_bookings_where_it_is_missed_and_nowhere_else() {
    let plan = equal_counters(2, "pass");
    let booked = [
        online(0, 20, "pass"),
        online(60, 80, "pass"),
        online(70, 90, "pass"),
        online(80, 100, "pass"),
        online(120, 130, "pass"),
    ];
    let withdrawn = BTreeMap::from([(CounterId(2), minute(30))]);
    let capacity = Capacity::new(&plan, &withdrawn);
    assert_eq!(capacity.misfits(&booked), [2]);

    // Two at once only before the counter is closed.
    assert!(capacity.admits(&booked, &online(0, 20, "pass")));
    assert!(capacity.admits(&booked, &online(30, 60, "pass")));
    // 60 to 100 is infeasible: nothing is added to it, not even to its free ends.
    for from in (50..100).step_by(5) {
        let fits = from + 10 <= 60;
        assert_eq!(
            capacity.admits(&booked, &online(from, from + 10, "pass")),
            fits,
            "{from}"
        );
    }
    assert!(capacity.admits(&booked, &online(100, 120, "pass")));
    assert!(!capacity.admits(&booked, &online(100, 121, "pass")));
    assert!(capacity.admits(&booked, &online(130, 240, "pass")));
}

#[test]
fn the_oldest_bookings_are_kept() {
    let plan = equal_counters(1, "pass");
    let capacity = capacity(&plan);
    let booked = [
        online(30, 60, "pass"),
        online(0, 40, "pass"),
        online(0, 30, "pass"),
        online(230, 250, "pass"),
        online(50, 70, "pass"),
        online(60, 70, "pass"),
    ];
    assert_eq!(capacity.misfits(&booked), [1, 3, 4]);
}

/// Counter n alone serves "own-n", and each serves "pass".
fn specialists(count: u16) -> DayPlan {
    let counters = (1..=count)
        .map(|id| counter(id, &format!("pass own-{id}"), &[(0, 240, Use::Public)]))
        .collect();
    plan(&[(0, 240)], counters)
}

/// Every specialist is asked for until 10 o'clock.
fn ask_for_each(count: i64) -> Vec<Booking> {
    (1..=count)
        .map(|n| online(n, 120, &format!("own-{n}")))
        .collect()
}

#[test]
fn twelve_classes_are_exact_and_more_get_no() {
    assert_eq!(MAX_CLASSES, 12);
    let twelve = capacity(&specialists(12));
    let mut booked = ask_for_each(12);
    assert!(twelve.misfits(&booked).is_empty());
    assert!(!twelve.admits(&booked, &online(60, 70, "pass")));
    assert!(twelve.admits(&booked, &online(0, 3, "own-3")));
    let _ = booked.remove(3);
    assert!(twelve.admits(&booked, &online(60, 70, "pass")));
    assert!(twelve.admits(&booked, &online(60, 70, "own-4")));
    assert!(!twelve.admits(&booked, &online(60, 70, "own-5")));

    // Thirteen would fit as well, but that many are not told apart.
    let thirteen = capacity(&specialists(13));
    let booked = ask_for_each(13);
    assert!(!thirteen.admits(&booked, &online(0, 3, "own-3")));
    assert!(thirteen.admits(&booked, &online(120, 130, "own-13")));
    assert_eq!(thirteen.misfits(&booked), [12]);
}

#[test]
fn too_many_occupations_get_no() {
    // Ten counters for all, ten that can do more: which of the bookings of
    // different lengths sit where makes 2^n and more occupations.
    let hours = [(0, 240, Use::Public)];
    let counters = (1..=20)
        .map(|id| counter(id, if id <= 10 { "pass" } else { "pass permit" }, &hours))
        .collect();
    let capacity = capacity(&plan(&[(0, 240)], counters));
    let mut booked = vec![online(200, 210, "permit")];
    booked.extend((0..10).map(|n| online(n, 100 + n, "pass")));
    booked.push(online(60, 61, "permit"));
    assert!(capacity.admits(&booked, &online(50, 70, "pass")));
    booked.extend((10..17).map(|n| online(n, 100 + n, "pass")));
    assert!(!capacity.admits(&booked, &online(50, 70, "pass")));
    assert!(capacity.admits(&booked, &online(200, 210, "pass")));
}

#[test]
fn counters_that_no_booking_tells_apart_hit_no_bound() {
    // Sixty-four different ends of hours, but all after the bookings.
    let counters = (1..=64)
        .map(|id| counter(id, "pass", &[(0, 120 + i64::from(id), Use::Public)]))
        .collect();
    let capacity = capacity(&plan(&[(0, 240)], counters));
    let mut booked: Vec<Booking> = (0..63).map(|n| online(n, 64 + n % 7, "pass")).collect();
    let new = online(0, 120, "pass");
    assert!(capacity.admits(&booked, &new));
    // A last one that only the last counter can take.
    let long = online(63, 184, "pass");
    assert!(capacity.admits(&booked, &long));
    booked.push(new);
    assert!(!capacity.admits(&booked, &long));
}

#[test]
fn skills_of_nobody_and_bookings_of_nothing_do_no_harm() {
    let none = plan(&[], Vec::new());
    let capacity = capacity(&none);
    assert!(!capacity.admits(&[], &online(0, 10, "pass")));
    assert!(!capacity.can_ever_serve(&[], Channel::Kiosk));
    assert_eq!(capacity.misfits(&[online(0, 10, "pass")]), [0]);
    let free = capacity.free_starts(&[], &[], Channel::Staff, 0, 0, span(0, 240));
    assert!(free.is_empty());
}
