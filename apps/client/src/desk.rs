//! The clerk's program, with a session.

use aufruf_core::{
    id::VisitId,
    visit::Concern,
    wire::{
        Request,
        answer::Answer,
        desk::{
            CallWhy, CancelBooking, Contact, DayListLink, DayListRequest, DeskCommand, DeskView,
            FreeDay, MailAgain, MisfitDay, MoveBooking, NewBooking, SearchHit,
        },
        device::Session,
    },
};
use futures::Stream;
use jiff::civil::Date;
use reqwest::Method;

use crate::{
    client::{Client, call, tell},
    error::Error,
    feed::Feed,
    retry::with_retry,
};

/// What a logged-in clerk may do. The session is in it; after
/// [`DeskClient::log_out`] it is worth nothing. Hashes by desk and session.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DeskClient {
    client: Client,
}

/// Which free times a clerk asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreeTimesQuery {
    /// First local date.
    pub date: Date,
    /// How many days from then, `1..=28`.
    pub days: u8,
    /// What for.
    pub concerns: Vec<Concern>,
}

impl DeskClient {
    pub(crate) fn new(client: Client) -> Self {
        Self { client }
    }

    /// The views of the desk. [`Feed::Unpaired`] also means that the session
    /// has ended.
    pub fn feed(&self) -> impl Stream<Item = Feed<DeskView>> + Send + use<> {
        self.client.feed()
    }

    /// Tells that the clerk is at work, which keeps the session from ending
    /// after 30 minutes without a command.
    ///
    /// # Errors
    /// See [`Error`]; unauthorized if the session has ended.
    pub async fn keep_session(&self) -> Result<(), Error> {
        let _: Session = call(self.client.get("/api/v1/desk/session")).await?;
        Ok(())
    }

    /// Ends the session at the server.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn log_out(&self) -> Result<(), Error> {
        tell(self.client.request(Method::POST, "/api/v1/desk/logout")).await
    }

    /// Calls, serves, pauses, … Repeated while the answer is unknown.
    ///
    /// # Errors
    /// The rule's [`Rejection`](aufruf_core::rejection::Rejection);
    /// `CounterTaken` if another desk has the counter; see [`Error`].
    pub async fn command(&self, request: &Request<DeskCommand>) -> Result<Answer, Error> {
        with_retry(|| call(self.client.post("/api/v1/desk/command", request))).await
    }

    /// Like [`DeskClient::command`], after the question whether to take the
    /// counter from the other desk.
    ///
    /// # Errors
    /// See [`DeskClient::command`].
    pub async fn take_over(&self, request: &Request<DeskCommand>) -> Result<Answer, Error> {
        with_retry(|| {
            call(
                self.client
                    .post("/api/v1/desk/command?take_over=true", request),
            )
        })
        .await
    }

    /// Free times that a clerk may offer.
    ///
    /// # Errors
    /// The rule's [`Rejection`](aufruf_core::rejection::Rejection) if these
    /// concerns do not go together; see [`Error`].
    pub async fn free_times(&self, query: &FreeTimesQuery) -> Result<Vec<FreeDay>, Error> {
        let concerns: Vec<String> = query
            .concerns
            .iter()
            .map(|c| format!("{}:{}", c.service, c.quantity))
            .collect();
        let request = self.client.get("/api/v1/desk/free-times").query(&[
            ("date", query.date.to_string()),
            ("days", query.days.to_string()),
            ("concerns", concerns.join(",")),
        ]);
        call(request).await
    }

    /// Books for a caller, confirmed at once. Repeated while the answer is unknown.
    ///
    /// # Errors
    /// The rule's [`Rejection`](aufruf_core::rejection::Rejection), `TimeTaken`
    /// above all; see [`Error`].
    pub async fn book(&self, request: &Request<NewBooking>) -> Result<Answer, Error> {
        with_retry(|| call(self.client.post("/api/v1/desk/bookings", request))).await
    }

    /// Finds visits by number, name or time; at most 50. The search is recorded.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn search(&self, query: &str, date: Date) -> Result<Vec<SearchHit>, Error> {
        let request = self
            .client
            .get("/api/v1/desk/visits")
            .query(&[("query", query), ("date", &date.to_string())]);
        call(request).await
    }

    /// Why a visit was called when it was.
    ///
    /// # Errors
    /// `NotFound` if there is no such call; see [`Error`].
    pub async fn call_why(&self, seq: u64, date: Date) -> Result<CallWhy, Error> {
        let path = format!("/api/v1/desk/calls/{seq}/why");
        call(self.client.get(&path).query(&[("date", date.to_string())])).await
    }

    /// Bookings for which the staff of their day does not suffice; for leads.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn misfits(&self) -> Result<Vec<MisfitDay>, Error> {
        call(self.client.get("/api/v1/desk/misfits")).await
    }

    /// Reads name, mail and phone of a visit, which is recorded.
    ///
    /// # Errors
    /// `NotFound` if there are none or they are erased; see [`Error`].
    pub async fn contact(&self, visit: VisitId) -> Result<Contact, Error> {
        call(
            self.client
                .get(&format!("/api/v1/desk/visits/{visit}/contact")),
        )
        .await
    }

    /// Changes name, mail and phone of a visit, which is recorded.
    ///
    /// # Errors
    /// `BadRequest` for an impossible address; see [`Error`].
    pub async fn change_contact(&self, visit: VisitId, contact: &Contact) -> Result<(), Error> {
        let path = format!("/api/v1/desk/visits/{visit}/contact");
        // Putting the same data twice is the same as once.
        with_retry(|| tell(self.client.request(Method::PUT, &path).json(contact))).await
    }

    /// Sends the mail with the number once more, which is recorded.
    ///
    /// # Errors
    /// `WrongState` unless the booking is confirmed; see [`Error`].
    pub async fn mail_again(&self, visit: VisitId) -> Result<MailAgain, Error> {
        let path = format!("/api/v1/desk/visits/{visit}/mail");
        // The server orders a second one only after a while.
        with_retry(|| call(self.client.request(Method::POST, &path))).await
    }

    /// Cancels a booking of any day. Repeated while the answer is unknown.
    ///
    /// # Errors
    /// The rule's [`Rejection`](aufruf_core::rejection::Rejection); see [`Error`].
    pub async fn cancel(
        &self,
        visit: VisitId,
        request: &Request<CancelBooking>,
    ) -> Result<Answer, Error> {
        let path = format!("/api/v1/desk/visits/{visit}/cancel");
        with_retry(|| call(self.client.post(&path, request))).await
    }

    /// Moves a booking to another time of any day. Repeated while the answer
    /// is unknown.
    ///
    /// # Errors
    /// The rule's [`Rejection`](aufruf_core::rejection::Rejection), `TimeTaken`
    /// above all; see [`Error`].
    pub async fn move_booking(
        &self,
        visit: VisitId,
        request: &Request<MoveBooking>,
    ) -> Result<Answer, Error> {
        let path = format!("/api/v1/desk/visits/{visit}/move");
        with_retry(|| call(self.client.post(&path, request))).await
    }

    /// The full address of the printable list of a day, for the browser: it
    /// has neither key nor session, so the address works once and for a minute.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn day_list_link(&self, date: Date) -> Result<String, Error> {
        let request = self
            .client
            .post("/api/v1/desk/day-list", &DayListRequest { date });
        let DayListLink { link, .. } = call(request).await?;
        // Only a path: a full address could lead the clerk's browser anywhere.
        if !link.starts_with('/') || link.starts_with("//") {
            return Err(Error::protocol("the day list is not a path of the server"));
        }
        Ok(format!("{}{link}", self.client.server()))
    }
}
