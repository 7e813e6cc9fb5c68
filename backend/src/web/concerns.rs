//! Step 1: what the citizen comes for.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use aufruf_core::{
    id::ServiceId,
    plan::DayPlan,
    rejection::Rejection,
    settings::OfficeSettings,
    visit::{Channel, Concern},
};
use poem::{
    Request, Response, Result, handler,
    http::StatusCode,
    web::{Data, Path},
};

use super::{
    context::{Context, FormFields},
    form::{FieldError, Form},
    hold,
    page::{Failure, Page, go_to, show},
    session::Draft,
};
use crate::{app::App, i18n::Words};

#[derive(Template)]
#[template(path = "web/concerns.html")]
struct Concerns {
    t: Words,
    page: Page,
    form: FormFields,
    errors: Vec<FieldError>,
    /// The error is about the choice as a whole.
    failed: bool,
    office: String,
    max: u8,
    services: Vec<ServiceChoice>,
    /// The groups that go together, if the chosen ones do not.
    clash: Option<Vec<String>>,
}

struct ServiceChoice {
    id: ServiceId,
    name: String,
    unit: String,
    documents: Vec<String>,
    fee: String,
    max_quantity: u8,
    chosen: bool,
    quantity: u8,
    failed: bool,
}

impl ServiceChoice {
    fn quantities(&self) -> std::ops::RangeInclusive<u8> {
        1..=self.max_quantity
    }

    fn quantity_field(&self) -> String {
        quantity_field(&self.id)
    }
}

fn quantity_field(service: &ServiceId) -> String {
    format!("quantity-{service}")
}

/// `GET /:office`.
#[handler]
pub(super) async fn get(
    Data(app): Data<&App>,
    request: &Request,
    Path(office): Path<String>,
) -> Result<Response> {
    let context = Context::open(app, request, &office).await?;
    let chosen = context
        .session
        .draft(context.office())
        .map(|draft| draft.concerns.clone());
    context.keep();
    let page = Refused {
        chosen: chosen.unwrap_or_default(),
        ..Refused::default()
    };
    Ok(render(&context, StatusCode::OK, page, &BTreeMap::new())?)
}

/// `POST /:office`.
#[handler]
pub(super) async fn post(
    Data(app): Data<&App>,
    request: &Request,
    Path(office): Path<String>,
    form: Form,
) -> Result<Response> {
    let mut context = Context::open(app, request, &office).await?;
    form.only(|name| name == "service" || name.starts_with("quantity-"))?;
    let chosen = read(&form, context.settings());
    let quantities = quantities(&form, context.settings());
    if let Some(refusal) = context.refusal(&form) {
        return Ok(refusal.show(|status, errors| {
            let refused = Refused {
                chosen,
                errors,
                clash: None,
            };
            render(&context, status, refused, &quantities)
        })?);
    }
    if let Err(refused) = check(&context, &form, chosen.clone()).await? {
        context.keep();
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(render(&context, status, refused, &quantities)?);
    }
    let office = context.office().clone();
    let draft = match context.session.draft.take() {
        Some(draft) if draft.office == office && draft.concerns == chosen => draft,
        // Name and address stay when the concerns are changed (requirement
        // A09); the time was kept for the old ones.
        Some(draft) if draft.office == office => {
            if let Some(hold) = &draft.hold {
                hold::give_back(&context, hold).await?;
            }
            Draft {
                concerns: chosen,
                hold: None,
                ..draft
            }
        }
        _ => Draft {
            office,
            concerns: chosen,
            hold: None,
            name: String::new(),
            email: String::new(),
            phone: String::new(),
        },
    };
    context.session.draft = Some(draft);
    context.keep();
    Ok(go_to(&format!("/{}/zeit", context.office())))
}

/// A choice and what is wrong with it.
#[derive(Default)]
struct Refused {
    chosen: Vec<Concern>,
    errors: Vec<FieldError>,
    clash: Option<Vec<String>>,
}

/// The chosen services in the order of the catalogue. A quantity that is no
/// number counts as 0, which is out of range; none at all as 1.
fn read(form: &Form, settings: &OfficeSettings) -> Vec<Concern> {
    let chosen: BTreeSet<&str> = form.all("service").collect();
    let bookable = settings
        .services
        .iter()
        .filter(|s| s.bookable && chosen.contains(s.id.as_str()));
    bookable
        .map(|service| Concern {
            service: service.id.clone(),
            quantity: match form.text(&quantity_field(&service.id)) {
                "" => 1,
                number => number.parse().unwrap_or(0),
            },
        })
        .collect()
}

