//! When counters are free, and when they pause.

use super::stage::{Stage, counter, id, minute};
use crate::{command::Command, forecast::outlook, id::CounterId};

const COUNTER: CounterId = CounterId(1);

/// The wait of visit 1, which is alone.
fn wait_s(stage: &Stage, at: i64) -> Option<u32> {
    let outlook = outlook(&stage.day, &stage.plan, minute(at));
    outlook.waits[&id(1)].map(|wait| wait.median_s)
}

/// One counter with a break of half an hour at noon.
fn with_break() -> Stage {
    let hours = [(0, 240), (270, 480)];
    Stage::open(vec![counter(1, "short long rare", &hours)])
}

#[test]
fn a_coffee_before_the_break_is_not_the_break() {
    let mut coffee = with_break();
    coffee.run(215, Command::Pause { counter: COUNTER });
    coffee.run(222, Command::Resume { counter: COUNTER });
    let mut early = with_break();
    early.run(212, Command::Pause { counter: COUNTER });
    early.run(238, Command::Resume { counter: COUNTER });
    for stage in [&mut coffee, &mut early] {
        // Somebody is served over the beginning of the break.
        stage.walk_in(239, 2, "short");
        stage.call(239, 1);
        stage.walk_in(240, 1, "short");
    }
    assert!(wait_s(&coffee, 241).unwrap() > 30 * 60);
    assert!(wait_s(&early, 241).unwrap() < 30 * 60);
}

#[test]
fn a_counter_that_opens_a_few_minutes_late_is_not_gone() {
    let hours = [(0, 240)];
    let mut stage = Stage::closed(vec![
        counter(1, "short", &[(0, 480)]),
        counter(2, "rare", &hours),
    ]);
    stage.run(0, Command::OpenCounter { counter: COUNTER });
    stage.walk_in(5, 1, "rare");
    assert_eq!(wait_s(&stage, 14), Some(60), "any moment now");
    assert_eq!(wait_s(&stage, 15), None, "nobody comes any more");
}

#[test]
fn a_counter_that_was_closed_again_is_gone_at_once() {
    let mut stage = Stage::open(vec![
        counter(1, "short", &[(0, 480)]),
        counter(2, "rare", &[(0, 240), (270, 480)]),
    ]);
    stage.walk_in(1, 1, "rare");
    let counter = CounterId(2);
    stage.run(5, Command::CloseCounter { counter });
    let until_noon_s = 60 * (270 - 5);
    assert_eq!(wait_s(&stage, 5), Some(until_noon_s));
}

#[test]
fn a_recall_does_not_begin_the_service_anew() {
    let mut stage = Stage::one_counter();
    stage.walk_in(0, 2, "short");
    stage.call(0, 1);
    stage.walk_in(0, 1, "short");
    let before = wait_s(&stage, 6);
    stage.run(5, Command::Recall { counter: COUNTER });
    assert_eq!(wait_s(&stage, 6), before);
}
