//! Mails: what they say and how they leave. They are rendered when they are
//! sent, so the outbox holds neither address nor text.

pub mod calendar;
mod letter;
mod message;
mod transport;

pub use letter::{Letter, Section};
pub use message::{Envelope, Part, assemble};
pub use transport::{Mailer, SendError};

use aufruf_core::{settings::OfficeSettings, visit::Visit};
use jiff::{Timestamp, tz::TimeZone};

use crate::{appointment::Facts, code, i18n::Words, secrets::Secrets, store::MailKind};

/// Pixels of one module of the QR code in mails: 33 modules are 198 pixels.
const CODE_SCALE: usize = 6;

/// Everything that a mail is made of.
pub struct Order<'a> {
    /// Which mail.
    pub kind: MailKind,
    /// The appointment.
    pub visit: &'a Visit,
    /// Generation of its secrets.
    pub generation: u32,
    /// Settings of the office.
    pub settings: &'a OfficeSettings,
    /// Zone of the office.
    pub zone: &'a TimeZone,
    /// The citizen's name; may be empty. Never in the first mail, which anybody
    /// can have sent to anybody (requirement G07).
    pub name: &'a str,
    /// Begin of every link.
    pub public_url: &'a str,
    /// Of the links and the QR code.
    pub secrets: &'a Secrets,
    /// Now.
    pub now: Timestamp,
}

/// The host name of a URL, for Message-ID and UID.
#[must_use]
pub fn host_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let end = rest.find(['/', ':', '?']).unwrap_or(rest.len());
    &rest[..end]
}

impl Order<'_> {
    /// The words of the mail.
    #[must_use]
    pub fn letter(&self, t: Words) -> Letter {
        let facts = Facts::of(t, self.settings, self.zone, self.visit);
        match self.kind {
            MailKind::Confirm => letter::confirm(self, t, &facts),
            MailKind::Ticket | MailKind::Changed => letter::ticket(self, t, &facts),
            MailKind::Cancelled => letter::cancelled(self, t, &facts),
        }
    }

    /// The pictures and files that go with it.
    #[must_use]
    pub fn parts(&self, t: Words) -> Vec<Part> {
        let facts = Facts::of(t, self.settings, self.zone, self.visit);
        let event = |is_cancelled| {
            let event = calendar::Event {
                visit: self.visit,
                facts: &facts,
                settings: self.settings,
                host: host_of(self.public_url),
                now: self.now,
                is_cancelled,
            };
            Part::Calendar {
                text: event.render(t),
                is_cancelled,
            }
        };
        match self.kind {
            MailKind::Confirm => Vec::new(),
            MailKind::Ticket | MailKind::Changed => {
                let code = self.secrets.check_in_code(self.visit.id, self.generation);
                vec![Part::Code(code::png(code, CODE_SCALE)), event(false)]
            }
            MailKind::Cancelled => vec![event(true)],
        }
    }

    /// The link that confirms.
    #[must_use]
    pub fn confirm_link(&self) -> String {
        let token = self.secrets.confirm_token(self.visit.id, self.generation);
        format!("{}/b/{token}", self.public_url)
    }

    /// The link to "Mein Termin".
    #[must_use]
    pub fn manage_link(&self) -> String {
        let token = self.secrets.manage_token(self.visit.id, self.generation);
        format!("{}/m/{token}", self.public_url)
    }
}

#[cfg(test)]
mod tests;
