//! What the kiosks and displays of this process last said, for the desks. Lost
//! when the process ends: the devices say it again when they reconnect.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Mutex, MutexGuard, PoisonError},
};

use aufruf_core::{
    id::OfficeId,
    wire::{
        desk::DeviceView,
        device::{DeviceKind, DeviceStatus},
    },
};
use uuid::Uuid;

use crate::auth::Device;

/// Something that is known of a device.
#[derive(Debug, Clone)]
pub enum News {
    /// A stream of it was opened.
    Connected,
    /// Its last stream has ended.
    Disconnected,
    /// What it says of itself.
    Status(DeviceStatus),
}

/// Kiosks and displays by office; as many entries as there are devices. One
/// lock for reading and writing, so that no older view is shown after a newer.
#[derive(Debug, Default)]
pub(super) struct Devices(Mutex<HashMap<OfficeId, BTreeMap<Uuid, DeviceView>>>);

impl Devices {
    /// Notes it; answers the office whose desks show something else now.
    pub(super) fn note(&self, device: &Device, news: News) -> Option<OfficeId> {
        // The view lists kiosks and displays; desks show it.
        if device.kind == DeviceKind::Desk {
            return None;
        }
        let mut offices = self.lock();
        let views = offices.entry(device.office.clone()).or_default();
        // A revoked one is forgotten, and its streams end after that.
        if matches!(news, News::Disconnected) && !views.contains_key(&device.id) {
            return None;
        }
        let view = views.entry(device.id).or_insert_with(|| DeviceView {
            kind: device.kind,
            name: device.name.clone(),
            connected: false,
            status: None,
        });
        match news {
            News::Connected => view.connected = true,
            News::Disconnected => view.connected = false,
            News::Status(status) => view.status = Some(status),
        }
        Some(device.office.clone())
    }

    /// The device is gone for good; answers its office if it was known.
    pub(super) fn forget(&self, device: Uuid) -> Option<OfficeId> {
        let mut offices = self.lock();
        offices
            .iter_mut()
            .find_map(|(office, views)| views.remove(&device).map(|_| office.clone()))
    }

    /// Those of an office, by id.
    pub(super) fn of(&self, office: &OfficeId) -> Vec<DeviceView> {
        let offices = self.lock();
        let views = offices.get(office).into_iter().flat_map(BTreeMap::values);
        views.cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<OfficeId, BTreeMap<Uuid, DeviceView>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revoked_device_stays_forgotten_when_its_stream_ends() {
        let devices = Devices::default();
        let office = OfficeId::new("test").unwrap();
        let kiosk = Device {
            id: Uuid::from_u128(1),
            kind: DeviceKind::Kiosk,
            office: office.clone(),
            name: "Eingang".to_owned(),
        };
        assert_eq!(devices.note(&kiosk, News::Connected), Some(office.clone()));
        assert!(devices.of(&office)[0].connected);
        assert_eq!(devices.forget(kiosk.id), Some(office.clone()));
        assert_eq!(devices.note(&kiosk, News::Disconnected), None);
        assert!(devices.of(&office).is_empty());
        assert_eq!(devices.forget(kiosk.id), None);
    }

    #[test]
    fn desks_are_not_listed() {
        let devices = Devices::default();
        let desk = Device {
            id: Uuid::from_u128(2),
            kind: DeviceKind::Desk,
            office: OfficeId::new("test").unwrap(),
            name: "Platz 1".to_owned(),
        };
        assert_eq!(devices.note(&desk, News::Connected), None);
        assert!(devices.of(&desk.office).is_empty());
    }
}
