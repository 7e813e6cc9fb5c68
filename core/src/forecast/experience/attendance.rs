//! Who comes: no-show rates by how long before a time was booked.

use serde::{Deserialize, Serialize};

/// How long before its day a visit was booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// On the day itself.
    SameDay,
    /// One or two days before.
    Days2,
    /// Up to a week.
    Week,
    /// Up to two weeks.
    Weeks2,
    /// Longer.
    Longer,
}

impl Lead {
    /// From whole days.
    #[must_use]
    pub fn of_days(days: i32) -> Self {
        match days {
            ..=0 => Self::SameDay,
            1..=2 => Self::Days2,
            3..=7 => Self::Week,
            8..=14 => Self::Weeks2,
            15.. => Self::Longer,
        }
    }
}

/// Beta(12, 88): one in eight does not come (Berlin 2023: 11 %).
const PRIOR_ABSENT: f64 = 12.0;
const PRIOR_ALL: f64 = 100.0;

/// As many bookings as the office's own rate weighs against, for one lead.
const LEAD_PRIOR: f64 = 50.0;

/// Bookings that were not cancelled, and those of them that nobody came for.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
struct Bookings {
    all: f64,
    absent: f64,
}

/// Attendance by lead.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Attendance {
    by_lead: [Bookings; 5],
}

impl Attendance {
    pub(super) fn add(&mut self, lead: Lead, came: bool) {
        let bookings = &mut self.by_lead[lead as usize];
        bookings.all += 1.0;
        bookings.absent += f64::from(u8::from(!came));
    }

    /// The rate of this lead, shrunk to the office's, shrunk to the usual one.
    pub(super) fn no_show(&self, lead: Lead) -> f64 {
        let all: f64 = self.by_lead.iter().map(|b| b.all).sum();
        let absent: f64 = self.by_lead.iter().map(|b| b.absent).sum();
        let office = (PRIOR_ABSENT + absent) / (PRIOR_ALL + all);
        let own = self.by_lead[lead as usize];
        (LEAD_PRIOR * office + own.absent) / (LEAD_PRIOR + own.all)
    }

    /// Lets the past count less.
    pub(super) fn fade(&mut self, keep: f64) {
        for bookings in &mut self.by_lead {
            bookings.all *= keep;
            bookings.absent *= keep;
        }
    }
}
