//! What a day teaches.

use super::stage::{Stage, concern, counter, id, minute};
use crate::{
    command::{Command, Reason},
    forecast::{Experience, Lead, outlook, scene::Pace},
    id::CounterId,
};

const COUNTER: CounterId = CounterId(1);

/// Mean of a short service after the day has taught, in seconds; planned: 600.
fn learned_s(mut stage: Stage) -> f64 {
    stage.run(480, Command::CloseDay);
    let mut experience = Experience::default();
    experience.learn(&stage.day, &stage.entries);
    experience
        .service_time(&stage.plan, &concern("short"))
        .mean_s
}

/// One short service that ends after so many minutes.
fn served(minutes: i64) -> Stage {
    let mut stage = Stage::one_counter();
    stage.walk_in(0, 1, "short");
    stage.call(0, 1);
    stage.start(0, 1);
    stage.finish(minutes, 1);
    stage
}

#[test]
fn services_teach_their_length() {
    assert!((learned_s(served(10)) - 600.0).abs() < 1e-6);
    assert!(learned_s(served(20)) > 600.0);
}

#[test]
fn the_end_of_the_day_teaches_no_length() {
    let mut stage = Stage::one_counter();
    stage.walk_in(440, 1, "short");
    stage.call(440, 1);
    stage.start(440, 1);
    assert!((learned_s(stage) - 600.0).abs() < 1e-6);
}

#[test]
fn an_interruption_teaches_no_length() {
    let mut stage = Stage::one_counter();
    stage.walk_in(0, 1, "short");
    stage.call(0, 1);
    stage.start(0, 1);
    let reason = Reason::Disturbance;
    stage.run(4, Command::Interrupt { reason });
    stage.run(34, Command::EndInterruption);
    stage.finish(40, 1);
    assert!((learned_s(stage) - 600.0).abs() < 1e-6);
}

#[test]
fn a_step_that_was_taken_back_teaches_nothing() {
    let mut stage = served(10);
    let finished = stage.day.seq();
    stage.run(10, Command::Undo { seq: finished });
    stage.finish(20, 1);
    assert!((learned_s(stage) - learned_s(served(20))).abs() < 1e-6);
    // A call that was taken back is no call: the next one is the first.
    let mut stage = Stage::one_counter();
    stage.walk_in(0, 1, "short");
    stage.call(0, 1);
    let called = stage.day.seq();
    stage.run(0, Command::Undo { seq: called });
    stage.call(30, 1);
    stage.start(30, 1);
    stage.finish(50, 1);
    assert!((learned_s(stage) - learned_s(served(20))).abs() < 1e-6);
}

#[test]
fn who_was_missed_teaches_no_length() {
    let mut stage = Stage::one_counter();
    stage.walk_in(0, 1, "short");
    stage.call(0, 1);
    stage.run(3, Command::Miss { counter: COUNTER });
    stage.run(10, Command::BringBack { visit: id(1) });
    stage.call(10, 1);
    stage.start(10, 1);
    stage.finish(50, 1);
    assert!((learned_s(stage) - 600.0).abs() < 1e-6);
}

#[test]
fn who_does_not_come_teaches_the_rate_of_the_lead_most() {
    let mut experience = Experience::default();
    let usual = experience.no_show(Lead::Week);
    assert!((usual - 0.12).abs() < 1e-9);
    let mut stage = Stage::one_counter();
    // Booked half an hour before opening: on the day itself.
    for n in 0..8 {
        stage.books(n, 60 * n as i64, "short");
    }
    stage.run(480, Command::CloseDay);
    experience.learn(&stage.day, &stage.entries);
    let same_day = experience.no_show(Lead::SameDay);
    let others = experience.no_show(Lead::Week);
    assert!(same_day > others && others > usual, "{same_day} {others}");
    // Eight more in 58: shrunk to the office's own rate, 20 of 108.
    let office = 20.0 / 108.0;
    assert!((others - office).abs() < 1e-9);
    assert!((same_day - (50.0 * office + 8.0) / 58.0).abs() < 1e-9);
}

