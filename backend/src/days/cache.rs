//! The folded days in memory: bounded, least recently used ones go first.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard},
};

use aufruf_core::id::OfficeId;
use jiff::civil::Date;

use super::Snapshot;

/// Days kept: four weeks of about 150 offices, or the next days of a thousand.
const DAYS_MAX: usize = 4096;

#[derive(Default)]
pub(crate) struct Cache {
    days: Mutex<Days>,
    /// One loader for each office: who comes second finds the days loaded.
    loaders: Mutex<HashMap<OfficeId, Arc<tokio::sync::Mutex<()>>>>,
}

#[derive(Default)]
struct Days {
    by_key: HashMap<(OfficeId, Date), Kept>,
    uses: u64,
}

struct Kept {
    last_use: u64,
    snapshot: Arc<Snapshot>,
}

impl Cache {
    pub(crate) fn get(&self, office: &OfficeId, date: Date) -> Option<Arc<Snapshot>> {
        let mut days = self.lock();
        days.uses += 1;
        let uses = days.uses;
        let kept = days.by_key.get_mut(&(office.clone(), date))?;
        kept.last_use = uses;
        Some(kept.snapshot.clone())
    }

    /// Keeps the snapshot unless a newer one is kept already; answers the newer.
    pub(crate) fn put(&self, snapshot: Arc<Snapshot>) -> Arc<Snapshot> {
        let mut days = self.lock();
        days.uses += 1;
        let last_use = days.uses;
        let key = (snapshot.day.office().clone(), snapshot.day.date());
        if let Some(kept) = days.by_key.get_mut(&key) {
            kept.last_use = last_use;
            if kept.snapshot.stamp() < snapshot.stamp() {
                kept.snapshot = snapshot;
            }
            return kept.snapshot.clone();
        }
        if days.by_key.len() >= DAYS_MAX {
            days.evict();
        }
        let kept = Kept {
            last_use,
            snapshot: snapshot.clone(),
        };
        let _ = days.by_key.insert(key, kept);
        snapshot
    }

    /// Drops a day whose state is in doubt.
    pub(crate) fn forget(&self, office: &OfficeId, date: Date) {
        let _ = self.lock().by_key.remove(&(office.clone(), date));
    }

    /// The right to load days of this office.
    pub(super) fn loader(&self, office: &OfficeId) -> Arc<tokio::sync::Mutex<()>> {
        let mut loaders = self
            .loaders
            .lock()
            .expect("nothing panics while holding it");
        loaders.entry(office.clone()).or_default().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Days> {
        self.days.lock().expect("nothing panics while holding it")
    }
}

impl Days {
    /// Makes room for an eighth of the days, so that sorting is rare.
    fn evict(&mut self) {
        let mut uses: Vec<u64> = self.by_key.values().map(|kept| kept.last_use).collect();
        uses.sort_unstable();
        let oldest_kept = uses.get(DAYS_MAX / 8).copied().unwrap_or(0);
        self.by_key.retain(|_, kept| kept.last_use >= oldest_kept);
    }
}
