//! Who is asking: devices with keys, clerks with sessions, and what they may do.
//!
//! # Invariants
//!
//! * The database holds only hashes of keys, codes and session tokens, and
//!   Argon2id hashes of passwords.
//! * A revoked device and a disabled clerk are out within five seconds, open
//!   streams included, whichever process revoked them (requirement H13).
//! * Nothing here decides what a route needs: that stands in [`crate::router`].

pub mod identity;
pub mod key;
pub mod login;
pub mod monitor;
pub mod pairing;
pub mod parking;
pub mod password;
pub mod recent;
pub mod role;
pub mod setup;
pub mod streams;
pub mod throttle;

pub use identity::{Device, Guest, Identity, Staff};
pub use role::Access;

use aufruf_core::id::OfficeId;
use jiff::civil::Date;
use uuid::Uuid;

use self::{
    monitor::Monitor, parking::Parking, password::Passwords, recent::Recent, streams::Streams,
    throttle::Throttle,
};

/// The part of the server that knows who is asking; one for each process.
pub struct Auth {
    /// Argon2id, at most two at a time.
    pub passwords: Passwords,
    /// Failed log-ins by account, as (office, user name).
    pub accounts: Throttle<(String, String)>,
    /// Failed log-ins by the device they came from.
    pub sources: Throttle<Uuid>,
    /// Wrong codes and numbers by kiosk (requirement G05).
    pub codes: Throttle<Uuid>,
    /// Wrong pairing codes by network.
    pub pairings: Throttle<std::net::IpAddr>,
    /// Devices by their keys, as looked up within the last second.
    pub known_devices: Recent<Device>,
    /// Clerks by their sessions, likewise.
    pub known_sessions: Recent<Staff>,
    /// The open streams, which end when their device or session does.
    pub streams: Streams,
    /// Who may read the numbers for monitoring.
    pub monitor: Monitor,
    /// One-time links to the printable list of a day.
    pub day_lists: Parking<(OfficeId, Date)>,
}

impl Default for Auth {
    fn default() -> Self {
        Self::new()
    }
}

impl Auth {
    /// Nobody has failed, nothing is revoked.
    #[must_use]
    pub fn new() -> Self {
        Self {
            passwords: Passwords::new(),
            accounts: Throttle::new(throttle::ACCOUNT),
            sources: Throttle::new(throttle::SOURCE),
            codes: Throttle::new(throttle::KIOSK),
            pairings: Throttle::new(throttle::PAIRING),
            known_devices: Recent::default(),
            known_sessions: Recent::default(),
            streams: Streams::default(),
            monitor: Monitor::default(),
            day_lists: Parking::new(),
        }
    }
}
