//! Live views: what displays, kiosks and desks show, whole and newest.
//!
//! One publisher for each office that somebody watches. It wakes after each
//! commit, when time alone changes a view, and at least once a minute; makes
//! each view once, and shares its text. A slow watcher skips to the newest.

mod devices;
mod foresight;
mod publisher;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use aufruf_core::{forecast::Forecasts, id::OfficeId, wire::device::DeviceKind};
use jiff::civil::Date;
use tokio::sync::watch;
use uuid::Uuid;

pub use devices::News;

use self::devices::Devices;
use crate::{
    auth::Device,
    background::Background,
    clock::Clock,
    days::{Days, DaysError},
    notify::Hints,
    settings::SettingsCache,
};

/// How long a watcher waits for the first view.
const FIRST_VIEW_MAX: Duration = Duration::from_secs(5);

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

/// What the live views are made of.
pub(crate) struct Parts {
    pub(crate) days: Days,
    pub(crate) settings: SettingsCache,
    pub(crate) clock: Clock,
    pub(crate) hints: Hints,
    pub(crate) background: Background,
    /// The address of the booking pages for a phone, if they have one.
    pub(crate) phone_url: Option<String>,
}

struct Inner {
    days: Days,
    settings: SettingsCache,
    clock: Clock,
    hints: Hints,
    background: Background,
    phone_url: Option<String>,
    offices: Mutex<HashMap<OfficeId, Channels>>,
    devices: Devices,
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
    pub(crate) fn new(parts: Parts) -> Self {
        Self(Arc::new(Inner {
            days: parts.days,
            settings: parts.settings,
            clock: parts.clock,
            hints: parts.hints,
            background: parts.background,
            phone_url: parts.phone_url,
            offices: Mutex::default(),
            devices: Devices::default(),
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

    /// Notes something about a kiosk or display, and shows it on the desks of
    /// its office.
    pub fn device(&self, device: &Device, news: News) {
        if let Some(office) = self.0.devices.note(device, news) {
            self.0.hints.wake(&office);
        }
    }

    /// The device was revoked: the desks see it no more.
    pub fn forget_device(&self, device: Uuid) {
        if let Some(office) = self.0.devices.forget(device) {
            self.0.hints.wake(&office);
        }
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

    fn offices(&self) -> MutexGuard<'_, HashMap<OfficeId, Channels>> {
        self.0
            .offices
            .lock()
            .expect("nothing panics while holding it")
    }
}
