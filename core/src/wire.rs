//! What travels between the backend and the three programs. JSON; unknown
//! fields in requests are refused, unknown fields in answers ignored.

pub mod answer;
pub mod demo;
pub mod desk;
mod desk_command;
pub mod device;
pub mod display;
pub mod kiosk;

use jiff::{Timestamp, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    id::{CounterId, OfficeId, RequestId},
    rejection::Rejection,
    settings::{Direction, Letters},
};

/// Names a version of a view; a client replaces a view only by a greater one.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
pub struct Stamp {
    /// Local date of the day.
    pub date: Date,
    /// Last entry of the journal that the view shows.
    pub seq: u64,
    /// Version of the settings.
    pub version: u64,
    /// Server time at which it was made.
    pub as_of: Timestamp,
}

/// The head of every view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OfficeHead {
    /// The office.
    pub id: OfficeId,
    /// "Bürgerbüro Musterstadt".
    pub name: String,
    /// IANA zone for wall times on screens.
    pub zone: String,
    /// What a counter is called.
    pub counter_word: String,
    /// Letters of ticket numbers.
    pub letters: Letters,
    /// Made-up data: the screen says so.
    pub example: bool,
}

/// A counter as the public sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CounterSign {
    /// The number on the door.
    pub id: CounterId,
    /// The arrow; none if unknown.
    pub direction: Option<Direction>,
}

/// A command of a device: what, and the id under which it may be repeated.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Request<T> {
    /// Made by the device, one for each intent.
    pub request_id: RequestId,
    /// What is asked.
    #[serde(flatten)]
    pub body: T,
}

/// The body of every answer that is not 2xx.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ErrorBody {
    /// What went wrong.
    pub error: ErrorCode,
    /// Names the request in the server's log.
    pub correlation: String,
}

/// What went wrong, for a program to choose its words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ErrorCode {
    /// The rules refuse it (409).
    #[error("refused: {rejection}")]
    Rejected {
        /// Why.
        rejection: Rejection,
    },
    /// The body or a parameter is wrong (400).
    #[error("bad request: {message}")]
    BadRequest {
        /// For developers, in English.
        message: String,
    },
    /// This password cannot be used (400).
    #[error("the password is {why}")]
    WeakPassword {
        /// Why.
        why: WeakPassword,
    },
    /// No or no valid key or session (401).
    #[error("not logged in or not paired")]
    Unauthorized,
    /// Known, but not allowed (403).
    #[error("not allowed")]
    Forbidden,
    /// No such thing, or not here (404).
    #[error("not found")]
    NotFound,
    /// The same request id with another body or from another actor (409).
    #[error("this request id was used for something else")]
    RequestIdReused,
    /// The counter belongs to another desk's session (409); the same command
    /// with `?take_over=true` takes it, its visit stays.
    #[error("counter {counter} is in use at another desk")]
    CounterTaken {
        /// The counter.
        counter: CounterId,
    },
    /// Too many attempts (429).
    #[error("too many attempts, again in {retry_after_s} s")]
    TooMany {
        /// Seconds to wait.
        retry_after_s: u32,
    },
    /// The database or a queue is not available; repeat with the same request id (503).
    #[error("not available at the moment")]
    Unavailable,
    /// A fault of the server (500).
    #[error("internal error")]
    Internal,
}

/// Why a password cannot be used.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, thiserror::Error,
)]
#[serde(rename_all = "snake_case")]
pub enum WeakPassword {
    /// Fewer than 12 characters.
    #[error("too short")]
    TooShort,
    /// More than 128 characters.
    #[error("too long")]
    TooLong,
    /// Among the first that anybody would try: a repetition, a sequence, a common
    /// word, or the name of the user, the town or the office.
    #[error("easy to guess")]
    Common,
}
