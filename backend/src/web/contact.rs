//! Step 3: name, mail address, phone number, and nothing else.

use askama::Template;
use aufruf_core::{
    contact::{EmailAddress, EmailError, NameError, PersonName, PhoneError, PhoneNumber},
    id::RequestId,
};
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

/// Most bytes of the three fields together that the cookie carries.
const TYPED_MAX: usize = 1000;

/// What was typed, as it was typed.
#[derive(Clone)]
struct Typed {
    name: String,
    email: String,
    phone: String,
}

impl From<&Form> for Typed {
    fn from(form: &Form) -> Self {
        Self {
            name: form.text("name").to_owned(),
            email: form.text("email").to_owned(),
            phone: form.text("phone").to_owned(),
        }
    }
}

impl Typed {
    fn of(draft: &Draft) -> Self {
        Self {
            name: draft.name.clone(),
            email: draft.email.clone(),
            phone: draft.phone.clone(),
        }
    }

    /// Whether the cookie can carry it; everything that is valid fits.
    fn fits(&self) -> bool {
        self.name.len() + self.email.len() + self.phone.len() <= TYPED_MAX
    }
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
        Err(earlier) => return Ok(go_to(&earlier)),
    };
    context.keep();
    let typed = Typed::of(&draft);
    Ok(render(
        &context,
        &draft,
        StatusCode::OK,
        &typed,
        Vec::new(),
    )?)
}

/// The draft with a kept time; else the page to go to first (requirement F04).
pub(super) fn reached(context: &Context<'_>) -> Result<Draft, String> {
    match context.session.draft(context.office()) {
        Some(draft) if draft.hold.is_some() => Ok(draft.clone()),
        Some(_) => Err(format!("/{}/zeit", context.office())),
        None => Err(format!("/{}", context.office())),
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
        Err(earlier) => return Ok(go_to(&earlier)),
    };
    let typed = Typed::from(&form);
    if let Some(refusal) = context.refusal(&form) {
        return Ok(refusal.show(|status, errors| render(&context, &draft, status, &typed, errors))?);
    }
    let extending = form.text("action") == "extend";
    let errors = if extending {
        Vec::new()
    } else {
        check(context.t(), &typed)
    };
    if errors.is_empty() && typed.fits() {
        draft.name.clone_from(&typed.name);
        draft.email.clone_from(&typed.email);
        draft.phone.clone_from(&typed.phone);
    }
    let lost = match keep_time(&context, &mut draft, extending, form.request_id()).await {
        Ok(lost) => lost,
        Err(Failure::Busy) => {
            let refusal = context.too_busy();
            return Ok(
                refusal.show(|status, errors| render(&context, &draft, status, &typed, errors))?
            );
        }
        Err(failure) => return Err(failure.into()),
    };
    context.session.draft = Some(draft.clone());
    context.keep();
    if let Some(address) = lost {
        return Ok(go_to(&address));
    }
    let status = match (extending, errors.is_empty()) {
        (true, _) if typed.fits() => return Ok(go_to(&format!("/{}/kontakt", context.office()))),
        (true, _) => StatusCode::OK,
        (false, true) => return Ok(go_to(&format!("/{}/pruefen", context.office()))),
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok(render(&context, &draft, status, &typed, errors)?)
}

/// Keeps the time longer if that is asked for or it has run out; answers where
/// to choose another one if somebody else has it.
async fn keep_time(
    context: &Context<'_>,
    draft: &mut Draft,
    extending: bool,
    request: RequestId,
) -> Result<Option<String>, Failure> {
    let hold = draft
        .hold
        .clone()
        .expect("a draft that came this far has a hold");
    if !extending && hold.until > context.now {
        return Ok(None);
    }
    Ok(
        match hold::extend(context, request, &hold, &draft.concerns).await? {
            Ok(longer) => {
                draft.hold = Some(longer);
                None
            }
            Err(rejection) => {
                draft.hold = None;
                Some(hold::lost(context.office(), &rejection))
            }
        },
    )
}

/// Whether nothing is wrong with the contact data of the draft.
pub(super) fn is_valid(t: Words, draft: &Draft) -> bool {
    check(t, &Typed::of(draft)).is_empty()
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
    if let Err(error) = PhoneNumber::parse_optional(&typed.phone) {
        let text = match error {
            PhoneError::TooShort => t.w("error-phone-short"),
            PhoneError::TooLong => t.n("error-phone-long", PhoneNumber::CHARS_MAX),
            PhoneError::Character(_) => t.w("error-phone-characters"),
        };
        errors.push(FieldError::new("phone", text));
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
    let error = |id: &str| {
        errors
            .iter()
            .find(|e| e.field == id)
            .map(|e| e.text.clone())
    };
    let field = |id: &'static str, kind, value: &str, label: &str, hint: &str| Field {
        id,
        label: t.w(label),
        hint: t.w(hint),
        kind,
        autocomplete: if id == "phone" { "tel" } else { id },
        optional: id == "phone",
        value: value.to_owned(),
        error: error(id),
    };
    let fields = vec![
        field(
            "name",
            "text",
            &typed.name,
            "contact-name",
            "contact-name-hint",
        ),
        field(
            "email",
            "email",
            &typed.email,
            "contact-email",
            "contact-email-hint",
        ),
        field(
            "phone",
            "tel",
            &typed.phone,
            "contact-phone",
            "contact-phone-hint",
        ),
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
    fn a_phone_number_is_told_what_is_wrong_with_it() {
        let text = |phone: &str| {
            let typed = Typed {
                name: "Zoë".into(),
                email: "zoe@example.org".into(),
                phone: phone.into(),
            };
            check(Words, &typed).remove(0).text
        };
        assert!(text("12").contains("zu kurz"));
        assert!(text(&"1".repeat(31)).contains("höchstens 30 Zeichen"));
        assert!(text("anrufen").contains("nur mit Ziffern"));
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
