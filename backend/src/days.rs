//! The office days: the only way to read or change one.
//!
//! A change is sent to the lane of its day (see `lane`) and answered after the
//! commit; a caller that goes away stops nothing. Reads come from a bounded
//! cache of folded days, which is compared with the heads in the database each
//! time, so that every replica answers from the newest journal.

mod cache;
mod read;
mod send;
mod snapshot;

use std::{fmt, sync::Arc};

use aufruf_core::{
    command::{Command, Party},
    contact::EmailAddress,
    event::Entry,
    id::{CounterId, RequestId, VisitId},
    rejection::Rejection,
    wire::answer::Answer,
};
use jiff::Timestamp;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use uuid::Uuid;

pub(crate) use cache::Cache;
pub(crate) use read::{fold, unplannable};
pub(crate) use send::Parts;
pub use snapshot::Snapshot;

use crate::{
    clock::Clock,
    lane::Registry,
    notify::Hints,
    secrets::{Hash, Secrets},
    settings::SettingsCache,
    store::{AuditEntry, Store, StoreError},
};

/// A command to one office day, and what belongs to it in the same transaction.
#[derive(Debug)]
pub struct Job {
    /// Names the intent; repeating it changes nothing.
    pub request_id: RequestId,
    /// Who asks.
    pub actor: Actor,
    /// What.
    pub command: Command,
    /// What else is written if the command is accepted.
    pub effects: Effects,
}

/// A move of a booking to another day.
#[derive(Debug)]
pub struct Relocation {
    /// Names the intent; repeating it changes nothing.
    pub request_id: RequestId,
    /// Who asks.
    pub actor: Actor,
    /// The booking.
    pub visit: VisitId,
    /// The new time; its local date is the day that the visit moves to.
    pub to: Timestamp,
    /// Who moves it, which decides the capacity that it may take.
    pub by: Party,
    /// 64 random bits for the new number.
    pub bits: u64,
    /// Written if the move is accepted.
    pub audit: Option<AuditEntry>,
}

/// Who asks. The text form is stored with each request and stays the same
/// when a request is repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Actor {
    /// A citizen on the booking pages.
    Page,
    /// A kiosk or display.
    Device(Uuid),
    /// A clerk at a desk.
    User {
        /// The clerk.
        user: Uuid,
        /// The desk.
        device: Uuid,
    },
    /// A job of the server itself.
    System,
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page => f.write_str("page"),
            Self::Device(device) => write!(f, "device:{device}"),
            Self::User { user, device } => write!(f, "user:{user}@{device}"),
            Self::System => f.write_str("system"),
        }
    }
}

/// What is written in the same transaction if the command is accepted.
#[derive(Debug, Default)]
pub struct Effects {
    /// Name, mail and phone of the visit.
    pub contact: Option<ContactDraft>,
    /// A limit per mail address that must hold.
    pub guard: Option<Guard>,
    /// The counter at which the clerk must sit.
    pub seat: Option<Seat>,
    /// An entry of the audit table.
    pub audit: Option<AuditEntry>,
}

/// Name, mail and phone of a visit, as they are stored.
#[derive(Clone)]
pub struct ContactDraft {
    /// The visit.
    pub visit: VisitId,
    /// Name; may be empty.
    pub name: String,
    /// Mail address, if there is one.
    pub email: Option<EmailAddress>,
    /// Phone number; may be empty.
    pub phone: String,
}

impl fmt::Debug for ContactDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContactDraft")
            .field("visit", &self.visit)
            .finish_non_exhaustive()
    }
}

/// The limits per mail address (requirements G06, G12): at most 3 mails that
/// ask for a confirmation in 24 hours, and as many unconfirmed and future
/// bookings as the office's settings say.
#[derive(Debug, Clone)]
pub struct Guard {
    /// The address.
    pub address: EmailAddress,
}

/// A counter that must be the session's: a free one becomes it, and another
/// session's one if it is taken over. Settled with the command: a refused
/// command changes nothing, but one that finds the counter open already does.
#[derive(Debug, Clone, Copy)]
pub struct Seat {
    /// The counter.
    pub counter: CounterId,
    /// The session of the clerk.
    pub session: Hash,
    /// Even if another session has it.
    pub take_over: bool,
    /// The counter is nobody's afterwards.
    pub leaves: bool,
}

/// Which limit per mail address was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Too many unconfirmed bookings.
    Pending,
    /// Too many future bookings.
    Open,
    /// Too many mails that ask for a confirmation within 24 hours.
    Mails,
}

/// What an accepted command led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The answer, the same when the request is repeated.
    pub answer: Answer,
    /// The entries that the command added to its day; of a move to another
    /// day, those of the day it moved to.
    pub entries: Vec<Entry>,
    /// The request had been answered before.
    pub repeated: bool,
}

/// Why a command or a question was not answered.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum DaysError {
    /// The rules refuse it; nothing has changed.
    #[error("refused: {0}")]
    Rejected(#[from] Rejection),
    /// The same request id with another body or from another actor.
    #[error("this request id was used for something else")]
    RequestIdReused,
    /// A limit per mail address is reached; nothing has changed.
    #[error("a limit per mail address is reached: {0:?}")]
    LimitReached(Limit),
    /// Another session has the counter; nothing has changed.
    #[error("another session has counter {0}")]
    CounterTaken(CounterId),
    /// The session has ended; nothing has changed.
    #[error("the session has ended")]
    SessionOver,
    /// Too much waits for this day; ask again in a second.
    #[error("too much waits for this day")]
    Busy,
    /// Unknown whether it happened; repeat it with the same request id.
    #[error("not available at the moment")]
    Unavailable,
    /// There is no such office.
    #[error("no such office")]
    UnknownOffice,
}

impl From<StoreError> for DaysError {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the store failed");
        Self::Unavailable
    }
}

/// All office days. Clones share everything.
#[derive(Clone)]
pub struct Days(Arc<Shared>);

pub(crate) struct Shared {
    pub(crate) store: Store,
    pub(crate) settings: SettingsCache,
    pub(crate) clock: Clock,
    pub(crate) secrets: Secrets,
    pub(crate) cache: Cache,
    pub(crate) lanes: Registry,
    pub(crate) hints: Hints,
    pub(crate) shutdown: CancellationToken,
    pub(crate) tasks: TaskTracker,
}

#[cfg(test)]
mod tests;
