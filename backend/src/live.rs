//! Live views: what displays, kiosks and desks show, whole and newest.
//!
//! One publisher for each office that somebody watches. It wakes after each
//! commit, when time alone changes a view, and at least once a minute; makes
//! each view once, and shares its text. A slow watcher skips to the newest.

mod foresight;
mod publisher;

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use aufruf_core::{
    forecast::Forecasts,
    id::OfficeId,
    wire::{desk::DeviceView, device::DeviceKind},
};
use jiff::civil::Date;
use tokio::sync::{broadcast, watch};
use uuid::Uuid;

use crate::{
    clock::Clock,
    days::{Days, DaysError},
    notify::Hints,
    settings::SettingsCache,
};

/// How long a watcher waits for the first view.
const FIRST_VIEW_MAX: Duration = Duration::from_secs(5);
/// Revocations that a slow stream may be behind; then it ends too.
const REVOCATIONS_KEPT: usize = 64;

/// Which view.
pub type Role = DeviceKind;

/// What a publisher has shown last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) date: Date,
    pub(crate) seq: u64,
    pub(crate) version: u64,
}

/// The live views of all offices. Clones share everything.
#[derive(Clone)]
pub struct Live(Arc<Inner>);

struct Inner {
    days: Days,
    settings: SettingsCache,
    clock: Clock,
    hints: Hints,
    offices: Mutex<HashMap<OfficeId, Channels>>,
    devices: Mutex<HashMap<OfficeId, BTreeMap<Uuid, DeviceView>>>,
    revoked: broadcast::Sender<Uuid>,
}

/// The views of one office; empty texts until the first one is made.
#[derive(Clone)]
struct Channels {
    display: watch::Sender<Arc<str>>,
    kiosk: watch::Sender<Arc<str>>,
    desk: watch::Sender<Arc<str>>,
    shown: watch::Sender<Option<Shown>>,
    forecasts: watch::Sender<Option<(Date, Arc<Forecasts>)>>,
}

impl Channels {
    fn new() -> Self {
        let empty = || watch::Sender::new(Arc::from(""));
        Self {
            display: empty(),
            kiosk: empty(),
            desk: empty(),
            shown: watch::Sender::new(None),
            forecasts: watch::Sender::new(None),
        }
    }

    fn of(&self, role: Role) -> &watch::Sender<Arc<str>> {
        match role {
            DeviceKind::Display => &self.display,
            DeviceKind::Kiosk => &self.kiosk,
            DeviceKind::Desk => &self.desk,
        }
    }

    fn is_watched(&self) -> bool {
        [&self.display, &self.kiosk, &self.desk]
            .iter()
            .any(|sender| sender.receiver_count() > 0)
    }
}

impl Live {
    pub(crate) fn new(days: Days, settings: SettingsCache, clock: Clock, hints: Hints) -> Self {
        Self(Arc::new(Inner {
            days,
            settings,
            clock,
            hints,
            offices: Mutex::default(),
            devices: Mutex::default(),
            revoked: broadcast::Sender::new(REVOCATIONS_KEPT),
        }))
    }

    /// Watches a view of an office: JSON of the whole view. The receiver holds
    /// a view already when this returns.
    ///
    /// # Errors
    /// [`DaysError::UnknownOffice`], or [`DaysError::Unavailable`] if no view
    /// can be made.
    pub async fn subscribe(
        &self,
        office: &OfficeId,
        role: Role,
    ) -> Result<watch::Receiver<Arc<str>>, DaysError> {
        let _ = self.0.settings.current(office).await?;
        let mut view = self.channels(office).of(role).subscribe();
        let first = view.wait_for(|text| !text.is_empty());
        match tokio::time::timeout(FIRST_VIEW_MAX, first).await {
            Ok(Ok(_)) => {}
            Ok(Err(_)) | Err(_) => return Err(DaysError::Unavailable),
        }
        // That view may be a minute old; a new watcher learns the time from it.
        self.0.hints.wake(office);
        Ok(view)
    }

    /// The newest forecasts of an office's day, at most about a minute old;
    /// `None` while no program watches the office, or nothing is forecast.
    #[must_use]
    pub fn forecasts(&self, office: &OfficeId, date: Date) -> Option<Arc<Forecasts>> {
        let offices = self.offices();
        let newest = offices.get(office)?.forecasts.borrow().clone();
        newest
            .filter(|(of, _)| *of == date)
            .map(|(_, forecasts)| forecasts)
    }

    /// The channels of an office, with a publisher behind them. Whoever holds
    /// a receiver keeps the publisher running.
    fn channels(&self, office: &OfficeId) -> Channels {
        let mut offices = self.offices();
        if let Some(channels) = offices.get(office) {
            return channels.clone();
        }
        let channels = Channels::new();
        let _ = offices.insert(office.clone(), channels.clone());
        publisher::start(self.clone(), office.clone(), channels.clone());
        channels
    }

    /// What a kiosk or display says of itself, for the desks of its office.
    pub fn set_device(&self, office: &OfficeId, device: Uuid, view: DeviceView) {
        let _ = self
            .devices()
            .entry(office.clone())
            .or_default()
            .insert(device, view);
        self.0.hints.wake(office);
    }

    /// The device is gone for good.
    pub fn remove_device(&self, office: &OfficeId, device: Uuid) {
        if let Some(devices) = self.devices().get_mut(office) {
            let _ = devices.remove(&device);
        }
        self.0.hints.wake(office);
    }

    /// Tells the streams of this device to end.
    pub fn revoke(&self, device: Uuid) {
        // Nobody listens: then there is no stream to end.
        let _ = self.0.revoked.send(device);
    }

    /// Hears of devices whose streams must end. Who lags behind must end too.
    #[must_use]
    pub fn revoked(&self) -> broadcast::Receiver<Uuid> {
        self.0.revoked.subscribe()
    }

    /// What is shown of each office that is watched.
    pub(crate) fn shown(&self) -> Vec<(OfficeId, Shown)> {
        let offices = self.offices();
        let shown = offices.iter().filter_map(|(office, channels)| {
            let shown = *channels.shown.borrow();
            Some((office.clone(), shown?))
        });
        shown.collect()
    }

    fn device_views(&self, office: &OfficeId) -> Vec<DeviceView> {
        self.devices()
            .get(office)
            .into_iter()
            .flat_map(|d| d.values().cloned())
            .collect()
    }

    fn offices(&self) -> MutexGuard<'_, HashMap<OfficeId, Channels>> {
        self.0
            .offices
            .lock()
            .expect("nothing panics while holding it")
    }

    fn devices(&self) -> MutexGuard<'_, HashMap<OfficeId, BTreeMap<Uuid, DeviceView>>> {
        self.0
            .devices
            .lock()
            .expect("nothing panics while holding it")
    }
}
