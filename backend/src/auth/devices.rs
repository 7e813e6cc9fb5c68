//! What the devices of this process last said, for the desks. Lost when the
//! process ends: the devices say it again when they reconnect.

use std::{
    collections::HashMap,
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

use super::Device;
use crate::app::App;

/// Kiosks and displays, by id; as many entries as there are devices.
#[derive(Debug, Default)]
pub struct Devices(Mutex<HashMap<Uuid, (OfficeId, DeviceView)>>);

impl Devices {
    /// A stream of the device was opened.
    pub fn connected(&self, app: &App, device: &Device) {
        self.update(app, device, |view| view.connected = true);
    }

    /// The last stream of the device has ended.
    pub fn disconnected(&self, app: &App, device: &Device) {
        // A revoked one is forgotten and stays so.
        if self.lock().contains_key(&device.id) {
            self.update(app, device, |view| view.connected = false);
        }
    }

    /// What the device says of itself.
    pub fn says(&self, app: &App, device: &Device, status: DeviceStatus) {
        self.update(app, device, |view| view.status = Some(status));
    }

    /// The device was revoked.
    pub fn forget(&self, app: &App, device: Uuid) {
        let known = self.lock().remove(&device);
        if let Some((office, _)) = known {
            app.live.remove_device(&office, device);
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Uuid, (OfficeId, DeviceView)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn update(&self, app: &App, device: &Device, change: impl FnOnce(&mut DeviceView)) {
        // The view lists kiosks and displays; desks show it.
        if device.kind == DeviceKind::Desk {
            return;
        }
        let view = {
            let mut views = self.lock();
            let fresh = || DeviceView {
                kind: device.kind,
                name: device.name.clone(),
                connected: false,
                status: None,
            };
            let (_, view) = views
                .entry(device.id)
                .or_insert_with(|| (device.office.clone(), fresh()));
            change(view);
            view.clone()
        };
        app.live.set_device(&device.office, device.id, view);
    }
}
