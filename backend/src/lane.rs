//! The lanes: one task for each office day in use.
//!
//! A lane has a bounded mailbox, takes up to [`BATCH_MAX`] waiting commands,
//! decides them one after the other under the lock of the day's head in one
//! transaction, and only after the commit adopts the new state, wakes the
//! views and answers. That is the group commit, the order of the views, and
//! the same code for both databases and any number of replicas.

mod batch;
mod context;
mod record;
mod relocate;
mod seat;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use aufruf_core::id::OfficeId;
use jiff::civil::Date;
use tokio::sync::{mpsc, mpsc::error::TrySendError, oneshot};

use crate::{
    days::{DaysError, Done, Job, Relocation, Shared},
    secrets::Hash,
};

/// Commands that may wait for one day; more are refused with "busy".
pub(crate) const MAILBOX_MAX: usize = 256;
/// Commands of one transaction.
const BATCH_MAX: usize = 64;
/// Lanes at once.
const LANES_MAX: usize = 4096;
/// A lane without commands ends after this time.
const IDLE_MAX: Duration = Duration::from_secs(300);

/// One thing to do, and where its answer goes.
pub(crate) struct Envelope {
    pub(crate) work: Work,
    pub(crate) reply: oneshot::Sender<Result<Done, DaysError>>,
}

/// What a lane does.
pub(crate) enum Work {
    /// One command to the lane's day.
    Command { job: Job, fingerprint: Hash },
    /// A booking leaves the lane's day for another one.
    Relocate {
        job: Relocation,
        to: Date,
        fingerprint: Hash,
    },
}

type Key = (OfficeId, Date);

/// The mailboxes of the lanes that run.
#[derive(Default)]
pub(crate) struct Registry(Mutex<HashMap<Key, mpsc::Sender<Envelope>>>);

impl Registry {
    /// Puts the envelope into the mailbox of its lane, which is started if it
    /// does not run.
    pub(crate) fn send(
        shared: &Arc<Shared>,
        office: &OfficeId,
        date: Date,
        envelope: Envelope,
    ) -> Result<(), DaysError> {
        if shared.shutdown.is_cancelled() {
            return Err(DaysError::Unavailable);
        }
        let key = (office.clone(), date);
        let mut lanes = shared.lanes.lock();
        let envelope = match lanes.get(&key) {
            Some(mailbox) => match mailbox.try_send(envelope) {
                Ok(()) => return Ok(()),
                Err(TrySendError::Full(_)) => return Err(DaysError::Busy),
                // The lane has ended: the next one takes over.
                Err(TrySendError::Closed(envelope)) => envelope,
            },
            None if lanes.len() >= LANES_MAX => return Err(DaysError::Busy),
            None => envelope,
        };
        Self::start(shared, &mut lanes, key, envelope)
    }

    fn start(
        shared: &Arc<Shared>,
        lanes: &mut HashMap<Key, mpsc::Sender<Envelope>>,
        key: Key,
        envelope: Envelope,
    ) -> Result<(), DaysError> {
        let (mailbox, mail) = mpsc::channel(MAILBOX_MAX);
        mailbox
            .try_send(envelope)
            .map_err(|_| DaysError::Unavailable)?;
        let lane = Lane {
            shared: shared.clone(),
            office: key.0.clone(),
            date: key.1,
            mail,
        };
        drop(shared.tasks.spawn(lane.run()));
        let _ = lanes.insert(key, mailbox);
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, mpsc::Sender<Envelope>>> {
        self.0.lock().expect("nothing panics while holding it")
    }
}

/// The task of one office day.
struct Lane {
    shared: Arc<Shared>,
    office: OfficeId,
    date: Date,
    mail: mpsc::Receiver<Envelope>,
}

impl Lane {
    async fn run(mut self) {
        let mut taken = Vec::with_capacity(BATCH_MAX);
        loop {
            let idle = tokio::select! {
                count = self.mail.recv_many(&mut taken, BATCH_MAX) => count == 0,
                () = self.shared.shutdown.cancelled(), if !self.mail.is_closed() => true,
                () = tokio::time::sleep(IDLE_MAX), if !self.mail.is_closed() => true,
            };
            if !taken.is_empty() {
                self.work_off(&mut taken).await;
            } else if self.mail.is_closed() {
                return;
            } else if idle {
                self.retire();
            }
        }
    }

    /// Takes no more; what is in the mailbox is still worked off.
    fn retire(&mut self) {
        let _ = self
            .shared
            .lanes
            .lock()
            .remove(&(self.office.clone(), self.date));
        self.mail.close();
    }

    /// Commands go together; a move to another day is a transaction of its own.
    async fn work_off(&self, taken: &mut Vec<Envelope>) {
        let mut commands = Vec::with_capacity(taken.len());
        for Envelope { work, reply } in taken.drain(..) {
            match work {
                Work::Command { job, fingerprint } => {
                    commands.push(batch::Waiting {
                        job,
                        fingerprint,
                        reply,
                    });
                }
                Work::Relocate {
                    job,
                    to,
                    fingerprint,
                } => {
                    let before = std::mem::take(&mut commands);
                    batch::run(&self.shared, &self.office, self.date, before).await;
                    let days = (self.date, to);
                    let answer =
                        relocate::run(&self.shared, &self.office, days, job, fingerprint).await;
                    // Nobody waits any more: the move stands all the same.
                    let _ = reply.send(answer);
                }
            }
        }
        batch::run(&self.shared, &self.office, self.date, commands).await;
    }
}
