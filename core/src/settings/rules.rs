//! The tunable numbers: unit, range, source, default.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Rules of booking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BookingRules {
    /// How far ahead the public may book. Days, `1..=365`. Default 28: the
    /// town's announcement says four weeks.
    pub horizon_days: u16,
    /// Shortest time between booking and appointment on the public pages.
    /// Minutes, `0..=10080`. Default 120 (requirement I11).
    pub lead_time_min: u16,
    /// Starts and durations are multiples of this, counted from the start of
    /// an opening interval. Minutes, `5..=60`. Default 5 (requirement K03).
    pub grid_min: u8,
    /// Different concerns in one visit, `1..=6`. Default 6.
    pub max_concerns: u8,
    /// Longest planned visit. Minutes, `5..=480`. Default 90.
    pub max_duration_min: u16,
    /// Weight of every concern after the longest. Percent, `0..=100`. Default 70.
    pub further_percent: u8,
    /// How long a time is kept while the form is filled. Minutes, `5..=60`. Default 10.
    pub hold_min: u8,
    /// How often a hold can be extended, `0..=20`. Default 10 (requirement A16).
    pub hold_extensions: u8,
    /// How long an unconfirmed booking is kept. Minutes, `15..=240`. Default 120.
    pub pending_min: u16,
    /// The confirmation window ends at the latest this long before the
    /// appointment. Minutes, `0..=240`. Default 30.
    pub pending_end_before_min: u16,
    /// Future appointments per mail address, `1..=50`. Default 4 (requirement G12).
    pub max_open_per_address: u8,
    /// Unconfirmed bookings per mail address, `1..=10`. Default 2 (requirement G06).
    pub max_pending_per_address: u8,
}

impl Default for BookingRules {
    fn default() -> Self {
        Self {
            horizon_days: 28,
            lead_time_min: 120,
            grid_min: 5,
            max_concerns: 6,
            max_duration_min: 90,
            further_percent: 70,
            hold_min: 10,
            hold_extensions: 10,
            pending_min: 120,
            pending_end_before_min: 30,
            max_open_per_address: 4,
            max_pending_per_address: 2,
        }
    }
}

/// In which order waiting visits are called. See [`crate::queue`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// Appointments go first within a head start; see `head_start_min`.
    Rank,
    /// Every appointment that has checked in goes before every walk-in.
    Strict,
    /// Every due appointment goes before every walk-in.
    Due,
    /// By due time, whatever the class.
    Fifo,
    /// Accumulating priority: an appointment's waiting time counts
    /// `per_mille / 1000` times (Kleinrock 1964; Stanford, Taylor, Ziedins 2014).
    Apq {
        /// Weight of an appointment's waiting time, `1000..=100_000`.
        per_mille: u32,
    },
    /// After this many appointments in a row one walk-in is called.
    Wrr {
        /// Appointments in a row, `1..=20`.
        appointments: u8,
    },
}

/// Rules of the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct QueueRules {
    /// The order. Default `rank`.
    pub policy: Policy,
    /// D: a walk-in ranks like an appointment booked this long after its
    /// arrival. Minutes, `0..=600`. Default 60.
    pub head_start_min: u16,
    /// e: how long before its time an appointment counts as due. Seconds,
    /// `0..=3600`. Default 120.
    pub early_s: u16,
    /// G: how late a check-in may be without any cost. Minutes, `0..=60`. Default 15.
    pub grace_min: u8,
    /// A missed visit is not called again for this long. Seconds, `0..=3600`. Default 120.
    pub missed_pause_s: u16,
}

impl Default for QueueRules {
    fn default() -> Self {
        Self {
            policy: Policy::Rank,
            head_start_min: 60,
            early_s: 120,
            grace_min: 15,
            missed_pause_s: 120,
        }
    }
}

/// Rules of walk-in tickets (Kontingent).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Quota {
    /// Tickets a day that are issued in any case until the last-ticket time,
    /// `0..=60000`. Default 10.
    pub guaranteed: u16,
    /// Never more tickets a day than this at the kiosk; left out: no bound.
    pub cap: Option<u16>,
    /// No tickets from this long before closing on. Minutes, `0..=240`.
    /// Default 30 (requirement J04).
    pub last_ticket_min: u16,
    /// Beyond this wait (80th percentile) no normal number is given. Minutes,
    /// `0..=600`, 0: however long it is. Default 60.
    pub wait_cap_min: u16,
    /// What is offered beyond it. Default `standby`.
    pub beyond_wait_cap: BeyondWaitCap,
}

/// What a citizen is offered whose wait would be too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BeyondWaitCap {
    /// A number without a promise: served in gaps.
    Standby,
    /// No number.
    Refuse,
}

impl Default for Quota {
    fn default() -> Self {
        Self {
            guaranteed: 10,
            cap: None,
            last_ticket_min: 30,
            wait_cap_min: 60,
            beyond_wait_cap: BeyondWaitCap::Standby,
        }
    }
}
