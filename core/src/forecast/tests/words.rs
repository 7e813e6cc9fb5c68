//! What visitors are told.

use super::stage::{Stage, counter, id, minute};
use crate::{
    command::{Command, Reason},
    forecast::{Band, Told, Wait, outlook, told},
    id::CounterId,
    visit::State,
};

const SOON: Wait = Wait {
    median_s: 60,
    p80_s: 120,
    mean_s: 60,
};

fn of(stage: &Stage, visit: u128, forecast: Option<Option<Wait>>, at: i64) -> Told {
    let visit = stage.day.visit(id(visit)).unwrap();
    told(&stage.day, &stage.plan, visit, forecast, minute(at))
}

#[test]
fn no_appointment_is_told_to_be_called_before_its_time() {
    let mut stage = Stage::one_counter();
    stage.books(1, 60, "short");
    stage.run(40, Command::CheckIn { visit: id(1) });
    let raw = outlook(&stage.day, &stage.plan, minute(42)).waits[&id(1)];
    assert!(raw.is_some_and(|w| w.median_s < 60), "{raw:?}");
    let expected = Band {
        from_min: 20,
        to_min: 25,
    };
    assert_eq!(of(&stage, 1, Some(raw), 42), Told::Wait(expected));
    assert_eq!(of(&stage, 1, Some(raw), 61).band().unwrap().from_min, 0);
}

#[test]
fn a_standby_number_is_told_nothing() {
    let mut stage = Stage::one_counter();
    stage.quota(|quota| {
        quota.guaranteed = 0;
        quota.wait_cap_min = 1;
    });
    stage.walk_in(0, 1, "short");
    let draw = Command::DrawTicket {
        visit: id(2),
        concerns: super::stage::concern("short"),
        beyond_quota: false,
        standby: true,
    };
    stage.run(0, draw);
    assert!(stage.day.visit(id(2)).unwrap().standby);
    assert_eq!(of(&stage, 2, Some(Some(SOON)), 1), Told::Nothing);
}

#[test]
fn whom_no_open_counter_can_call_is_asked_to_come_to_the_counter() {
    let mut stage = Stage::open(vec![
        counter(1, "short", &[(0, 480)]),
        counter(2, "rare", &[(0, 480)]),
    ]);
    stage.walk_in(0, 1, "rare");
    assert_eq!(of(&stage, 1, None, 1), Told::Nothing, "nothing known yet");
    assert!(of(&stage, 1, Some(Some(SOON)), 1).band().is_some());
    // The forecast of the whole day says that nobody will.
    assert_eq!(of(&stage, 1, Some(None), 1), Told::Stranded);
    let counter = CounterId(2);
    stage.run(2, Command::Pause { counter });
    assert_eq!(of(&stage, 1, Some(Some(SOON)), 2), Told::Stranded);
}

#[test]
fn while_everything_stands_still_nobody_is_told_anything() {
    let mut stage = Stage::one_counter();
    stage.walk_in(0, 1, "short");
    let reason = Reason::Disturbance;
    stage.run(1, Command::Interrupt { reason });
    assert_eq!(of(&stage, 1, Some(Some(SOON)), 1), Told::Nothing);
}

#[test]
fn who_does_not_wait_is_told_nothing() {
    let mut stage = Stage::one_counter();
    stage.walk_in(0, 1, "short");
    stage.call(0, 1);
    assert_eq!(stage.day.visit(id(1)).unwrap().state, State::Called);
    assert_eq!(of(&stage, 1, Some(Some(SOON)), 1), Told::Nothing);
}
