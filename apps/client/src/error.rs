//! What can go wrong between a program and the backend.

use std::sync::Arc;

use aufruf_core::{rejection::Rejection, wire::ErrorCode};

/// Why a call gave no answer. `Clone`, so that it can travel in a message.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// The server answered, and not with what was asked for.
    #[error("{0}")]
    Refused(ErrorCode),
    /// No connection, or it broke. Whether a command was done is unknown.
    #[error("the server cannot be reached")]
    Unreachable(#[source] Arc<reqwest::Error>),
    /// No complete answer in time. Whether a command was done is unknown.
    #[error("no answer in time")]
    TimedOut,
    /// An answer that this program does not understand: another version, or
    /// not our server at all.
    #[error("the answer makes no sense: {0}")]
    Protocol(Arc<str>),
    /// The configured address of the server is none.
    #[error("not an address of the form https://HOST:PORT (http:// only on this machine): {0}")]
    Address(Arc<str>),
}

impl Error {
    /// Whether the same request, repeated a little later, may well succeed.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        matches!(
            self,
            Self::Unreachable(_) | Self::TimedOut | Self::Refused(ErrorCode::Unavailable)
        )
    }

    /// Whether the key or the session is not valid (any more).
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        matches!(self, Self::Refused(ErrorCode::Unauthorized))
    }

    /// Whether the server has answered for good: nothing was done, and the same
    /// request need not be repeated to find out.
    #[must_use]
    pub fn is_final(&self) -> bool {
        match self {
            Self::Refused(code) => !matches!(code, ErrorCode::Unavailable | ErrorCode::Internal),
            Self::Unreachable(_) | Self::TimedOut | Self::Protocol(_) | Self::Address(_) => false,
        }
    }

    /// Why the rules of the office refuse a command, if that is what happened.
    #[must_use]
    pub fn rejection(&self) -> Option<&Rejection> {
        match self {
            Self::Refused(ErrorCode::Rejected { rejection }) => Some(rejection),
            _ => None,
        }
    }

    pub(crate) fn protocol(what: impl std::fmt::Display) -> Self {
        Self::Protocol(what.to_string().into())
    }

    pub(crate) fn of_transport(error: reqwest::Error) -> Self {
        if error.is_timeout() && !error.is_connect() {
            return Self::TimedOut;
        }
        // The address is ours and without secrets, but says nothing new.
        Self::Unreachable(Arc::new(error.without_url()))
    }
}
