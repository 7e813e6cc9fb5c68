//! What the replications say of waits and of the end of the day.

use super::stage::{Stage, concern, counter, id, minute};
use crate::{
    command::{Command, Reason},
    forecast::{by_means, forecasts, outlook, prospect, wait_of},
    id::CounterId,
};

#[test]
fn a_service_that_still_lasts_counts_towards_the_end_of_the_day() {
    let mut stage = Stage::one_counter();
    stage.walk_in(470, 1, "long");
    stage.call(470, 1);
    let outlook = outlook(&stage.day, &stage.plan, minute(471));
    assert!(outlook.end.median_s > 25 * 60, "{:?}", outlook.end);
    // Ten minutes of overtime are tolerated; forty from 15:50 on are rarely enough.
    assert!(outlook.in_time < 0.4, "{}", outlook.in_time);
}

#[test]
fn a_day_that_leaves_somebody_unserved_does_not_end_in_time() {
    let all_day = counter(1, "short", &[(0, 480)]);
    let until_noon = counter(2, "short long rare", &[(0, 240)]);
    let mut stage = Stage::open(vec![all_day, until_noon]);
    stage.walk_in(200, 1, "long");
    stage.call(200, 2);
    stage.walk_in(201, 2, "rare");
    let outlook = outlook(&stage.day, &stage.plan, minute(230));
    assert!(outlook.in_time < 0.98, "{}", outlook.in_time);
    assert!(outlook.end.p80_s < 3600, "{:?}", outlook.end);
    // More than one replication in five never serves it: no wait is told.
    assert_eq!(outlook.waits[&id(2)], None);
}

#[test]
fn who_no_counter_of_the_day_can_serve_says_nothing_of_its_end() {
    let mut stage = Stage::open(vec![
        counter(1, "short", &[(0, 480)]),
        counter(2, "rare", &[(0, 480)]),
    ]);
    stage.walk_in(0, 1, "rare");
    let counter = CounterId(2);
    stage.run(1, Command::CloseCounter { counter });
    stage.run(1, Command::WithdrawCounter { counter });
    let outlook = outlook(&stage.day, &stage.plan, minute(30));
    assert_eq!(outlook.waits[&id(1)], None);
    assert!(outlook.in_time >= 0.98, "{}", outlook.in_time);
}

#[test]
fn the_same_people_wait_about_as_long_when_one_more_comes() {
    let mut stage = Stage::one_counter();
    for n in 0..60 {
        stage.walk_in(0, n, "short");
    }
    let before = outlook(&stage.day, &stage.plan, minute(0));
    // 40 000 / 61 is one replication less than before: nobody's draws change.
    stage.walk_in(0, 60, "short");
    let after = outlook(&stage.day, &stage.plan, minute(0));
    for (visit, wait) in before.waits {
        assert_eq!(wait, after.waits[&visit]);
    }
}

#[test]
fn in_a_hall_too_full_for_a_hundred_replications_the_means_answer() {
    let mut stage = Stage::one_counter();
    for n in 0..=400 {
        stage.walk_in(0, n, "short");
    }
    let means = by_means(&stage.day, &stage.plan, minute(0));
    let wait = wait_of(&stage.day, &stage.plan, minute(0), id(7));
    assert_eq!(wait, means[&id(7)]);
    assert_eq!(wait.map(|w| (w.median_s, w.p80_s)), Some((4200, 4200)));
}

#[test]
fn the_means_leave_out_who_probably_does_not_come_any_more() {
    let mut stage = Stage::one_counter();
    stage.books(1, 60, "long");
    stage.walk_in(61, 2, "long");
    stage.call(61, 1);
    stage.walk_in(61, 3, "short");
    let wait_s = |at: i64| {
        let means = by_means(&stage.day, &stage.plan, minute(at));
        means[&id(3)].unwrap().median_s
    };
    // One minute late the booked visitor is expected at any moment.
    assert_eq!(wait_s(61), 80 * 60);
    assert_eq!(wait_s(95), 6 * 60);
}

#[test]
fn an_interruption_is_no_time_of_service_and_no_wait() {
    let mut stage = Stage::one_counter();
    stage.walk_in(0, 1, "long");
    stage.call(0, 1);
    stage.walk_in(1, 2, "short");
    let before = outlook(&stage.day, &stage.plan, minute(5)).waits[&id(2)];
    let reason = Reason::Disturbance;
    stage.run(5, Command::Interrupt { reason });
    stage.run(65, Command::EndInterruption);
    let after = outlook(&stage.day, &stage.plan, minute(65)).waits[&id(2)];
    assert_eq!(after, before);
    // The one who is next has waited four minutes, not 64.
    let hall = forecasts(&stage.day, &stage.plan, minute(65))
        .walk_in
        .unwrap();
    assert!(hall.median_s < 3600, "{hall:?}");
}

#[test]
fn waiting_before_opening_is_no_wait_of_the_hall() {
    let mut stage = Stage::one_counter();
    stage.walk_in(-25, 1, "short");
    let hall = forecasts(&stage.day, &stage.plan, minute(0))
        .walk_in
        .unwrap();
    assert!(hall.median_s < 20 * 60, "{hall:?}");
}

#[test]
fn an_empty_hall_is_told_no_wait() {
    let stage = Stage::one_counter();
    let hall = forecasts(&stage.day, &stage.plan, minute(60)).walk_in;
    assert_eq!(hall.map(|w| (w.median_s, w.p80_s)), Some((0, 0)));
}

#[test]
fn a_ticket_lengthens_the_day_or_does_not() {
    let mut stage = Stage::open(vec![
        counter(1, "short", &[(0, 480)]),
        counter(2, "rare", &[(0, 480)]),
    ]);
    for n in 0..40 {
        stage.walk_in(0, n, "rare");
    }
    let t = minute(1);
    let asked = |service| prospect(&stage.day, &stage.plan, t, &concern(service), 0.98);
    let beside = asked("short");
    assert!(beside.in_time <= 0.0 && !beside.harms);
    assert!(asked("rare").harms);
    let whatever = prospect(&stage.day, &stage.plan, t, &concern("rare"), 0.0);
    assert!(!whatever.harms, "not asked where it is enough");
}
