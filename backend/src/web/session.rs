//! What the browser keeps between two pages: one encrypted cookie with the
//! booking that is being made, one for the appointment of a mail link, and one
//! for the number of a ticket.
//!
//! Cookies begin with `__Host-`, are `Secure` and `HttpOnly`; that of the
//! booking ends with the browser, that of a mail link after half an hour, that
//! of a ticket with the day (requirements F08, E14). Browsers and reqwest treat `localhost` and
//! 127.0.0.1 as secure, so that demo and tests need no certificate.

use std::time::Duration;

use aufruf_core::{
    id::{OfficeId, RequestId, VisitId},
    visit::Concern,
};
use jiff::{Timestamp, civil::Date};
use poem::{
    Request,
    web::cookie::{Cookie, CookieJar, CookieKey, SameSite},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use subtle::ConstantTimeEq;
use uuid::Uuid;

use crate::{app::App, secrets::Secrets};

/// Holds [`Session`].
const SESSION: &str = "__Host-aufruf";
/// Holds [`Link`].
const LINK: &str = "__Host-termin";
/// Holds [`Ticket`].
const TICKET: &str = "__Host-warten";
/// How long a mail link stays open in the browser.
const LINK_LIFE: Duration = Duration::from_secs(30 * 60);

/// A time that is kept for this browser.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Hold {
    pub(super) visit: VisitId,
    pub(super) date: Date,
    pub(super) from: Timestamp,
    pub(super) until: Timestamp,
    pub(super) extensions: u8,
}

/// The booking that is being made in one office.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Draft {
    pub(super) office: OfficeId,
    pub(super) concerns: Vec<Concern>,
    #[serde(default)]
    pub(super) hold: Option<Hold>,
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) email: String,
    #[serde(default)]
    pub(super) phone: String,
}

/// A booking that was sent off: what "check your mail" shows.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Sent {
    pub(super) office: OfficeId,
    pub(super) email: String,
    pub(super) from: Timestamp,
    pub(super) until: Timestamp,
    /// The booking; none if the limits per address stopped it unseen.
    #[serde(default)]
    pub(super) visit: Option<VisitId>,
    /// How often this session asked for the mail.
    #[serde(default)]
    pub(super) mails: u8,
    /// When it did so last.
    #[serde(default)]
    pub(super) last: Timestamp,
}

/// What one browser has told so far. Lives in the cookie only.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Session {
    /// Names the browser session; the form tokens are bound to it.
    id: Uuid,
    #[serde(default)]
    pub(super) draft: Option<Draft>,
    #[serde(default)]
    pub(super) sent: Option<Sent>,
    /// Whether the browser sent this session, rather than getting it now.
    #[serde(skip)]
    known: bool,
}

/// The secret of a mail link, out of the address bar.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Link {
    /// Confirms a booking.
    Confirm(String),
    /// Shows, moves, cancels an appointment.
    Manage(String),
}

/// The check-in code of a ticket, out of the address bar: shows its state.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Ticket {
    pub(super) office: OfficeId,
    pub(super) code: String,
}

fn key(app: &App) -> CookieKey {
    CookieKey::derive_from(&app.secrets.derived_key("cookies of the pages"))
}

fn read<T: DeserializeOwned>(app: &App, jar: &CookieJar, name: &str) -> Option<T> {
    let cookie = jar.private_with_key(&key(app)).get(name)?;
    serde_json::from_str(cookie.value_str()).ok()
}

fn write(app: &App, jar: &CookieJar, name: &str, life: Option<Duration>, value: &impl Serialize) {
    let text = serde_json::to_string(value).expect("cookies hold plain values");
    let mut cookie = Cookie::new_with_str(name, text);
    cookie.set_path("/");
    cookie.set_secure(true);
    cookie.set_http_only(true);
    // Lax: the chain from a web mailer to the page must still carry the cookie.
    cookie.set_same_site(SameSite::Lax);
    if let Some(life) = life {
        cookie.set_max_age(life);
    }
    jar.private_with_key(&key(app)).add(cookie);
}

impl Session {
    /// The session of the request; a new one if it brings none.
    pub(super) fn of(app: &App, request: &Request) -> Self {
        match read::<Self>(app, request.cookie(), SESSION) {
            Some(session) => Self {
                known: true,
                ..session
            },
            None => Self {
                id: Uuid::new_v4(),
                draft: None,
                sent: None,
                known: false,
            },
        }
    }

    /// Gives the session to the browser with this answer.
    pub(super) fn keep(&self, app: &App, request: &Request) {
        write(app, request.cookie(), SESSION, None, self);
    }

    /// The token that a form of this session carries.
    pub(super) fn form_token(&self, secrets: &Secrets) -> String {
        let key = secrets.derived_key(&format!("form token {}", self.id));
        key.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether the browser has sent the cookie back.
    pub(super) fn is_known(&self) -> bool {
        self.known
    }

    /// Whether a form was rendered for this session.
    pub(super) fn accepts(&self, secrets: &Secrets, token: &str) -> bool {
        let expected = self.form_token(secrets);
        self.known && bool::from(expected.as_bytes().ct_eq(token.as_bytes()))
    }

    /// The draft for this office, if there is one.
    pub(super) fn draft(&self, office: &OfficeId) -> Option<&Draft> {
        self.draft.as_ref().filter(|draft| draft.office == *office)
    }

    /// An id that the same form of the same session always gets: a repeated
    /// POST then is the same command, byte for byte.
    pub(super) fn derived_id(&self, secrets: &Secrets, purpose: &str, request: RequestId) -> Uuid {
        let key = secrets.derived_key(&format!("{purpose} {} {request}", self.id));
        let bytes: [u8; 16] = key[..16].try_into().expect("16 of 32 bytes");
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }

    /// Random bits that the same form of the same session always gets.
    pub(super) fn derived_bits(&self, secrets: &Secrets, request: RequestId) -> u64 {
        self.derived_id(secrets, "bits", request).as_u64_pair().1
    }
}

impl Link {
    /// The link that the browser has open.
    pub(super) fn of(app: &App, request: &Request) -> Option<Self> {
        read(app, request.cookie(), LINK)
    }

    /// Keeps it for half an hour.
    pub(super) fn keep(&self, app: &App, request: &Request) {
        write(app, request.cookie(), LINK, Some(LINK_LIFE), self);
    }
}

impl Ticket {
    /// The ticket that the browser has open.
    pub(super) fn of(app: &App, request: &Request) -> Option<Self> {
        read(app, request.cookie(), TICKET)
    }

    /// Keeps it until the day ends: a phone lies in a pocket for hours, and who
    /// drew a number has no mail to open the page from again.
    pub(super) fn keep(&self, app: &App, request: &Request, until: Timestamp) {
        let left = until.duration_since(app.clock.now());
        let life = Duration::try_from(left).unwrap_or_default();
        write(app, request.cookie(), TICKET, Some(life), self);
    }
}
