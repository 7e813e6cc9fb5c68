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
    hold,
    offer::{self, Free},
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
    let free = offer::free(&context, &draft.concerns).await?;
    Ok(render(&context, &draft, &free, StatusCode::OK, errors)?)
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
    if let Some(refusal) = context.refusal(&form) {
        let free = offer::free(&context, &draft.concerns).await?;
        return Ok(refusal.show(|status, errors| render(&context, &draft, &free, status, errors))?);
    }
    let Ok(from) = form.text("time").parse::<Timestamp>() else {
        context.keep();
        let errors = vec![FieldError::new("time", t.w("error-no-time"))];
        let free = offer::free(&context, &draft.concerns).await?;
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(render(&context, &draft, &free, status, errors)?);
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
            let free = offer::free(&context, &draft.concerns).await?;
            Ok(render(
                &context,
                &draft,
                &free,
                StatusCode::CONFLICT,
                errors,
            )?)
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

/// Why these concerns cannot be booked any more tells the first page.
fn render(
    context: &Context<'_>,
    draft: &Draft,
    free: &Free,
    status: StatusCode,
    errors: Vec<FieldError>,
) -> Result<Response, Failure> {
    if free.is_refused {
        return Ok(go_to(&format!("/{}", context.office())));
    }
    let address = format!("/{}/zeit", context.office());
    let held = draft.hold.as_ref().filter(|hold| hold.until > context.now);
    let purpose = offer::Purpose {
        page: context.page("time-title"),
        concerns: draft.concerns.clone(),
        planned_s: free.plan.duration_s(&draft.concerns).unwrap_or_default(),
        action: address.clone(),
        address,
        back: format!("/{}", context.office()),
        current: None,
        held: held.map(|hold| hold.from),
        errors,
    };
    show(status, &offer::page(context, free, purpose))
}
