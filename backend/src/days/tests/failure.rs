use std::{collections::BTreeSet, time::Duration};

use super::{
    bench::{Bench, draw_ticket, job},
    on_both_databases,
};
use crate::{days::DaysError, lane::MAILBOX_MAX};

on_both_databases!(
    a_full_mailbox_says_busy_and_loses_nothing_it_took,
    a_handler_that_goes_away_stops_nothing,
    after_a_database_error_repeating_settles_it,
    what_was_taken_is_finished_when_the_program_stops,
);

async fn a_full_mailbox_says_busy_and_loses_nothing_it_took(bench: Bench) {
    let app = bench.app().await;
    let blocked = app.store.block(&bench.office, bench.today).await.unwrap();
    // One batch may already be taken out of the mailbox and wait for the lock.
    let many = 2 * MAILBOX_MAX;
    let tasks: Vec<_> = (0..many)
        .map(|_| {
            let (app, office, today) = (app.clone(), bench.office.clone(), bench.today);
            tokio::spawn(async move { app.days.send(&office, today, job(draw_ticket())).await })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(300)).await;
    blocked.rollback().await.unwrap();
    let (mut seqs, mut busy) = (BTreeSet::new(), 0);
    for task in tasks {
        match task.await.unwrap() {
            Ok(done) => assert!(seqs.insert(done.entries.last().unwrap().seq)),
            Err(DaysError::Busy) => busy += 1,
            Err(other) => panic!("{other}"),
        }
    }
    assert!(
        busy >= many - MAILBOX_MAX - 128,
        "only {busy} were told to wait"
    );
    assert!(seqs.len() >= MAILBOX_MAX);
    let day = app.days.snapshot(&bench.office, bench.today).await.unwrap();
    assert_eq!(usize::from(day.day.tickets_issued()), seqs.len());
    bench.assert_verified(&app).await;
    app.close().await;
}

async fn a_handler_that_goes_away_stops_nothing(bench: Bench) {
    let app = bench.app().await;
    let blocked = app.store.block(&bench.office, bench.today).await.unwrap();
    let first = job(draw_ticket());
    let mut again = job(draw_ticket());
    again.request_id = first.request_id;
    let handler = tokio::spawn({
        let (app, office, today) = (app.clone(), bench.office.clone(), bench.today);
        async move { app.days.send(&office, today, first).await }
    });
    tokio::time::sleep(Duration::from_millis(100)).await;
    handler.abort();
    assert!(handler.await.unwrap_err().is_cancelled());
    blocked.rollback().await.unwrap();
    let done = app
        .days
        .send(&bench.office, bench.today, again)
        .await
        .unwrap();
    assert!(done.repeated, "the command took effect without its handler");
    assert_eq!(bench.draw(&app).await.unwrap(), 2);
    app.close().await;
}

async fn after_a_database_error_repeating_settles_it(bench: Bench) {
    let app = bench.app().await;
    assert_eq!(bench.draw(&app).await.unwrap(), 1);
    let head = app
        .days
        .snapshot(&bench.office, bench.today)
        .await
        .unwrap()
        .day
        .seq();
    // Somebody wrote past the head: the primary key is the backstop.
    let rogue = format!(
        "INSERT INTO day_event SELECT office_id, service_date, {}, at, kind, v, payload \
         FROM day_event WHERE seq = {head}",
        head + 1
    );
    app.store.tamper(&rogue).await.unwrap();
    let first = job(draw_ticket());
    let mut again = job(draw_ticket());
    again.request_id = first.request_id;
    let failed = app.days.send(&bench.office, bench.today, first).await;
    assert_eq!(failed.unwrap_err(), DaysError::Unavailable);
    let repair = format!("DELETE FROM day_event WHERE seq = {}", head + 1);
    app.store.tamper(&repair).await.unwrap();
    let done = app
        .days
        .send(&bench.office, bench.today, again)
        .await
        .unwrap();
    assert!(!done.repeated);
    assert_eq!(bench.draw(&app).await.unwrap(), 3);
    bench.assert_verified(&app).await;
    app.close().await;
}

async fn what_was_taken_is_finished_when_the_program_stops(bench: Bench) {
    let app = bench.app().await;
    let tasks: Vec<_> = (0..100)
        .map(|_| {
            let (app, office, today) = (app.clone(), bench.office.clone(), bench.today);
            tokio::spawn(async move { app.days.send(&office, today, job(draw_ticket())).await })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(20)).await;
    app.clone().close().await;
    let mut acknowledged = 0;
    for task in tasks {
        acknowledged += usize::from(task.await.unwrap().is_ok());
    }
    let app = bench.app().await;
    let day = app.days.snapshot(&bench.office, bench.today).await.unwrap();
    assert!(usize::from(day.day.tickets_issued()) >= acknowledged);
    if day.day.seq() > 0 {
        bench.assert_verified(&app).await;
    }
    app.close().await;
}
