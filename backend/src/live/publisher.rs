//! Makes the views of one office whenever they may have changed.

use std::{sync::Arc, time::Duration};

use aufruf_core::{day::view, id::OfficeId};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use tokio::sync::watch;

use super::{Channels, Live, Shown, foresight::Foresight};
use crate::{
    days::DaysError,
    notify::{ANEW, Why},
};

/// Wait after an error.
const TRY_AGAIN: SignedDuration = SignedDuration::from_secs(1);
/// A publisher that nobody watches ends after this time.
const UNWATCHED_MAX: Duration = Duration::from_secs(60);

/// Starts the publisher of an office.
pub(super) fn start(live: Live, office: OfficeId, channels: Channels) {
    let wake = live.0.hints.register(&office);
    let background = live.0.background.clone();
    background.spawn("publisher", async move {
        let (mut why, mut next) = (ANEW, live.0.clock.now());
        let mut foresight = Foresight::default();
        loop {
            match publish(&live, &office, &channels, &mut foresight, why).await {
                Ok(Some(change)) => next = change,
                Ok(None) => {}
                Err(error) => {
                    tracing::warn!(%office, %error, "no views");
                    next = live.0.clock.now() + TRY_AGAIN;
                }
            }
            why = tokio::select! {
                why = wake.woken() => why,
                () = live.0.clock.sleep_until(next) => ANEW,
                () = foresight.done() => ANEW,
                () = tokio::time::sleep(UNWATCHED_MAX), if !channels.is_watched() => {
                    if retire(&live, &office, &channels) {
                        return;
                    }
                    ANEW
                }
            };
        }
    });
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

/// Makes the views and answers when time alone changes them; `None` if what is
/// shown is right already: another day of the office has moved.
async fn publish(
    live: &Live,
    office: &OfficeId,
    channels: &Channels,
    foresight: &mut Foresight,
    why: Why,
) -> Result<Option<Timestamp>, DaysError> {
    let published = live.0.settings.current(office).await?;
    let date = published.today(&live.0.clock);
    // The lane has put what it committed there: no need to ask the database.
    let own = (!why.elsewhere)
        .then(|| live.0.days.last_known(office, date))
        .flatten()
        .filter(|known| known.plan.version >= published.version);
    let snapshot = match own {
        Some(snapshot) => snapshot,
        None => live.0.days.snapshot(office, date).await?,
    };
    let (day, settings, plan) = (&snapshot.day, &snapshot.settings, &snapshot.plan);
    let shown = Shown {
        date,
        seq: day.seq(),
        version: plan.version,
    };
    if !why.anew && *channels.shown.borrow() == Some(shown) {
        return Ok(None);
    }
    let t = day.time(live.0.clock.now());

    let forecasts = foresight.of(date);
    let ahead = forecasts.as_deref();
    let display = view::display(day, settings, plan, ahead, t);
    put(&channels.display, &display);
    let mut kiosk = view::kiosk(day, settings, plan, ahead, t);
    let pages = live.0.phone_url.as_ref();
    kiosk.booking_link = pages.map(|pages| format!("{pages}/{office}"));
    put(&channels.kiosk, &kiosk);
    let mut desk = view::desk(day, settings, plan, ahead, t);
    desk.devices = live.0.devices.of(office);
    put(&channels.desk, &desk);
    let _ = channels.shown.send_replace(Some(shown));
    let known = forecasts.map(|forecasts| (date, forecasts));
    let _ = channels.forecasts.send_replace(known);
    foresight.begin(&snapshot, shown, t);
    Ok(Some(snapshot.next_change(t)))
}

fn put(channel: &watch::Sender<Arc<str>>, view: &impl Serialize) {
    let text = serde_json::to_string(view).expect("views are plain data");
    let _ = channel.send_replace(text.into());
}
