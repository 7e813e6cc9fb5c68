//! "Mein Termin": everything about one appointment, behind the manage link.

use askama::Template;
use aufruf_core::visit::State;
use poem::{
    Request, Response, Result, handler,
    http::{StatusCode, header},
    web::Data,
};

use super::{
    context::FormFields,
    link::Opened,
    page::{Failure, Page, go_to, show},
};
use crate::{app::App, appointment::Facts, code, i18n::Words, mail};

pub(super) mod again;
pub(super) mod cancel;
pub(super) mod shift;

#[derive(Template)]
#[template(path = "web/appointment.html")]
struct Appointment {
    t: Words,
    page: Page,
    form: FormFields,
    notice: Option<Notice>,
    facts: Facts,
    /// The QR code, while it is of use.
    code: Option<String>,
    /// It can be moved and cancelled.
    active: bool,
    /// Office for a new booking, when this one is over.
    rebook: Option<String>,
}

/// A message above the page.
pub(super) struct Notice {
    /// `success`, `info`, `warning`.
    pub(super) kind: &'static str,
    pub(super) title: String,
    pub(super) text: String,
}

/// `GET /termin`.
#[handler]
pub(super) async fn get(Data(app): Data<&App>, request: &Request) -> Result<Response> {
    let opened = managed(app, request).await?;
    opened.context.keep();
    let t = opened.context.t();
    let notice = |kind, title: &str, text: String| {
        Some(Notice {
            kind,
            title: t.w(title),
            text,
        })
    };
    let told = match opened.context.parameter("neu").as_deref() {
        Some("verschoben") => notice("success", "moved-notice", t.w("moved-notice-text")),
        Some("nummer") => {
            let text = format!("{} {}", t.w("moved-number"), t.w("moved-notice-text"));
            notice("success", "moved-notice", text)
        }
        Some("mail") => notice("success", "again-ordered", t.w("again-look")),
        Some("mail-unterwegs") => notice("info", "again-on-its-way", t.w("again-look")),
        Some("mail-genug") => {
            let phone = &opened.context.settings().office.phone;
            notice(
                "warning",
                "again-enough",
                t.a("again-enough-text", "phone", phone),
            )
        }
        Some("schon-abgesagt") if opened.visit.state == State::Cancelled => {
            notice("info", "cancelled-again", t.w("state-cancelled-text"))
        }
        _ => None,
    };
    Ok(show_with(&opened, StatusCode::OK, told)?)
}

/// The appointment of a manage link.
async fn managed<'a>(app: &'a App, request: &'a Request) -> Result<Opened<'a>, Failure> {
    let opened = Opened::of(app, request).await?;
    match opened.may_change() {
        true => Ok(opened),
        false => Err(Failure::LinkClosed),
    }
}

/// What the state of the visit means for the citizen.
fn notice_of(t: Words, state: State) -> Option<Notice> {
    let notice = |kind, title: &str, text: &str| {
        let text = if text.is_empty() {
            String::new()
        } else {
            t.w(text)
        };
        Some(Notice {
            kind,
            title: t.w(title),
            text,
        })
    };
    match state {
        State::Confirmed => None,
        State::Waiting | State::Parked => notice("success", "state-waiting", "state-waiting-text"),
        State::Called => notice("info", "state-called", "state-called-text"),
        State::Serving => notice("info", "state-serving", ""),
        State::Missed => notice("warning", "state-missed", "state-missed-text"),
        State::Finished | State::Left | State::Closed => notice("info", "state-finished", ""),
        State::Cancelled => notice("info", "state-cancelled", "state-cancelled-text"),
        State::Absent => notice("info", "state-absent", "state-absent-text"),
        State::Held | State::Pending | State::Expired | State::MovedOut => {
            notice("info", "state-expired", "")
        }
    }
}

/// The page, with a message of its own or that of the state.
pub(super) fn show_with(
    opened: &Opened<'_>,
    status: StatusCode,
    notice: Option<Notice>,
) -> Result<Response, Failure> {
    let context = &opened.context;
    let t = context.t();
    let visit = &opened.visit;
    let is_expected = visit.state == State::Confirmed;
    let appointment = Appointment {
        t,
        page: context.page("appointment-title"),
        form: context.form(),
        notice: notice.or_else(|| notice_of(t, visit.state)),
        facts: Facts::of(t, context.settings(), context.zone(), visit),
        code: (is_expected && visit.number.is_some()).then(|| code::svg(opened.code())),
        active: is_expected && opened.may_change(),
        rebook: visit.state.is_final().then(|| context.office().to_string()),
    };
    show(status, &appointment)
}

/// `GET /termin/termin.ics`.
#[handler]
pub(super) async fn calendar(Data(app): Data<&App>, request: &Request) -> Result<Response> {
    let opened = managed(app, request).await?;
    if opened.visit.state != State::Confirmed {
        return Ok(go_to("/termin"));
    }
    let context = &opened.context;
    let facts = Facts::of(
        context.t(),
        context.settings(),
        context.zone(),
        &opened.visit,
    );
    let event = mail::calendar::Event {
        visit: &opened.visit,
        facts: &facts,
        settings: context.settings(),
        host: mail::host_of(&app.config.public_url),
        now: context.now,
        is_cancelled: false,
    };
    Ok(Response::builder()
        .header(
            header::CONTENT_TYPE,
            "text/calendar; charset=utf-8; method=PUBLISH",
        )
        .header(
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"termin.ics\"",
        )
        .body(event.render(context.t())))
}
