//! Reading days: from the cache where it is current, else from the journal.

use std::sync::Arc;

use aufruf_core::{day::OfficeDay, event::Entry, id::OfficeId};
use jiff::{ToSpan, civil::Date};

use super::{Days, DaysError, Snapshot};
use crate::{
    settings::{Published, SettingsError},
    store::StoreError,
};

/// Most days of one question.
const DAYS_MAX: u16 = 400;

impl Days {
    /// One day as it stands now.
    ///
    /// # Errors
    /// [`DaysError::UnknownOffice`], or [`DaysError::Unavailable`] if the
    /// journal cannot be read.
    pub async fn snapshot(
        &self,
        office: &OfficeId,
        date: Date,
    ) -> Result<Arc<Snapshot>, DaysError> {
        let mut days = self.snapshots(office, date, 1).await?;
        days.pop().ok_or(DaysError::Unavailable)
    }

    /// One day as this replica last knew it, without asking the database.
    pub(crate) fn last_known(&self, office: &OfficeId, date: Date) -> Option<Arc<Snapshot>> {
        self.0.cache.get(office, date)
    }

    /// Consecutive days as they stand now, ascending: one query for the heads,
    /// and one for all entries that are not known yet.
    ///
    /// # Errors
    /// [`DaysError::UnknownOffice`], or [`DaysError::Unavailable`] if a
    /// journal cannot be read.
    pub async fn snapshots(
        &self,
        office: &OfficeId,
        from: Date,
        days: u16,
    ) -> Result<Vec<Arc<Snapshot>>, DaysError> {
        let days = days.clamp(1, DAYS_MAX);
        let dates: Vec<Date> = from.series(1.day()).take(days.into()).collect();
        let to = *dates.last().ok_or(DaysError::Unavailable)?;
        let (heads, version) = self.0.store.heads(office, from, to).await?;
        let version = version.ok_or(DaysError::UnknownOffice)?;
        let published = self.0.settings.at_least(office, version).await?;
        let wanted: Vec<(Date, u64)> = dates
            .iter()
            .map(|date| (*date, heads.get(date).copied().unwrap_or(0)))
            .collect();

        if let Some(found) = self.all_cached(office, &wanted, published.version) {
            return Ok(found);
        }
        let loader = self.0.cache.loader(office);
        let _flight = loader.lock().await;
        if let Some(found) = self.all_cached(office, &wanted, published.version) {
            return Ok(found);
        }
        self.load(office, &wanted, &published).await
    }

    fn all_cached(
        &self,
        office: &OfficeId,
        wanted: &[(Date, u64)],
        version: u64,
    ) -> Option<Vec<Arc<Snapshot>>> {
        let cached = wanted.iter().map(|(date, head)| {
            let snapshot = self.0.cache.get(office, *date)?;
            let (seq, planned) = snapshot.stamp();
            (seq >= *head && planned >= version).then_some(snapshot)
        });
        cached.collect()
    }

    async fn load(
        &self,
        office: &OfficeId,
        wanted: &[(Date, u64)],
        published: &Published,
    ) -> Result<Vec<Arc<Snapshot>>, DaysError> {
        let known: Vec<Option<Arc<Snapshot>>> = wanted
            .iter()
            .map(|(date, _)| self.0.cache.get(office, *date))
            .collect();
        let missing: Vec<(Date, u64)> = wanted
            .iter()
            .zip(&known)
            .map(|((date, head), known)| (*date, *head, known.as_ref().map_or(0, |k| k.day.seq())))
            .filter(|(_, head, seq)| seq < head)
            .map(|(date, _, seq)| (date, seq))
            .collect();
        let mut tails = if missing.is_empty() {
            std::collections::HashMap::new()
        } else {
            self.0.store.tails(office, &missing).await?
        };
        let mut found = Vec::with_capacity(wanted.len());
        for ((date, _), known) in wanted.iter().zip(known) {
            let mut day = match &known {
                Some(known) => known.day.clone(),
                None => OfficeDay::new(office.clone(), *date),
            };
            fold(&mut day, &tails.remove(date).unwrap_or_default())?;
            let snapshot = Snapshot::with_settings(day, known.as_ref(), published)
                .map_err(|error| unplannable(office, *date, &error))?;
            found.push(self.0.cache.put(Arc::new(snapshot)));
        }
        Ok(found)
    }
}

/// Folds the entries that follow.
pub(crate) fn fold(day: &mut OfficeDay, entries: &[Entry]) -> Result<(), StoreError> {
    for entry in entries {
        if entry.seq != day.seq() + 1 {
            return Err(StoreError::Corrupt("a journal has a gap"));
        }
        day.apply(entry);
    }
    Ok(())
}

pub(crate) fn unplannable(
    office: &OfficeId,
    date: Date,
    error: &aufruf_core::calendar::CalendarError,
) -> DaysError {
    tracing::error!(%office, %date, %error, "no plan for this date");
    DaysError::Unavailable
}

impl From<SettingsError> for DaysError {
    fn from(error: SettingsError) -> Self {
        match error {
            SettingsError::UnknownOffice => Self::UnknownOffice,
            error => {
                tracing::error!(%error, "no settings");
                Self::Unavailable
            }
        }
    }
}
