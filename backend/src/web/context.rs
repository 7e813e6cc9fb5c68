//! What a handler needs of one request to the pages of an office.

use std::sync::Arc;

use aufruf_core::{
    id::{OfficeId, RequestId},
    settings::OfficeSettings,
    visit::Concern,
};
use jiff::{Timestamp, tz::TimeZone};
use poem::{Request, Response, error::ResponseError, http::StatusCode};
use uuid::Uuid;

use super::{
    form::{FieldError, Form},
    page::{Failure, Page},
    session::Session,
};
use crate::{app::App, i18n::Words, settings::Published};

/// One request to the pages of one office.
pub(super) struct Context<'a> {
    pub(super) app: &'a App,
    pub(super) request: &'a Request,
    pub(super) published: Arc<Published>,
    pub(super) session: Session,
    pub(super) now: Timestamp,
}

/// The hidden fields of a form.
pub(super) struct FormFields {
    /// Shows that our page was the one that was sent.
    pub(super) csrf: String,
    /// Makes repeating it harmless.
    pub(super) request_id: String,
}

/// Marks a request that came too soon: its form is shown again, nothing is done.
#[derive(Clone, Copy)]
pub(super) struct Throttled {
    /// When to come back.
    pub(super) retry_after_s: u32,
}

/// Why a form is shown again instead of being done, whatever its fields say.
pub(super) struct Refusal {
    failure: Failure,
    /// The same in words, for the form as a whole.
    pub(super) errors: Vec<FieldError>,
}

impl Refusal {
    /// What a page is shown with that has no place for the words.
    pub(super) fn failure(self) -> Failure {
        self.failure
    }

    /// Shows the form again by `render`, with status and words.
    pub(super) fn show(
        self,
        render: impl FnOnce(StatusCode, Vec<FieldError>) -> Result<Response, Failure>,
    ) -> Result<Response, Failure> {
        let mut response = render(self.failure.status(), self.errors)?;
        self.failure.tell_when(&mut response);
        Ok(response)
    }
}

/// Reads the name of an office; garbage is an office that does not exist.
pub(super) fn office_id(text: &str) -> Result<OfficeId, Failure> {
    OfficeId::new(text).map_err(|_| Failure::NotFound)
}

impl<'a> Context<'a> {
    /// For the office of the address.
    pub(super) async fn open(
        app: &'a App,
        request: &'a Request,
        office: &str,
    ) -> Result<Self, Failure> {
        Self::of_office(app, request, &office_id(office)?).await
    }

    /// For an office that is known by other ways.
    pub(super) async fn of_office(
        app: &'a App,
        request: &'a Request,
        office: &OfficeId,
    ) -> Result<Self, Failure> {
        Ok(Self {
            app,
            request,
            published: app.settings.current(office).await?,
            session: Session::of(app, request),
            now: app.clock.now(),
        })
    }

    pub(super) fn t(&self) -> Words {
        Words
    }

    pub(super) fn settings(&self) -> &OfficeSettings {
        &self.published.settings
    }

    pub(super) fn office(&self) -> &OfficeId {
        &self.published.settings.office.id
    }

    pub(super) fn zone(&self) -> &TimeZone {
        &self.published.zone
    }

    pub(super) fn page(&self, title: &str) -> Page {
        Page::of(self.settings(), self.t().w(title))
    }

    /// Hidden fields of a new form.
    pub(super) fn form(&self) -> FormFields {
        self.form_again(RequestId(Uuid::new_v4()))
    }

    /// Hidden fields of a form that is shown once more for the same intent.
    pub(super) fn form_again(&self, request: RequestId) -> FormFields {
        FormFields {
            csrf: self.session.form_token(&self.app.secrets),
            request_id: request.to_string(),
        }
    }

    /// Gives the session to the browser with this answer.
    pub(super) fn keep(&self) {
        self.session.keep(self.app, self.request);
    }

    /// Why a form of this request must not be done: too many came from the same
    /// network, it is of no page of ours, or of one of another session. Every
    /// handler of a form asks before it does anything.
    pub(super) fn refusal(&self, form: &Form) -> Option<Refusal> {
        let t = self.t();
        let (failure, words) = if let Some(throttled) = self.request.extensions().get::<Throttled>()
        {
            let Throttled { retry_after_s } = *throttled;
            let words = t.n("form-too-many", retry_after_s.div_ceil(60));
            (Failure::TooMany { retry_after_s }, words)
        } else if self.session.accepts(&self.app.secrets, form.text("csrf")) {
            return None;
        } else if self.session.is_known() {
            (Failure::Forbidden, t.w("form-session"))
        } else {
            let phone = &self.settings().office.phone;
            (Failure::Forbidden, t.a("form-cookies", "phone", phone))
        };
        // The next form of this page is of the session that it is shown in.
        self.keep();
        let errors = vec![FieldError::new("", words)];
        Some(Refusal { failure, errors })
    }

    /// The same for a form that nobody has the time to do now.
    pub(super) fn too_busy(&self) -> Refusal {
        Refusal {
            failure: Failure::Busy,
            errors: vec![FieldError::new("", self.t().w("form-busy"))],
        }
    }

    /// "Personalausweis beantragen (2 Personen)".
    pub(super) fn concern_line(&self, concern: &Concern) -> String {
        crate::appointment::concern_line(self.t(), self.settings(), concern)
    }

    /// The value of a parameter of the address.
    pub(super) fn parameter(&self, name: &str) -> Option<String> {
        let query = self.request.uri().query()?;
        form_urlencoded::parse(query.as_bytes())
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.into_owned())
    }
}
