//! What every device may do: be paired, and say how it is.

use aufruf_core::wire::device::{
    DeviceStatus, LoginRequest, PairRequest, Paired, Session, SetupRequest,
};

use crate::{
    client::{Client, call, tell},
    desk::DeskClient,
    error::Error,
};

/// Exchanges a one-time code for the device's own key.
///
/// # Errors
/// `Unauthorized` for a wrong, used or expired code; `TooMany` after five
/// tries; see [`Error`].
pub async fn pair(base_url: &str, request: &PairRequest) -> Result<Paired, Error> {
    call(Client::unpaired(base_url)?.post("/api/v1/pair", request)).await
}

impl Client {
    /// Says how camera, printer and loudspeaker are.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn report_status(&self, status: &DeviceStatus) -> Result<(), Error> {
        tell(self.post("/api/v1/device/status", status)).await
    }

    /// Sets a clerk's first password, or a new one after a reset. Not repeated
    /// by itself: the code works once.
    ///
    /// # Errors
    /// `Unauthorized` for a wrong or expired code, `BadRequest` for a password
    /// of a wrong length; see [`Error`].
    pub async fn set_password(&self, request: &SetupRequest) -> Result<(), Error> {
        tell(self.post("/api/v1/desk/setup", request)).await
    }

    /// Logs a clerk in at this desk.
    ///
    /// # Errors
    /// `Unauthorized` for a wrong name or password, `TooMany` after too many
    /// tries; see [`Error`].
    pub async fn log_in(&self, request: &LoginRequest) -> Result<Session, Error> {
        call(self.post("/api/v1/desk/login", request)).await
    }

    /// What a logged-in clerk may do.
    #[must_use]
    pub fn desk(&self, session: &Session) -> DeskClient {
        DeskClient::new(self.with_session(&session.token))
    }
}
