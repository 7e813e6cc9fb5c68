//! Bookings for which the staff of their day does not suffice: since a counter is
//! withdrawn, or since settings were imported.

use aufruf_core::{
    day::view::visit_view,
    wire::desk::{MisfitDay, VisitView},
};

use crate::{
    api::{Call, input::Json, office},
    auth::Staff,
    error::ApiError,
};

/// Most bookings told.
const MOST: usize = 500;

/// `GET /api/v1/desk/misfits`.
pub async fn list(call: Call<Staff>, (): ()) -> Result<Json<Vec<MisfitDay>>, ApiError> {
    let office = &call.caller.device.office;
    let today = office::today(&call.app, office).await?;
    let settings = call.app.settings.current(office).await?.settings.clone();
    let count = settings.booking.horizon_days + 1;
    let days = call.app.days.snapshots(office, today, count).await?;
    let mut left = MOST;
    let mut found = Vec::new();
    for snapshot in days {
        let (day, plan) = (&snapshot.day, &snapshot.plan);
        let t = day.time(call.now);
        let misfits = day.misfits(plan, t).into_iter();
        let visits = misfits
            .filter_map(|id| day.visit(id))
            .map(|visit| visit_view(day, plan, visit, t));
        let mut visits: Vec<VisitView> = visits.take(left).collect();
        visits.sort_by_key(|visit| visit.booked);
        left -= visits.len();
        if !visits.is_empty() {
            let date = day.date();
            found.push(MisfitDay { date, visits });
        }
    }
    Ok(Json(found))
}
