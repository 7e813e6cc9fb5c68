//! The town hall that bears the load: 64 equal counters, one office.

use anyhow::{Context, Result};
use aufruf_core::{
    id::{CounterId, ServiceId},
    visit::Concern,
    wire::desk::{DeskCommand, FreeDay},
};
use aufruf_tests::{
    office,
    town::{Database, Plan, Town, working_morning},
};

use super::{
    booking::{Booking, Drawing, Times},
    serving::{self, Serving},
};
use crate::{door::Door, sibling};

/// A counter for every client.
const COUNTERS: u16 = 64;

/// Nine o'clock. Minutes.
const START_MIN: i64 = 9 * 60;

/// People who wait while calls are measured, beside those being served.
const WAITING: usize = 50;

/// A running town hall with its devices.
pub(super) struct Hall {
    pub(super) town: Town,
    /// Process id of the server.
    pub(super) server: u32,
    kiosks: Vec<Door>,
    desks: Vec<Door>,
    days: Vec<FreeDay>,
}

impl Hall {
    /// Starts it with as many kiosks and desks as there are clients.
    pub(super) async fn start(database: Database, clients: u16) -> Result<Self> {
        // Without a cap: a measurement draws more tickets than any office.
        let office = office::equal_counters(COUNTERS, None);
        let settings = toml::from_str(&office)?;
        let town = Town::start(Plan {
            program: sibling("aufruf-backend")?,
            database,
            office,
            start: working_morning(&settings, START_MIN),
            smtp: None,
        })
        .await?;
        let kiosks = Door::kiosks(&town, clients.into()).await?;
        let desks = Door::desks(&town, clients.into()).await?;
        let zone = jiff::tz::TimeZone::get(&town.settings().office.zone)?;
        let tomorrow = town.now().await?.to_zoned(zone).date().tomorrow()?;
        let path = format!("/api/v1/desk/free-times?date={tomorrow}&days=28&concerns=pass:1");
        let (_, days) = desks[0].ask(&path).await?;
        let server = town.process(0).context("the server runs")?;
        Ok(Self {
            server,
            kiosks,
            desks,
            days: serde_json::from_slice(&days)?,
            town,
        })
    }

    /// Desks that book.
    pub(super) fn booking(&self) -> Result<Vec<Booking<'_>>> {
        let times = Times::spread(&self.days)?;
        Ok(self
            .desks
            .iter()
            .map(|desk| Booking::new(desk, times.clone()))
            .collect())
    }

    /// Kiosks that draw.
    pub(super) fn drawing(&self) -> Vec<Drawing<'_>> {
        self.kiosks.iter().map(Drawing).collect()
    }

    /// Desks that call and serve, while many wait.
    pub(super) async fn serving(&self) -> Result<Vec<Serving<'_>>> {
        for _ in 0..WAITING {
            serving::draw(&self.desks[0]).await?;
        }
        let mut serving = Vec::new();
        for (desk, counter) in self.desks.iter().zip(1..) {
            let counter = CounterId(counter);
            let _ = serving::tell(desk, DeskCommand::OpenCounter { counter }).await?;
            serving.push(Serving::new(desk, counter));
        }
        Ok(serving)
    }
}

/// What everybody comes for.
pub(super) fn concerns() -> Vec<Concern> {
    let service = ServiceId::new("pass").expect("a fixed name");
    vec![Concern {
        service,
        quantity: 1,
    }]
}
