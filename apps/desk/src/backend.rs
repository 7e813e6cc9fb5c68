//! What the desk needs of the server; the seam at which tests put another one.

use std::fmt::Debug;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use aufruf_client::{
    Client, Credentials, CredentialsError, DeskClient, Error, Feed, FreeTimesQuery,
};
use aufruf_core::id::VisitId;
use aufruf_core::wire::Request;
use aufruf_core::wire::answer;
use aufruf_core::wire::desk::{
    CallWhy, CancelBooking, Contact, DeskCommand, DeskView, FreeDay, MailAgain, MisfitDay,
    MoveBooking, NewBooking, SearchHit,
};
use aufruf_core::wire::device::{DeviceKind, LoginRequest, Session, SetupRequest};
use futures::future::BoxFuture;
use futures::stream::{BoxStream, StreamExt};
use jiff::civil::Date;

/// An answer that comes.
pub type Answer<T> = BoxFuture<'static, Result<T, Error>>;

/// Where a device becomes a paired one.
pub trait Pairing: Debug + Send + Sync + 'static {
    /// Exchanges a one-time code for a key and keeps it.
    fn pair(
        &self,
        server: String,
        code: String,
    ) -> BoxFuture<'static, Result<Arc<dyn Device>, Arc<CredentialsError>>>;
}

/// A paired device without a clerk.
pub trait Device: Debug + Send + Sync + 'static {
    /// Address of the server.
    fn server(&self) -> &str;
    /// Logs a clerk in.
    fn log_in(&self, request: LoginRequest) -> Answer<(Session, Arc<dyn Desk>)>;
    /// Sets a first password, or a new one after a reset.
    fn set_password(&self, request: SetupRequest) -> Answer<()>;
}

/// A paired device with a clerk.
pub trait Desk: Debug + Send + Sync + 'static {
    /// Calls, serves, pauses, …; `take_over`: also takes the counter from another desk.
    fn command(&self, request: Request<DeskCommand>, take_over: bool) -> Answer<answer::Answer>;
    /// Free times that a clerk may offer.
    fn free_times(&self, query: FreeTimesQuery) -> Answer<Vec<FreeDay>>;
    /// Books for a caller.
    fn book(&self, request: Request<NewBooking>) -> Answer<answer::Answer>;
    /// Cancels a booking of any day.
    fn cancel(&self, visit: VisitId, request: Request<CancelBooking>) -> Answer<answer::Answer>;
    /// Moves a booking of any day.
    fn move_booking(&self, visit: VisitId, request: Request<MoveBooking>)
    -> Answer<answer::Answer>;
    /// Finds visits by number, name or time.
    fn search(&self, query: String, date: Date) -> Answer<Vec<SearchHit>>;
    /// Why a visit was called when it was.
    fn call_why(&self, seq: u64, date: Date) -> Answer<CallWhy>;
    /// Bookings of any day for which its staff does not suffice.
    fn misfits(&self) -> Answer<Vec<MisfitDay>>;
    /// Name, mail and phone of one visit.
    fn contact(&self, visit: VisitId) -> Answer<Contact>;
    /// Changes name, mail and phone of one visit.
    fn change_contact(&self, visit: VisitId, contact: Contact) -> Answer<()>;
    /// Sends the mail with the number once more.
    fn mail_again(&self, visit: VisitId) -> Answer<MailAgain>;
    /// The address of a day's printable list, for the browser.
    fn day_list_link(&self, date: Date) -> Answer<String>;
    /// Shows an address in the machine's browser; whether one was started.
    fn browse(&self, address: &str) -> bool;
    /// Tells that the clerk is at work.
    fn keep_session(&self) -> Answer<()>;
    /// Ends the session.
    fn log_out(&self) -> Answer<()>;
    /// What is shown, at each change.
    fn live(&self) -> BoxStream<'static, Feed<DeskView>>;
}

/// Pairing with a real server; the key is kept in this file.
#[derive(Debug, Clone)]
pub struct KeyFile(pub PathBuf);

impl KeyFile {
    /// The paired device whose key is in the file; `None` if there is none.
    ///
    /// # Errors
    /// If the file cannot be read, is no key file or holds no address.
    pub fn device(&self) -> anyhow::Result<Option<Arc<dyn Device>>> {
        let Some(credentials) = Credentials::read(&self.0)? else {
            return Ok(None);
        };
        let device: Arc<dyn Device> = Arc::new(credentials.client()?);
        Ok(Some(device))
    }
}

