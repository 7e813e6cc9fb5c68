//! The live streams: whole views, newest only, over server-sent events.
//!
//! The first view comes at once; a comment every two seconds shows that the
//! stream lives; it ends when the device is revoked, the session is over or
//! the server stops.

use std::time::Duration;

use aufruf_core::wire::{desk::DeskView, display::DisplayView, kiosk::KioskView};
use futures::StreamExt;
use poem::web::sse::{Event, SSE};
use tokio_stream::wrappers::WatchStream;

use super::{Call, answer::Events};
use crate::{
    app::App,
    auth::{Device, Staff, key::Hash, streams::Entrance},
    error::ApiError,
    live::{News, Role},
};

/// Time between two comments. Clients give up a silent stream after 5 s.
const HEARTBEAT: Duration = Duration::from_secs(2);

/// `GET /api/v1/display/live`.
pub async fn display(call: Call<Device>, (): ()) -> Result<Events<DisplayView>, ApiError> {
    open(&call.app, call.caller, None, Role::Display)
        .await
        .map(Events::new)
}

/// `GET /api/v1/kiosk/live`.
pub async fn kiosk(call: Call<Device>, (): ()) -> Result<Events<KioskView>, ApiError> {
    open(&call.app, call.caller, None, Role::Kiosk)
        .await
        .map(Events::new)
}

/// `GET /api/v1/desk/live`.
pub async fn desk(call: Call<Staff>, (): ()) -> Result<Events<DeskView>, ApiError> {
    let Staff {
        device, session, ..
    } = call.caller;
    open(&call.app, device, Some(session), Role::Desk)
        .await
        .map(Events::new)
}

async fn open(
    app: &App,
    device: Device,
    session: Option<Hash>,
    role: Role,
) -> Result<SSE, ApiError> {
    let views = app.live.subscribe(&device.office, role).await?;
    let entrance = app.auth.streams.enter(device.id, session);
    let ended = entrance.ended().clone();
    let shutdown = app.shutdown.clone();
    let end = async move {
        tokio::select! {
            () = ended.cancelled() => {}
            () = shutdown.cancelled() => {}
        }
    };
    let presence = Presence::begin(app.clone(), device, entrance);
    let events = WatchStream::new(views)
        // Before the first view is made there is nothing to show.
        .filter(|view| std::future::ready(!view.is_empty()))
        .map(move |view| {
            let _in_use = &presence;
            Event::message(&*view)
        })
        .take_until(end);
    Ok(SSE::new(events).keep_alive(HEARTBEAT))
}

/// The desks see the device as connected while this lives.
struct Presence {
    app: App,
    device: Device,
    entrance: Entrance,
}

impl Presence {
    fn begin(app: App, device: Device, entrance: Entrance) -> Self {
        app.live.device(&device, News::Connected);
        Self {
            app,
            device,
            entrance,
        }
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        if !self.entrance.has_sibling() {
            self.app.live.device(&self.device, News::Disconnected);
        }
    }
}
