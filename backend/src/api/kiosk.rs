//! The terminal in the entrance.

mod offer;

pub use offer::prospect;

use offer::Arrival;

use aufruf_core::{
    check_in_code::CheckInCode,
    command::Command,
    day::OfficeDay,
    event::Event,
    forecast::Told,
    id::VisitId,
    rejection::Rejection,
    ticket::{TicketNumber, is_appointment_number},
    visit::{State, Visit},
    wire::{
        ErrorCode, Request,
        answer::Answer,
        kiosk::{CheckIn, CheckedIn, Draw, Found, Help, Lookup, Ticket},
    },
};
use jiff::{ToSpan, civil::Date};

use super::{Call, input::Json, office};
use crate::{
    auth::Device,
    days::{Actor, DaysError, Effects, Job, Snapshot},
    error::ApiError,
};

/// `POST /api/v1/kiosk/lookup`.
pub async fn lookup(
    call: Call<Device>,
    Json(Lookup { digits }): Json<Lookup>,
) -> Result<Json<Found>, ApiError> {
    call.app.auth.codes.check(&call.caller.id, call.now)?;
    let today = office::today(&call.app, &call.caller.office).await?;
    let snapshot = call.app.days.snapshot(&call.caller.office, today).await?;
    let Some(visit) = by_digits(&snapshot, digits) else {
        return Err(wrong(&call, digits));
    };
    // A trial run: whoever cannot check in is told now, not after the question.
    match snapshot.day.decide(
        &Command::CheckIn { visit: visit.id },
        &snapshot.plan,
        call.now,
    ) {
        Ok(_) | Err(Rejection::AlreadyCheckedIn { .. }) => {}
        Err(rejection) => return Err(rejection.into()),
    }
    let number = visit.number.ok_or(ErrorCode::NotFound)?;
    Ok(Json(Found {
        number,
        booked: visit.booked,
        drawn: visit.arrived.filter(|_| !visit.is_appointment()),
    }))
}

/// `POST /api/v1/kiosk/check-in`.
pub async fn check_in(
    call: Call<Device>,
    Json(Request { request_id, body }): Json<Request<CheckIn>>,
) -> Result<Json<CheckedIn>, ApiError> {
    call.app.auth.codes.check(&call.caller.id, call.now)?;
    let today = office::today(&call.app, &call.caller.office).await?;
    let snapshot = call.app.days.snapshot(&call.caller.office, today).await?;
    let visit = match body {
        CheckIn::Digits(digits) => match by_digits(&snapshot, digits) {
            Some(visit) => visit,
            None => return Err(wrong(&call, digits)),
        },
        CheckIn::Code(text) => by_code(&call, &snapshot, today, &text).await?,
    };
    let job = Job {
        request_id,
        actor: Actor::Device(call.caller.id),
        command: Command::CheckIn { visit: visit.id },
        effects: Effects::default(),
    };
    let (late, again) = match call.app.days.send(&call.caller.office, today, job).await {
        Ok(done) => (
            matches!(done.answer, Answer::CheckedIn { late: true, .. }),
            false,
        ),
        Err(DaysError::Rejected(Rejection::AlreadyCheckedIn { .. })) => (visit.ranked_late, true),
        Err(error) => return Err(error.into()),
    };
    let number = visit.number.ok_or(ErrorCode::NotFound)?;
    let told = offer::arrival(&call, today, visit.id).await.told;
    Ok(Json(CheckedIn {
        number,
        booked: visit.booked,
        late,
        again,
        wait: told.band(),
        stranded: told == Told::Stranded,
    }))
}

/// `POST /api/v1/kiosk/tickets`.
pub async fn draw(
    call: Call<Device>,
    Json(Request { request_id, body }): Json<Request<Draw>>,
) -> Result<Json<Ticket>, ApiError> {
    let today = office::today(&call.app, &call.caller.office).await?;
    let visit = office::visit_of(request_id);
    let command = Command::DrawTicket {
        visit,
        concerns: body.concerns,
        beyond_quota: false,
        standby: body.standby,
    };
    let actor = Actor::Device(call.caller.id);
    let job = Job {
        request_id,
        actor,
        command,
        effects: Effects::default(),
    };
    let done = call.app.days.send(&call.caller.office, today, job).await?;
    match done.answer {
        Answer::Ticket {
            visit,
            number,
            drawn,
        } => {
            let status_link = status_link(&call, visit).await?;
            let standby = done
                .entries
                .iter()
                .any(|entry| matches!(entry.event, Event::TicketDrawn { standby: true, .. }));
            let Arrival { told, ahead } = offer::arrival(&call, today, visit).await;
            Ok(Json(Ticket {
                number,
                drawn,
                status_link,
                wait: told.band(),
                // Nobody can call it: no place in a row means anything.
                ahead: ahead.filter(|_| told != Told::Stranded),
                standby,
                stranded: told == Told::Stranded,
            }))
        }
        other => Err(ApiError::Fault(anyhow::anyhow!(
            "a drawn ticket answered {other:?}"
        ))),
    }
}

