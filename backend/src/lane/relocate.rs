//! A booking moves to another day: two days in one transaction.

use std::sync::Arc;

use aufruf_core::{
    command::{Arrival, Command},
    id::OfficeId,
    rejection::Rejection,
    wire::answer::Answer,
};
use jiff::civil::Date;

use super::{
    batch::{self, TRANSACTION_MAX},
    context,
    record::{Accepted, Draft},
};
use crate::{
    days::{DaysError, Done, Effects, Relocation, Shared},
    secrets::Hash,
};

/// Moves the booking from the first day to the second, or changes nothing.
pub(super) async fn run(
    shared: &Arc<Shared>,
    office: &OfficeId,
    (from, to): (Date, Date),
    job: Relocation,
    fingerprint: Hash,
) -> Result<Done, DaysError> {
    let moving = relocate(shared, office, (from, to), job, fingerprint);
    let answer = match tokio::time::timeout(TRANSACTION_MAX, moving).await {
        Ok(answer) => answer,
        Err(_) => Err(DaysError::Unavailable),
    };
    if matches!(answer, Err(DaysError::Unavailable)) {
        tracing::error!(%office, %from, %to, "a move to another day failed");
        shared.cache.forget(office, from);
        shared.cache.forget(office, to);
    }
    answer
}

async fn relocate(
    shared: &Arc<Shared>,
    office: &OfficeId,
    (from, to): (Date, Date),
    job: Relocation,
    fingerprint: Hash,
) -> Result<Done, DaysError> {
    let tx = shared.store.begin_days().await?;
    // Ascending, as everywhere: two moves in opposite directions must not wait
    // for each other.
    let first = context::lock(shared, &tx, office, from.min(to)).await?;
    let second = context::lock(shared, &tx, office, from.max(to)).await?;
    let (leaving, arriving) = if from < to {
        (first, second)
    } else {
        (second, first)
    };

    let known = batch::look_up(&tx, office, &[job.request_id]).await?;
    if let Some(known) = known.get(&job.request_id) {
        return known.answer(&job.actor.to_string(), &fingerprint);
    }
    let now = shared.clock.now();
    let mut leaving = Draft::new(leaving, now);
    let mut arriving = Draft::new(arriving, now);
    let (out, into) = commands(&leaving, &job)?;
    let left = leaving.day.decide(&out, &leaving.plan, now)?;
    let arrived = arriving.day.decide(&into, &arriving.plan, now)?;

    let effects = Effects {
        audit: job.audit,
        ..Effects::default()
    };
    let _ = leaving.apply(left, Effects::default(), &shared.secrets);
    leaving.release(job.visit);
    let entries = arriving.apply(arrived, effects, &shared.secrets);
    let accepted = Accepted {
        id: job.request_id,
        actor: job.actor,
        fingerprint,
    };
    arriving.remember(accepted, &entries);

    let (append_leaving, left) = leaving.finish(&shared.secrets);
    let (append_arriving, arrived) = arriving.finish(&shared.secrets);
    tx.append(append_leaving).await?;
    tx.append(append_arriving).await?;
    tx.commit().await?;
    for (snapshot, date) in [(left, from), (arrived, to)] {
        let _ = shared.cache.put(snapshot);
        shared.hints.committed(office, date);
    }
    Ok(Done {
        answer: Answer::of(&entries).ok_or(DaysError::Unavailable)?,
        entries,
        repeated: false,
    })
}

/// What each of the two days is asked.
fn commands(leaving: &Draft, job: &Relocation) -> Result<(Command, Command), DaysError> {
    let visit = leaving
        .day
        .visit(job.visit)
        .ok_or(Rejection::UnknownVisit)?;
    let arrival = Arrival {
        visit: job.visit,
        from: job.to,
        concerns: visit.concerns.clone(),
        channel: visit.channel,
        by: job.by,
        sequence: visit.sequence,
    };
    let out = Command::MoveOut {
        visit: job.visit,
        to: job.to,
        by: job.by,
    };
    let bits = job.bits;
    Ok((out, Command::MoveIn { arrival, bits }))
}
