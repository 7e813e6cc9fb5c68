//! One batch: many commands to one day in one transaction.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    time::Duration,
};

use aufruf_core::{
    command::Command,
    event::{Entry, Event},
    id::{OfficeId, RequestId},
    rejection::Rejection,
    wire::answer::Answer,
};
use jiff::civil::Date;
use tokio::{
    runtime::{Handle, RuntimeFlavor},
    sync::oneshot,
};

use super::{
    context,
    record::{Accepted, Draft},
    seat::Seats,
};
use crate::{
    days::{DaysError, Done, Effects, Job, Limit, Seat, Shared},
    secrets::Hash,
    store::{DayTransaction, SAME_MAILS_MAX, Usage},
};

/// Longest time of one transaction; the database has shorter limits of its own.
pub(super) const TRANSACTION_MAX: Duration = Duration::from_secs(25);

/// A command and where its answer goes.
pub(super) struct Waiting {
    pub(super) job: Job,
    pub(super) fingerprint: Hash,
    pub(super) reply: oneshot::Sender<Result<Done, DaysError>>,
}

/// Decides and writes the commands, and answers them after the commit.
pub(super) async fn run(
    shared: &Arc<Shared>,
    office: &OfficeId,
    date: Date,
    waiting: Vec<Waiting>,
) {
    if waiting.is_empty() {
        return;
    }
    let (jobs, replies): (Vec<_>, Vec<_>) = waiting
        .into_iter()
        .map(|w| ((w.job, w.fingerprint), w.reply))
        .unzip();
    let deciding = decide(shared, office, date, jobs);
    let outcomes = match tokio::time::timeout(TRANSACTION_MAX, deciding).await {
        Ok(Ok(outcomes)) => outcomes,
        Ok(Err(error)) => failed(shared, office, date, &error, replies.len()),
        Err(_) => failed(shared, office, date, &DaysError::Unavailable, replies.len()),
    };
    for (reply, outcome) in replies.into_iter().zip(outcomes) {
        // Nobody waits any more: the outcome stands all the same.
        let _ = reply.send(outcome);
    }
}

/// Whether anything was written is unknown: the fold is dropped, and the
/// clients repeat.
fn failed(
    shared: &Shared,
    office: &OfficeId,
    date: Date,
    error: &DaysError,
    count: usize,
) -> Vec<Result<Done, DaysError>> {
    tracing::error!(%office, %date, %error, count, "a batch failed");
    shared.cache.forget(office, date);
    vec![Err(error.clone()); count]
}

async fn decide(
    shared: &Arc<Shared>,
    office: &OfficeId,
    date: Date,
    jobs: Vec<(Job, Hash)>,
) -> Result<Vec<Result<Done, DaysError>>, DaysError> {
    let tx = shared.store.begin_days().await?;
    let locked = context::lock(shared, &tx, office, date).await?;
    let now = shared.clock.now();
    let mut batch = Batch {
        known: known(&tx, office, &jobs).await?,
        usage: HashMap::new(),
        seats: Seats::default(),
        draft: Draft::new(locked, now),
        shared,
    };
    let new: Vec<&Effects> = jobs
        .iter()
        .filter(|(job, _)| !batch.known.contains_key(&job.request_id))
        .map(|(job, _)| &job.effects)
        .collect();
    let seats = new.iter().filter_map(|effects| effects.seat.as_ref());
    batch.seats = Seats::read(&tx, office, seats, now).await?;
    let hashes: HashSet<Hash> = new
        .iter()
        .filter_map(|effects| effects.guard.as_ref())
        .map(|guard| shared.secrets.address_hash(&guard.address))
        .collect();
    if !hashes.is_empty() {
        batch.usage = tx.lock_guards(hashes.into_iter().collect(), now).await?;
    }
    let plays = jobs.iter().any(|(job, _)| plays_forward(&job.command));
    let order = order(&batch.draft, &jobs);
    let outcomes = beside_others(plays, || {
        let mut jobs: Vec<Option<(Job, Hash)>> = jobs.into_iter().map(Some).collect();
        let mut outcomes = vec![None; jobs.len()];
        for place in order {
            if let Some((job, fingerprint)) = jobs[place].take() {
                outcomes[place] = Some(batch.decide(job, fingerprint));
            }
        }
        outcomes.into_iter().flatten().collect::<Vec<_>>()
    });
    let Batch { seats, draft, .. } = batch;
    if draft.is_empty() && seats.is_unchanged() {
        tx.rollback().await?;
        return Ok(outcomes);
    }
    seats.write(&tx, office).await?;
    if draft.is_empty() {
        tx.commit().await?;
        return Ok(outcomes);
    }
    let (append, snapshot) = draft.finish(&shared.secrets);
    tx.append(append).await?;
    tx.commit().await?;
    let _ = shared.cache.put(snapshot);
    shared.hints.committed(office, date);
    Ok(outcomes)
}

/// In which order the jobs are decided: as they came, but of several counters
/// that press at once the rule says which one calls first.
fn order(draft: &Draft, jobs: &[(Job, Hash)]) -> Vec<usize> {
    let pressed = |place: usize| match jobs[place].0.command {
        Command::CallNext { counter, .. } => Some(counter),
        _ => None,
    };
    let places = || (0..jobs.len()).filter(|place| pressed(*place).is_some());
    let mut presses: Vec<usize> = places().collect();
    presses.sort_by_key(|place| pressed(*place).map(|id| draft.day.turn(&draft.plan, id)));
    let mut order: Vec<usize> = (0..jobs.len()).collect();
    for (place, press) in places().zip(presses) {
        order[place] = press;
    }
    order
}

