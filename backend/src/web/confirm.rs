//! The page behind the first mail's link: a button that confirms the booking
//! (mail scanners follow links, so the link alone does nothing).

use askama::Template;
use aufruf_core::{
    command::Command,
    rejection::Rejection,
    visit::{Channel, State},
};
use poem::{Request, Response, Result, handler, http::StatusCode, web::Data};

use super::{
    appointment::{self, Notice},
    context::FormFields,
    form::{FieldError, Form},
    hold,
    link::Opened,
    page::{Failure, Page, go_to, show},
    session::Draft,
};
use crate::{
    app::App,
    appointment::Facts,
    days::{DaysError, Effects},
    i18n::Words,
};

#[derive(Template)]
#[template(path = "web/confirm.html")]
struct Confirm {
    t: Words,
    page: Page,
    form: FormFields,
    errors: Vec<FieldError>,
    lead: String,
    facts: Facts,
    action: &'static str,
    button: String,
    note: String,
}

/// `GET /bestaetigen`.
#[handler]
pub(super) async fn get(Data(app): Data<&App>, request: &Request) -> Result<Response> {
    let opened = Opened::of(app, request).await?;
    opened.context.keep();
    Ok(page(&opened, StatusCode::OK, Vec::new())?)
}

fn page(
    opened: &Opened<'_>,
    status: StatusCode,
    errors: Vec<FieldError>,
) -> Result<Response, Failure> {
    match opened.visit.state {
        State::Pending
            if opened
                .visit
                .until
                .is_none_or(|until| until > opened.context.now) =>
        {
            question(opened, status, errors)
        }
        State::Pending | State::Expired => expired(opened, status, errors),
        State::Confirmed => confirmed(opened, "confirmed-again", "confirmed-again-text"),
        State::Held | State::MovedOut => Err(Failure::LinkUnknown),
        // Cancelled, called, over: its own notice says more than "confirmed".
        State::Waiting
        | State::Called
        | State::Serving
        | State::Parked
        | State::Missed
        | State::Finished
        | State::Cancelled
        | State::Absent
        | State::Left
        | State::Closed => appointment::show_with(opened, StatusCode::OK, None),
    }
}

fn confirmed(opened: &Opened<'_>, title: &str, text: &str) -> Result<Response, Failure> {
    let t = opened.context.t();
    let notice = Notice {
        kind: "success",
        title: t.w(title),
        text: t.w(text),
    };
    appointment::show_with(opened, StatusCode::OK, Some(notice))
}

fn question(
    opened: &Opened<'_>,
    status: StatusCode,
    errors: Vec<FieldError>,
) -> Result<Response, Failure> {
    let context = &opened.context;
    let t = context.t();
    let mut page = context.page("confirm-title");
    page.failed = !errors.is_empty();
    let confirm = Confirm {
        t,
        page,
        form: context.form(),
        errors,
        lead: t.w("confirm-lead"),
        facts: Facts::of(t, context.settings(), context.zone(), &opened.visit),
        action: "/bestaetigen",
        button: t.w("confirm-button"),
        note: t.w("confirm-note"),
    };
    show(status, &confirm)
}

/// The window has ended: the same time again if it is still free.
fn expired(
    opened: &Opened<'_>,
    status: StatusCode,
    errors: Vec<FieldError>,
) -> Result<Response, Failure> {
    let context = &opened.context;
    let t = context.t();
    let visit = &opened.visit;
    let free = opened
        .snapshot
        .free_times(&visit.concerns, Channel::Online, context.now);
    let is_free = |from| free.is_ok_and(|free| free.contains(&from));
    if !visit.booked.is_some_and(is_free) {
        let notice = Notice {
            kind: "warning",
            title: t.w("expired-title"),
            text: t.w("expired-gone"),
        };
        return appointment::show_with(opened, StatusCode::GONE, Some(notice));
    }
    let mut page = context.page("expired-title");
    page.failed = !errors.is_empty();
    let status = match page.failed {
        true => status,
        false => StatusCode::GONE,
    };
    let confirm = Confirm {
        t,
        page,
        form: context.form(),
        errors,
        lead: t.w("expired-lead"),
        facts: Facts::of(t, context.settings(), context.zone(), visit),
        action: "/bestaetigen/neu",
        button: t.w("expired-button"),
        note: t.w("expired-note"),
    };
    show(status, &confirm)
}

/// `POST /bestaetigen`.
#[handler]
pub(super) async fn post(Data(app): Data<&App>, request: &Request, form: Form) -> Result<Response> {
    let opened = Opened::of(app, request).await?;
    form.only(|_| false)?;
    if let Some(refusal) = opened.context.refusal(&form) {
        return Ok(refusal.show(|status, errors| page(&opened, status, errors))?);
    }
    let context = &opened.context;
    let request_id = form.request_id();
    let bits = context.session.derived_bits(&app.secrets, request_id);
    let command = Command::Confirm {
        visit: opened.visit.id,
        bits,
    };
    let date = opened.snapshot.day.date();
    let outcome = hold::send(context, date, request_id, command, Effects::default()).await;
    let repeated = match outcome {
        Ok(done) => done.repeated,
        // By an earlier form or another browser: the secret of the first mail
        // is spent and opens nothing (requirement G04).
        Err(DaysError::Rejected(Rejection::AlreadyConfirmed { .. })) => {
            return Ok(page(&opened.again().await?, StatusCode::OK, Vec::new())?);
        }
        Err(DaysError::Rejected(_)) => {
            let opened = opened.again().await?;
            return Ok(page(&opened, StatusCode::CONFLICT, Vec::new())?);
        }
        Err(error) => return Err(Failure::from(error).into()),
    };
    let mut opened = opened.again().await?;
    opened.allow_changes();
    let title = if repeated {
        "confirmed-again"
    } else {
        "confirmed-title"
    };
    Ok(confirmed(&opened, title, "confirmed-text")?)
}

/// `POST /bestaetigen/neu`: starts again with the same concerns and time.
#[handler]
pub(super) async fn again(
    Data(app): Data<&App>,
    request: &Request,
    form: Form,
) -> Result<Response> {
    let mut opened = Opened::of(app, request).await?;
    form.only(|_| false)?;
    if let Some(refusal) = opened.context.refusal(&form) {
        return Ok(refusal.show(|status, errors| page(&opened, status, errors))?);
    }
    let Some(from) = opened.visit.booked else {
        return Err(Failure::LinkUnknown.into());
    };
    let concerns = opened.visit.concerns.clone();
    let context = &mut opened.context;
    let taken = hold::take(context, form.request_id(), from, &concerns).await?;
    let office = context.office().clone();
    let next = match &taken {
        Ok(_) => format!("/{office}/kontakt"),
        Err(rejection) => hold::lost(&office, rejection),
    };
    context.session.draft = Some(Draft {
        office,
        concerns,
        hold: taken.ok(),
        name: String::new(),
        email: String::new(),
        phone: String::new(),
    });
    context.keep();
    Ok(go_to(&next))
}
