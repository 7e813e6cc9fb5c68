//! Ending what has run out, closing past days, erasing (requirements E05 to
//! E07, E11; design: requests 48 h, journals 90 days).

use aufruf_core::command::Command;
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::send;
use crate::{
    app::App,
    store::{Erased, StoreError},
};

/// Most days that one run ends or closes; the rest follows a minute later.
const DAYS_MAX: u64 = 500;
/// How long requests, mails and limits per address are kept.
const SHORT: SignedDuration = SignedDuration::from_hours(48);
/// How long journals and audit entries are kept. Days.
const LONG_DAYS: i32 = 90;

/// Everything that must not wait for long.
pub(super) async fn every_minute(app: &App, now: Timestamp) {
    expire(app, now).await;
    close_past_days(app, now).await;
    // What has just run out became due after `now`.
    log(
        "contact data",
        app.store.erase_due_contacts(app.clock.now()).await,
    );
}

/// Everything that can wait.
pub(super) async fn every_hour(app: &App, now: Timestamp) {
    log("requests", app.store.delete_old_requests(now - SHORT).await);
    log("mails", app.store.delete_old_mails(now - SHORT).await);
    let long = SignedDuration::from_hours(24 * i64::from(LONG_DAYS));
    log(
        "audit entries",
        app.store.delete_old_audit(now - long).await,
    );
    // The earliest local date of the world keeps each office its full 90 days.
    let oldest = (now - SignedDuration::from_hours(12))
        .to_zoned(jiff::tz::TimeZone::UTC)
        .date();
    let before = oldest.saturating_sub(LONG_DAYS.days());
    log("days", app.store.delete_old_days(before).await);
}

fn log(what: &'static str, erased: Result<Erased, StoreError>) {
    match erased {
        Ok(Erased { rows: 0 }) => {}
        Ok(Erased { rows }) => tracing::info!(what, rows, "erased"),
        Err(error) => tracing::error!(what, %error, "erasing failed; it is tried again"),
    }
}

/// Holds and unconfirmed bookings that have run out get their entry in the
/// journal even on days that nobody looks at.
async fn expire(app: &App, now: Timestamp) {
    match app.store.days_with_overdue(now, DAYS_MAX).await {
        Ok(days) => {
            for (office, date) in days {
                send(app, &office, date, Command::Tick).await;
            }
        }
        Err(error) => tracing::error!(%error, "cannot look for what has run out"),
    }
}

/// A day is closed once its local midnight has passed.
async fn close_past_days(app: &App, now: Timestamp) {
    // In the earliest zone of the world it may be tomorrow already.
    let latest = (now + SignedDuration::from_hours(14))
        .to_zoned(jiff::tz::TimeZone::UTC)
        .date();
    let days = match app.store.open_days_before(latest, DAYS_MAX).await {
        Ok(days) => days,
        Err(error) => {
            tracing::error!(%error, "cannot look for past days");
            return;
        }
    };
    for (office, date) in days {
        match app.settings.current(&office).await {
            Ok(published) if date < now.to_zoned(published.zone.clone()).date() => {
                send(app, &office, date, Command::CloseDay).await;
            }
            Ok(_) => {}
            Err(error) => tracing::error!(%office, %error, "a past day stays open"),
        }
    }
}
