//! The state of a ticket on a phone, behind the check-in code.

use askama::Template;
use aufruf_core::{
    explain,
    forecast::{Told, told},
    visit::State,
};
use poem::{Request, Response, Result, handler, http::StatusCode, web::Data};

use super::{
    link::Opened,
    page::{Failure, Page, show},
};
use crate::{app::App, i18n::Words};

#[derive(Template)]
#[template(path = "web/ticket.html")]
struct Ticket {
    t: Words,
    page: Page,
    number: String,
    kind: &'static str,
    headline: String,
    text: String,
    /// How many stand before it; empty if that means nothing.
    place: String,
    /// How long it will probably still take; empty if nobody can say.
    wait: String,
    as_of: String,
}

/// `GET /warten`. No refresh by itself: a page that changes while it is read
/// aloud is a barrier; the button does it.
#[handler]
pub(super) async fn get(Data(app): Data<&App>, request: &Request) -> Result<Response> {
    let opened = Opened::of_ticket(app, request).await?;
    let context = &opened.context;
    let t = context.t();
    let visit = &opened.visit;
    let Some(number) = visit.number else {
        return Err(Failure::TicketUnknown.into());
    };
    let (kind, headline, text) = match visit.state {
        State::Confirmed => ("info", t.w("status-expected"), t.w("status-expected-text")),
        State::Waiting => ("info", t.w("status-waiting"), t.w("status-waiting-text")),
        State::Parked => ("info", t.w("status-waiting"), t.w("status-parked-text")),
        State::Called => {
            let word = &context.settings().office.counter_word;
            let counter = visit
                .counter
                .map_or(word.clone(), |id| format!("{word} {id}"));
            (
                "success",
                t.a("status-called", "counter", &counter),
                t.w("status-called-text"),
            )
        }
        State::Serving => ("success", t.w("status-serving"), t.w("status-serving-text")),
        State::Missed => ("warning", t.w("status-missed"), t.w("status-missed-text")),
        _ => ("info", t.w("status-over"), t.w("status-over-text")),
    };
    let ticket = Ticket {
        t,
        page: context.page("status-title"),
        number: number.to_string(),
        kind,
        headline,
        text,
        place: place(&opened),
        wait: wait(app, &opened),
        as_of: t.hour(context.now, context.zone()),
    };
    Ok(show(StatusCode::OK, &ticket)?)
}

/// How many wait who would be called before, and how many it can become where
/// that is bounded; nothing for a number without a promise, and while no counter
/// is open for it.
fn place(opened: &Opened<'_>) -> String {
    let (snapshot, visit) = (&opened.snapshot, &opened.visit);
    let t = snapshot.day.time(opened.context.now);
    let words = opened.context.t();
    let standing = explain::standing(&snapshot.day, &snapshot.plan, visit.id, t);
    let Some(standing) = standing.filter(|s| s.served && !visit.is_standby()) else {
        return String::new();
    };
    let before = standing.before.len();
    let more = standing.bound.filter(|bound| *bound > before);
    let more = more.map(|bound| words.n("status-bound", bound));
    let sentences = [Some(words.n("status-place", before)), more];
    let sentences: Vec<String> = sentences.into_iter().flatten().collect();
    sentences.join(" ")
}

/// How long the visit probably still waits, from the forecasts that the
/// office's programs are shown: a page costs no forecast of its own.
fn wait(app: &App, opened: &Opened<'_>) -> String {
    let (visit, t) = (&opened.visit, opened.context.t());
    if visit.state != State::Waiting {
        return String::new();
    }
    let settings = opened.context.settings();
    let today = opened
        .context
        .now
        .to_zoned(opened.context.zone().clone())
        .date();
    let forecasts = app.live.forecasts(&settings.office.id, today);
    let known = forecasts.and_then(|all| all.outlook.waits.get(&visit.id).copied());
    let snapshot = &opened.snapshot;
    let at = snapshot.day.time(opened.context.now);
    match told(&snapshot.day, &snapshot.plan, visit, known, at) {
        Told::Nothing if visit.is_standby() => t.w("status-standby"),
        Told::Nothing => String::new(),
        Told::Stranded => t.w("status-stranded"),
        Told::Wait(band) => {
            let (from, to) = (band.from_min.to_string(), band.to_min.to_string());
            match band.from_min {
                0 => t.a("status-wait-short", "to", &to),
                _ => t.a2("status-wait", ("from", &from), ("to", &to)),
            }
        }
    }
}
