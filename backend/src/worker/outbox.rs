//! Hands mails over to the mail server. At least once: a mail that was taken
//! over just before a crash goes out again, under the same Message-ID.

use std::{collections::BTreeSet, time::Duration};

use aufruf_core::{
    id::OfficeId,
    visit::{State, Visit},
};
use futures::StreamExt;
use jiff::{SignedDuration, Timestamp};

use crate::{
    app::App,
    i18n::Words,
    mail::{Envelope, Mailer, Order, SendError, assemble, host_of},
    store::{Delay, MailKind, OutgoingMail},
};

/// Mails taken at once.
const BATCH: u64 = 16;
/// Mails on their way at the same time.
const AT_ONCE: usize = 4;
/// For so long no other replica takes the same mails.
const LEASE: SignedDuration = SignedDuration::from_mins(10);
/// Wait after the first failure; doubled after each further one.
const FIRST_WAIT_S: i64 = 15;
/// Longest wait between two tries.
const LONGEST_WAIT_S: i64 = 3600;
/// After this a mail is given up (requirement E11).
const GIVE_UP_AFTER: SignedDuration = SignedDuration::from_hours(48);
/// Pause when there is nothing to do.
const LOOK_EVERY: Duration = Duration::from_millis(250);
/// Pause when the database fails.
const AFTER_FAILURE: Duration = Duration::from_secs(5);

/// Sends until the server stops. What is being handed over then is finished,
/// so that it does not go out twice; the rest is put back.
pub(super) async fn run(app: App, mailer: Mailer) {
    let mut held_back = BTreeSet::new();
    while !app.shutdown.is_cancelled() {
        let now = app.clock.now();
        let due = app
            .store
            .take_due_mails(now, now + LEASE, BATCH, mailer.hourly_max);
        match due.await {
            Ok(due) => {
                tell(&mut held_back, due.held_back.into_iter().collect());
                if due.mails.is_empty() {
                    pause(&app, LOOK_EVERY).await;
                    continue;
                }
                let work = due.mails.into_iter();
                let work = work.map(|mail| deliver(&app, &mailer, mail));
                futures::stream::iter(work)
                    .for_each_concurrent(AT_ONCE, |one| one)
                    .await;
            }
            Err(error) => {
                tracing::error!(%error, "the outbox cannot be read");
                pause(&app, AFTER_FAILURE).await;
            }
        }
    }
}

/// Ends early when the server stops.
async fn pause(app: &App, time: Duration) {
    let rest = tokio::time::sleep(time);
    let _ = app.shutdown.run_until_cancelled(rest).await;
}

/// Says once when mails of an office begin to wait for the next hour, and once
/// when they no longer do (requirement G06: queue and alarm).
fn tell(before: &mut BTreeSet<OfficeId>, now: BTreeSet<OfficeId>) {
    for office in now.difference(before) {
        tracing::error!(%office, "mails wait: as many as smtp.mails_per_hour allows have gone");
    }
    for office in before.difference(&now) {
        tracing::info!(%office, "mails go again");
    }
    *before = now;
}

/// What became of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Sent,
    /// There is nobody to send it to, or it is no longer true.
    Pointless,
    Refused,
    Later(Delay),
}

async fn deliver(app: &App, mailer: &Mailer, mail: OutgoingMail) {
    let (id, kind) = (mail.id, mail.kind);
    if app.shutdown.is_cancelled() {
        if let Err(error) = app.store.put_mail_back(id, app.clock.now()).await {
            tracing::error!(%id, %error, "a mail waits until nobody has it any more");
        }
        return;
    }
    let outcome = attempt(app, mailer, &mail).await;
    let now = app.clock.now();
    let done = match outcome {
        Ok(Outcome::Sent) => app.store.mail_sent(id, now).await,
        Ok(Outcome::Pointless) => app.store.drop_mail(id).await,
        Ok(Outcome::Refused) => {
            tracing::warn!(%id, ?kind, "a mail is given up: refused for good");
            app.store.drop_mail(id).await
        }
        Ok(Outcome::Later(_)) | Err(_) if is_too_old(&mail, now) => {
            tracing::error!(%id, ?kind, tries = mail.tries, "a mail is given up: too old");
            app.store.drop_mail(id).await
        }
        Ok(Outcome::Later(delay)) => {
            let next = now + wait(mail.tries);
            app.store.mail_failed(id, next, delay).await
        }
        Err(error) => {
            tracing::error!(%id, ?kind, %error, "a mail cannot be put together now");
            let next = now + wait(mail.tries);
            app.store.mail_failed(id, next, Delay::Fault).await
        }
    };
    if let Err(error) = done {
        tracing::error!(%id, %error, "the outbox cannot be written; the mail may go out again");
    }
}

