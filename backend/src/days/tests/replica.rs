//! Two programs on one PostgreSQL.

use std::time::Duration;

use aufruf_core::{
    command::Command,
    wire::{device::DeviceKind, display::DisplayView},
};

use super::bench::{Bench, job};
use crate::days::DaysError;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_replica_frees_the_other_offers_at_once() {
    let bench = Bench::postgres().await;
    assert!(bench.is_postgres());
    let (one, two) = (bench.app().await, bench.app().await);
    let date = bench.today.tomorrow().unwrap();
    let before = bench.free(&two, date).await;
    let mut held = Vec::new();
    // Take the first time from all counters.
    while bench.free(&one, date).await.contains(&before[0]) {
        held.push(bench.hold(&one, date).await.0);
    }
    assert!(!bench.free(&two, date).await.contains(&before[0]));
    for visit in held {
        let release = job(Command::ReleaseHold { visit });
        let _ = two.days.send(&bench.office, date, release).await.unwrap();
        assert!(bench.free(&one, date).await.contains(&before[0]));
        assert!(bench.free(&two, date).await.contains(&before[0]));
    }
    bench.assert_verified(&one).await;
    one.close().await;
    two.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn replicas_never_give_one_number_or_time_twice() {
    let bench = Bench::postgres().await;
    let (one, two) = (bench.app().await, bench.app().await);
    let (mut drawn, mut lost) = (Vec::new(), 0);
    for _ in 0..10 {
        let draws: Vec<_> = (0..20)
            .map(|i| bench.draw(if i % 2 == 0 { &one } else { &two }))
            .collect();
        for outcome in futures::future::join_all(draws).await {
            match outcome {
                Ok(number) => drawn.push(number),
                Err(DaysError::Unavailable) => lost += 1,
                Err(other) => panic!("{other}"),
            }
        }
    }
    drawn.sort_unstable();
    let wanted: Vec<u16> = (1..=200).collect();
    assert_eq!((drawn, lost), (wanted, 0));
    bench.assert_verified(&two).await;
    one.close().await;
    two.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_display_of_one_replica_shows_what_the_other_commits() {
    let bench = Bench::postgres().await;
    let (one, two) = (bench.app().await, bench.app().await);
    let mut display = one
        .live
        .subscribe(&bench.office, DeviceKind::Display)
        .await
        .unwrap();
    // Let the listener of the first replica begin.
    tokio::time::sleep(Duration::from_millis(200)).await;
    let _ = bench.draw(&two).await.unwrap();
    let shown = display.wait_for(|text| {
        let view: DisplayView = serde_json::from_str(text).unwrap();
        view.stamp.seq > 0
    });
    let _ = tokio::time::timeout(Duration::from_secs(2), shown)
        .await
        .unwrap()
        .unwrap();
    one.close().await;
    two.close().await;
}
