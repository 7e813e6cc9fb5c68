//! "Check your mail": what to do next, and the mail once more.
//!
//! What the page says depends on this browser session alone. Otherwise it
//! would tell whether an address has booked before (requirement G09).

use askama::Template;
use aufruf_core::visit::State;
use poem::{
    Request, Response, Result, handler,
    http::StatusCode,
    web::{Data, Path},
};

use super::{
    again,
    appointment::Notice,
    context::{Context, FormFields},
    form::{FieldError, Form},
    page::{Failure, Page, go_to, show},
    session::Sent,
};
use crate::{
    app::App,
    i18n::Words,
    store::{AGAIN_AFTER, MailKind, SAME_MAILS_MAX},
};

#[derive(Template)]
#[template(path = "web/sent.html")]
struct SentPage {
    t: Words,
    page: Page,
    form: FormFields,
    errors: Vec<FieldError>,
    notice: Notice,
    office: String,
    email: String,
    moment: String,
    until: String,
    resend: Resend,
    phone: String,
}

/// What the page offers to whom the mail did not reach.
#[derive(PartialEq, Eq)]
enum Resend {
    Offered,
    /// As many as there may be were asked for.
    Enough,
    /// The link would no longer be of use.
    Over,
}

impl Resend {
    fn of(sent: &Sent, now: jiff::Timestamp) -> Self {
        if sent.until <= now {
            Self::Over
        } else if u64::from(sent.mails) >= SAME_MAILS_MAX {
            Self::Enough
        } else {
            Self::Offered
        }
    }
}

/// `GET /:office/gesendet`.
#[handler]
pub(super) async fn get(
    Data(app): Data<&App>,
    request: &Request,
    Path(office): Path<String>,
) -> Result<Response> {
    let context = Context::open(app, request, &office).await?;
    let Some(sent) = context.session.sent.clone() else {
        return Ok(go_to(&format!("/{}", context.office())));
    };
    Ok(page(&context, &sent, StatusCode::OK, Vec::new())?)
}

fn page(
    context: &Context<'_>,
    sent: &Sent,
    status: StatusCode,
    errors: Vec<FieldError>,
) -> Result<Response, Failure> {
    let t = context.t();
    let mut frame = context.page("sent-title");
    frame.failed = !errors.is_empty();
    let (kind, title, text) = match context.parameter("mail").as_deref() {
        Some("neu") => ("success", "again-ordered", t.w("again-look")),
        Some("warten") => ("info", "again-on-its-way", t.w("sent-wait-text")),
        _ => ("success", "sent-status", String::new()),
    };
    let title = t.w(title);
    let page = SentPage {
        t,
        page: frame,
        form: context.form(),
        errors,
        notice: Notice { kind, title, text },
        office: sent.office.to_string(),
        email: sent.email.clone(),
        moment: t.moment(sent.from, context.zone()),
        until: t.moment(sent.until, context.zone()),
        resend: Resend::of(sent, context.now),
        phone: context.settings().office.phone.clone(),
    };
    show(status, &page)
}

/// `POST /:office/gesendet`: the mail once more.
#[handler]
pub(super) async fn post(
    Data(app): Data<&App>,
    request: &Request,
    Path(office): Path<String>,
    form: Form,
) -> Result<Response> {
    let mut context = Context::open(app, request, &office).await?;
    form.only(|_| false)?;
    let Some(mut sent) = context.session.sent.clone() else {
        return Ok(go_to(&format!("/{}", context.office())));
    };
    if let Some(refusal) = context.refusal(&form) {
        return Ok(refusal.show(|status, errors| page(&context, &sent, status, errors))?);
    }
    let here = format!("/{}/gesendet", sent.office);
    if Resend::of(&sent, context.now) != Resend::Offered {
        return Ok(go_to(&here));
    }
    if context.now.duration_since(sent.last) < AGAIN_AFTER {
        return Ok(go_to(&format!("{here}?mail=warten")));
    }
    order(&context, &sent).await?;
    sent.mails = sent.mails.saturating_add(1);
    sent.last = context.now;
    context.session.sent = Some(sent);
    context.keep();
    Ok(go_to(&format!("{here}?mail=neu")))
}

/// Orders it if there is a booking to confirm: not after a limit per address,
/// and not once it is confirmed.
async fn order(context: &Context<'_>, sent: &Sent) -> Result<(), Failure> {
    let Some(visit) = sent.visit else {
        return Ok(());
    };
    let date = sent.from.to_zoned(context.zone().clone()).date();
    let snapshot = context.app.days.snapshot(context.office(), date).await?;
    let pending = snapshot.day.visit(visit);
    let Some(pending) = pending.filter(|visit| visit.state == State::Pending) else {
        return Ok(());
    };
    let outcome = again::order(context, visit, MailKind::Confirm, pending.sequence).await?;
    tracing::info!(?outcome, "a confirm mail was asked for once more");
    Ok(())
}
