//! Pairing and log-in.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::id::OfficeId;

/// What a device is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum DeviceKind {
    Kiosk,
    Display,
    Desk,
}

/// What a clerk may do; each includes the one before.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum StaffRole {
    /// Calls and serves.
    Clerk,
    /// Also closes counters for the day, changes the order, interrupts.
    Lead,
    /// Also devices, users and settings.
    Administrator,
}

/// `POST /api/v1/pair`: exchanges a one-time code for the device's own key.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PairRequest {
    /// The code that `aufruf-backend device add` printed, eight characters.
    pub code: String,
    /// What the device is; must be what the code was made for.
    pub kind: DeviceKind,
}

/// The key; shown once, kept by the device in a file only it can read.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct Paired {
    /// Sent as `Authorization: Bearer KEY`.
    pub key: String,
    /// The office that the device belongs to.
    pub office: OfficeId,
    /// Name of the office.
    pub office_name: String,
    /// The device's own name.
    pub device_name: String,
}

impl std::fmt::Debug for Paired {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Paired")
            .field("office", &self.office)
            .finish_non_exhaustive()
    }
}

/// `POST /api/v1/desk/login`, on a paired desk.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LoginRequest {
    /// The user's name.
    pub user: String,
    /// The password.
    pub password: String,
}

impl std::fmt::Debug for LoginRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LoginRequest").finish_non_exhaustive()
    }
}

/// `POST /api/v1/desk/setup`: the first password, or a new one after a reset.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetupRequest {
    /// The user's name.
    pub user: String,
    /// The one-time code that `aufruf-backend user add` printed.
    pub code: String,
    /// The new password, 12 to 128 characters.
    pub password: String,
}

impl std::fmt::Debug for SetupRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SetupRequest").finish_non_exhaustive()
    }
}

/// A session of a clerk: sent as `X-Session: TOKEN` beside the device's key.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct Session {
    /// The secret of the session.
    pub token: String,
    /// The user's name.
    pub user: String,
    /// What the user may do.
    pub role: StaffRole,
    /// The session ends at the latest then.
    pub until: Timestamp,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session")
            .field("role", &self.role)
            .finish_non_exhaustive()
    }
}

/// `POST /api/v1/device/status`: what a device says of itself (no answer body).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeviceStatus {
    /// Camera or other reader of QR codes works; `None`: it has none.
    pub camera: Option<bool>,
    /// Printer works.
    pub printer: Option<bool>,
    /// Loudspeaker works.
    pub sound: Option<bool>,
}
