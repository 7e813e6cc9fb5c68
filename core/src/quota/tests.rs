//! Tickets on calm, full and hopeless days.

use super::{DOOR_OPENS_BEFORE, END_IN_TIME};
use crate::{
    command::{Command, Reason},
    forecast::{
        forecasts, prospect,
        tests::stage::{Stage, concern, counter, minute},
    },
    rejection::Rejection,
    settings::BeyondWaitCap,
    wire::kiosk::{NoNumbers, Offer},
};

/// One counter that serves everything; nothing is guaranteed.
fn one_counter() -> Stage {
    let mut stage = Stage::one_counter();
    stage.quota(|quota| {
        quota.guaranteed = 0;
        quota.wait_cap_min = 0;
    });
    stage
}

/// So many wait for long services.
fn full(waiting: u128) -> Stage {
    let mut stage = one_counter();
    for n in 1..=waiting {
        stage.walk_in(0, n, "long");
    }
    stage
}

fn no_time_left<T>(result: Result<T, Rejection>) -> bool {
    matches!(result, Err(Rejection::NoTimeLeft { .. }))
}

#[test]
fn the_guaranteed_number_is_issued_however_hopeless_the_forecast() {
    let mut stage = full(20);
    assert!(no_time_left(stage.draws(1, "short", true)));
    stage.quota(|quota| quota.guaranteed = 21);
    assert_eq!(stage.draws(1, "short", false), Ok(()));
    assert_eq!(
        forecasts(&stage.day, &stage.plan, minute(1)).tickets_left,
        1
    );
    stage.quota(|quota| quota.guaranteed = 20);
    assert!(no_time_left(stage.draws(1, "short", false)));
    assert_eq!(
        forecasts(&stage.day, &stage.plan, minute(1)).tickets_left,
        0
    );
}

#[test]
fn below_the_required_probability_a_ticket_is_refused() {
    // The same hall, later and later: with less and less time for a short one.
    let stage = full(6);
    let t = |at| minute(at);
    let in_time = |at| {
        let short = concern("short");
        prospect(&stage.day, &stage.plan, t(at), &short, END_IN_TIME).in_time
    };
    let refused: Vec<i64> = (0..450)
        .step_by(10)
        .filter(|at| no_time_left(stage.draws(*at, "short", false)))
        .collect();
    let first = *refused.first().expect("not for ever");
    assert!(first > 0, "at opening there is time");
    assert!(in_time(first) < END_IN_TIME, "{}", in_time(first));
    assert!(in_time(first - 10) >= END_IN_TIME || first < 10);
}

#[test]
fn a_ticket_that_does_not_lower_the_probability_is_issued() {
    let mut stage = Stage::open(vec![
        counter(1, "short", &[(0, 480)]),
        counter(2, "rare", &[(0, 480)]),
    ]);
    stage.quota(|quota| quota.guaranteed = 0);
    for n in 0..22 {
        stage.walk_in(0, n, "rare");
    }
    let beside = prospect(
        &stage.day,
        &stage.plan,
        minute(1),
        &concern("short"),
        END_IN_TIME,
    );
    assert!(beside.in_time < END_IN_TIME, "{}", beside.in_time);
    assert!(!beside.harms);
    assert_eq!(stage.draws(1, "short", false), Ok(()));
    assert!(no_time_left(stage.draws(1, "rare", true)));
}

#[test]
fn a_day_that_is_lost_anyhow_is_not_made_longer() {
    let stage = full(20);
    let lost = prospect(
        &stage.day,
        &stage.plan,
        minute(1),
        &concern("short"),
        END_IN_TIME,
    );
    assert!(lost.in_time <= 0.0 && lost.harms);
    assert!(no_time_left(stage.draws(1, "short", true)));
}

