//! Step 4: everything once more; then the form is sent.

use std::sync::Arc;

use askama::Template;
use aufruf_core::{
    command::Command,
    contact::{EmailAddress, PersonName},
    id::RequestId,
    plan::DayPlan,
    rejection::Rejection,
    wire::answer::Answer,
};
use jiff::Timestamp;
use poem::{
    Request, Response, Result, handler,
    http::StatusCode,
    web::{Data, Path},
};

use super::{
    contact::{is_valid, reached},
    context::{Context, FormFields},
    form::{FieldError, Form},
    hold::{self, HoldNote},
    page::{Failure, Page, go_to, show},
    session::{Draft, Hold, Sent},
};
use crate::{
    app::App,
    appointment::{ConcernFacts, concern_facts},
    days::{ContactDraft, DaysError, Effects, Guard},
    i18n::Words,
};

#[derive(Template)]
#[template(path = "web/review.html")]
struct Review {
    t: Words,
    page: Page,
    form: FormFields,
    errors: Vec<FieldError>,
    hold: HoldNote,
    office: String,
    parts: Vec<Part>,
    concerns: Vec<ConcernFacts>,
    /// How long one has to confirm.
    window: String,
}

/// A part that can be changed.
struct Part {
    title: String,
    change: String,
    lines: Vec<String>,
}

/// The draft that is complete; else the page to go to first.
fn complete(context: &Context<'_>) -> Result<Draft, String> {
    let draft = match reached(context) {
        Ok(draft) => draft,
        Err(earlier) => {
            // After sending, "back" leads to what was sent.
            let office = context.office();
            let is_sent = context
                .session
                .sent
                .as_ref()
                .is_some_and(|sent| sent.office == *office);
            let nothing = context.session.draft(office).is_none();
            return Err(match is_sent && nothing {
                true => format!("/{office}/gesendet"),
                false => earlier,
            });
        }
    };
    match is_valid(context.t(), &draft) {
        true => Ok(draft),
        false => Err(format!("/{}/kontakt", context.office())),
    }
}

/// The plan of the day of the kept time.
async fn plan_of(context: &Context<'_>, draft: &Draft) -> Result<Arc<DayPlan>, Failure> {
    let hold = draft.hold.as_ref().expect("a complete draft has a hold");
    let days = &context.app.days;
    let snapshot = days.snapshot(context.office(), hold.date).await?;
    Ok(snapshot.plan.clone())
}

/// `GET /:office/pruefen`.
#[handler]
pub(super) async fn get(
    Data(app): Data<&App>,
    request: &Request,
    Path(office): Path<String>,
) -> Result<Response> {
    let context = Context::open(app, request, &office).await?;
    let draft = match complete(&context) {
        Ok(draft) => draft,
        Err(earlier) => return Ok(go_to(&earlier)),
    };
    context.keep();
    let plan = plan_of(&context, &draft).await?;
    let errors = Vec::new();
    Ok(render(&context, &draft, &plan, StatusCode::OK, errors)?)
}

/// `POST /:office/pruefen`: sends the form, keeps the time longer, or drops all.
#[handler]
pub(super) async fn post(
    Data(app): Data<&App>,
    request: &Request,
    Path(office): Path<String>,
    form: Form,
) -> Result<Response> {
    let mut context = Context::open(app, request, &office).await?;
    form.only(|name| name == "action")?;
    let mut draft = match complete(&context) {
        Ok(draft) => draft,
        Err(earlier) => return Ok(go_to(&earlier)),
    };
    if let Some(refusal) = context.refusal(&form) {
        let plan = plan_of(&context, &draft).await?;
        return Ok(refusal.show(|status, errors| render(&context, &draft, &plan, status, errors))?);
    }
    let hold = draft.hold.clone().expect("a complete draft has a hold");
    match form.text("action") {
        "drop" => {
            hold::give_back(&context, &hold).await?;
            context.session.draft = None;
            context.keep();
            Ok(go_to(&format!("/{}", context.office())))
        }
        "extend" => {
            let longer = hold::extend(&context, form.request_id(), &hold, &draft.concerns).await?;
            let next = match &longer {
                Ok(_) => format!("/{}/pruefen", context.office()),
                Err(rejection) => hold::lost(context.office(), rejection),
            };
            draft.hold = longer.ok();
            context.session.draft = Some(draft);
            context.keep();
            Ok(go_to(&next))
        }
        _ => Ok(submit(&mut context, draft, hold, form.request_id()).await?),
    }
}

