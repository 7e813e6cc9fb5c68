//! Step 2: when.

use aufruf_core::rejection::Rejection;
use jiff::Timestamp;
use poem::{
    Request, Response, Result, handler,
    http::StatusCode,
    web::{Data, Path},
};

use super::{
    context::Context,
    form::{FieldError, Form},
    hold, offer,
    page::{Failure, go_to, show},
    session::Draft,
};
use crate::{app::App, i18n::Words};

/// `GET /:office/zeit`.
#[handler]
pub(super) async fn get(
    Data(app): Data<&App>,
    request: &Request,
    Path(office): Path<String>,
) -> Result<Response> {
    let context = Context::open(app, request, &office).await?;
    let Some(draft) = context.session.draft(context.office()).cloned() else {
        return Ok(go_to(&format!("/{}", context.office())));
    };
    context.keep();
    let mut errors = Vec::new();
    if context.parameter("vergeben").is_some() {
        errors.push(FieldError::new("time", context.t().w("error-time-taken")));
    }
    if context.parameter("zu-nah").is_some() {
        errors.push(FieldError::new("time", context.t().w("error-too-soon")));
    }
    Ok(render(&context, &draft, StatusCode::OK, errors).await?)
}

/// `POST /:office/zeit`: keeps the chosen time.
#[handler]
pub(super) async fn post(
    Data(app): Data<&App>,
    request: &Request,
    Path(office): Path<String>,
    form: Form,
) -> Result<Response> {
    let mut context = Context::open(app, request, &office).await?;
    form.only(|name| name == "time")?;
    let Some(mut draft) = context.session.draft(context.office()).cloned() else {
        return Ok(go_to(&format!("/{}", context.office())));
    };
    let t = context.t();
    if !context.accepts(form.text("csrf")) {
        context.keep();
        let errors = vec![FieldError::new("", t.w("error-session"))];
        return Ok(render(&context, &draft, StatusCode::FORBIDDEN, errors).await?);
    }
    let Ok(from) = form.text("time").parse::<Timestamp>() else {
        context.keep();
        let errors = vec![FieldError::new("time", t.w("error-no-time"))];
        return Ok(render(&context, &draft, StatusCode::UNPROCESSABLE_ENTITY, errors).await?);
    };
    let kept = draft.hold.take();
    // Its own hold must not stand in the way of the new time.
    if let Some(kept) = &kept {
        hold::give_back(&context, kept).await?;
    }
    match hold::take(&context, form.request_id(), from, &draft.concerns).await? {
        Ok(hold) => {
            draft.hold = Some(hold);
            let next = format!("/{}/kontakt", context.office());
            context.session.draft = Some(draft);
            context.keep();
            Ok(go_to(&next))
        }
        Err(rejection) => {
            // Better the old time than none.
            if let Some(kept) = kept {
                let again = hold::take(&context, new_request(), kept.from, &draft.concerns).await?;
                draft.hold = again.ok();
            }
            context.session.draft = Some(draft.clone());
            context.keep();
            let errors = vec![FieldError::new("time", refusal(t, &rejection))];
            Ok(render(&context, &draft, StatusCode::CONFLICT, errors).await?)
        }
    }
}

fn new_request() -> aufruf_core::id::RequestId {
    aufruf_core::id::RequestId(uuid::Uuid::new_v4())
}

/// Why a time cannot be had, in words.
pub(super) fn refusal(t: Words, rejection: &Rejection) -> String {
    match rejection {
        Rejection::TooSoon | Rejection::DayClosed => t.w("error-too-soon"),
        Rejection::TooFarAhead => t.w("error-too-far"),
        _ => t.w("error-time-taken"),
    }
}

async fn render(
    context: &Context<'_>,
    draft: &Draft,
    status: StatusCode,
    errors: Vec<FieldError>,
) -> Result<Response, Failure> {
    let Ok(open) = offer::open_days(context, &draft.concerns).await? else {
        // The settings have changed meanwhile: the first page tells what is wrong.
        return Ok(go_to(&format!("/{}", context.office())));
    };
    let today = context.published.today(&context.app.clock);
    let plan = context
        .app
        .days
        .snapshot(context.office(), today)
        .await?
        .plan
        .clone();
    let address = format!("/{}/zeit", context.office());
    let held = draft.hold.as_ref().filter(|hold| hold.until > context.now);
    let purpose = offer::Purpose {
        page: context.page("time-title"),
        concerns: draft.concerns.clone(),
        planned_s: plan.duration_s(&draft.concerns).unwrap_or_default(),
        action: address.clone(),
        address,
        back: format!("/{}", context.office()),
        current: None,
        held: held.map(|hold| hold.from),
        errors,
    };
    show(status, &offer::page(context, &open, purpose))
}
