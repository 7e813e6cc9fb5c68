//! How a device gets its key: an administrator adds it and reads out a
//! one-time code, the device exchanges the code (requirement H11).

use std::net::IpAddr;

use aufruf_core::{
    id::OfficeId,
    wire::{
        ErrorCode,
        device::{DeviceKind, PairRequest, Paired},
    },
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{
    Device,
    key::{Key, OneTimeCode},
};
use crate::{
    app::App,
    error::ApiError,
    store::{AuditEntry, Store, StoreError},
};

/// How long a pairing code is good for.
pub const LIFE: SignedDuration = SignedDuration::from_mins(10);

/// Adds a device; the code pairs it.
///
/// # Errors
/// If the database fails.
pub async fn add(
    store: &Store,
    office: &OfficeId,
    kind: DeviceKind,
    name: String,
    now: Timestamp,
) -> Result<(Device, OneTimeCode), StoreError> {
    let device = Device {
        id: Uuid::now_v7(),
        kind,
        office: office.clone(),
        name,
    };
    let code = OneTimeCode::generate();
    store
        .add_device(&device, code.hash(), now + LIFE, now)
        .await?;
    Ok((device, code))
}

/// Exchanges a code for a key. The same answer for wrong, used and expired
/// codes, and for a code of another kind of device.
///
/// # Errors
/// 401; 429 after five wrong tries from one network.
pub async fn pair(
    app: &App,
    request: &PairRequest,
    network: IpAddr,
    now: Timestamp,
) -> Result<Paired, ApiError> {
    app.auth.pairings.attempt(network, now)?;
    let code = OneTimeCode::parse(&request.code).ok_or(ErrorCode::Unauthorized)?;
    let key = Key::generate();
    let paired = app
        .store
        .pair_device(code.hash(), request.kind, key.hash(), now)
        .await?;
    let Some(device) = paired else {
        tracing::warn!(kind = ?request.kind, "a wrong pairing code was tried");
        return Err(ErrorCode::Unauthorized.into());
    };
    app.auth.pairings.succeeded(&network);
    let entry = AuditEntry {
        device: Some(device.id),
        action: "device_paired",
        office: Some(device.office.clone()),
        ..AuditEntry::default()
    };
    app.store.record(entry, now).await?;
    let settings = &app.settings.current(&device.office).await?.settings;
    Ok(Paired {
        key: key.as_str().to_owned(),
        office: device.office,
        office_name: settings.office.name.clone(),
        device_name: device.name,
    })
}
