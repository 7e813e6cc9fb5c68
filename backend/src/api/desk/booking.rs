//! Bookings that a clerk makes, cancels or moves, on any day.

use aufruf_core::{
    command::{Command, Party},
    wire::{
        Request,
        answer::Answer,
        desk::{CancelBooking, MoveBooking, NewBooking},
    },
};
use jiff::{Timestamp, civil::Date};

use super::contact::{self, Checked};
use crate::{
    api::{Call, input::Json, office},
    auth::Staff,
    days::{ContactDraft, Effects, Job, Relocation},
    error::ApiError,
    store::AuditEntry,
};

/// `POST /api/v1/desk/bookings`.
pub async fn book(
    call: Call<Staff>,
    Json(Request { request_id, body }): Json<Request<NewBooking>>,
) -> Result<Json<Answer>, ApiError> {
    let Checked { name, email, phone } = contact::check(&body.contact)?;
    let date = date_of(&call, body.from).await?;
    let visit = office::visit_of(request_id);
    let job = Job {
        request_id,
        actor: super::actor(&call.caller),
        command: Command::Book {
            visit,
            from: body.from,
            concerns: body.concerns,
            bits: office::bits_of(&call.app, request_id),
        },
        effects: Effects {
            contact: Some(ContactDraft {
                visit,
                name,
                email,
                phone,
            }),
            ..Effects::default()
        },
    };
    let done = call
        .app
        .days
        .send(&call.caller.device.office, date, job)
        .await?;
    Ok(Json(done.answer))
}

/// `POST /api/v1/desk/visits/{id}/cancel`.
pub async fn cancel(
    call: Call<Staff>,
    Json(Request { request_id, body }): Json<Request<CancelBooking>>,
) -> Result<Json<Answer>, ApiError> {
    let visit = call.visit()?;
    let audit = AuditEntry {
        visit: Some(visit),
        ..super::audit(&call.caller, "booking_cancelled")
    };
    let job = Job {
        request_id,
        actor: super::actor(&call.caller),
        command: Command::Cancel {
            visit,
            by: Party::Staff,
        },
        effects: Effects {
            audit: Some(audit),
            ..Effects::default()
        },
    };
    let done = call
        .app
        .days
        .send(&call.caller.device.office, body.date, job)
        .await?;
    Ok(Json(done.answer))
}

/// `POST /api/v1/desk/visits/{id}/move`.
pub async fn shift(
    call: Call<Staff>,
    Json(Request { request_id, body }): Json<Request<MoveBooking>>,
) -> Result<Json<Answer>, ApiError> {
    let visit = call.visit()?;
    let to = date_of(&call, body.to).await?;
    let audit = AuditEntry {
        visit: Some(visit),
        ..super::audit(&call.caller, "booking_moved")
    };
    let job = Relocation {
        request_id,
        actor: super::actor(&call.caller),
        visit,
        to: body.to,
        by: Party::Staff,
        bits: office::bits_of(&call.app, request_id),
        audit: Some(audit),
    };
    let office = &call.caller.device.office;
    let done = call.app.days.relocate(office, body.date, to, job).await?;
    Ok(Json(done.answer))
}

/// The local date of an instant.
async fn date_of(call: &Call<Staff>, instant: Timestamp) -> Result<Date, ApiError> {
    let published = call
        .app
        .settings
        .current(&call.caller.device.office)
        .await?;
    Ok(published.zone.to_datetime(instant).date())
}
