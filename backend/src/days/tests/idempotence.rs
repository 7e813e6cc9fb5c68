use aufruf_core::{command::Command, wire::answer::Answer};
use uuid::Uuid;

use super::{
    bench::{Bench, draw_ticket, job},
    on_both_databases,
};
use crate::days::{Actor, DaysError, Job};

on_both_databases!(
    a_repeated_request_gets_the_same_answer_and_has_one_effect,
    a_request_id_is_not_good_for_something_else,
    a_rejection_is_decided_afresh,
);

/// The same intent as a device would repeat it: the server draws a new visit id.
fn again(first: &Job, command: Command) -> Job {
    Job {
        request_id: first.request_id,
        ..job(command)
    }
}

async fn a_repeated_request_gets_the_same_answer_and_has_one_effect(bench: Bench) {
    let app = bench.app().await;
    let first = job(draw_ticket());
    let (second, third) = (again(&first, draw_ticket()), again(&first, draw_ticket()));
    let fourth = again(&first, draw_ticket());
    let (one, two) = tokio::join!(
        app.days.send(&bench.office, bench.today, first),
        app.days.send(&bench.office, bench.today, second),
    );
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!(one.answer, two.answer);
    assert_eq!(one.entries, two.entries);
    assert!(one.repeated != two.repeated);
    assert_eq!(bench.draw(&app).await.unwrap(), 2);
    let three = app
        .days
        .send(&bench.office, bench.today, third)
        .await
        .unwrap();
    assert_eq!((&three.answer, three.repeated), (&one.answer, true));
    app.close().await;

    let app = bench.app().await;
    let four = app
        .days
        .send(&bench.office, bench.today, fourth)
        .await
        .unwrap();
    assert_eq!((&four.answer, four.repeated), (&one.answer, true));
    assert_eq!(bench.draw(&app).await.unwrap(), 3);
    bench.assert_verified(&app).await;
    app.close().await;
}

async fn a_request_id_is_not_good_for_something_else(bench: Bench) {
    let app = bench.app().await;
    let first = job(draw_ticket());
    let other_body = again(&first, Command::StopTickets { on: true });
    let mut other_actor = again(&first, draw_ticket());
    other_actor.actor = Actor::Device(Uuid::from_u128(2));
    let other_day = again(&first, draw_ticket());
    let _ = app
        .days
        .send(&bench.office, bench.today, first)
        .await
        .unwrap();
    let tomorrow = bench.today.tomorrow().unwrap();
    for (date, job) in [
        (bench.today, other_body),
        (bench.today, other_actor),
        (tomorrow, other_day),
    ] {
        let refused = app.days.send(&bench.office, date, job).await;
        assert_eq!(refused.unwrap_err(), DaysError::RequestIdReused);
    }
    assert_eq!(bench.draw(&app).await.unwrap(), 2);
    app.close().await;
}

async fn a_rejection_is_decided_afresh(bench: Bench) {
    let app = bench.app().await;
    bench.go_to_ten(&app);
    let counter = aufruf_core::id::CounterId(1);
    let open = Command::OpenCounter { counter };
    let _ = bench.send(&app, open).await.unwrap();
    let call = || Command::CallNext {
        counter,
        promised: None,
    };
    let first = job(call());
    let second = again(&first, call());
    let nobody = app.days.send(&bench.office, bench.today, first).await;
    assert!(matches!(nobody, Err(DaysError::Rejected(_))), "{nobody:?}");
    let _ = bench.draw(&app).await.unwrap();
    let called = app
        .days
        .send(&bench.office, bench.today, second)
        .await
        .unwrap();
    assert!(matches!(called.answer, Answer::Called { .. }), "{called:?}");
    app.close().await;
}