fn is_too_old(mail: &OutgoingMail, now: Timestamp) -> bool {
    now.duration_since(mail.created) >= GIVE_UP_AFTER
}

fn wait(tries: u32) -> SignedDuration {
    let doubled = FIRST_WAIT_S.saturating_mul(1 << tries.min(20));
    SignedDuration::from_secs(doubled.min(LONGEST_WAIT_S))
}

async fn attempt(app: &App, mailer: &Mailer, mail: &OutgoingMail) -> anyhow::Result<Outcome> {
    let Some((visit, snapshot)) = current(app, mail).await? else {
        return Ok(Outcome::Pointless);
    };
    let Some(contact) = app.store.contact(mail.visit).await? else {
        return Ok(Outcome::Pointless);
    };
    let Some(to) = contact
        .email
        .as_deref()
        .and_then(|email| email.parse().ok())
    else {
        return Ok(Outcome::Pointless);
    };
    let published = app.settings.current(&mail.office).await?;
    let settings = &snapshot.settings;
    let order = Order {
        kind: mail.kind,
        visit: &visit,
        generation: mail.generation,
        settings,
        zone: &published.zone,
        name: &contact.name,
        public_url: &app.config.public_url,
        secrets: &app.secrets,
        now: app.clock.now(),
    };
    let envelope = Envelope {
        from: mailer.from.clone(),
        reply_to: settings.office.email.parse().ok(),
        to,
        id: mail.id,
        host: host_of(&app.config.public_url).to_owned(),
    };
    let message = assemble(Words, envelope, &order.letter(Words), order.parts(Words))?;
    match mailer.send(message).await {
        Ok(()) => Ok(Outcome::Sent),
        Err(SendError::Refused(reason)) => {
            tracing::warn!(id = %mail.id, reason, "the mail server refuses a mail");
            Ok(Outcome::Refused)
        }
        Err(SendError::Later(delay, reason)) => {
            tracing::warn!(id = %mail.id, tries = mail.tries, ?delay, reason, "a mail waits");
            Ok(Outcome::Later(delay))
        }
    }
}

/// The visit as it is now, if the mail is still true.
async fn current(
    app: &App,
    mail: &OutgoingMail,
) -> Result<Option<(Visit, std::sync::Arc<crate::days::Snapshot>)>, anyhow::Error> {
    let Some(found) = app.store.find_visit(mail.visit).await? else {
        return Ok(None);
    };
    let snapshot = app.days.snapshot(&found.office, found.date).await?;
    let visit = snapshot
        .day
        .visit(mail.visit)
        .filter(|visit| is_true(mail.kind, visit, app.clock.now()));
    Ok(visit.cloned().map(|visit| (visit, snapshot)))
}

/// Whether the mail says what is so. A newer mail is ordered with each change.
fn is_true(kind: MailKind, visit: &Visit, now: Timestamp) -> bool {
    match kind {
        MailKind::Confirm => {
            visit.state == State::Pending && visit.until.is_none_or(|until| until > now)
        }
        MailKind::Ticket | MailKind::Changed => {
            visit.number.is_some() && !visit.state.is_final() && visit.booked.is_some()
        }
        MailKind::Cancelled => visit.state == State::Cancelled,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_stay_bounded() {
        assert_eq!(wait(0).as_secs(), 15);
        assert_eq!(wait(1).as_secs(), 30);
        assert_eq!(wait(7).as_secs(), 1920);
        assert_eq!(wait(8).as_secs(), 3600);
        assert_eq!(wait(u32::MAX).as_secs(), 3600);
    }
}
