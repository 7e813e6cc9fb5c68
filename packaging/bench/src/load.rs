//! Many clients at once, each sending its next command as soon as the last one
//! is answered.

mod booking;
mod hall;
mod serving;

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use aufruf_tests::town::Database;
use futures::future::join_all;

use crate::{
    process::{Shares, Watch},
    sample::Sample,
};
use hall::Hall;

/// How many clients there are at once.
pub(crate) const CLIENTS: [u16; 3] = [1, 16, 64];

/// How long a measurement lasts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Length {
    /// Before it counts.
    pub(crate) warm_up: Duration,
    /// While it counts.
    pub(crate) measured: Duration,
}

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A clerk books for a caller, at times spread over four weeks.
    Booking,
    /// A walk-in ticket is drawn at a kiosk.
    Ticket,
    /// A clerk calls the next one; each is then served, and has been drawn.
    Call,
}

/// One row: what so many clients achieved.
pub(crate) struct Row {
    pub(crate) kind: Kind,
    pub(crate) database: Database,
    pub(crate) clients: u16,
    pub(crate) per_s: f64,
    pub(crate) latency: Sample,
    pub(crate) shares: Shares,
    pub(crate) failed: usize,
}

/// One who sends commands, one after the other.
trait Client {
    /// Does its work once; how long the part took that is measured.
    async fn step(&mut self) -> Result<Duration>;
}

/// Measures all kinds with so many clients, in a town hall of their own.
pub(crate) async fn measure(database: Database, clients: u16, length: Length) -> Result<Vec<Row>> {
    let hall = Hall::start(database.clone(), clients).await?;
    let mut rows = Vec::new();
    let serving = hall.serving().await?;
    rows.push((Kind::Call, run(serving, hall.server, length).await?));
    rows.push((
        Kind::Booking,
        run(hall.booking()?, hall.server, length).await?,
    ));
    rows.push((
        Kind::Ticket,
        run(hall.drawing(), hall.server, length).await?,
    ));
    hall.town.verify().await.context("after the load")?;
    let row = |(kind, done): (Kind, Done)| Row {
        kind,
        database: database.clone(),
        clients,
        per_s: done.times.len() as f64 / length.measured.as_secs_f64(),
        latency: Sample::new(done.times),
        shares: done.shares,
        failed: done.failed,
    };
    Ok(rows.into_iter().map(row).collect())
}

struct Done {
    times: Vec<Duration>,
    failed: usize,
    shares: Shares,
}

async fn run(clients: Vec<impl Client>, server: u32, length: Length) -> Result<Done> {
    let from = Instant::now() + length.warm_up;
    let until = from + length.measured;
    let watched = async {
        tokio::time::sleep_until(from.into()).await;
        let watch = Watch::start(server)?;
        tokio::time::sleep_until(until.into()).await;
        watch.stop()
    };
    let worked = join_all(clients.into_iter().map(|client| work(client, from, until)));
    let (worked, shares) = tokio::join!(worked, watched);
    let mut done = Done {
        times: Vec::new(),
        failed: 0,
        shares: shares?,
    };
    let mut error = None;
    for one in worked {
        done.times.extend(one.times);
        done.failed += one.failed;
        error = error.or(one.error);
    }
    match error {
        Some(error) if done.times.is_empty() => Err(error),
        Some(error) => {
            eprintln!("  {} failed, one of them: {error:#}", done.failed);
            Ok(done)
        }
        None => Ok(done),
    }
}

#[derive(Default)]
struct Worked {
    times: Vec<Duration>,
    failed: usize,
    error: Option<anyhow::Error>,
}

/// Counts what ends within the measured time.
async fn work(mut client: impl Client, from: Instant, until: Instant) -> Worked {
    /// Then nothing works, and there is nothing to measure.
    const FAILED_MAX: usize = 100;
    let mut worked = Worked::default();
    while Instant::now() < until && worked.failed < FAILED_MAX {
        let step = client.step().await;
        match step {
            Ok(took) if (from..until).contains(&Instant::now()) => worked.times.push(took),
            Ok(_) => {}
            Err(error) => {
                worked.failed += 1;
                let _ = worked.error.get_or_insert(error);
            }
        }
    }
    worked
}
