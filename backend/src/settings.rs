//! The settings of the offices: versioned documents in the database, kept
//! parsed in memory.

pub mod file;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use aufruf_core::{calendar, id::OfficeId, settings::OfficeSettings};
use jiff::{civil::Date, tz::TimeZone};

use crate::{
    clock::Clock,
    store::{Store, StoreError},
};

/// How old an answer about the newest version may be. A decision never rests
/// on it: lanes read the version together with the head of the day.
const FRESH_FOR: Duration = Duration::from_secs(1);

/// One version of an office's settings.
#[derive(Debug, Clone)]
pub struct Published {
    /// Counted up from 1 for each office.
    pub version: u64,
    /// The settings.
    pub settings: Arc<OfficeSettings>,
    /// The zone of the office.
    pub zone: TimeZone,
}

impl Published {
    /// The local date of the office now.
    #[must_use]
    pub fn today(&self, clock: &Clock) -> Date {
        clock.today(&self.zone)
    }
}

/// Why there are no settings.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// No document for this office.
    #[error("no such office")]
    UnknownOffice,
    /// The document is of another release, or the zone is unknown.
    #[error("the settings of {office}, version {version}, cannot be read: {reason}")]
    Unreadable {
        /// The office.
        office: OfficeId,
        /// The version.
        version: u64,
        /// Why.
        reason: String,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The newest settings of each office that was asked for; as many entries as
/// there are offices. Clones share everything.
#[derive(Clone)]
pub struct SettingsCache(Arc<Inner>);

struct Inner {
    store: Store,
    entries: Mutex<HashMap<OfficeId, (Instant, Arc<Published>)>>,
}

impl SettingsCache {
    pub(crate) fn new(store: Store) -> Self {
        Self(Arc::new(Inner {
            store,
            entries: Mutex::default(),
        }))
    }

    /// The settings in force, at most a second old.
    ///
    /// # Errors
    /// [`SettingsError`] if there are none or the database fails.
    pub async fn current(&self, office: &OfficeId) -> Result<Arc<Published>, SettingsError> {
        if let Some((read, published)) = self.cached(office)
            && read.elapsed() < FRESH_FOR
        {
            return Ok(published);
        }
        let version = self.0.store.settings_version(office).await?;
        let version = version.ok_or(SettingsError::UnknownOffice)?;
        let published = self.at_least(office, version).await?;
        if let Some((read, _)) = self.lock().get_mut(office) {
            *read = Instant::now();
        }
        Ok(published)
    }

    /// The settings of this version, or of a newer one that is known already.
    pub(crate) async fn at_least(
        &self,
        office: &OfficeId,
        version: u64,
    ) -> Result<Arc<Published>, SettingsError> {
        if let Some(published) = self.known(office, version) {
            return Ok(published);
        }
        let document = self.0.store.settings_document(office, version).await?;
        let document = document.ok_or(SettingsError::UnknownOffice)?;
        self.adopt(office, version, &document)
    }

    /// The settings of this version or a newer one, if they are known already.
    pub(crate) fn known(&self, office: &OfficeId, version: u64) -> Option<Arc<Published>> {
        let (_, published) = self.cached(office)?;
        (published.version >= version).then_some(published)
    }

    /// Keeps a document that was read from the database.
    pub(crate) fn adopt(
        &self,
        office: &OfficeId,
        version: u64,
        document: &str,
    ) -> Result<Arc<Published>, SettingsError> {
        let unreadable = |reason: String| SettingsError::Unreadable {
            office: office.clone(),
            version,
            reason,
        };
        let settings: OfficeSettings =
            serde_json::from_str(document).map_err(|error| unreadable(error.to_string()))?;
        let zone = calendar::zone(&settings.office.zone).map_err(|e| unreadable(e.to_string()))?;
        let published = Arc::new(Published {
            version,
            settings: Arc::new(settings),
            zone,
        });
        let mut entries = self.lock();
        let newest = entries
            .entry(office.clone())
            .or_insert_with(|| (Instant::now(), published.clone()));
        if newest.1.version < version {
            *newest = (Instant::now(), published.clone());
        }
        Ok(newest.1.clone())
    }

    /// The offices of this installation, by name.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn offices(&self) -> Result<Vec<OfficeId>, SettingsError> {
        Ok(self.0.store.offices().await?)
    }

    fn cached(&self, office: &OfficeId) -> Option<(Instant, Arc<Published>)> {
        self.lock().get(office).cloned()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<OfficeId, (Instant, Arc<Published>)>> {
        self.0
            .entries
            .lock()
            .expect("nothing panics while holding it")
    }
}
