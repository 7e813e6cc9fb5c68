//! What the terminal offers while no numbers are issued.

use anyhow::{Context, Result, bail};
use aufruf_client::intent;
use aufruf_core::{
    id::ServiceId,
    visit::Concern,
    wire::{
        desk::DeskCommand,
        device::{DeviceKind, StaffRole},
        kiosk::{Draw, NoNumbers, Offer},
    },
};
use aufruf_tests::town::Database;
use jiff::{SignedDuration, Timestamp};

use crate::places::{hall, on_both_databases};

on_both_databases! {
    each_reason_comes_with_a_free_appointment => each_reason,
}

async fn each_reason(database: Database) -> Result<()> {
    let town = hall(database, 1, Some(1)).await?;
    let kiosk = town.pair(DeviceKind::Kiosk, 0).await?;
    let lead = town.clerk("leitung", StaffRole::Lead, 0).await?;
    let concerns = vec![Concern {
        service: ServiceId::new("pass").context("a slug")?,
        quantity: 1,
    }];
    let ask = async || -> Result<(NoNumbers, Timestamp)> {
        match kiosk.prospect(concerns.clone()).await? {
            Offer::NoNumbers {
                reason,
                appointment: Some(at),
            } => Ok((reason, at)),
            other => bail!("offered: {other:?}"),
        }
    };
    let draw = Draw {
        concerns: concerns.clone(),
        standby: false,
    };
    let _ = kiosk.draw_ticket(&intent(draw)).await?;
    let (reason, used) = ask().await?;
    assert_eq!(reason, NoNumbers::QuotaUsed);

    let stop = DeskCommand::StopTickets { on: true };
    let _ = lead.command(&intent(stop)).await?;
    assert_eq!(ask().await?, (NoNumbers::Stopped, used));

    // From nine to the last minutes before six.
    let late = SignedDuration::from_hours(9) - SignedDuration::from_mins(5);
    town.advance(u32::try_from(late.as_secs())?).await?;
    let (reason, at) = ask().await?;
    assert_eq!(reason, NoNumbers::TooLate);
    assert!(at > used + SignedDuration::from_hours(12), "{at}: tomorrow");
    town.verify().await
}
