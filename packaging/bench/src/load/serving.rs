//! A counter in the hall: someone comes, the next one is called, served, done.
//! Who comes gets a number from the clerk: at the kiosk the quota would forecast
//! the day for each, and the calls of others would wait for that.

use std::time::Duration;

use anyhow::Result;
use aufruf_core::{id::CounterId, wire::desk::DeskCommand};

use super::{Client, hall::concerns};
use crate::door::Door;

/// Calls and serves; for everyone called someone new has come before, so that
/// the queue keeps its length.
pub(super) struct Serving<'a> {
    desk: &'a Door,
    counter: CounterId,
}

impl<'a> Serving<'a> {
    pub(super) fn new(desk: &'a Door, counter: CounterId) -> Self {
        Self { desk, counter }
    }
}

impl Client for Serving<'_> {
    async fn step(&mut self) -> Result<Duration> {
        let counter = self.counter;
        draw(self.desk).await?;
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

/// Draws a ticket beyond the quota.
pub(super) async fn draw(desk: &Door) -> Result<()> {
    let concerns = concerns();
    tell(desk, DeskCommand::DrawTicket { concerns })
        .await
        .map(drop)
}

/// Sends a clerk's command.
pub(super) async fn tell(desk: &Door, command: DeskCommand) -> Result<Duration> {
    desk.command("/api/v1/desk/command", command).await
}
