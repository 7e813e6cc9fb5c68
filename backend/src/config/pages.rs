//! Limits of the public pages.

use serde::Deserialize;

/// How much one network address may ask of the booking pages; an IPv6 address
/// counts by its /64 network. Never the only limit: whole libraries share one
/// address (requirement G10).
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Pages {
    /// Requests in a minute, styles and fonts not counted; 0: no limit. Default 60.
    pub requests_per_minute: u32,
    /// Bookings sent off in ten minutes; 0: no limit. Default 10. Three times as
    /// many times may be kept meanwhile (requirement G12).
    pub bookings_per_10_minutes: u32,
}

impl Default for Pages {
    fn default() -> Self {
        Self {
            requests_per_minute: 60,
            bookings_per_10_minutes: 10,
        }
    }
}
