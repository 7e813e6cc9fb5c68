//! What a lane decides on: the newest fold, plan and settings, read under the
//! lock of the head.

use std::sync::Arc;

use aufruf_core::{day::OfficeDay, id::OfficeId, plan::DayPlan};
use jiff::civil::Date;

use crate::{
    days::{DaysError, Shared, Snapshot, fold, unplannable},
    settings::Published,
    store::{DayTransaction, Head},
};

/// A day under lock.
pub(super) struct Locked {
    pub(super) day: OfficeDay,
    pub(super) plan: Arc<DayPlan>,
    pub(super) published: Arc<Published>,
}

/// Locks the head and brings the fold up to it. The head of every other day
/// of the same transaction must already be locked if it comes before.
pub(super) async fn lock(
    shared: &Shared,
    tx: &DayTransaction,
    office: &OfficeId,
    date: Date,
) -> Result<Locked, DaysError> {
    let head = tx.lock_head(office, date).await?;
    let published = settings(shared, tx, office, head).await?;
    let known = shared
        .cache
        .get(office, date)
        .filter(|known| known.day.seq() <= head.seq);
    let mut day = match &known {
        Some(known) => known.day.clone(),
        None => OfficeDay::new(office.clone(), date),
    };
    if day.seq() < head.seq {
        let tail = tx.tail(office, date, day.seq()).await?;
        fold(&mut day, &tail)?;
    }
    if day.seq() != head.seq {
        tracing::error!(%office, %date, head = head.seq, seq = day.seq(), "head and journal differ");
        return Err(DaysError::Unavailable);
    }
    let snapshot = Snapshot::with_settings(day, known.as_ref(), &published)
        .map_err(|error| unplannable(office, date, &error))?;
    let Snapshot { day, plan, .. } = snapshot;
    Ok(Locked {
        day,
        plan,
        published,
    })
}

/// Reads through the transaction itself: a lane that holds a connection must
/// not wait for a second one.
async fn settings(
    shared: &Shared,
    tx: &DayTransaction,
    office: &OfficeId,
    head: Head,
) -> Result<Arc<Published>, DaysError> {
    let version = head.version.ok_or(DaysError::UnknownOffice)?;
    if let Some(published) = shared.settings.known(office, version) {
        return Ok(published);
    }
    let document = tx.settings_document(office, version).await?;
    let document = document.ok_or(DaysError::UnknownOffice)?;
    Ok(shared.settings.adopt(office, version, &document)?)
}
