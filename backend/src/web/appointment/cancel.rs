//! Cancelling, with a question before.

use askama::Template;
use aufruf_core::{
    command::{Command, Party},
    rejection::Rejection,
    visit::State,
};
use poem::{Request, Response, Result, handler, http::StatusCode, web::Data};

use super::{Notice, managed, show_with};
use crate::{
    app::App,
    days::{DaysError, Effects},
    i18n::Words,
    web::{
        context::FormFields,
        form::{FieldError, Form},
        hold,
        link::Opened,
        page::{Failure, Page, go_to, show},
    },
};

/// A question with a button for yes and a way back.
#[derive(Template)]
#[template(path = "web/question.html")]
pub(in crate::web) struct Question {
    pub(in crate::web) t: Words,
    pub(in crate::web) page: Page,
    pub(in crate::web) form: FormFields,
    pub(in crate::web) errors: Vec<FieldError>,
    pub(in crate::web) lead: String,
    pub(in crate::web) lines: Vec<Line>,
    pub(in crate::web) action: &'static str,
    /// The new time of a move; else empty.
    pub(in crate::web) time: String,
    pub(in crate::web) button: String,
    pub(in crate::web) back: String,
    pub(in crate::web) back_text: String,
}

/// A fact in a question.
pub(in crate::web) struct Line {
    pub(in crate::web) name: String,
    pub(in crate::web) value: String,
}

/// Tells that it is too late for a change.
pub(super) fn too_late(opened: &Opened<'_>) -> Result<Response, Failure> {
    let t = opened.context.t();
    let notice = Notice {
        kind: "warning",
        title: t.w("not-now-title"),
        text: t.w("cancel-too-late"),
    };
    show_with(opened, StatusCode::CONFLICT, Some(notice))
}

/// `GET /termin/absagen`.
#[handler]
pub(in crate::web) async fn get(Data(app): Data<&App>, request: &Request) -> Result<Response> {
    let opened = managed(app, request).await?;
    opened.context.keep();
    match opened.visit.state {
        State::Confirmed => Ok(question(&opened, StatusCode::OK, Vec::new())?),
        State::Cancelled => Ok(go_to("/termin?neu=schon-abgesagt")),
        _ => Ok(too_late(&opened)?),
    }
}

fn question(
    opened: &Opened<'_>,
    status: StatusCode,
    errors: Vec<FieldError>,
) -> Result<Response, Failure> {
    let context = &opened.context;
    let t = context.t();
    let mut page = context.page("cancel-title");
    page.failed = !errors.is_empty();
    let mut lines = Vec::new();
    if let Some(from) = opened.visit.booked {
        lines.push(Line {
            name: t.w("time-word"),
            value: t.moment(from, context.zone()),
        });
    }
    if let Some(number) = opened.visit.number {
        lines.push(Line {
            name: t.w("number-word"),
            value: number.to_string(),
        });
    }
    let question = Question {
        t,
        page,
        form: context.form(),
        errors,
        lead: t.w("cancel-lead"),
        lines,
        action: "/termin/absagen",
        time: String::new(),
        button: t.w("cancel-confirm"),
        back: "/termin".to_owned(),
        back_text: t.w("keep"),
    };
    show(status, &question)
}

/// `POST /termin/absagen`.
#[handler]
pub(in crate::web) async fn post(
    Data(app): Data<&App>,
    request: &Request,
    form: Form,
) -> Result<Response> {
    let opened = managed(app, request).await?;
    form.only(|_| false)?;
    if let Some(refusal) = opened.context.refusal(&form) {
        return Ok(refusal.show(|status, errors| question(&opened, status, errors))?);
    }
    let command = Command::Cancel {
        visit: opened.visit.id,
        by: Party::Citizen,
    };
    let date = opened.snapshot.day.date();
    let sent = hold::send(
        &opened.context,
        date,
        form.request_id(),
        command,
        Effects::default(),
    );
    match sent.await {
        Ok(_) => Ok(go_to("/termin")),
        Err(DaysError::Rejected(Rejection::AlreadyCancelled)) => {
            Ok(go_to("/termin?neu=schon-abgesagt"))
        }
        Err(DaysError::Rejected(_)) => Ok(too_late(&opened.again().await?)?),
        Err(error) => Err(Failure::from(error).into()),
    }
}
