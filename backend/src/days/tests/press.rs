use std::time::Duration;

use aufruf_core::{command::Command, id::CounterId, rejection::Rejection, visit::State};

use super::{
    bench::{Bench, concerns, draw_ticket, job},
    on_both_databases,
};
use crate::days::DaysError;

on_both_databases!(of_counters_that_press_at_once_the_one_who_knows_least_calls);

async fn of_counters_that_press_at_once_the_one_who_knows_least_calls(bench: Bench) {
    let app = bench.app().await;
    let day = app.days.snapshot(&bench.office, bench.today).await.unwrap();
    let able = day.plan.counters.iter();
    let able = able.filter(|counter| counter.can_serve(&concerns()));
    let mut counters: Vec<(usize, CounterId)> = able.map(|c| (c.skills.len(), c.id)).collect();
    assert!(counters.len() > 1, "the example has too few counters");
    counters.sort_unstable();
    for (_, counter) in &counters {
        let open = Command::OpenCounter { counter: *counter };
        let _ = bench.send(&app, open).await.unwrap();
    }

    // The ticket waits for the lock, and behind it the presses, last turn first.
    let blocked = app.store.block(&bench.office, bench.today).await.unwrap();
    let ticket = (None, draw_ticket());
    let presses = counters.iter().rev().map(|(_, counter)| {
        let call = Command::CallNext {
            counter: *counter,
            promised: None,
        };
        (Some(*counter), call)
    });
    let mut tasks = Vec::new();
    for (counter, command) in [ticket].into_iter().chain(presses) {
        let (app, office, today) = (app.clone(), bench.office.clone(), bench.today);
        let sent = async move { app.days.send(&office, today, job(command)).await };
        tasks.push((counter, tokio::spawn(sent)));
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    blocked.rollback().await.unwrap();

    let first = counters[0].1;
    for (counter, task) in tasks {
        let done = task.await.unwrap();
        if counter.is_none_or(|counter| counter == first) {
            assert!(done.is_ok(), "{counter:?}: {done:?}");
        } else {
            let nobody = DaysError::Rejected(Rejection::NobodyWaiting);
            assert_eq!(
                done.unwrap_err().to_string(),
                nobody.to_string(),
                "{counter:?}"
            );
        }
    }
    let day = app.days.snapshot(&bench.office, bench.today).await.unwrap();
    let called = day.day.visits().find(|v| v.state == State::Called).unwrap();
    assert_eq!(called.counter, Some(first));
    bench.assert_verified(&app).await;
    app.close().await;
}
