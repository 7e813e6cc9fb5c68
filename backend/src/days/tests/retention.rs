//! What is erased when, on a clock that is moved, by what stands in the tables
//! (requirements E05 to E08, E11; design: requests 48 h, journals 90 days).

use std::time::Duration;

use aufruf_core::{
    command::{Command, Party},
    id::RequestId,
    statistics::Count,
};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    bench::{Bench, concerns, job},
    on_both_databases,
};
use crate::{
    app::App,
    days::{Actor, Relocation},
    worker,
};

on_both_databases!(
    who_cancels_is_forgotten_within_a_day,
    who_came_and_who_did_not_is_forgotten_in_the_night_after,
    who_moves_is_remembered_until_the_new_day_is_over,
    requests_mails_and_limits_go_after_two_days,
    a_day_goes_after_ninety_days_and_its_counts_stay,
    a_day_that_cannot_be_counted_stays,
);

/// Puts the clock to this instant and lets the jobs do what is due then.
async fn at(app: &App, instant: &str) {
    let instant: Timestamp = instant.parse().unwrap();
    let by = instant.duration_since(app.clock.now());
    app.clock
        .advance(Duration::try_from(by).expect("the clock only goes forward"))
        .unwrap();
    let _ = worker::catch_up(app, app.clock.now()).await;
}

/// Rows that hold a name or can be found by an address.
async fn personal(app: &App) -> (u64, u64) {
    let hashes = "(SELECT 1 FROM visit WHERE address_hash IS NOT NULL) AS known";
    (
        app.store.rows("contact").await,
        app.store.rows(hashes).await,
    )
}

async fn who_cancels_is_forgotten_within_a_day(bench: Bench) {
    let app = bench.app().await;
    // Monday 07:00 local time; the appointment is a week away.
    let date = "2026-11-30".parse().unwrap();
    let visit = bench.book(&app, date, "erika@example.org").await;
    let by = Party::Citizen;
    let cancel = job(Command::Cancel { visit, by });
    let _ = app.days.send(&bench.office, date, cancel).await.unwrap();
    // The mail that says so needs the address for a while.
    at(&app, "2026-11-23T20:00:00Z").await;
    assert_eq!(personal(&app).await, (1, 1));
    at(&app, "2026-11-24T05:59:00Z").await;
    assert_eq!(personal(&app).await, (0, 0), "requirement E05");
    bench.assert_verified(&app).await;
    app.close().await;
}

async fn who_came_and_who_did_not_is_forgotten_in_the_night_after(bench: Bench) {
    let app = bench.app().await;
    let came = bench.book(&app, bench.today, "a@example.org").await;
    let _absent = bench.book(&app, bench.today, "b@example.org").await;
    bench.go_to_ten(&app);
    let _ = bench
        .send(&app, Command::CheckIn { visit: came })
        .await
        .unwrap();
    // The last minute of the day: 23:59 in Musterstadt.
    at(&app, "2026-11-23T22:59:00Z").await;
    assert_eq!(personal(&app).await, (2, 2));
    at(&app, "2026-11-24T02:01:00Z").await;
    assert_eq!(personal(&app).await, (0, 0), "requirement E07");
    bench.assert_verified(&app).await;
    app.close().await;
}

async fn who_moves_is_remembered_until_the_new_day_is_over(bench: Bench) {
    let app = bench.app().await;
    let (from, to) = (bench.today, "2026-11-25".parse().unwrap());
    let visit = bench.book(&app, from, "erika@example.org").await;
    let relocation = Relocation {
        request_id: RequestId(Uuid::new_v4()),
        actor: Actor::Page,
        visit,
        to: bench.free(&app, to).await[0],
        by: Party::Citizen,
        bits: 3,
        audit: None,
    };
    let moved = app.days.relocate(&bench.office, from, to, relocation).await;
    assert!(moved.is_ok(), "{moved:?}");
    at(&app, "2026-11-24T06:00:00Z").await;
    assert_eq!(
        personal(&app).await,
        (1, 1),
        "the old day is over, not the new one"
    );
    at(&app, "2026-11-26T02:01:00Z").await;
    assert_eq!(personal(&app).await, (0, 0), "requirement E07");
    app.close().await;
}