#[test]
fn check_ins_teach_when_people_come() {
    let mut experience = Experience::default();
    let before = experience.offsets();
    assert!(before.cdf(0.0) > 0.75, "most come early");
    assert!(before.cdf(-7200.0) <= 0.0 && before.cdf(7200.0) >= 1.0);
    let mut stage = Stage::one_counter();
    for n in 0..8 {
        stage.books(n, 60 * n as i64, "short");
    }
    for n in 0..8 {
        let visit = id(n);
        stage.run(60 * n as i64 + 15, Command::CheckIn { visit });
    }
    stage.run(480, Command::CloseDay);
    experience.learn(&stage.day, &stage.entries);
    let after = experience.offsets();
    // Eight of 108 came a quarter of an hour late.
    let expected = before.cdf(0.0) * 100.0 / 108.0;
    assert!((after.cdf(0.0) - expected).abs() < 1e-9);
    assert!(after.quantile_s(0.9) > before.quantile_s(0.9));
    let p = after.cdf(321.0);
    assert!((after.quantile_s(p) - 321.0).abs() < 1e-6);
}

#[test]
fn what_has_lasted_long_still_lasts() {
    let stage = Stage::one_counter();
    let short = Experience::default().service_time(&stage.plan, &concern("short"));
    // At the beginning, what is left is the whole.
    for p in [0.1, 0.5, 0.9] {
        let whole = short.quantile_s(p);
        assert!((short.residual_s(0.0, p) - whole).abs() < 1.5, "{p}");
    }
    // Conditioned on what has passed: the same tail, seen from there.
    let passed = short.quantile_s(0.6);
    let residual = short.residual_s(passed, 0.5);
    assert!((residual - (short.quantile_s(0.8) - passed)).abs() < 1e-6);
    // However long, it ends in finite time, not before a second.
    let residual = short.residual_s(1e6, 0.5);
    assert!((1.0..86_400.0).contains(&residual), "{residual}");
}

#[test]
fn a_day_teaches_once() {
    let mut stage = served(20);
    stage.run(480, Command::CloseDay);
    let mut experience = Experience::default();
    experience.learn(&stage.day, &stage.entries);
    let once = experience.clone();
    experience.learn(&stage.day, &stage.entries);
    assert_eq!(experience, once);
}

#[test]
fn a_slow_day_lengthens_what_is_still_to_come() {
    let mut slow = Stage::one_counter();
    let mut usual = Stage::one_counter();
    for (stage, minutes) in [(&mut slow, 20), (&mut usual, 10)] {
        for n in 0..10 {
            let at = minutes * n as i64;
            stage.walk_in(at, n, "short");
            stage.call(at, 1);
            stage.start(at, 1);
            stage.finish(at + minutes, 1);
        }
        stage.walk_in(200, 100, "long");
        stage.walk_in(200, 101, "short");
    }
    let mean_s = |stage: &Stage| {
        let outlook = outlook(&stage.day, &stage.plan, minute(200));
        f64::from(outlook.waits[&id(101)].unwrap().mean_s)
    };
    // "short" varies by half of its mean: the logarithm by .472, so ten of them say
    // 10 / .223, and that days differ by .06 says 1 / .0036.
    let share = 44.8 / (44.8 + 277.8);
    let ratio = mean_s(&slow) / mean_s(&usual);
    assert!((ratio - 2_f64.powf(share)).abs() < 0.01, "{ratio}");
}

#[test]
fn those_under_way_count_as_long_as_they_will_be() {
    // Ten are called at once; at the median the shorter half has gone.
    let counters = (1..=10).map(|id| counter(id, "short", &[(0, 480)]));
    let mut stage = Stage::open(counters.collect());
    let experience = stage.day.experience();
    let short = experience.service_time(&stage.plan, &concern("short"));
    let minute_of = |share| (short.quantile_s(share) / 60.0) as i64;
    for n in 1..=10 {
        stage.walk_in(0, n, "short");
    }
    for counter in 1..=10 {
        stage.call(0, counter);
        stage.start(0, counter);
    }
    for (counter, share) in (1..=5).zip([0.05, 0.15, 0.25, 0.35, 0.45]) {
        stage.finish(minute_of(share), counter);
    }
    let now = minute(minute_of(0.5));
    let pace = Pace::of(&stage.day, &stage.plan, stage.day.experience(), now);
    assert!((pace.mean() - 1.0).abs() < 0.01, "{}", pace.mean());
}
