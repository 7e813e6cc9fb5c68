//! The three programs' way to the backend: typed calls over the wire types of
//! `aufruf-core`, and a live stream of views that heals itself.
//!
//! ```no_run
//! use aufruf_client::{Client, DeviceKey, Feed, intent};
//! use aufruf_core::wire::{display::DisplayView, kiosk::CheckIn};
//! use futures::StreamExt;
//!
//! # async fn run() -> Result<(), aufruf_client::Error> {
//! let client = Client::new("https://rathaus:8443", DeviceKey::new("…"))?;
//!
//! // A command carries its own id, so that repeating it changes nothing.
//! let request = intent(CheckIn::Digits(4827));
//! let checked_in = client.check_in(&request).await?;
//!
//! // Whole views, newest wins; the stream reconnects by itself.
//! let mut views = Box::pin(client.feed::<DisplayView>());
//! while let Some(Feed::View(view)) = views.next().await {}
//! # Ok(())
//! # }
//! ```
//!
//! In a program the stream is a subscription whose identity is the client:
//! `Subscription::run_with(client.clone(), |client| client.feed::<KioskView>())`.
//!
//! # Invariants
//!
//! * Every call ends: connecting takes at most [`CONNECT_LIMIT`], a call at
//!   most [`CALL_LIMIT`], and a repeated one at most [`retry::TRIES`] of them.
//! * Only what carries a request id is repeated.
//! * The device's key goes to the configured server only: redirects are not
//!   followed, proxies not used.
//! * Keys, sessions and names are in no `Debug` output and no log line.

mod client;
mod clock;
mod credentials;
mod desk;
mod device;
mod error;
mod feed;
mod kiosk;
pub mod retry;

pub use client::{CALL_LIMIT, CONNECT_LIMIT, Client, DeviceKey};
pub use clock::ServerClock;
pub use credentials::{Credentials, CredentialsError};
pub use desk::{DeskClient, FreeTimesQuery};
pub use device::pair;
pub use error::Error;
pub use feed::{Feed, View};

use aufruf_core::{id::RequestId, wire::Request};

/// Gives an intent its id: made once for each press of a button, kept while it
/// is repeated.
#[must_use]
pub fn intent<T>(body: T) -> Request<T> {
    Request {
        request_id: RequestId(uuid::Uuid::new_v4()),
        body,
    }
}
