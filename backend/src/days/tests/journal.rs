use aufruf_core::{command::Command, id::CounterId};
use jiff::ToSpan;

use super::{bench::Bench, on_both_databases};
use crate::{days::DaysError, verify::verify};

on_both_databases!(
    a_day_read_anew_is_the_day_that_was_kept,
    verify_finds_what_was_tampered_with,
    a_day_of_a_newer_release_is_left_to_it,
    four_weeks_come_in_ascending_order_and_are_current,
);

async fn a_day_read_anew_is_the_day_that_was_kept(bench: Bench) {
    let app = bench.app().await;
    let cancelled = bench.book(&app, bench.today, "a@example.org").await;
    let expected = bench.book(&app, bench.today, "b@example.org").await;
    let cancel = Command::Cancel {
        visit: cancelled,
        by: aufruf_core::command::Party::Citizen,
    };
    let _ = bench.send(&app, cancel).await.unwrap();
    bench.go_to_ten(&app);
    let _ = bench
        .send(&app, Command::CheckIn { visit: expected })
        .await
        .unwrap();
    let counter = CounterId(1);
    for command in [
        Command::OpenCounter { counter },
        Command::CallNext {
            counter,
            promised: None,
        },
        Command::Start { counter },
        Command::Finish { counter },
    ] {
        let _ = bench.send(&app, command).await.unwrap();
    }
    let _ = bench.draw(&app).await.unwrap();

    let kept = app.days.snapshot(&bench.office, bench.today).await.unwrap();
    bench.assert_verified(&app).await;
    app.close().await;
    let app = bench.app().await;
    let read = app.days.snapshot(&bench.office, bench.today).await.unwrap();
    assert_eq!(kept.day, read.day);
    assert!(read.day.seq() >= 12);
    let _ = bench.draw(&app).await.unwrap();
    bench.assert_verified(&app).await;
    app.close().await;
}

async fn verify_finds_what_was_tampered_with(bench: Bench) {
    let app = bench.app().await;
    let _ = bench.book(&app, bench.today, "a@example.org").await;
    bench.assert_verified(&app).await;
    let last = app
        .days
        .snapshot(&bench.office, bench.today)
        .await
        .unwrap()
        .day
        .seq();
    for (tamper, repair) in [
        (
            "UPDATE office_day SET head_seq = head_seq + 1",
            "UPDATE office_day SET head_seq = head_seq - 1",
        ),
        (
            "UPDATE office_day SET state = 'closed'",
            "UPDATE office_day SET state = 'open'",
        ),
        (
            "UPDATE visit SET state = 'waiting'",
            "UPDATE visit SET state = 'confirmed'",
        ),
        (
            "UPDATE visit SET number = 'A ' || number",
            "UPDATE visit SET number = substr(number, 3)",
        ),
        (
            "UPDATE visit SET sequence = 9",
            "UPDATE visit SET sequence = 0",
        ),
        (
            "UPDATE request SET events = events + 99",
            "UPDATE request SET events = events - 99",
        ),
        (
            "UPDATE day_event SET at = 1 WHERE seq = 3",
            "UPDATE day_event SET v = v",
        ),
    ] {
        app.store.tamper(tamper).await.unwrap();
        let report = verify(&app.store).await.unwrap();
        assert!(!report.differences.is_empty(), "not found: {tamper}");
        app.store.tamper(repair).await.unwrap();
    }
    app.store
        .tamper(&format!("DELETE FROM day_event WHERE seq = {last}"))
        .await
        .unwrap();
    assert!(!verify(&app.store).await.unwrap().differences.is_empty());
    app.store.tamper("DELETE FROM day_event").await.unwrap();
    app.store.tamper("DELETE FROM office_day").await.unwrap();
    app.close().await;
}

async fn a_day_of_a_newer_release_is_left_to_it(bench: Bench) {
    let app = bench.app().await;
    let _ = bench.draw(&app).await.unwrap();
    app.store
        .tamper("UPDATE day_event SET v = 2 WHERE seq = 1")
        .await
        .unwrap();
    app.close().await;
    let app = bench.app().await;
    let tomorrow = bench.today.tomorrow().unwrap();
    let read = app.days.snapshot(&bench.office, bench.today).await;
    assert_eq!(read.unwrap_err(), DaysError::Unavailable);
    assert_eq!(bench.draw(&app).await.unwrap_err(), DaysError::Unavailable);
    assert!(app.days.snapshot(&bench.office, tomorrow).await.is_ok());
    app.store
        .tamper("UPDATE day_event SET v = 1 WHERE seq = 1")
        .await
        .unwrap();
    assert_eq!(bench.draw(&app).await.unwrap(), 2);
    app.close().await;
}

async fn four_weeks_come_in_ascending_order_and_are_current(bench: Bench) {
    let app = bench.app().await;
    let days = app
        .days
        .snapshots(&bench.office, bench.today, 28)
        .await
        .unwrap();
    let dates: Vec<_> = days.iter().map(|day| day.day.date()).collect();
    let wanted: Vec<_> = bench.today.series(1.day()).take(28).collect();
    assert_eq!(dates, wanted);
    let date = wanted[7];
    let before = bench.free(&app, date).await;
    let (_, from) = bench.hold(&app, date).await;
    let days = app
        .days
        .snapshots(&bench.office, bench.today, 28)
        .await
        .unwrap();
    assert!(days[7].day.seq() > 0);
    assert_eq!(days[8].day.seq(), 0);
    // Several counters may offer the same time; one place fewer shows in the day.
    assert!(days[7].day.visits().any(|visit| visit.booked == Some(from)));
    assert!(bench.free(&app, date).await.len() <= before.len());
    app.close().await;
}