impl Pairing for KeyFile {
    fn pair(
        &self,
        server: String,
        code: String,
    ) -> BoxFuture<'static, Result<Arc<dyn Device>, Arc<CredentialsError>>> {
        let path: PathBuf = self.0.clone();
        Box::pin(async move { pair(&server, &code, &path).await.map_err(Arc::new) })
    }
}

async fn pair(server: &str, code: &str, path: &Path) -> Result<Arc<dyn Device>, CredentialsError> {
    let credentials = Credentials::pair(server, code, DeviceKind::Desk, path).await?;
    Ok(Arc::new(credentials.client()?))
}

impl Device for Client {
    fn server(&self) -> &str {
        Self::server(self)
    }

    fn log_in(&self, request: LoginRequest) -> Answer<(Session, Arc<dyn Desk>)> {
        let client = self.clone();
        Box::pin(async move {
            let session = Self::log_in(&client, &request).await?;
            let desk: Arc<dyn Desk> = Arc::new(client.desk(&session));
            Ok((session, desk))
        })
    }

    fn set_password(&self, request: SetupRequest) -> Answer<()> {
        let client = self.clone();
        Box::pin(async move { Self::set_password(&client, &request).await })
    }
}

impl Desk for DeskClient {
    fn command(&self, request: Request<DeskCommand>, take_over: bool) -> Answer<answer::Answer> {
        let desk = self.clone();
        Box::pin(async move {
            match take_over {
                true => Self::take_over(&desk, &request).await,
                false => Self::command(&desk, &request).await,
            }
        })
    }

    fn free_times(&self, query: FreeTimesQuery) -> Answer<Vec<FreeDay>> {
        let desk = self.clone();
        Box::pin(async move { Self::free_times(&desk, &query).await })
    }

    fn book(&self, request: Request<NewBooking>) -> Answer<answer::Answer> {
        let desk = self.clone();
        Box::pin(async move { Self::book(&desk, &request).await })
    }

    fn cancel(&self, visit: VisitId, request: Request<CancelBooking>) -> Answer<answer::Answer> {
        let desk = self.clone();
        Box::pin(async move { Self::cancel(&desk, visit, &request).await })
    }

    fn move_booking(
        &self,
        visit: VisitId,
        request: Request<MoveBooking>,
    ) -> Answer<answer::Answer> {
        let desk = self.clone();
        Box::pin(async move { Self::move_booking(&desk, visit, &request).await })
    }

    fn search(&self, query: String, date: Date) -> Answer<Vec<SearchHit>> {
        let desk = self.clone();
        Box::pin(async move { Self::search(&desk, &query, date).await })
    }

    fn call_why(&self, seq: u64, date: Date) -> Answer<CallWhy> {
        let desk = self.clone();
        Box::pin(async move { Self::call_why(&desk, seq, date).await })
    }

    fn misfits(&self) -> Answer<Vec<MisfitDay>> {
        let desk = self.clone();
        Box::pin(async move { Self::misfits(&desk).await })
    }

    fn contact(&self, visit: VisitId) -> Answer<Contact> {
        let desk = self.clone();
        Box::pin(async move { Self::contact(&desk, visit).await })
    }

    fn change_contact(&self, visit: VisitId, contact: Contact) -> Answer<()> {
        let desk = self.clone();
        Box::pin(async move { Self::change_contact(&desk, visit, &contact).await })
    }

    fn mail_again(&self, visit: VisitId) -> Answer<MailAgain> {
        let desk = self.clone();
        Box::pin(async move { Self::mail_again(&desk, visit).await })
    }

    fn day_list_link(&self, date: Date) -> Answer<String> {
        let desk = self.clone();
        Box::pin(async move { Self::day_list_link(&desk, date).await })
    }

    fn browse(&self, address: &str) -> bool {
        open::that_detached(address)
            .inspect_err(|error| tracing::warn!("no browser: {error}"))
            .is_ok()
    }

    fn keep_session(&self) -> Answer<()> {
        let desk = self.clone();
        Box::pin(async move { Self::keep_session(&desk).await })
    }

    fn log_out(&self) -> Answer<()> {
        let desk = self.clone();
        Box::pin(async move { Self::log_out(&desk).await })
    }

    fn live(&self) -> BoxStream<'static, Feed<DeskView>> {
        self.feed().boxed()
    }
}
