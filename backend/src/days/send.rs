//! Sending a command to the lane of its day.

use std::{sync::Arc, time::Duration};

use aufruf_core::{
    command::Command,
    id::{OfficeId, VisitId},
    rejection::Rejection,
};
use jiff::{ToSpan, civil::Date};
use tokio::sync::oneshot;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use uuid::Uuid;

use super::{Cache, Days, DaysError, Done, Effects, Job, Relocation, Shared};
use crate::{
    clock::Clock,
    lane::{Envelope, Registry, Work},
    notify::Hints,
    secrets::{Hash, Secrets},
    settings::SettingsCache,
    store::Store,
};

/// How long lanes may take to finish what they have, when the server stops.
const STOP_MAX: Duration = Duration::from_secs(10);
/// How long a caller waits for an answer; longer than any transaction takes.
const ANSWER_MAX: Duration = Duration::from_secs(30);
/// Furthest day that a command can be sent to: `horizon_days` and a month.
const AHEAD_MAX_DAYS: i32 = 400;
/// Oldest day that a command can be sent to; it only answers that it is closed.
const BACK_MAX_DAYS: i32 = 90;

/// What the days are made of.
pub(crate) struct Parts {
    pub(crate) store: Store,
    pub(crate) settings: SettingsCache,
    pub(crate) clock: Clock,
    pub(crate) secrets: Secrets,
    pub(crate) hints: Hints,
    pub(crate) shutdown: CancellationToken,
}

impl Days {
    pub(crate) fn new(parts: Parts) -> Self {
        Self(Arc::new(Shared {
            store: parts.store,
            settings: parts.settings,
            clock: parts.clock,
            secrets: parts.secrets,
            cache: Cache::default(),
            lanes: Registry::default(),
            hints: parts.hints,
            shutdown: parts.shutdown,
            tasks: TaskTracker::new(),
        }))
    }

    /// Sends a command to an office day and waits for the commit. Whoever
    /// stops waiting stops nothing.
    ///
    /// # Errors
    /// [`DaysError`]; after [`DaysError::Unavailable`] it is unknown whether
    /// the command took effect, and repeating it with the same request id
    /// settles it.
    pub async fn send(&self, office: &OfficeId, date: Date, job: Job) -> Result<Done, DaysError> {
        if matches!(
            job.command,
            Command::MoveOut { .. } | Command::MoveIn { .. }
        ) {
            tracing::error!("half of a move was sent; Days::relocate sends both");
            return Err(DaysError::Unavailable);
        }
        let fingerprint = self.fingerprint(office, date, &job);
        self.submit(office, date, Work::Command { job, fingerprint })
            .await
    }

    /// Moves a booking to another day: it leaves one and arrives on the other
    /// in one transaction, or nothing happens. The answer is that of the
    /// arrival. On the same day it is a plain [`Command::Move`].
    ///
    /// # Errors
    /// As [`Days::send`].
    pub async fn relocate(
        &self,
        office: &OfficeId,
        from: Date,
        to: Date,
        job: Relocation,
    ) -> Result<Done, DaysError> {
        if from == to {
            let command = Command::Move {
                visit: job.visit,
                from: job.to,
                by: job.by,
            };
            let job = Job {
                request_id: job.request_id,
                actor: job.actor,
                command,
                effects: Effects {
                    audit: job.audit,
                    ..Effects::default()
                },
            };
            return self.send(office, from, job).await;
        }
        self.check_date(office, to).await?;
        let body = format!(
            "relocate {office} {from} {to} {} {} {:?}",
            job.visit, job.to, job.by
        );
        let fingerprint = self.0.secrets.fingerprint(body.as_bytes());
        self.submit(
            office,
            from,
            Work::Relocate {
                job,
                to,
                fingerprint,
            },
        )
        .await
    }

    async fn submit(&self, office: &OfficeId, date: Date, work: Work) -> Result<Done, DaysError> {
        self.check_date(office, date).await?;
        let (reply, answer) = oneshot::channel();
        Registry::send(&self.0, office, date, Envelope { work, reply })?;
        match tokio::time::timeout(ANSWER_MAX, answer).await {
            Ok(Ok(answer)) => answer,
            // The lane ended without an answer, or hangs.
            Ok(Err(_)) | Err(_) => Err(DaysError::Unavailable),
        }
    }

    /// Lanes exist for dates that an office can reach, so that nobody can make
    /// the server keep any number of them.
    async fn check_date(&self, office: &OfficeId, date: Date) -> Result<(), DaysError> {
        let published = self.0.settings.current(office).await?;
        let today = published.today(&self.0.clock);
        if date > today.saturating_add(AHEAD_MAX_DAYS.days()) {
            return Err(Rejection::TooFarAhead.into());
        }
        if date < today.saturating_sub(BACK_MAX_DAYS.days()) {
            return Err(Rejection::DayClosed.into());
        }
        Ok(())
    }

    /// What was asked, without what the server itself draws anew for each
    /// repetition: random bits and the id of a visit that the command makes.
    fn fingerprint(&self, office: &OfficeId, date: Date, job: &Job) -> Hash {
        let mut command = job.command.clone();
        let made = VisitId(Uuid::nil());
        match &mut command {
            Command::Hold { visit, .. } | Command::DrawTicket { visit, .. } => *visit = made,
            Command::Book { visit, bits, .. } => {
                *visit = made;
                *bits = 0;
            }
            Command::Confirm { bits, .. } => *bits = 0,
            _ => {}
        }
        let contact = job.effects.contact.as_ref().map(|contact| {
            let email = contact.email.as_ref().map_or("", |email| email.as_str());
            (contact.name.as_str(), email, contact.phone.as_str())
        });
        let body = (office.as_str(), date, command, contact);
        let body = serde_json::to_vec(&body).expect("commands are plain data");
        self.0.secrets.fingerprint(&body)
    }

    /// Lets the lanes finish what they have taken, and ends them.
    pub(crate) async fn stop(&self) {
        self.0.shutdown.cancel();
        let _ = self.0.tasks.close();
        if tokio::time::timeout(STOP_MAX, self.0.tasks.wait())
            .await
            .is_err()
        {
            tracing::error!("lanes did not end in time");
        }
    }
}