/// `POST /api/v1/kiosk/help`.
pub async fn help(
    call: Call<Device>,
    Json(Request { request_id, body }): Json<Request<Help>>,
) -> Result<(), ApiError> {
    let today = office::today(&call.app, &call.caller.office).await?;
    let command = Command::CallHelp { kind: body.help };
    let actor = Actor::Device(call.caller.id);
    let job = Job {
        request_id,
        actor,
        command,
        effects: Effects::default(),
    };
    let _ = call.app.days.send(&call.caller.office, today, job).await?;
    Ok(())
}

/// The ticket's status page, `/t/:office/:code` of [`crate::web`]; none where the
/// pages have no address that a phone reaches.
async fn status_link(call: &Call<Device>, visit: VisitId) -> Result<Option<String>, ApiError> {
    let Some(base) = call.app.config.phone_url() else {
        return Ok(None);
    };
    let Some(found) = call.app.store.find_visit(visit).await? else {
        return Ok(None);
    };
    let code = call.app.secrets.check_in_code(visit, found.generation);
    Ok(Some(format!(
        "{base}/t/{}/{}",
        call.caller.office,
        code.as_str()
    )))
}

/// The visit with these digits: four of an appointment, or a walk-in's that was
/// missed and comes back.
fn by_digits(snapshot: &Snapshot, digits: u16) -> Option<&Visit> {
    let letters = snapshot.plan.letters;
    let letter = if digits < 1000 {
        letters.walk_in
    } else {
        letters.appointment
    };
    snapshot.day.find_number(TicketNumber { letter, digits })
}

/// Nobody has this number. A typing slip is no attempt to guess: its check
/// digit shows it, and the answer tells nothing.
fn wrong(call: &Call<Device>, digits: u16) -> ApiError {
    if is_appointment_number(digits) {
        guessed(call)
    } else {
        ErrorCode::NotFound.into()
    }
}

/// Counts a wrong code or number against the kiosk (requirement G05).
fn guessed(call: &Call<Device>) -> ApiError {
    let kiosk = call.caller.id;
    let counted = call.app.auth.codes.attempt(kiosk, call.now);
    if counted.is_ok() && call.app.auth.codes.check(&kiosk, call.now).is_err() {
        tracing::warn!(%kiosk, "five wrong codes or numbers: a pause of half a minute");
    }
    ErrorCode::NotFound.into()
}

/// The visit of a code. The same answer for a wrong and a foreign one; but whoever
/// comes on the wrong day is told the right one, and nothing else of the booking.
async fn by_code<'a>(
    call: &Call<Device>,
    snapshot: &'a Snapshot,
    today: Date,
    text: &str,
) -> Result<&'a Visit, ApiError> {
    // What is no code at all (a parcel label) tells nothing and costs nothing.
    let code = CheckInCode::parse(text).ok_or(ErrorCode::NotFound)?;
    let (app, office) = (&call.app, &call.caller.office);
    let hash = app.secrets.check_in_hash(office, today, code);
    if let Some(found) = app
        .store
        .find_visit_by_check_in(office, today, &hash)
        .await?
    {
        return known(&snapshot.day, found.id);
    }
    let horizon = i32::from(snapshot.plan.booking.horizon_days);
    let other_days: Vec<_> = (-horizon..=horizon)
        .filter(|days| *days != 0)
        .filter_map(|days| today.checked_add(days.days()).ok())
        .map(|date| app.secrets.check_in_hash(office, date, code))
        .collect();
    let found = app.store.find_visit_by_check_ins(office, &other_days);
    let Some(found) = found.await? else {
        return Err(guessed(call));
    };
    let other = app.days.snapshot(office, found.date).await?;
    let visit = known(&other.day, found.id)?;
    Err(on_another_day(snapshot, today, visit, found.date))
}

/// Why the code of a visit of another `date` checks nobody in today.
fn on_another_day(snapshot: &Snapshot, today: Date, visit: &Visit, date: Date) -> ApiError {
    let Some(booked) = visit.booked else {
        // The slip of an earlier day: its number may be somebody else's today.
        return ErrorCode::NotFound.into();
    };
    let past = date < today;
    let moved_from_today = snapshot
        .day
        .visit(visit.id)
        .is_some_and(|left| left.state == State::MovedOut);
    match visit.state {
        State::Cancelled => Rejection::BookingCancelled,
        State::Expired => Rejection::Expired,
        _ if moved_from_today => Rejection::MovedAway { to: booked },
        _ => Rejection::AnotherDay { booked, past },
    }
    .into()
}

fn known(day: &OfficeDay, visit: VisitId) -> Result<&Visit, ApiError> {
    day.visit(visit)
        .ok_or_else(|| Rejection::UnknownVisit.into())
}
