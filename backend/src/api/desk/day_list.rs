//! The list of a day on paper, for when nothing else works (requirement L10).
//!
//! A browser prints it, and has neither the desk's key nor a session: the desk
//! gets a link that works once and for a minute.

use std::collections::HashMap;

use crate::{
    api::{
        Call,
        answer::{Page, Style},
        input::Json,
    },
    appointment::concern_line,
    auth::{Guest, Staff},
    error::ApiError,
    i18n::Words,
};
use askama::Template;
use aufruf_core::{
    id::VisitId,
    visit::{State, Visit},
    wire::{
        ErrorCode,
        desk::{DayListLink, DayListRequest},
    },
};

/// Most contact data of one day.
const READ: u64 = 5_000;

/// `POST /api/v1/desk/day-list`.
pub async fn link(
    call: Call<Staff>,
    Json(DayListRequest { date }): Json<DayListRequest>,
) -> Result<Json<DayListLink>, ApiError> {
    call.app
        .store
        .record(super::audit(&call.caller, "day_list_printed"), call.now)
        .await?;
    let office = call.caller.device.office.clone();
    let (token, until) = call.app.auth.day_lists.leave((office, date), call.now);
    Ok(Json(DayListLink {
        link: format!("/day-list/{}", token.as_str()),
        until,
    }))
}

/// `GET /day-list/{token}`.
pub async fn page(call: Call<Guest>, (): ()) -> Result<Page, ApiError> {
    let token = call.segment.as_deref().unwrap_or_default();
    let waiting = call.app.auth.day_lists.take(token, call.now);
    let (office, date) = waiting.ok_or(ErrorCode::NotFound)?;
    let published = call.app.settings.current(&office).await?;
    let snapshot = call.app.days.snapshot(&office, date).await?;
    let contacts = call
        .app
        .store
        .contacts_between(&office, date, date, READ)
        .await?;
    let contacts: HashMap<VisitId, _> = contacts
        .into_iter()
        .map(|(_, contact)| (contact.visit, contact))
        .collect();
    let mut visits: Vec<&Visit> = snapshot
        .day
        .visits()
        .filter(|v| is_listed(v.state))
        .collect();
    visits.sort_by_key(|visit| {
        (
            visit.booked.is_none(),
            visit.booked,
            visit.arrived,
            visit.number,
        )
    });
    let words = Words;
    let hour = |at| words.clock(published.zone.to_datetime(at).time());
    let rows = visits.into_iter().map(|visit| {
        let contact = contacts.get(&visit.id);
        let concerns = visit.concerns.iter();
        Row {
            time: visit.booked.map(hour).unwrap_or_default(),
            number: visit
                .number
                .map(|number| number.to_string())
                .unwrap_or_default(),
            name: contact
                .map(|contact| contact.name.clone())
                .unwrap_or_default(),
            phone: contact
                .map(|contact| contact.phone.clone())
                .unwrap_or_default(),
            concerns: concerns
                .map(|concern| concern_line(words, &published.settings, concern))
                .collect(),
            minutes: visit.planned_s / 60,
            arrived: visit.arrived.map(hour).unwrap_or_default(),
        }
    });
    let page = DayList {
        words,
        office: published.settings.office.name.clone(),
        date: words.date(date),
        printed: words.moment(call.now, &published.zone),
        rows: rows.collect(),
    };
    Ok(Page(page.render().map_err(ApiError::fault)?))
}

/// `GET /day-list.css`.
pub async fn style(_: Call<Guest>, (): ()) -> Result<Style, ApiError> {
    Ok(Style(include_str!(
        "../../../templates/office/day_list.css"
    )))
}

/// Who is expected or in the house.
fn is_listed(state: State) -> bool {
    matches!(
        state,
        State::Confirmed
            | State::Waiting
            | State::Called
            | State::Serving
            | State::Parked
            | State::Missed
    )
}

#[derive(Template)]
#[template(path = "office/day_list.html")]
struct DayList {
    words: Words,
    office: String,
    date: String,
    printed: String,
    rows: Vec<Row>,
}

struct Row {
    time: String,
    number: String,
    name: String,
    phone: String,
    concerns: Vec<String>,
    minutes: u32,
    arrived: String,
}
