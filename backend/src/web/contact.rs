//! Step 3: name, mail address, phone number, and nothing else.

use askama::Template;
use aufruf_core::contact::{EmailAddress, EmailError, NameError, PersonName, PhoneNumber};
use poem::{
    Request, Response, Result, handler,
    http::StatusCode,
    web::{Data, Path},
};

use super::{
    context::{Context, FormFields},
    form::{FieldError, Form},
    hold::{self, HoldNote},
    page::{Failure, Page, go_to, show},
    session::Draft,
};
use crate::{app::App, i18n::Words};

#[derive(Template)]
#[template(path = "web/contact.html")]
struct ContactPage {
    t: Words,
    page: Page,
    form: FormFields,
    errors: Vec<FieldError>,
    hold: HoldNote,
    office: String,
    fields: Vec<Field>,
}

struct Field {
    id: &'static str,
    label: String,
    hint: String,
    kind: &'static str,
    autocomplete: &'static str,
    optional: bool,
    value: String,
    error: Option<String>,
}

/// What was typed, as it was typed.
#[derive(Clone)]
struct Typed {
    name: String,
    email: String,
    phone: String,
}

/// `GET /:office/kontakt`.
#[handler]
pub(super) async fn get(
    Data(app): Data<&App>,
    request: &Request,
    Path(office): Path<String>,
) -> Result<Response> {
    let context = Context::open(app, request, &office).await?;
    let draft = match reached(&context) {
        Ok(draft) => draft,
        Err(earlier) => return Ok(earlier),
    };
    context.keep();
    let typed = Typed {
        name: draft.name.clone(),
        email: draft.email.clone(),
        phone: draft.phone.clone(),
    };
    Ok(render(
        &context,
        &draft,
        StatusCode::OK,
        &typed,
        Vec::new(),
    )?)
}

/// The draft with a kept time; else the page to go to first (requirement F04).
pub(super) fn reached(context: &Context<'_>) -> Result<Draft, Response> {
    match context.session.draft(context.office()) {
        Some(draft) if draft.hold.is_some() => Ok(draft.clone()),
        Some(_) => Err(go_to(&format!("/{}/zeit", context.office()))),
        None => Err(go_to(&format!("/{}", context.office()))),
    }
}

/// `POST /:office/kontakt`.
#[handler]
pub(super) async fn post(
    Data(app): Data<&App>,
    request: &Request,
    Path(office): Path<String>,
    form: Form,
) -> Result<Response> {
    let mut context = Context::open(app, request, &office).await?;
    form.only(|name| matches!(name, "name" | "email" | "phone" | "action"))?;
    let mut draft = match reached(&context) {
        Ok(draft) => draft,
        Err(earlier) => return Ok(earlier),
    };
    let typed = Typed {
        name: form.text("name").to_owned(),
        email: form.text("email").to_owned(),
        phone: form.text("phone").to_owned(),
    };
    if !context.accepts(form.text("csrf")) {
        context.keep();
        let errors = vec![FieldError::new("", context.t().w("error-session"))];
        return Ok(render(
            &context,
            &draft,
            StatusCode::FORBIDDEN,
            &typed,
            errors,
        )?);
    }
    let extending = form.text("action") == "extend";
    let errors = if extending {
        Vec::new()
    } else {
        check(context.t(), &typed)
    };
    if errors.is_empty() && !extending {
        draft.name =
            PersonName::parse(&typed.name).map_or(String::new(), |n| n.as_str().to_owned());
        draft.email = typed.email.clone();
        draft.phone = typed.phone.clone();
    }
    let hold = draft
        .hold
        .clone()
        .expect("a draft that came this far has a hold");
    if extending || hold.until <= context.now {
        match hold::extend(&context, form.request_id(), &hold, &draft.concerns).await? {
            Ok(longer) => draft.hold = Some(longer),
            Err(_) => draft.hold = None,
        }
    }
    let is_lost = draft.hold.is_none();
    context.session.draft = Some(draft.clone());
    context.keep();
    let office = context.office();
    if is_lost {
        return Ok(go_to(&format!("/{office}/zeit?vergeben=1")));
    }
    if extending {
        return Ok(render(&context, &draft, StatusCode::OK, &typed, errors)?);
    }
    if !errors.is_empty() {
        return Ok(render(
            &context,
            &draft,
            StatusCode::UNPROCESSABLE_ENTITY,
            &typed,
            errors,
        )?);
    }
    Ok(go_to(&format!("/{office}/pruefen")))
}

fn check(t: Words, typed: &Typed) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if let Err(error) = PersonName::parse(&typed.name) {
        let key = match error {
            NameError::Empty => "error-name-empty",
            NameError::TooLong => "error-name-long",
            NameError::NoLetter | NameError::Link | NameError::Character(_) => {
                "error-name-characters"
            }
        };
        errors.push(FieldError::new("name", t.w(key)));
    }
    if let Err(error) = EmailAddress::parse(&typed.email) {
        let key = match error {
            EmailError::Empty => "error-email-empty",
            EmailError::TooLong => "error-email-long",
            _ => "error-email-form",
        };
        errors.push(FieldError::new("email", t.w(key)));
    }
    if !typed.phone.is_empty() && PhoneNumber::parse(&typed.phone).is_err() {
        errors.push(FieldError::new("phone", t.w("error-phone")));
    }
    errors
}

fn render(
    context: &Context<'_>,
    draft: &Draft,
    status: StatusCode,
    typed: &Typed,
    errors: Vec<FieldError>,
) -> Result<Response, Failure> {
    let t = context.t();
    let mut page = context.page("contact-title");
    page.failed = !errors.is_empty();
    let field = |id: &'static str, kind, autocomplete, optional, value: &str| Field {
        id,
        label: t.w(&format!("contact-{id}")),
        hint: t.w(&format!("contact-{id}-hint")),
        kind,
        autocomplete,
        optional,
        value: value.to_owned(),
        error: errors
            .iter()
            .find(|error| error.field == id)
            .map(|error| error.text.clone()),
    };
    let fields = vec![
        field("name", "text", "name", false, &typed.name),
        field("email", "email", "email", false, &typed.email),
        field("phone", "tel", "tel", true, &typed.phone),
    ];
    let hold = draft
        .hold
        .as_ref()
        .expect("a draft that came this far has a hold");
    let contact = ContactPage {
        t,
        page,
        form: context.form(),
        hold: HoldNote::of(context, hold),
        office: context.office().to_string(),
        fields,
        errors,
    };
    show(status, &contact)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(name: &str, email: &str, phone: &str) -> Vec<String> {
        let typed = Typed {
            name: name.into(),
            email: email.into(),
            phone: phone.into(),
        };
        check(Words, &typed)
            .into_iter()
            .map(|error| error.field)
            .collect()
    }

    #[test]
    fn every_field_is_checked_and_the_phone_number_is_optional() {
        assert_eq!(fields("", "", ""), ["name", "email"]);
        assert!(fields("Zoë O'Brien-Müller", "zoe+amt@example.org", "").is_empty());
        assert!(fields("Zoë", "zoe@example.org", "+49 (2377) 915-0").is_empty());
        assert_eq!(fields("<b>x</b>", "a@example.org", ""), ["name"]);
        assert_eq!(fields("www.example.org", "a@example.org", ""), ["name"]);
        assert_eq!(fields(&"x".repeat(101), "a@example.org", ""), ["name"]);
        assert_eq!(
            fields("x", "a@example.org\r\nBcc: b@example.org", ""),
            ["email"]
        );
        assert_eq!(
            fields("x", "a@example.org,b@example.org", "call me"),
            ["email", "phone"]
        );
    }
}
