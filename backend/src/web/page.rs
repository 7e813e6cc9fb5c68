//! What every page has: its frame, and what is said when something went wrong.

use askama::Template;
use aufruf_core::settings::OfficeSettings;
use poem::{
    Response,
    error::ResponseError,
    http::{StatusCode, header},
};
use uuid::Uuid;

use super::asset;
use crate::{days::DaysError, i18n::Words, settings::SettingsError, store::StoreError};

/// The frame around each page.
pub(super) struct Page {
    /// Title of the page, also its headline.
    pub(super) title: String,
    /// The page reports errors; its title says so (requirement A11).
    pub(super) failed: bool,
    /// Name of the office.
    pub(super) site: String,
    pub(super) town: String,
    /// Where "to the start" leads.
    pub(super) home: String,
    /// Made-up data.
    pub(super) example: bool,
    pub(super) help: Option<Help>,
}

/// Whom to ask; at the same place on each page (requirement A10).
pub(super) struct Help {
    pub(super) office: String,
    pub(super) phone: String,
    pub(super) phone_link: String,
    pub(super) email: String,
}

impl Page {
    /// A page of an office.
    pub(super) fn of(settings: &OfficeSettings, title: String) -> Self {
        let office = &settings.office;
        Self {
            title,
            failed: false,
            site: office.name.clone(),
            town: settings.municipality.name.clone(),
            home: format!("/{}", office.id),
            example: office.example,
            help: Some(Help {
                office: office.id.to_string(),
                phone: office.phone.clone(),
                phone_link: office
                    .phone
                    .chars()
                    .filter(|c| c.is_ascii_digit() || *c == '+')
                    .collect(),
                email: office.email.clone(),
            }),
        }
    }

    /// A page that belongs to no office.
    pub(super) fn plain(title: String, town: &str) -> Self {
        Self {
            title,
            failed: false,
            site: "Aufruf".to_owned(),
            town: town.to_owned(),
            home: "/".to_owned(),
            example: false,
            help: None,
        }
    }

    /// Address of a style or font.
    pub(super) fn asset(&self, name: &str) -> String {
        asset::address(name)
    }
}

/// The answer with this page.
pub(super) fn show(status: StatusCode, template: &impl Template) -> Result<Response, Failure> {
    let html = template.render().map_err(|error| Failure::fault(&error))?;
    Ok(Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, "text/html; charset=utf-8")
        .body(html))
}

/// To another page, with GET.
pub(super) fn go_to(address: &str) -> Response {
    Response::builder()
        .status(StatusCode::SEE_OTHER)
        .header(header::LOCATION, address)
        .finish()
}

/// Why there is no page, and what is shown instead. Drawn by the layer around
/// all pages, see [`super::layer`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Failure {
    /// No such page, office, appointment.
    #[error("not found")]
    NotFound,
    /// Nothing that our pages send.
    #[error("bad request")]
    BadRequest,
    /// From a foreign page, or the session has ended.
    #[error("forbidden")]
    Forbidden,
    /// The mail link must be opened once more.
    #[error("the link is closed")]
    LinkClosed,
    /// No appointment belongs to the mail link.
    #[error("the link is unknown")]
    LinkUnknown,
    /// The day of the appointment is over.
    #[error("the link is over")]
    LinkOver,
    /// The code of the ticket must be read once more.
    #[error("the ticket is closed")]
    TicketClosed,
    /// No ticket belongs to the code today.
    #[error("the ticket is unknown")]
    TicketUnknown,
    /// Too many requests from one address.
    #[error("too many requests")]
    TooMany {
        /// When to come back.
        retry_after_s: u32,
    },
    /// Too much to do, or the database is away.
    #[error("busy")]
    Busy,
    /// The request came, or was answered, too slowly.
    #[error("too slow")]
    TooSlow,
    /// A fault of ours.
    #[error("fault {reference}")]
    Fault {
        /// Names it in the log.
        reference: String,
    },
}

