//! The forecasts beside the views: worked out on a thread of their own, so that
//! a call is on the monitor before anybody knows what it means for the rest.

use std::{future, sync::Arc, time::Duration};

use aufruf_core::forecast::{Forecasts, forecasts};
use jiff::{SignedDuration, Timestamp, civil::Date};
use tokio::{task::JoinHandle, time::Instant};

use super::Shown;
use crate::days::Snapshot;

/// Without any event a forecast is good for this long.
const FRESH_FOR: SignedDuration = SignedDuration::from_secs(60);

/// However much happens, forecasts begin at least this far apart: nobody reads
/// faster, and a thousand offices share one server.
const APART: Duration = Duration::from_secs(1);

/// What is known of the future of one office's day, and what is being worked out.
#[derive(Default)]
pub(super) struct Foresight {
    known: Option<Known>,
    running: Option<(Basis, JoinHandle<Forecasts>)>,
    /// When the last one began.
    began: Option<Instant>,
    /// Something has changed since: begin again then.
    again_at: Option<Instant>,
}

struct Known {
    basis: Basis,
    forecasts: Arc<Forecasts>,
}

/// What a forecast rests on.
#[derive(Clone, Copy)]
struct Basis {
    shown: Shown,
    at: Timestamp,
}

impl Foresight {
    /// The newest forecasts of this date, if any are known.
    pub(super) fn of(&self, date: Date) -> Option<Arc<Forecasts>> {
        let known = self.known.as_ref()?;
        (known.basis.shown.date == date).then(|| Arc::clone(&known.forecasts))
    }

    /// Begins to work out new ones if those that are known do not fit any more.
    /// One at a time: what comes meanwhile is looked at when it is done.
    pub(super) fn begin(&mut self, snapshot: &Arc<Snapshot>, shown: Shown, t: Timestamp) {
        if !is_worth_it(snapshot, t) {
            self.known = None;
            return;
        }
        let fresh = self.known.as_ref().is_some_and(|known| {
            known.basis.shown == shown && t.duration_since(known.basis.at) < FRESH_FOR
        });
        if fresh || self.running.is_some() {
            return;
        }
        let earliest = self.began.map(|began| began + APART);
        if let Some(at) = earliest.filter(|at| Instant::now() < *at) {
            self.again_at = Some(at);
            return;
        }
        self.began = Some(Instant::now());
        let snapshot = Arc::clone(snapshot);
        let work = tokio::task::spawn_blocking(move || forecasts(&snapshot.day, &snapshot.plan, t));
        self.running = Some((Basis { shown, at: t }, work));
    }

    /// Returns when new forecasts are known or may begin; never while there is
    /// nothing to wait for.
    pub(super) async fn done(&mut self) {
        let Some((basis, work)) = &mut self.running else {
            match self.again_at {
                Some(at) => tokio::time::sleep_until(at).await,
                None => future::pending().await,
            }
            self.again_at = None;
            return;
        };
        let (basis, result) = (*basis, work.await);
        self.running = None;
        match result {
            Ok(forecasts) => {
                let forecasts = Arc::new(forecasts);
                self.known = Some(Known { basis, forecasts });
            }
            Err(error) => tracing::error!(%error, "a forecast failed"),
        }
    }
}

/// Nobody is told anything on a closed day, while everything stands still, or
/// long before opening.
fn is_worth_it(snapshot: &Snapshot, t: Timestamp) -> bool {
    let (day, plan) = (&snapshot.day, &snapshot.plan);
    let door = aufruf_core::quota::DOOR_OPENS_BEFORE;
    !day.is_closed()
        && day.interrupted_since().is_none()
        && plan.opening().is_some_and(|opening| opening - door <= t)
}
