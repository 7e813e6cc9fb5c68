//! What the server does by itself: mails, ending what has run out, closing past
//! days, erasing what is no longer needed.
//!
//! Every job can run at any time, on any replica, any number of times: what it
//! finds due it does, and doing it twice changes nothing. All time comes from
//! the clock of the application, so nothing depends on how long a day is.

mod counting;
mod learning;
mod outbox;
mod tidy;

use std::time::Duration;

use aufruf_core::{
    command::Command,
    id::{OfficeId, RequestId},
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use uuid::Uuid;

use crate::{
    app::App,
    days::{Actor, DaysError, Effects, Job},
    mail::Mailer,
};

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
    let told = catch_up(app, now).await;
    app.background
        .spawn("jobs", run_tidy(app.clone(), now, told));
    if let Some(mailer) = mailer {
        app.background
            .spawn_whole("outbox", outbox::run(app.clone(), mailer));
    }
    Ok(())
}

/// Everything that is overdue at `now`, once.
pub(crate) async fn catch_up(app: &App, now: Timestamp) -> learning::Told {
    let mut told = learning::Told::default();
    tidy::every_minute(app, now).await;
    learning::every_minute(app, now, &mut told).await;
    counting::every_minute(app).await;
    tidy::every_hour(app, now).await;
    told
}

async fn run_tidy(app: App, started: Timestamp, mut told: learning::Told) {
    let (mut minute, mut hour) = (started, started);
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        let now = app.clock.now();
        if is_due(minute, now, MINUTE) {
            minute = now;
            tidy::every_minute(&app, now).await;
            learning::every_minute(&app, now, &mut told).await;
            counting::every_minute(&app).await;
        }
        if is_due(hour, now, HOUR) {
            hour = now;
            tidy::every_hour(&app, now).await;
        }
    }
}

/// Sends a command of the jobs to a day.
async fn send(app: &App, office: &OfficeId, date: Date, command: Command) {
    let kind = match command {
        Command::Tick => "tick",
        Command::AdoptExperience { .. } => "adopt experience",
        _ => "close day",
    };
    let job = Job {
        request_id: RequestId(Uuid::new_v4()),
        actor: Actor::System,
        command,
        effects: Effects::default(),
    };
    match app.days.send(office, date, job).await {
        // Refused: another replica was faster.
        Ok(_) | Err(DaysError::Rejected(_)) => {}
        Err(error) => tracing::error!(%office, %date, kind, %error, "failed; it is tried again"),
    }
}

/// A machine's clock that was set back must not stop the jobs.
fn is_due(last: Timestamp, now: Timestamp, every: SignedDuration) -> bool {
    now < last || now.duration_since(last) >= every
}

#[cfg(test)]
mod tests;
