use std::time::{Duration, Instant};

use aufruf_core::{
    command::Command,
    id::CounterId,
    wire::{desk::DeskView, device::DeviceKind, display::DisplayView},
};

use super::{bench::Bench, on_both_databases};

on_both_databases!(a_call_is_shown_at_once_and_a_slow_watcher_gets_the_newest);

async fn a_call_is_shown_at_once_and_a_slow_watcher_gets_the_newest(bench: Bench) {
    let app = bench.app().await;
    bench.go_to_ten(&app);
    let mut display = app
        .live
        .subscribe(&bench.office, DeviceKind::Display)
        .await
        .unwrap();
    let mut desk = app
        .live
        .subscribe(&bench.office, DeviceKind::Desk)
        .await
        .unwrap();
    let view: DisplayView = serde_json::from_str(&display.borrow_and_update()).unwrap();
    assert!(view.calls.is_empty());
    let counter = CounterId(1);
    let _ = bench
        .send(&app, Command::OpenCounter { counter })
        .await
        .unwrap();
    let _ = bench.draw(&app).await.unwrap();
    let call = Command::CallNext {
        counter,
        promised: None,
    };
    let called = bench.send(&app, call).await.unwrap();
    let since = Instant::now();
    loop {
        let view: DisplayView = serde_json::from_str(&display.borrow_and_update()).unwrap();
        if view.stamp.seq >= called.entries.last().unwrap().seq {
            assert_eq!(view.calls.len(), 1);
            break;
        }
        tokio::time::timeout(Duration::from_secs(5), display.changed())
            .await
            .unwrap()
            .unwrap();
    }
    assert!(
        since.elapsed() < Duration::from_millis(500),
        "{:?}",
        since.elapsed()
    );
    // The views of one commit are put out one after the other.
    let shown = desk.wait_for(|text| {
        let view: DeskView = serde_json::from_str(text).unwrap();
        view.counters
            .iter()
            .any(|c| c.sign.id == counter && c.visit.is_some())
    });
    let _ = tokio::time::timeout(Duration::from_secs(5), shown)
        .await
        .unwrap()
        .unwrap();
    app.close().await;
}
