//! The errors of the JSON API.
//!
//! Which error where: [`aufruf_core`] rejects in its own small enums; the store
//! has `StoreError`, the lanes [`DaysError`]; handlers return [`ApiError`],
//! which everything of the above turns into; [`anyhow`] is for the start of the
//! program and for faults that nobody can act upon. The pages have their own.

use aufruf_core::{rejection::Rejection, wire::ErrorCode};
use poem::http::StatusCode;

use crate::{
    auth::{password::PasswordError, throttle::TooMany},
    days::DaysError,
    settings::SettingsError,
    store::StoreError,
};

/// How long a client should wait when the server is too busy. Seconds.
pub const BUSY_RETRY_S: u32 = 1;

/// Why a request of the API failed.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// Something that the client is told.
    #[error(transparent)]
    Code(#[from] ErrorCode),
    /// A fault of the server: logged, and the client learns nothing of it.
    #[error("{0:#}")]
    Fault(anyhow::Error),
}

impl ApiError {
    /// The body or a parameter is wrong; `message` is English, for developers,
    /// and never repeats what was sent.
    pub fn bad_request(message: impl Into<String>) -> Self {
        ErrorCode::BadRequest {
            message: message.into(),
        }
        .into()
    }

    /// A fault of the server.
    pub fn fault(error: impl Into<anyhow::Error>) -> Self {
        Self::Fault(error.into())
    }

    /// What the client is told.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Code(code) => code.clone(),
            Self::Fault(_) => ErrorCode::Internal,
        }
    }

    /// Seconds for the header `Retry-After`, where waiting helps.
    #[must_use]
    pub fn retry_after_s(&self) -> Option<u32> {
        match self {
            Self::Code(ErrorCode::TooMany { retry_after_s }) => Some(*retry_after_s),
            Self::Code(ErrorCode::Unavailable) => Some(BUSY_RETRY_S),
            _ => None,
        }
    }
}

/// The status that goes with a code.
#[must_use]
pub fn status(code: &ErrorCode) -> StatusCode {
    match code {
        ErrorCode::BadRequest { .. } | ErrorCode::WeakPassword { .. } => StatusCode::BAD_REQUEST,
        ErrorCode::Unauthorized => StatusCode::UNAUTHORIZED,
        ErrorCode::Forbidden => StatusCode::FORBIDDEN,
        ErrorCode::NotFound => StatusCode::NOT_FOUND,
        ErrorCode::Rejected { .. }
        | ErrorCode::RequestIdReused
        | ErrorCode::CounterTaken { .. } => StatusCode::CONFLICT,
        ErrorCode::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
        ErrorCode::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        ErrorCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl From<Rejection> for ApiError {
    fn from(rejection: Rejection) -> Self {
        ErrorCode::Rejected { rejection }.into()
    }
}

impl From<TooMany> for ApiError {
    fn from(TooMany { retry_after_s }: TooMany) -> Self {
        ErrorCode::TooMany { retry_after_s }.into()
    }
}

impl From<DaysError> for ApiError {
    fn from(error: DaysError) -> Self {
        match error {
            DaysError::Rejected(rejection) => rejection.into(),
            DaysError::RequestIdReused => ErrorCode::RequestIdReused.into(),
            DaysError::CounterTaken(counter) => ErrorCode::CounterTaken { counter }.into(),
            DaysError::SessionOver => ErrorCode::Unauthorized.into(),
            DaysError::Busy | DaysError::Unavailable => ErrorCode::Unavailable.into(),
            DaysError::UnknownOffice => ErrorCode::NotFound.into(),
            // Only pages send commands with a limit per mail address.
            DaysError::LimitReached(_) => Self::fault(error),
        }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        // The database is away or refuses: the client repeats the request.
        tracing::error!(%error, "the store failed");
        ErrorCode::Unavailable.into()
    }
}

impl From<SettingsError> for ApiError {
    fn from(error: SettingsError) -> Self {
        match error {
            SettingsError::UnknownOffice => ErrorCode::NotFound.into(),
            SettingsError::Store(error) => error.into(),
            SettingsError::Unreadable { .. } => Self::fault(error),
        }
    }
}

impl From<PasswordError> for ApiError {
    fn from(error: PasswordError) -> Self {
        match error {
            PasswordError::Busy => ErrorCode::Unavailable.into(),
            PasswordError::Hashing(_) => Self::fault(error),
        }
    }
}
