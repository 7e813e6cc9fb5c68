//! The open streams, and their end when a device is revoked or a session is
//! over. Another process may do that, so the database is asked every two
//! seconds; a stream ends within five (requirement H13).

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use jiff::Timestamp;
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::key::Hash;
use crate::{
    app::App,
    store::{Store, StoreError},
};

/// How often the database is asked.
const EVERY: Duration = Duration::from_secs(2);

/// Streams that are asked about in one query.
const CHUNK: usize = 500;

/// The open streams of this process. Clones share everything.
#[derive(Clone, Default)]
pub struct Streams(Arc<Inner>);

#[derive(Default)]
struct Inner {
    next: AtomicU64,
    open: Mutex<HashMap<u64, Open>>,
}

struct Open {
    device: Uuid,
    session: Option<Hash>,
    ended: CancellationToken,
}

/// A stream that is open as long as this lives.
pub struct Entrance {
    streams: Streams,
    id: u64,
    device: Uuid,
    ended: CancellationToken,
}

impl Entrance {
    /// Cancelled when the stream must end.
    #[must_use]
    pub fn ended(&self) -> &CancellationToken {
        &self.ended
    }

    /// Whether the device has another open stream.
    #[must_use]
    pub fn has_sibling(&self) -> bool {
        let open = self.streams.open();
        open.iter()
            .any(|(id, other)| *id != self.id && other.device == self.device)
    }
}

impl Drop for Entrance {
    fn drop(&mut self) {
        drop(self.streams.open().remove(&self.id));
    }
}

impl Streams {
    fn open(&self) -> std::sync::MutexGuard<'_, HashMap<u64, Open>> {
        self.0.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Registers a stream of this device, and of this session if it needs one.
    #[must_use]
    pub fn enter(&self, device: Uuid, session: Option<Hash>) -> Entrance {
        let id = self.0.next.fetch_add(1, Ordering::Relaxed);
        let ended = CancellationToken::new();
        let open = Open {
            device,
            session,
            ended: ended.clone(),
        };
        drop(self.open().insert(id, open));
        Entrance {
            streams: self.clone(),
            id,
            device,
            ended,
        }
    }

    /// Ends the streams of a session, without waiting for the next round.
    pub fn end_session(&self, session: &Hash) {
        for open in self
            .open()
            .values()
            .filter(|open| open.session.as_ref() == Some(session))
        {
            open.ended.cancel();
        }
    }

    /// Ends every stream whose device or session is not valid any more, and
    /// names these devices.
    ///
    /// # Errors
    /// If the database fails; the streams then stay open.
    pub async fn sweep(&self, store: &Store, now: Timestamp) -> Result<Vec<Uuid>, StoreError> {
        let (devices, sessions): (Vec<_>, Vec<_>) = self
            .open()
            .values()
            .map(|open| (open.device, open.session))
            .unzip();
        let sessions: Vec<Hash> = sessions.into_iter().flatten().collect();
        let mut gone = Vec::new();
        for chunk in devices.chunks(CHUNK) {
            gone.extend(store.devices_gone(chunk).await?);
        }
        let mut over = Vec::new();
        for chunk in sessions.chunks(CHUNK) {
            over.extend(store.sessions_ended(chunk, now).await?);
        }
        for open in self.open().values() {
            let is_over = open.session.is_some_and(|session| over.contains(&session));
            if is_over || gone.contains(&open.device) {
                open.ended.cancel();
            }
        }
        Ok(gone)
    }
}

/// Looks for revoked devices and ended sessions, for ever.
pub async fn watch(app: App) {
    let mut ticks = interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let _ = ticks.tick().await;
        let now = app.clock.now();
        match app.auth.streams.sweep(&app.store, now).await {
            Ok(gone) => gone
                .into_iter()
                .for_each(|device| app.live.forget_device(device)),
            Err(error) => tracing::warn!(%error, "cannot look for revoked devices"),
        }
    }
}
