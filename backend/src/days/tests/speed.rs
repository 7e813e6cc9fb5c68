//! How many commands a second the lanes commit. Printed by
//! `cargo test --release -p aufruf-backend speed -- --nocapture`; the bounds
//! here only catch a lane that has stopped grouping.

use std::time::Instant;

use super::{bench::Bench, on_both_databases};

on_both_databases!(sixteen_clients_are_served_in_groups);

async fn sixteen_clients_are_served_in_groups(bench: Bench) {
    let app = bench.app().await;
    let (clients, each) = (16, 50);
    let since = Instant::now();
    let client = async || {
        for _ in 0..each {
            let _ = bench.draw(&app).await.unwrap();
        }
    };
    let _ = futures::future::join_all((0..clients).map(|_| client())).await;
    let rate = f64::from(clients * each) / since.elapsed().as_secs_f64();
    let database = if bench.is_postgres() {
        "PostgreSQL"
    } else {
        "SQLite"
    };
    eprintln!("{database}: {rate:.0} commands/s with {clients} clients on one day");
    assert!(rate > 100.0, "{rate:.0} commands/s");
    app.close().await;
}
