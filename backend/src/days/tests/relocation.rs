use aufruf_core::{
    command::Party,
    id::{RequestId, VisitId},
    visit::State,
    wire::answer::Answer,
};
use jiff::Timestamp;
use uuid::Uuid;

use super::{bench::Bench, on_both_databases};
use crate::days::{Actor, DaysError, Relocation};

on_both_databases!(
    a_booking_moves_to_another_day_as_one,
    a_move_that_is_refused_changes_neither_day,
    moves_in_opposite_directions_do_not_wait_for_each_other,
);

fn relocation(visit: VisitId, to: Timestamp) -> Relocation {
    Relocation {
        request_id: RequestId(Uuid::new_v4()),
        actor: Actor::Page,
        visit,
        to,
        by: Party::Citizen,
        bits: 3,
        audit: None,
    }
}

async fn a_booking_moves_to_another_day_as_one(bench: Bench) {
    let app = bench.app().await;
    let (from, to) = (bench.today.tomorrow().unwrap(), bench.today);
    let visit = bench.book(&app, from, "a@example.org").await;
    let time = bench.free(&app, to).await[0];
    let first = relocation(visit, time);
    let mut again = relocation(visit, time);
    again.request_id = first.request_id;
    again.bits = 99;
    let done = app
        .days
        .relocate(&bench.office, from, to, first)
        .await
        .unwrap();
    assert!(
        matches!(done.answer, Answer::Booked { from, .. } if from == Some(time)),
        "{done:?}"
    );
    let repeated = app
        .days
        .relocate(&bench.office, from, to, again)
        .await
        .unwrap();
    assert_eq!((repeated.answer, repeated.repeated), (done.answer, true));

    let left = app.days.snapshot(&bench.office, from).await.unwrap();
    let arrived = app.days.snapshot(&bench.office, to).await.unwrap();
    assert_eq!(left.day.visit(visit).unwrap().state, State::MovedOut);
    let moved = arrived.day.visit(visit).unwrap();
    assert_eq!((moved.state, moved.sequence), (State::Confirmed, 1));
    let found = app.store.find_visit(visit).await.unwrap().unwrap();
    assert_eq!((found.date, found.sequence), (to, 1));
    bench.assert_verified(&app).await;
    app.close().await;
}

async fn a_move_that_is_refused_changes_neither_day(bench: Bench) {
    let app = bench.app().await;
    let (from, to) = (bench.today, bench.today.tomorrow().unwrap());
    let visit = bench.book(&app, from, "a@example.org").await;
    let midnight: Timestamp = "2026-11-24T01:00:00Z".parse().unwrap();
    let before = app.days.snapshots(&bench.office, from, 2).await.unwrap();
    let refused = app
        .days
        .relocate(&bench.office, from, to, relocation(visit, midnight))
        .await;
    assert!(
        matches!(refused, Err(DaysError::Rejected(_))),
        "{refused:?}"
    );
    // The arrival cannot be written: the departure must not stand either.
    let rogue = "INSERT INTO day_event SELECT office_id, '2026-11-24', 1, at, kind, v, payload \
                 FROM day_event WHERE seq = 1";
    app.store.tamper(rogue).await.unwrap();
    let time = bench.free(&app, to).await[0];
    let failed = app
        .days
        .relocate(&bench.office, from, to, relocation(visit, time))
        .await;
    assert_eq!(failed.unwrap_err(), DaysError::Unavailable);
    app.store
        .tamper("DELETE FROM day_event WHERE service_date = '2026-11-24'")
        .await
        .unwrap();
    let after = app.days.snapshots(&bench.office, from, 2).await.unwrap();
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before.day, after.day);
    }
    bench.assert_verified(&app).await;
    app.close().await;
}

async fn moves_in_opposite_directions_do_not_wait_for_each_other(bench: Bench) {
    let app = bench.app().await;
    let (one, two) = (bench.today, bench.today.tomorrow().unwrap());
    for round in 0..5 {
        let a = bench
            .book(&app, one, &format!("a{round}@example.org"))
            .await;
        let b = bench
            .book(&app, two, &format!("b{round}@example.org"))
            .await;
        let (to_two, to_one) = (bench.free(&app, two).await, bench.free(&app, one).await);
        let (there, back) = tokio::join!(
            app.days
                .relocate(&bench.office, one, two, relocation(a, to_two[0])),
            app.days
                .relocate(&bench.office, two, one, relocation(b, to_one[0])),
        );
        assert!(there.is_ok() && back.is_ok(), "{there:?} {back:?}");
    }
    bench.assert_verified(&app).await;
    app.close().await;
}
