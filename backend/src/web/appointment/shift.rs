//! Moving an appointment: the same list of free times, a question, a button.

use aufruf_core::{command::Party, rejection::Rejection, visit::State};
use jiff::Timestamp;
use poem::{Request, Response, Result, handler, http::StatusCode, web::Data};

use super::{
    cancel::{Line, Question, too_late},
    managed,
};
use crate::{
    app::App,
    days::{Actor, DaysError, Relocation},
    web::{
        form::{FieldError, Form},
        link::Opened,
        offer,
        page::{Failure, go_to, show},
        time::refusal,
    },
};

/// `GET /termin/verschieben`: the free times.
#[handler]
pub(in crate::web) async fn get(Data(app): Data<&App>, request: &Request) -> Result<Response> {
    let opened = managed(app, request).await?;
    opened.context.keep();
    if opened.visit.state != State::Confirmed {
        return Ok(too_late(&opened)?);
    }
    Ok(list(&opened, StatusCode::OK, Vec::new()).await?)
}

async fn list(
    opened: &Opened<'_>,
    status: StatusCode,
    errors: Vec<FieldError>,
) -> Result<Response, Failure> {
    let context = &opened.context;
    let visit = &opened.visit;
    let free = offer::free(context, &visit.concerns).await?;
    let purpose = offer::Purpose {
        page: context.page("move-title"),
        concerns: visit.concerns.clone(),
        planned_s: visit.planned_s,
        address: "/termin/verschieben".to_owned(),
        action: "/termin/verschieben/pruefen".to_owned(),
        back: "/termin".to_owned(),
        current: visit.booked,
        held: None,
        errors,
    };
    show(status, &offer::page(context, &free, purpose))
}

/// `GET /termin/verschieben/pruefen?time=…`: old and new time, and the button.
#[handler]
pub(in crate::web) async fn review(Data(app): Data<&App>, request: &Request) -> Result<Response> {
    let opened = managed(app, request).await?;
    let context = &opened.context;
    context.keep();
    let chosen = context
        .parameter("time")
        .and_then(|text| text.parse::<Timestamp>().ok());
    let (Some(to), State::Confirmed) = (chosen, opened.visit.state) else {
        if opened.visit.state != State::Confirmed {
            return Ok(too_late(&opened)?);
        }
        let errors = vec![FieldError::new("time", context.t().w("error-no-time"))];
        return Ok(list(&opened, StatusCode::UNPROCESSABLE_ENTITY, errors).await?);
    };
    Ok(question(&opened, StatusCode::OK, to, Vec::new())?)
}

fn question(
    opened: &Opened<'_>,
    status: StatusCode,
    to: Timestamp,
    errors: Vec<FieldError>,
) -> Result<Response, Failure> {
    let context = &opened.context;
    let t = context.t();
    let mut page = context.page("move-review-title");
    page.failed = !errors.is_empty();
    let line = |name: &str, at| Line {
        name: t.w(name),
        value: t.moment(at, context.zone()),
    };
    let old = opened.visit.booked.map(|from| line("move-current", from));
    let date = to.to_zoned(context.zone().clone()).date();
    let question = Question {
        t,
        page,
        form: context.form(),
        errors,
        lead: t.w("move-lead"),
        lines: old.into_iter().chain([line("move-new", to)]).collect(),
        action: "/termin/verschieben/pruefen",
        time: to.to_string(),
        button: t.w("move-confirm"),
        back: format!("/termin/verschieben?tag={date}"),
        back_text: t.w("back"),
    };
    show(status, &question)
}

/// `POST /termin/verschieben/pruefen`.
#[handler]
pub(in crate::web) async fn post(
    Data(app): Data<&App>,
    request: &Request,
    form: Form,
) -> Result<Response> {
    let opened = managed(app, request).await?;
    form.only(|name| name == "time")?;
    let context = &opened.context;
    let t = context.t();
    let Ok(to) = form.text("time").parse::<Timestamp>() else {
        return Err(Failure::BadRequest.into());
    };
    if let Some(refusal) = context.refusal(&form) {
        return Ok(refusal.show(|status, errors| question(&opened, status, to, errors))?);
    }
    let from_date = opened.snapshot.day.date();
    let to_date = to.to_zoned(context.zone().clone()).date();
    let request_id = form.request_id();
    let relocation = Relocation {
        request_id,
        actor: Actor::Page,
        visit: opened.visit.id,
        to,
        by: Party::Citizen,
        bits: context.session.derived_bits(&app.secrets, request_id),
        audit: None,
    };
    let outcome = app
        .days
        .relocate(context.office(), from_date, to_date, relocation)
        .await;
    let refuse = |text: String| vec![FieldError::new("time", text)];
    match outcome {
        Ok(_) if from_date == to_date => Ok(go_to("/termin?neu=verschoben")),
        Ok(_) => Ok(go_to("/termin?neu=nummer")),
        // Moved by a form that was sent twice.
        Err(DaysError::Rejected(Rejection::MovedAway { .. })) => Ok(go_to("/termin?neu=nummer")),
        Err(DaysError::Rejected(Rejection::AlreadySo)) => {
            context.keep();
            Ok(list(&opened, StatusCode::CONFLICT, refuse(t.w("move-same"))).await?)
        }
        Err(DaysError::Rejected(
            rejection @ (Rejection::TimeTaken
            | Rejection::TooSoon
            | Rejection::TooFarAhead
            | Rejection::DayClosed),
        )) => {
            context.keep();
            let errors = refuse(refusal(t, &rejection));
            Ok(list(&opened, StatusCode::CONFLICT, errors).await?)
        }
        Err(DaysError::Rejected(_)) => Ok(too_late(&opened.again().await?)?),
        Err(DaysError::RequestIdReused) => Err(Failure::BadRequest.into()),
        Err(error) => Err(Failure::from(error).into()),
    }
}