async fn submit(
    context: &mut Context<'_>,
    mut draft: Draft,
    mut hold: Hold,
    request: RequestId,
) -> Result<Response, Failure> {
    let Ok(email) = EmailAddress::parse(&draft.email) else {
        return Ok(go_to(&format!("/{}/kontakt", context.office())));
    };
    let mut outcome = send(context, &draft, &hold, &email, request).await;
    if let Err(DaysError::Rejected(Rejection::Expired | Rejection::UnknownVisit)) = outcome {
        // The hold has run out, but perhaps nobody else wanted the time.
        match hold::take(context, request, hold.from, &draft.concerns).await? {
            Ok(again) => {
                hold = again;
                let fresh = RequestId(context.session.derived_id(
                    &context.app.secrets,
                    "again",
                    request,
                ));
                outcome = send(context, &draft, &hold, &email, fresh).await;
            }
            Err(rejection) => outcome = Err(DaysError::Rejected(rejection)),
        }
    }
    let plan = plan_of(context, &draft).await?;
    let mut visit = Some(hold.visit);
    let until = match outcome {
        Ok(until) => until,
        Err(DaysError::LimitReached(limit)) => {
            // The same page as if it had been accepted (requirement G09).
            tracing::info!(?limit, "a booking was not accepted: limit per address");
            hold::give_back(context, &hold).await?;
            visit = None;
            plan.confirm_until(context.now, Some(hold.from))
        }
        Err(DaysError::Rejected(rejection)) => {
            draft.hold = None;
            context.session.draft = Some(draft);
            context.keep();
            return Ok(go_to(&hold::lost(context.office(), &rejection)));
        }
        Err(DaysError::RequestIdReused) => return Err(Failure::BadRequest),
        Err(error) => return Err(error.into()),
    };
    let office = context.office().clone();
    let next = format!("/{office}/gesendet");
    context.session.sent = Some(Sent {
        office,
        email: draft.email,
        from: hold.from,
        until,
        visit,
        mails: 1,
        last: context.now,
    });
    context.session.draft = None;
    context.keep();
    Ok(go_to(&next))
}

async fn send(
    context: &Context<'_>,
    draft: &Draft,
    hold: &Hold,
    email: &EmailAddress,
    request: RequestId,
) -> Result<Timestamp, DaysError> {
    let contact = ContactDraft {
        visit: hold.visit,
        name: PersonName::parse(&draft.name)
            .map_or_else(|_| String::new(), |n| n.as_str().to_owned()),
        email: Some(email.clone()),
        phone: draft.phone.clone(),
    };
    let effects = Effects {
        contact: Some(contact),
        guard: Some(Guard {
            address: email.clone(),
        }),
        ..Effects::default()
    };
    let command = Command::Submit { visit: hold.visit };
    let done = hold::send(context, hold.date, request, command, effects).await?;
    match done.answer {
        Answer::Submitted { until, .. } => Ok(until),
        other => {
            tracing::error!(?other, "a form was answered by something else");
            Err(DaysError::Unavailable)
        }
    }
}

fn render(
    context: &Context<'_>,
    draft: &Draft,
    plan: &DayPlan,
    status: StatusCode,
    errors: Vec<FieldError>,
) -> Result<Response, Failure> {
    let t = context.t();
    let office = context.office();
    let hold = draft.hold.as_ref().expect("a complete draft has a hold");
    let phone = match draft.phone.is_empty() {
        true => t.w("review-no-phone"),
        false => draft.phone.clone(),
    };
    let parts = vec![
        Part {
            title: t.n("concerns-word", draft.concerns.len()),
            change: format!("/{office}"),
            lines: draft
                .concerns
                .iter()
                .map(|c| context.concern_line(c))
                .collect(),
        },
        Part {
            title: t.w("time-word"),
            change: format!("/{office}/zeit"),
            lines: [t.moment(hold.from, context.zone())]
                .into_iter()
                .chain(crate::appointment::place(context.settings()))
                .collect(),
        },
        Part {
            title: t.w("review-contact"),
            change: format!("/{office}/kontakt"),
            lines: vec![draft.name.clone(), draft.email.clone(), phone],
        },
    ];
    let mut page = context.page("review-title");
    page.failed = !errors.is_empty();
    let left = plan
        .confirm_until(context.now, Some(hold.from))
        .duration_since(context.now)
        .as_secs();
    let review = Review {
        t,
        page,
        form: context.form(),
        errors,
        hold: HoldNote::of(context, hold),
        office: office.to_string(),
        parts,
        concerns: concern_facts(t, context.settings(), &draft.concerns),
        window: t.duration(u32::try_from(left.max(60)).unwrap_or(u32::MAX)),
    };
    show(status, &review)
}
