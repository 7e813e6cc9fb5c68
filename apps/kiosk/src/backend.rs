//! What the kiosk needs of the server; the seam at which tests put another one.

use std::fmt::Debug;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use aufruf_client::{Client, Error, Feed};
use aufruf_core::visit::Concern;
use aufruf_core::wire::Request;
use aufruf_core::wire::device::DeviceStatus;
use aufruf_core::wire::kiosk::{CheckIn, CheckedIn, Draw, Found, Help, KioskView, Offer, Ticket};
use futures::future::BoxFuture;
use futures::stream::{BoxStream, StreamExt};

/// An answer that comes.
pub type Answer<T> = BoxFuture<'static, Result<T, Error>>;

/// A server.
pub trait Backend: Debug + Send + Sync + 'static {
    /// Names the server and the device, for the identity of the live stream.
    fn name(&self) -> &str;
    /// Whose number is this?
    fn look_up(&self, digits: u16) -> Answer<Found>;
    /// Checks a citizen in.
    fn check_in(&self, request: Request<CheckIn>) -> Answer<CheckedIn>;
    /// What is there instead of a ticket for these concerns?
    fn prospect(&self, concerns: Vec<Concern>) -> Answer<Offer>;
    /// Draws a walk-in ticket.
    fn draw_ticket(&self, request: Request<Draw>) -> Answer<Ticket>;
    /// Rings at the desks.
    fn call_help(&self, request: Request<Help>) -> Answer<()>;
    /// Says how camera and printer are.
    fn report_status(&self, status: DeviceStatus) -> Answer<()>;
    /// What is shown, at each change.
    fn live(&self) -> BoxStream<'static, Feed<KioskView>>;
}

impl Backend for Client {
    fn name(&self) -> &str {
        self.server()
    }

    fn look_up(&self, digits: u16) -> Answer<Found> {
        let client = self.clone();
        Box::pin(async move { Self::look_up(&client, digits).await })
    }

    fn check_in(&self, request: Request<CheckIn>) -> Answer<CheckedIn> {
        let client = self.clone();
        Box::pin(async move { Self::check_in(&client, &request).await })
    }

    fn prospect(&self, concerns: Vec<Concern>) -> Answer<Offer> {
        let client = self.clone();
        Box::pin(async move { Self::prospect(&client, concerns).await })
    }

    fn draw_ticket(&self, request: Request<Draw>) -> Answer<Ticket> {
        let client = self.clone();
        Box::pin(async move { Self::draw_ticket(&client, &request).await })
    }

    fn call_help(&self, request: Request<Help>) -> Answer<()> {
        let client = self.clone();
        Box::pin(async move { Self::call_help(&client, &request).await })
    }

    fn report_status(&self, status: DeviceStatus) -> Answer<()> {
        let client = self.clone();
        Box::pin(async move { Self::report_status(&client, &status).await })
    }

    fn live(&self) -> BoxStream<'static, Feed<KioskView>> {
        self.feed().boxed()
    }
}

/// A shared server, equal to another one of the same name.
#[derive(Debug, Clone)]
pub struct Link(pub Arc<dyn Backend>);

impl Hash for Link {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.name().hash(state);
    }
}