/// Whether deciding may play the rest of the day forward, which takes
/// milliseconds while many wait: a ticket at the terminal.
fn plays_forward(command: &Command) -> bool {
    matches!(
        command,
        Command::DrawTicket {
            beyond_quota: false,
            ..
        }
    )
}

/// Runs `work` at this place, under the same lock and in the same order; if it
/// is `long`, the runtime's other tasks move to another thread meanwhile.
fn beside_others<T>(long: bool, work: impl FnOnce() -> T) -> T {
    let has_others = Handle::current().runtime_flavor() == RuntimeFlavor::MultiThread;
    if long && has_others {
        tokio::task::block_in_place(work)
    } else {
        work()
    }
}

/// An answered request: what it was and what it led to.
#[derive(Clone)]
pub(super) struct Known {
    actor: String,
    fingerprint: Hash,
    entries: Vec<Entry>,
}

impl Known {
    /// The answer to a repetition, or that it is none.
    pub(super) fn answer(&self, actor: &str, fingerprint: &Hash) -> Result<Done, DaysError> {
        if self.actor != actor || self.fingerprint != *fingerprint {
            return Err(DaysError::RequestIdReused);
        }
        Ok(Done {
            answer: Answer::of(&self.entries).ok_or(DaysError::Unavailable)?,
            entries: self.entries.clone(),
            repeated: true,
        })
    }
}

async fn known(
    tx: &DayTransaction,
    office: &OfficeId,
    jobs: &[(Job, Hash)],
) -> Result<HashMap<RequestId, Known>, DaysError> {
    let ids: Vec<RequestId> = jobs.iter().map(|(job, _)| job.request_id).collect();
    look_up(tx, office, &ids).await
}

/// Those of these requests that were answered before.
pub(super) async fn look_up(
    tx: &DayTransaction,
    office: &OfficeId,
    ids: &[RequestId],
) -> Result<HashMap<RequestId, Known>, DaysError> {
    let mut known = HashMap::new();
    for (id, row) in tx.requests(ids).await? {
        let entries = tx.answered(office, &row).await?;
        let request = Known {
            actor: row.actor,
            fingerprint: row.fingerprint,
            entries,
        };
        let _ = known.insert(id, request);
    }
    Ok(known)
}

struct Batch<'a> {
    shared: &'a Shared,
    known: HashMap<RequestId, Known>,
    usage: HashMap<Hash, Usage>,
    seats: Seats,
    draft: Draft,
}

impl Batch<'_> {
    fn decide(&mut self, job: Job, fingerprint: Hash) -> Result<Done, DaysError> {
        if let Some(known) = self.known.get(&job.request_id) {
            return known.answer(&job.actor.to_string(), &fingerprint);
        }
        let seat = job.effects.seat;
        if let Some(seat) = &seat {
            self.seats.check(seat)?;
        }
        let draft = &mut self.draft;
        let decided = draft.day.decide(&job.command, &draft.plan, draft.now);
        if let Some(seat) = &seat
            && stands(&decided, seat)
        {
            self.seats.settle(seat);
        }
        let events = decided?;
        if events.is_empty() {
            return Ok(nothing(draft.day.seq()));
        }
        if let Some(guard) = &job.effects.guard {
            let hash = self.shared.secrets.address_hash(&guard.address);
            let usage = self.usage.entry(hash).or_default();
            let rules = &draft.plan.booking;
            check(
                usage,
                rules.max_pending_per_address,
                rules.max_open_per_address,
            )?;
            usage.pending += 1;
            usage.mails += 1;
        }
        let entries = draft.apply(events, job.effects, &self.shared.secrets);
        let known = Known {
            actor: job.actor.to_string(),
            fingerprint,
            entries: entries.clone(),
        };
        let accepted = Accepted {
            id: job.request_id,
            actor: job.actor,
            fingerprint,
        };
        draft.remember(accepted, &entries);
        let _ = self.known.insert(job.request_id, known);
        Ok(Done {
            answer: Answer::of(&entries).ok_or(DaysError::Unavailable)?,
            entries,
            repeated: false,
        })
    }
}

/// Whether the counter is the session's after this: the counter of a program
/// that starts again, or of a session taken over, is open already.
fn stands(decided: &Result<Vec<Event>, Rejection>, seat: &Seat) -> bool {
    match decided {
        Ok(_) => true,
        Err(rejection) => *rejection == Rejection::AlreadySo && !seat.leaves,
    }
}

fn nothing(seq: u64) -> Done {
    Done {
        answer: Answer::Done { seq },
        entries: Vec::new(),
        repeated: false,
    }
}

/// The limits per mail address, before one more booking.
fn check(usage: &Usage, pending_max: u8, open_max: u8) -> Result<(), DaysError> {
    let limit = if usage.pending >= pending_max.into() {
        Limit::Pending
    } else if usage.pending + usage.open >= open_max.into() {
        Limit::Open
    } else if usage.mails >= SAME_MAILS_MAX {
        Limit::Mails
    } else {
        return Ok(());
    };
    Err(DaysError::LimitReached(limit))
}
