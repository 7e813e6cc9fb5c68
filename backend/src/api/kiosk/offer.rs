//! What the terminal can offer before a ticket is drawn, and how long the wait
//! is afterwards. Forecasts are worked out beside the runtime's own threads.

use std::{sync::Arc, time::Duration};

use aufruf_core::{
    forecast::{self, Band},
    id::VisitId,
    quota,
    visit::{Channel, Concern},
    wire::kiosk::{Offer, Prospect},
};
use jiff::{Timestamp, civil::Date};

use super::super::{Call, input::Json, office};
use crate::{auth::Device, days::Snapshot, error::ApiError};

/// A number is worth more than its forecast: after this time it goes without.
const FORECAST_MAX: Duration = Duration::from_secs(1);

/// Appointments are offered today and tomorrow.
const DAYS_OFFERED: u16 = 2;

/// `POST /api/v1/kiosk/prospect`.
pub async fn prospect(
    call: Call<Device>,
    Json(Prospect { concerns }): Json<Prospect>,
) -> Result<Json<Offer>, ApiError> {
    let (app, now) = (&call.app, call.now);
    let today = office::today(app, &call.caller.office).await?;
    let snapshots = app
        .days
        .snapshots(&call.caller.office, today, DAYS_OFFERED)
        .await?;
    let work = move || {
        let first = snapshots
            .first()
            .ok_or(aufruf_core::wire::ErrorCode::NotFound)?;
        let mut offer = quota::offer(&first.day, &first.plan, now, &concerns)?;
        if let Offer::Full { appointment, .. } | Offer::NoTime { appointment, .. } = &mut offer {
            *appointment = earliest(&snapshots, &concerns, now);
        }
        Ok::<_, ApiError>(offer)
    };
    let offer = tokio::task::spawn_blocking(work).await;
    offer
        .map_err(|error| ApiError::Fault(error.into()))?
        .map(Json)
}

/// The first free appointment for these concerns.
fn earliest(days: &[Arc<Snapshot>], concerns: &[Concern], now: Timestamp) -> Option<Timestamp> {
    days.iter().find_map(|day| {
        let free = day.free_times(concerns, Channel::Online, now).ok()?;
        free.first().copied()
    })
}

/// How long a visit that has just come probably waits; `None` if nobody can say
/// in time, or nothing may be promised.
pub(super) async fn wait_of(call: &Call<Device>, today: Date, visit: VisitId) -> Option<Band> {
    let snapshot = call
        .app
        .days
        .snapshot(&call.caller.office, today)
        .await
        .ok()?;
    if snapshot.day.interrupted_since().is_some() || snapshot.day.visit(visit)?.standby {
        return None;
    }
    let t = snapshot.day.time(call.now);
    let work = tokio::task::spawn_blocking(move || {
        forecast::wait_of(&snapshot.day, &snapshot.plan, t, visit)
    });
    let wait = tokio::time::timeout(FORECAST_MAX, work)
        .await
        .ok()?
        .ok()??;
    Some(Band::from(wait))
}
