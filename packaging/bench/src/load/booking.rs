//! Desks that book, kiosks that draw.

use std::{cell::Cell, rc::Rc, time::Duration};

use anyhow::{Context, Result, ensure};
use aufruf_core::wire::{
    desk::{Contact, FreeDay, NewBooking},
    kiosk::Draw,
};
use jiff::{SignedDuration, Timestamp};

use super::{Client, hall::concerns};
use crate::door::Door;

/// Planned time of the hall's only service.
const PLANNED: SignedDuration = SignedDuration::from_mins(15);

/// Bookings of one day: there are fewer appointment numbers than times.
const DAY_MAX: usize = 850;

/// Times that are free, each client the next one: day after day, so that
/// neighbours in time of the measurement go to different days.
#[derive(Clone)]
pub(super) struct Times {
    all: Rc<[Timestamp]>,
    next: Rc<Cell<usize>>,
}

impl Times {
    /// Times that do not overlap within a day, each as often as needed.
    pub(super) fn spread(days: &[FreeDay]) -> Result<Self> {
        let days: Vec<Vec<Timestamp>> = days
            .iter()
            .map(|day| apart(&day.times))
            .filter(|times| !times.is_empty())
            .collect();
        ensure!(!days.is_empty(), "nothing is free");
        let all = (0..DAY_MAX).flat_map(|n| days.iter().map(move |times| times[n % times.len()]));
        Ok(Self {
            all: all.collect(),
            next: Rc::default(),
        })
    }

    fn take(&self) -> Option<Timestamp> {
        let at = self.next.get();
        self.next.set(at + 1);
        self.all.get(at).copied()
    }
}

fn apart(times: &[Timestamp]) -> Vec<Timestamp> {
    let mut apart: Vec<Timestamp> = Vec::new();
    for time in times {
        if apart.last().is_none_or(|last| *last + PLANNED <= *time) {
            apart.push(*time);
        }
    }
    apart
}

/// Books one time after the other.
pub(super) struct Booking<'a> {
    desk: &'a Door,
    times: Times,
}

impl<'a> Booking<'a> {
    pub(super) fn new(desk: &'a Door, times: Times) -> Self {
        Self { desk, times }
    }
}

impl Client for Booking<'_> {
    async fn step(&mut self) -> Result<Duration> {
        let from = self.times.take().context("all times are booked")?;
        let contact = Contact {
            name: "Erika Mustermann".to_owned(),
            phone: "030 23125 123".to_owned(),
            ..Contact::default()
        };
        let booking = NewBooking {
            from,
            concerns: concerns(),
            contact,
        };
        self.desk.command("/api/v1/desk/bookings", booking).await
    }
}

/// Draws one ticket after the other.
pub(super) struct Drawing<'a>(pub(super) &'a Door);

impl Client for Drawing<'_> {
    async fn step(&mut self) -> Result<Duration> {
        let draw = Draw {
            concerns: concerns(),
            standby: false,
        };
        self.0.command("/api/v1/kiosk/tickets", draw).await
    }
}
