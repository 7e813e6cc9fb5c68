//! Free times of four weeks, for an office with 300 bookings.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use aufruf_core::{
    id::ServiceId,
    visit::Concern,
    wire::desk::{Contact, FreeDay, NewBooking},
};
use aufruf_tests::{
    office,
    town::{Database, Plan, Town, working_morning},
};
use jiff::civil::Date;

use crate::{door::Door, sample::Sample, sibling};

/// Bookings in the four weeks.
pub(crate) const BOOKINGS: usize = 300;

/// Restarts of the server, each of which empties its cache.
const COLD: usize = 20;
const WARM: usize = 500;
const CHANGED: usize = 50;

/// What citizens and clerks wait for.
pub(crate) struct FreeTimes {
    /// The first question after a start of the server.
    pub(crate) cold: Sample,
    /// The same question again.
    pub(crate) warm: Sample,
    /// The first question after one more booking.
    pub(crate) changed: Sample,
}

/// Measures them in the example office.
pub(crate) async fn measure(database: Database) -> Result<FreeTimes> {
    let settings = toml::from_str(office::EXAMPLE)?;
    let mut town = Town::start(Plan {
        program: sibling("aufruf-backend")?,
        database,
        office: office::EXAMPLE.to_owned(),
        start: working_morning(&settings, 9 * 60),
        smtp: None,
    })
    .await?;
    let desk = Door::desks(&town, 1).await?.remove(0);
    let mut office = Office::of(&town, desk).await?;
    for n in 0..BOOKINGS {
        let _ = office.book(n).await?;
    }
    let mut cold = Vec::with_capacity(COLD);
    for _ in 0..COLD {
        town.kill(0).await?;
        town.restart(0).await?;
        // The connection and the session are not what is measured.
        let _ = office.desk.ask("/api/v1/desk/session").await?;
        cold.push(office.ask(0).await?.0);
    }
    let mut warm = Vec::with_capacity(WARM);
    for _ in 0..WARM {
        warm.push(office.ask(0).await?.0);
    }
    let mut changed = Vec::with_capacity(CHANGED);
    for n in 0..CHANGED {
        changed.push(office.book(BOOKINGS + n).await?);
    }
    Ok(FreeTimes {
        cold: Sample::new(cold),
        warm: Sample::new(warm),
        changed: Sample::new(changed),
    })
}

struct Office {
    desk: Door,
    services: Vec<ServiceId>,
    from: Date,
}

impl Office {
    async fn of(town: &Town, desk: Door) -> Result<Self> {
        let zone = jiff::tz::TimeZone::get(&town.settings().office.zone)?;
        let services = town.settings().services.iter();
        Ok(Self {
            desk,
            services: services.map(|service| service.id.clone()).collect(),
            from: town.now().await?.to_zoned(zone).date(),
        })
    }

    fn service(&self, n: usize) -> &ServiceId {
        &self.services[n % self.services.len()]
    }

    async fn ask(&self, n: usize) -> Result<(Duration, Vec<FreeDay>)> {
        let (service, from) = (self.service(n), self.from);
        let path = format!("/api/v1/desk/free-times?date={from}&days=28&concerns={service}:1");
        let (took, answer) = self.desk.ask(&path).await?;
        Ok((took, serde_json::from_slice(&answer)?))
    }

    /// Books for one service after the other, at times all over the four
    /// weeks. Then asks for the first service again; how long that took.
    async fn book(&mut self, n: usize) -> Result<Duration> {
        let (_, days) = self.ask(n).await?;
        let days: Vec<&FreeDay> = days.iter().filter(|day| !day.times.is_empty()).collect();
        // Steps that share no factor with the number of services or of days.
        let Some(day) = days.get((n * 7) % days.len().max(1)) else {
            bail!("nothing is free for booking {n}");
        };
        let from = day.times.get((n * 31) % day.times.len());
        let concern = Concern {
            service: self.service(n).clone(),
            quantity: 1,
        };
        let booking = NewBooking {
            from: *from.context("a time of the day")?,
            concerns: vec![concern],
            contact: Contact {
                name: "Erika Mustermann".to_owned(),
                ..Contact::default()
            },
        };
        let _ = self.desk.command("/api/v1/desk/bookings", booking).await?;
        Ok(self.ask(0).await?.0)
    }
}