async fn requests_mails_and_limits_go_after_two_days(bench: Bench) {
    let app = bench.app().await;
    let date = "2026-11-30".parse().unwrap();
    let _ = bench.book(&app, date, "erika@example.org").await;
    let count = async || {
        let mut rows = [0; 3];
        for (row, table) in rows.iter_mut().zip(["request", "outbox", "guard"]) {
            *row = app.store.rows(table).await;
        }
        rows
    };
    let before = count().await;
    assert!(before.iter().all(|rows| *rows > 0), "{before:?}");
    at(&app, "2026-11-25T05:58:00Z").await;
    assert_eq!(count().await, before);
    at(&app, "2026-11-25T06:30:00Z").await;
    assert_eq!(count().await, [0, 0, 0], "requirement E11; design: 48 h");
    assert_eq!(
        personal(&app).await,
        (1, 1),
        "the appointment is still to come"
    );
    app.close().await;
}

async fn a_day_goes_after_ninety_days_and_its_counts_stay(bench: Bench) {
    let app = bench.app().await;
    let _absent = bench.book(&app, bench.today, "a@example.org").await;
    let _drawn = bench.draw(&app).await.unwrap();
    at(&app, "2026-11-24T02:01:00Z").await;
    let counts = app.store.counts(&bench.office, bench.today).await.unwrap();
    let sum = |of: fn(&Count) -> u64| counts.iter().map(|hour| of(&hour.count)).sum::<u64>();
    assert_eq!(sum(|c| c.absent), 1);
    assert_eq!((sum(|c| c.arrived_walk_in), sum(|c| c.gone)), (1, 1));
    assert!(counts.iter().all(|c| c.service == concerns()[0].service));
    bench.assert_verified(&app).await;
    let stored = app.store.rows("day_count").await;
    assert_eq!(stored, counts.len() as u64);

    // Another replica, or the same one after a restart, counts nothing twice.
    let again = app.store.keep_counts(&bench.office, bench.today, &counts);
    assert!(!again.await.unwrap());
    let _ = worker::catch_up(&app, app.clock.now()).await;
    assert_eq!(app.store.rows("day_count").await, stored);

    at(&app, "2027-02-21T12:30:00Z").await;
    assert!(app.store.rows("day_event").await > 0, "the 90th day");
    at(&app, "2027-02-22T13:00:00Z").await;
    for table in ["day_event", "visit", "office_day"] {
        let of_the_day = format!("{table} WHERE service_date = '2026-11-23'");
        assert_eq!(app.store.rows(&of_the_day).await, 0, "{table}");
    }
    let kept = app.store.counts(&bench.office, bench.today).await.unwrap();
    assert_eq!(kept, counts);
    app.close().await;
}

async fn a_day_that_cannot_be_counted_stays(bench: Bench) {
    let app = bench.app().await;
    let _drawn = bench.draw(&app).await.unwrap();
    let _ = bench.send(&app, Command::CloseDay).await.unwrap();
    // As if a newer release had written the end of the day.
    let newer = "UPDATE day_event SET v = 99 WHERE kind = 'day_closed'";
    app.store.tamper(newer).await.unwrap();
    let before = app.store.rows("day_event").await;
    at(&app, "2027-06-01T12:00:00Z").await;
    let old = "day_event WHERE service_date = '2026-11-23'";
    assert_eq!(app.store.rows(old).await, before);
    assert_eq!(app.store.rows("day_count").await, 0);
    // Readable again, it is counted and goes.
    let readable = "UPDATE day_event SET v = 1 WHERE kind = 'day_closed'";
    app.store.tamper(readable).await.unwrap();
    let _ = worker::catch_up(&app, app.clock.now()).await;
    assert_eq!(app.store.rows(old).await, 0);
    assert_eq!(app.store.rows("day_count").await, 1);
    app.close().await;
}