#[test]
fn no_forecast_refuses_while_everything_stands_still() {
    let mut stage = full(20);
    assert!(stage.draws(1, "short", true).is_err());
    let reason = Reason::Disturbance;
    stage.run(1, Command::Interrupt { reason });
    assert_eq!(stage.draws(2, "short", false), Ok(()));
    let offer = super::offer(&stage.day, &stage.plan, minute(2), &concern("short"));
    assert_eq!(offer, Ok(Offer::Ticket { wait: None }));
}

#[test]
fn the_tickets_left_are_those_that_can_still_be_drawn() {
    let mut stage = one_counter();
    let left = |stage: &Stage, at| forecasts(&stage.day, &stage.plan, minute(at)).tickets_left;
    let morning = left(&stage, 0);
    assert!((15..40).contains(&morning), "{morning}");
    let afternoon = left(&stage, 300);
    assert!(afternoon < morning / 2 && afternoon > 0, "{afternoon}");
    assert_eq!(left(&stage, 455), 0, "after the last ticket");
    let early = DOOR_OPENS_BEFORE.as_mins() + 1;
    assert_eq!(left(&stage, -early), 0, "the door is closed");
    stage.quota(|quota| quota.cap = Some(5));
    assert_eq!(left(&stage, 0), 5);
    for n in 0..3 {
        stage.walk_in(0, n, "short");
    }
    assert_eq!(left(&stage, 0), 2);
}

#[test]
fn where_a_long_wait_is_refused_no_more_tickets_are_left_than_it_allows() {
    let mut stage = one_counter();
    stage.quota(|quota| quota.wait_cap_min = 60);
    let left = |stage: &Stage| forecasts(&stage.day, &stage.plan, minute(0)).tickets_left;
    let standby = left(&stage);
    stage.quota(|quota| quota.beyond_wait_cap = BeyondWaitCap::Refuse);
    let refuse = left(&stage);
    assert!(refuse < standby && (2..=6).contains(&refuse), "{refuse}");
}

#[test]
fn a_shorter_service_is_named_only_if_a_ticket_for_it_can_be_drawn() {
    let mut stage = full(8);
    stage.quota(|quota| {
        quota.wait_cap_min = 60;
        quota.beyond_wait_cap = BeyondWaitCap::Refuse;
    });
    let offer = |stage: &Stage| super::offer(&stage.day, &stage.plan, minute(8), &concern("long"));
    let named = |offer: Result<Offer, Rejection>| match offer {
        Ok(Offer::NoTime { shorter, .. }) => shorter.is_some(),
        other => panic!("{other:?}"),
    };
    assert!(!named(offer(&stage)), "its wait is refused too");
    stage.quota(|quota| quota.wait_cap_min = 0);
    assert!(named(offer(&stage)));
}

#[test]
fn where_no_numbers_are_issued_the_offer_says_why_whatever_they_are_for() {
    let offer = |stage: &Stage, at| {
        let now = minute(at);
        super::offer(&stage.day, &stage.plan, now, &concern("short"))
    };
    let none = |reason| {
        Ok(Offer::NoNumbers {
            reason,
            appointment: None,
        })
    };
    let mut stage = one_counter();
    stage.quota(|quota| quota.cap = Some(1));
    assert!(matches!(offer(&stage, 1), Ok(Offer::Ticket { .. })));
    stage.walk_in(1, 1, "long");
    assert_eq!(offer(&stage, 1), none(NoNumbers::QuotaUsed));
    stage.run(2, Command::StopTickets { on: true });
    assert_eq!(offer(&stage, 2), none(NoNumbers::Stopped));
    assert_eq!(offer(&stage, 450), none(NoNumbers::TooLate));
    assert_eq!(offer(&stage, 480), Err(Rejection::OfficeClosed));
}

#[test]
fn wrong_concerns_are_refused_before_anybody_is_told_that_there_are_no_numbers() {
    let mut stage = one_counter();
    stage.run(1, Command::StopTickets { on: true });
    let offer = super::offer(&stage.day, &stage.plan, minute(2), &[]);
    assert_eq!(offer, Err(Rejection::NoConcern));
}
