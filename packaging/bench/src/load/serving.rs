//! A counter in the hall: someone comes, the next one is called, served, done.

use std::time::Duration;

use anyhow::Result;
use aufruf_core::{
    id::CounterId,
    wire::{desk::DeskCommand, kiosk::Draw},
};

use super::{Client, hall::concerns};
use crate::door::Door;

/// Calls and serves; for everyone called someone new has come before, so that
/// the queue keeps its length.
pub(super) struct Serving<'a> {
    kiosk: &'a Door,
    desk: &'a Door,
    counter: CounterId,
}

impl<'a> Serving<'a> {
    pub(super) fn new(kiosk: &'a Door, desk: &'a Door, counter: CounterId) -> Self {
        Self {
            kiosk,
            desk,
            counter,
        }
    }
}

impl Client for Serving<'_> {
    async fn step(&mut self) -> Result<Duration> {
        let counter = self.counter;
        draw(self.kiosk).await?;
        let call = DeskCommand::CallNext {
            counter,
            promised: None,
        };
        let took = tell(self.desk, call).await?;
        let _ = tell(self.desk, DeskCommand::Start { counter }).await?;
        let _ = tell(self.desk, DeskCommand::Finish { counter }).await?;
        Ok(took)
    }
}

/// Draws a ticket.
pub(super) async fn draw(kiosk: &Door) -> Result<()> {
    let draw = Draw {
        concerns: concerns(),
        standby: false,
    };
    kiosk.command("/api/v1/kiosk/tickets", draw).await.map(drop)
}

/// Sends a clerk's command.
pub(super) async fn tell(desk: &Door, command: DeskCommand) -> Result<Duration> {
    desk.command("/api/v1/desk/command", command).await
}
