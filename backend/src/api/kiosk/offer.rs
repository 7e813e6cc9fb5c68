//! What the terminal can offer before a ticket is drawn, and how long the wait
//! is afterwards. Forecasts are worked out beside the runtime's own threads.

use std::{sync::Arc, time::Duration};

use aufruf_core::{
    forecast::{self, Told},
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
        if let Some(appointment) = offer.appointment_mut() {
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

/// What a visit that has just come is told.
pub(super) struct Arrival {
    /// Of its wait.
    pub(super) told: Told,
    /// How many are called before it at most, if that can be promised.
    pub(super) ahead: Option<u16>,
}

/// What a visit that has just come is told. A forecast that takes too long is
/// replaced by the cheap one; a number is worth more than either.
pub(super) async fn arrival(call: &Call<Device>, today: Date, visit: VisitId) -> Arrival {
    let days = &call.app.days;
    let nothing = Arrival {
        told: Told::Nothing,
        ahead: None,
    };
    let Ok(snapshot) = days.snapshot(&call.caller.office, today).await else {
        return nothing;
    };
    let Some(known) = snapshot.day.visit(visit) else {
        return nothing;
    };
    let t = snapshot.day.time(call.now);
    let work = {
        let snapshot = Arc::clone(&snapshot);
        move || forecast::wait_of(&snapshot.day, &snapshot.plan, t, visit)
    };
    let work = tokio::task::spawn_blocking(work);
    let wait = match tokio::time::timeout(FORECAST_MAX, work).await {
        Ok(wait) => wait.ok(),
        Err(_) => forecast::by_means(&snapshot.day, &snapshot.plan, t).remove(&visit),
    };
    let bound = snapshot.day.position_bound(&snapshot.plan, visit, t);
    Arrival {
        told: forecast::told(&snapshot.day, &snapshot.plan, known, wait, t),
        ahead: bound.and_then(|bound| u16::try_from(bound).ok()),
    }
}