/// The quantity that was chosen for each service, also for those that are not
/// ticked (yet).
fn quantities(form: &Form, settings: &OfficeSettings) -> BTreeMap<ServiceId, u8> {
    let services = settings.services.iter();
    let chosen = services.filter_map(|service| {
        let quantity = form.text(&quantity_field(&service.id)).parse().ok()?;
        Some((service.id.clone(), quantity))
    });
    chosen.collect()
}

/// Asks the rules whether these concerns can be booked at all.
async fn check(
    context: &Context<'_>,
    form: &Form,
    chosen: Vec<Concern>,
) -> Result<Result<(), Refused>, Failure> {
    let t = context.t();
    let known = |id: &str| {
        context
            .settings()
            .services
            .iter()
            .any(|s| s.bookable && s.id.as_str() == id)
    };
    let refuse = |chosen, field: &str, text| {
        Ok(Err(Refused {
            chosen,
            errors: vec![FieldError::new(field, text)],
            clash: None,
        }))
    };
    if form.all("service").any(|id| !known(id)) {
        return refuse(chosen, "service", t.w("error-unknown-service"));
    }
    let today = context.published.today(&context.app.clock);
    let snapshot = context.app.days.snapshot(context.office(), today).await?;
    let free = snapshot.free_times(&chosen, Channel::Online, context.now);
    let (field, text) = match free {
        Ok(_) if snapshot.plan.goes_together(&chosen) => return Ok(Ok(())),
        Ok(_) => {
            let clash = Some(groups(context.settings(), &snapshot.plan, &chosen));
            let errors = vec![FieldError::new("service", t.w("error-clash"))];
            return Ok(Err(Refused {
                chosen,
                errors,
                clash,
            }));
        }
        Err(Rejection::NoConcern) => ("service".to_owned(), t.w("error-no-concern")),
        Err(Rejection::TooManyConcerns { max }) => {
            ("service".to_owned(), t.n("error-too-many", max))
        }
        Err(Rejection::TooLong { max_min }) => {
            let duration = t.duration(u32::from(max_min) * 60);
            (
                "service".to_owned(),
                t.a("error-too-long", "duration", &duration),
            )
        }
        Err(Rejection::QuantityOutOfRange { service, max }) => {
            let name = context.settings().service(&service).map_or("", |s| &s.name);
            let text = t.a2(
                "error-quantity",
                ("service", name),
                ("max", &max.to_string()),
            );
            (quantity_field(&service), text)
        }
        Err(_) => ("service".to_owned(), t.w("error-unknown-service")),
    };
    refuse(chosen, &field, text)
}

/// The names of the concerns that go together, a line for each group.
fn groups(settings: &OfficeSettings, plan: &DayPlan, chosen: &[Concern]) -> Vec<String> {
    let name = |c: &&Concern| settings.service(&c.service).map_or("", |s| s.name.as_str());
    let line = |group: &Vec<&Concern>| group.iter().map(name).collect::<Vec<_>>().join(" + ");
    plan.groups(chosen).iter().map(line).collect()
}

fn render(
    context: &Context<'_>,
    status: StatusCode,
    refused: Refused,
    quantities: &BTreeMap<ServiceId, u8>,
) -> Result<Response, Failure> {
    let mut page = context.page("concerns-title");
    page.failed = !refused.errors.is_empty();
    let services = context
        .settings()
        .services
        .iter()
        .filter(|service| service.bookable);
    let services = services
        .map(|service| {
            let concern = refused.chosen.iter().find(|c| c.service == service.id);
            let field = quantity_field(&service.id);
            ServiceChoice {
                id: service.id.clone(),
                name: service.name.clone(),
                unit: service.unit.clone(),
                documents: service.documents.clone(),
                fee: service.fee.clone(),
                max_quantity: service.max_quantity,
                chosen: concern.is_some(),
                quantity: concern
                    .map(|c| c.quantity)
                    .or(quantities.get(&service.id).copied())
                    .unwrap_or(1),
                failed: refused.errors.iter().any(|error| error.field == field),
            }
        })
        .collect();
    let concerns = Concerns {
        t: context.t(),
        page,
        form: context.form(),
        failed: refused.errors.iter().any(|error| error.field == "service"),
        errors: refused.errors,
        office: context.office().to_string(),
        max: context.settings().booking.max_concerns,
        services,
        clash: refused.clash,
    };
    show(status, &concerns)
}
