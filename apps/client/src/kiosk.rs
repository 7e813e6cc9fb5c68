//! The terminal in the entrance.

use aufruf_core::{
    visit::Concern,
    wire::{
        Request,
        kiosk::{CheckIn, CheckedIn, Draw, Found, Help, Lookup, Offer, Prospect, Ticket},
    },
};

use crate::{
    client::{Client, call, tell},
    error::Error,
    retry::with_retry,
};

impl Client {
    /// Whose number is this?
    ///
    /// # Errors
    /// `NotFound` if nobody has it today here; see [`Error`].
    pub async fn look_up(&self, digits: u16) -> Result<Found, Error> {
        call(self.post("/api/v1/kiosk/lookup", &Lookup { digits })).await
    }

    /// Checks a citizen in. Repeated while the answer is unknown.
    ///
    /// # Errors
    /// `NotFound` if nobody has that number or code today here, or the rule's
    /// [`Rejection`](aufruf_core::rejection::Rejection); see [`Error`].
    pub async fn check_in(&self, request: &Request<CheckIn>) -> Result<CheckedIn, Error> {
        with_retry(|| call(self.post("/api/v1/kiosk/check-in", request))).await
    }

    /// What a walk-in ticket for these concerns would be like.
    ///
    /// # Errors
    /// The rule's [`Rejection`](aufruf_core::rejection::Rejection); see [`Error`].
    pub async fn prospect(&self, concerns: Vec<Concern>) -> Result<Offer, Error> {
        call(self.post("/api/v1/kiosk/prospect", &Prospect { concerns })).await
    }

    /// Draws a walk-in ticket. Repeated while the answer is unknown.
    ///
    /// # Errors
    /// The rule's [`Rejection`](aufruf_core::rejection::Rejection); see [`Error`].
    pub async fn draw_ticket(&self, request: &Request<Draw>) -> Result<Ticket, Error> {
        with_retry(|| call(self.post("/api/v1/kiosk/tickets", request))).await
    }

    /// Rings at the desks. Repeated while the answer is unknown.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn call_help(&self, request: &Request<Help>) -> Result<(), Error> {
        with_retry(|| tell(self.post("/api/v1/kiosk/help", request))).await
    }
}
