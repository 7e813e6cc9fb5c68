//! Makes the views of one office whenever they may have changed.

use std::{sync::Arc, time::Duration};

use aufruf_core::{day::view, id::OfficeId};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use tokio::sync::watch;

use super::{Channels, Live, Shown};
use crate::days::DaysError;

/// Wait after an error.
const TRY_AGAIN: SignedDuration = SignedDuration::from_secs(1);
/// A publisher that nobody watches ends after this time.
const UNWATCHED_MAX: Duration = Duration::from_secs(60);

/// Starts the publisher of an office.
pub(super) fn start(live: Live, office: OfficeId, channels: Channels) {
    let wake = live.0.hints.register(&office);
    let shutdown = live.0.days.shutdown().clone();
    let run = async move {
        loop {
            let next = match publish(&live, &office, &channels).await {
                Ok(next) => next,
                Err(error) => {
                    tracing::warn!(%office, %error, "no views");
                    live.0.clock.now() + TRY_AGAIN
                }
            };
            tokio::select! {
                () = wake.notified() => {}
                () = live.0.clock.sleep_until(next) => {}
                () = tokio::time::sleep(UNWATCHED_MAX), if !channels.is_watched() => {
                    if retire(&live, &office, &channels) {
                        return;
                    }
                }
            }
        }
    };
    drop(tokio::spawn(async move {
        let _ = shutdown.run_until_cancelled(run).await;
    }));
}

/// Ends the publisher unless somebody has come meanwhile.
fn retire(live: &Live, office: &OfficeId, channels: &Channels) -> bool {
    let mut offices = live.offices();
    if channels.is_watched() {
        return false;
    }
    let _ = offices.remove(office);
    live.0.hints.unregister(office);
    true
}

/// Makes the views and answers when time alone changes them.
async fn publish(
    live: &Live,
    office: &OfficeId,
    channels: &Channels,
) -> Result<Timestamp, DaysError> {
    let published = live.0.settings.current(office).await?;
    let date = published.today(&live.0.clock);
    let snapshot = live.0.days.snapshot(office, date).await?;
    let (day, settings, plan) = (&snapshot.day, &snapshot.settings, &snapshot.plan);
    let t = day.time(live.0.clock.now());

    put(&channels.display, &view::display(day, settings, plan, t));
    put(&channels.kiosk, &view::kiosk(day, settings, plan, t));
    let mut desk = view::desk(day, settings, plan, t);
    desk.devices = live.device_views(office);
    put(&channels.desk, &desk);
    let shown = Shown {
        date,
        seq: day.seq(),
        version: plan.version,
    };
    let _ = channels.shown.send_replace(Some(shown));
    Ok(snapshot.next_change(t))
}

fn put(channel: &watch::Sender<Arc<str>>, view: &impl Serialize) {
    let text = serde_json::to_string(view).expect("views are plain data");
    let _ = channel.send_replace(text.into());
}
