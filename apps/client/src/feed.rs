//! The live stream: whole views over server-sent events, forever.

mod events;

use std::time::Duration;

use aufruf_core::wire::{Stamp, desk::DeskView, display::DisplayView, kiosk::KioskView};
use futures::{Stream, stream};
use reqwest::header::ACCEPT;
use serde::de::DeserializeOwned;
use tokio::time::{sleep, timeout};

use crate::{
    client::{Client, refusal},
    error::Error,
    retry::Backoff,
};
use events::{Events, Silence};

/// Longest time until the answer to a connection attempt begins. Together with
/// the longest back-off of 5 s a returned server is found within 10 s.
const OPEN_LIMIT: Duration = Duration::from_secs(4);

/// What the stream says.
#[derive(Debug, Clone, PartialEq)]
pub enum Feed<V> {
    /// A newer view.
    View(V),
    /// The connection is lost; what is shown may be old. Said once; the stream
    /// goes on trying.
    Lost,
    /// The connection is back and the last view is, or the next one will be,
    /// true again.
    Restored,
    /// The server does not accept the key (or the session) any more. The
    /// stream ends.
    Unpaired,
}

/// A view with a stream of its own.
pub trait View: DeserializeOwned + Send + 'static {
    /// Path of the stream.
    const PATH: &'static str;

    /// Which view it is.
    fn stamp(&self) -> Stamp;
}

impl View for DisplayView {
    const PATH: &'static str = "/api/v1/display/live";

    fn stamp(&self) -> Stamp {
        self.stamp
    }
}

impl View for KioskView {
    const PATH: &'static str = "/api/v1/kiosk/live";

    fn stamp(&self) -> Stamp {
        self.stamp
    }
}

impl View for DeskView {
    const PATH: &'static str = "/api/v1/desk/live";

    fn stamp(&self) -> Stamp {
        self.stamp
    }
}

impl Client {
    /// The views of this device's kind. Never ends but after
    /// [`Feed::Unpaired`]; a view comes only if it is greater than the last one.
    pub fn feed<V: View>(&self) -> impl Stream<Item = Feed<V>> + Send + use<V> {
        let live = Live {
            client: self.clone(),
            state: State::Away,
            backoff: Backoff::default(),
            seen: None,
            lost: false,
            kept: None,
        };
        stream::unfold(live, async |mut live| {
            live.next().await.map(|item| (item, live))
        })
    }
}

struct Live<V> {
    client: Client,
    state: State,
    backoff: Backoff,
    /// Stamp of the newest view that was given out.
    seen: Option<Stamp>,
    /// `Lost` was said and `Restored` not yet.
    lost: bool,
    /// A view to give out after `Restored`.
    kept: Option<V>,
}

enum State {
    Away,
    Open(Box<Events>),
    Ended,
}

impl<V: View> Live<V> {
    async fn next(&mut self) -> Option<Feed<V>> {
        loop {
            if let Some(view) = self.kept.take() {
                return Some(Feed::View(view));
            }
            let said = match &mut self.state {
                State::Ended => return None,
                State::Away => self.connect().await,
                State::Open(events) => {
                    let event = events.next().await;
                    self.received(event).await
                }
            };
            if said.is_some() {
                return said;
            }
        }
    }

    async fn connect(&mut self) -> Option<Feed<V>> {
        match open(&self.client, V::PATH).await {
            Ok(events) => {
                self.state = State::Open(Box::new(events));
                None
            }
            Err(error) if error.is_unauthorized() => {
                self.state = State::Ended;
                Some(Feed::Unpaired)
            }
            Err(error) => {
                tracing::debug!("live stream: {error}");
                self.away(false).await
            }
        }
    }

    async fn received(&mut self, event: Result<String, Silence>) -> Option<Feed<V>> {
        let view = match event {
            Ok(data) => serde_json::from_str::<V>(&data),
            Err(silence) => {
                tracing::debug!("live stream: {silence}");
                // An orderly end after a view is a restart of the server: one
                // attempt is made before anyone is alarmed.
                let quietly = matches!(silence, Silence::Ended) && self.backoff.is_fresh();
                return self.away(quietly).await;
            }
        };
        let view = match view {
            Ok(view) => view,
            Err(error) => {
                tracing::warn!("live stream: a view that makes no sense: {error}");
                return self.away(false).await;
            }
        };
        self.backoff.reset();
        if self.seen.is_none_or(|seen| view.stamp() > seen) {
            self.seen = Some(view.stamp());
            self.kept = Some(view);
        }
        std::mem::take(&mut self.lost).then_some(Feed::Restored)
    }

    /// The connection is gone: says so at once, or else waits for the next try.
    async fn away(&mut self, quietly: bool) -> Option<Feed<V>> {
        let first = !self.lost && !quietly;
        self.state = State::Away;
        if first {
            self.lost = true;
            return Some(Feed::Lost);
        }
        sleep(self.backoff.wait()).await;
        None
    }
}

async fn open(client: &Client, path: &str) -> Result<Events, Error> {
    let opening = async {
        let request = client.get(path).header(ACCEPT, "text/event-stream");
        let response = request.send().await.map_err(Error::of_transport)?;
        let status = response.status();
        if status.is_success() {
            return Ok(Events::new(response));
        }
        let body = response.bytes().await.map_err(Error::of_transport)?;
        Err(refusal(status, &body))
    };
    timeout(OPEN_LIMIT, opening)
        .await
        .unwrap_or(Err(Error::TimedOut))
}