impl Failure {
    /// Logs a fault under a reference that the citizen can name.
    pub(super) fn fault(error: &dyn std::fmt::Display) -> Self {
        let reference = Uuid::new_v4().simple().to_string()[..8].to_uppercase();
        tracing::error!(%error, reference, "a page failed");
        Self::Fault { reference }
    }

    /// The page that is shown instead.
    pub(super) fn page(&self, mut page: Page) -> Result<Response, Self> {
        let t = Words;
        let (title, lines) = match self {
            Self::NotFound => (t.w("not-found-title"), vec![t.w("not-found-text")]),
            Self::BadRequest => (t.w("bad-request-title"), vec![t.w("bad-request-text")]),
            Self::Forbidden => (t.w("forbidden-title"), vec![t.w("forbidden-text")]),
            Self::LinkClosed => (
                t.w("link-closed-title"),
                vec![t.w("link-open-again"), t.w("link-cookies")],
            ),
            Self::LinkOver => (t.w("link-over-title"), vec![t.w("link-over-text")]),
            Self::TicketClosed => (
                t.w("status-closed-title"),
                vec![t.w("status-closed-text"), t.w("link-cookies")],
            ),
            Self::LinkUnknown => (
                t.w("link-unknown-title"),
                vec![t.w("link-unknown-text"), t.w("link-open-again")],
            ),
            Self::TicketUnknown => (
                t.w("status-unknown-title"),
                vec![t.w("status-unknown-text")],
            ),
            Self::TooMany { retry_after_s } => (
                t.w("too-many-title"),
                vec![t.n("too-many-text", retry_after_s.div_ceil(60))],
            ),
            Self::Busy => (t.w("busy-title"), vec![t.w("busy-text")]),
            Self::TooSlow => (t.w("slow-title"), vec![t.w("slow-text")]),
            Self::Fault { reference } => (
                t.w("error-title"),
                vec![
                    t.w("error-text"),
                    t.a("error-reference", "reference", reference),
                ],
            ),
        };
        page.title = title;
        let link = Some(LinkText {
            href: page.home.clone(),
            text: t.w("to-start"),
        });
        let mut response = show(
            self.status(),
            &Message {
                t,
                page,
                lines,
                link,
            },
        )?;
        self.tell_when(&mut response);
        Ok(response)
    }

    /// Adds when to come back, if that helps.
    pub(super) fn tell_when(&self, response: &mut Response) {
        let retry_after_s = match self {
            Self::TooMany { retry_after_s } => *retry_after_s,
            Self::Busy | Self::TooSlow => 5,
            _ => return,
        };
        let headers = response.headers_mut();
        drop(headers.insert(header::RETRY_AFTER, retry_after_s.into()));
    }
}

impl ResponseError for Failure {
    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::TicketUnknown => StatusCode::NOT_FOUND,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::LinkClosed | Self::LinkUnknown | Self::LinkOver | Self::TicketClosed => {
                StatusCode::GONE
            }
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy | Self::TooSlow => StatusCode::SERVICE_UNAVAILABLE,
            Self::Fault { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<DaysError> for Failure {
    /// For what a page has no own words for.
    fn from(error: DaysError) -> Self {
        match error {
            DaysError::UnknownOffice => Self::NotFound,
            DaysError::Busy | DaysError::Unavailable => Self::Busy,
            DaysError::Rejected(_)
            | DaysError::LimitReached(_)
            | DaysError::CounterTaken(_)
            | DaysError::SessionOver
            | DaysError::RequestIdReused => Self::fault(&error),
        }
    }
}

impl From<SettingsError> for Failure {
    fn from(error: SettingsError) -> Self {
        match error {
            SettingsError::UnknownOffice => Self::NotFound,
            SettingsError::Unreadable { .. } => Self::fault(&error),
            SettingsError::Store(error) => error.into(),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the store failed");
        Self::Busy
    }
}

/// A link and its words.
pub(super) struct LinkText {
    pub(super) href: String,
    pub(super) text: String,
}

#[derive(Template)]
#[template(path = "web/message.html")]
struct Message {
    t: Words,
    page: Page,
    lines: Vec<String>,
    link: Option<LinkText>,
}
