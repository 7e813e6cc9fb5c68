//! What the server does by itself: mails, ending what has run out, closing past
//! days, erasing what is no longer needed.
//!
//! Every job can run at any time, on any replica, any number of times: what it
//! finds due it does, and doing it twice changes nothing. All time comes from
//! the clock of the application, so nothing depends on how long a day is.

mod outbox;
mod tidy;

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::{app::App, mail::Mailer};

/// How often the jobs look at the clock.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// Expiries, closing of days and erasures (requirement E06).
const MINUTE: SignedDuration = SignedDuration::from_mins(1);
/// Deleting old rows.
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// Does what is overdue, for instance after a backup was restored (requirement
/// E12), then starts the jobs. They end when the application shuts down.
///
/// # Errors
/// If the mail server's configuration is wrong.
pub async fn start(app: &App) -> anyhow::Result<()> {
    let mailer = app.config.smtp.as_ref().map(Mailer::new).transpose()?;
    if mailer.is_none() {
        tracing::warn!("no mail server is configured: mails wait in the outbox");
    }
    let now = app.clock.now();
    tidy::every_minute(app, now).await;
    tidy::every_hour(app, now).await;
    let jobs = app.clone();
    drop(tokio::spawn(async move {
        let shutdown = jobs.shutdown.clone();
        let _ = shutdown.run_until_cancelled(run_tidy(jobs, now)).await;
    }));
    if let Some(mailer) = mailer {
        let jobs = app.clone();
        drop(tokio::spawn(async move {
            let shutdown = jobs.shutdown.clone();
            let _ = shutdown
                .run_until_cancelled(outbox::run(jobs, mailer))
                .await;
        }));
    }
    Ok(())
}

async fn run_tidy(app: App, started: Timestamp) {
    let (mut minute, mut hour) = (started, started);
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        let now = app.clock.now();
        if is_due(minute, now, MINUTE) {
            minute = now;
            tidy::every_minute(&app, now).await;
        }
        if is_due(hour, now, HOUR) {
            hour = now;
            tidy::every_hour(&app, now).await;
        }
    }
}

/// A machine's clock that was set back must not stop the jobs.
fn is_due(last: Timestamp, now: Timestamp, every: SignedDuration) -> bool {
    now < last || now.duration_since(last) >= every
}

#[cfg(test)]
mod tests;
