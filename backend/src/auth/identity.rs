//! Finds out who is asking, from the headers of a request.

use aufruf_core::{
    id::OfficeId,
    wire::{
        ErrorCode,
        device::{DeviceKind, StaffRole},
    },
};
use jiff::Timestamp;
use poem::{
    Request,
    http::{HeaderMap, header},
};
use uuid::Uuid;

use super::{
    key::{self, Hash},
    login,
};
use crate::{app::App, error::ApiError};

/// The header of a session, beside the device's key.
pub const SESSION_HEADER: &str = "X-Session";

/// A paired device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Its id.
    pub id: Uuid,
    /// What it is.
    pub kind: DeviceKind,
    /// Where it stands.
    pub office: OfficeId,
    /// Its name.
    pub name: String,
}

/// A clerk who is logged in on a paired desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// The desk.
    pub device: Device,
    /// The user's id.
    pub user: Uuid,
    /// The user's name.
    pub name: String,
    /// What the user may do.
    pub role: StaffRole,
    /// Names the session in the database.
    pub session: Hash,
    /// The session ends at the latest then.
    pub until: Timestamp,
}

/// Anybody.
#[derive(Debug, Clone, Copy)]
pub struct Guest;

/// Who is asking: what of the request's headers was valid.
#[derive(Debug, Clone, Default)]
pub struct Identity {
    device: Option<Device>,
    staff: Option<Staff>,
    monitor: bool,
}

impl Identity {
    /// What was found; a session without its device counts nothing.
    #[must_use]
    pub fn new(device: Option<Device>, staff: Option<Staff>) -> Self {
        let staff = staff.filter(|staff| device.as_ref() == Some(&staff.device));
        Self {
            device,
            staff,
            monitor: false,
        }
    }

    /// A monitoring program, if the request shows that it comes from one.
    #[must_use]
    pub fn of_monitor(request: &Request, app: &App) -> Self {
        let peer = request
            .remote_addr()
            .as_socket_addr()
            .map(std::net::SocketAddr::ip);
        Self {
            monitor: app.auth.monitor.admits(peer, request.headers()),
            ..Self::default()
        }
    }

    /// Reads the headers and looks up what they name.
    ///
    /// # Errors
    /// Only if the database cannot be asked; a wrong key is nobody.
    pub async fn of(request: &Request, app: &App, now: Timestamp) -> Result<Self, ApiError> {
        let Some(key) = bearer(request.headers()) else {
            return Ok(Self::default());
        };
        let key = key::hash(key);
        let device = match app.auth.known_devices.get(&key, now) {
            Some(device) => device,
            None => {
                let question = app.auth.known_devices.ask();
                let Some(device) = app.store.device_by_key(&key).await? else {
                    return Ok(Self::default());
                };
                app.auth
                    .known_devices
                    .put(question, key, device.clone(), now);
                device
            }
        };
        let staff = match request.header(SESSION_HEADER) {
            Some(token) if device.kind == DeviceKind::Desk => {
                login::resume(app, &device, token, now).await?
            }
            _ => None,
        };
        Ok(Self::new(Some(device), staff))
    }

    /// A monitoring program.
    ///
    /// # Errors
    /// [`ErrorCode::Unauthorized`] if it is none.
    pub fn monitor(&self) -> Result<(), ErrorCode> {
        self.monitor.then_some(()).ok_or(ErrorCode::Unauthorized)
    }

    /// The device.
    ///
    /// # Errors
    /// [`ErrorCode::Unauthorized`] without one.
    pub fn device(&self) -> Result<&Device, ErrorCode> {
        self.device.as_ref().ok_or(ErrorCode::Unauthorized)
    }

    /// The clerk.
    ///
    /// # Errors
    /// [`ErrorCode::Unauthorized`] without one.
    pub fn staff(&self) -> Result<&Staff, ErrorCode> {
        self.staff.as_ref().ok_or(ErrorCode::Unauthorized)
    }
}

/// The token that the request brings along.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, key) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(key.trim())
}

/// What a handler is told of its caller.
pub trait Caller: Sized + Send + 'static {
    /// Takes it out of the identity.
    ///
    /// # Errors
    /// [`ErrorCode::Unauthorized`] if it is not there.
    fn take(identity: &Identity) -> Result<Self, ErrorCode>;
}

impl Caller for Guest {
    fn take(_: &Identity) -> Result<Self, ErrorCode> {
        Ok(Self)
    }
}

impl Caller for Device {
    fn take(identity: &Identity) -> Result<Self, ErrorCode> {
        identity.device().cloned()
    }
}

impl Caller for Staff {
    fn take(identity: &Identity) -> Result<Self, ErrorCode> {
        identity.staff().cloned()
    }
}
