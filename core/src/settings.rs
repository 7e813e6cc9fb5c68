//! Everything an office can set: one document per office, stored in versions,
//! imported and exported as TOML.
//!
//! The values are plain; [`check::check`] finds what contradicts itself, and
//! [`crate::calendar::plan`] works out one date.

pub mod check;
#[cfg(test)]
pub(crate) mod example;
mod office;
mod rules;

pub use office::{
    Address, Closure, Counter, Direction, DisplaySettings, Hours, KioskSettings, Legal, Letters,
    Municipality, Office, OpeningRule, Service, SpecialDay, StaffingRule, Weekday,
};
pub use rules::{BeyondWaitCap, BookingRules, Policy, QueueRules, Quota};

use serde::{Deserialize, Serialize};

/// The settings of one office.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeSettings {
    /// The town that runs the office.
    pub municipality: Municipality,
    /// The office itself.
    pub office: Office,
    /// The catalogue, in the order in which it is shown.
    pub services: Vec<Service>,
    /// The counters.
    pub counters: Vec<Counter>,
    /// Weekly opening hours.
    pub opening: Vec<OpeningRule>,
    /// Dates with hours of their own; they replace the weekly ones and holidays.
    #[serde(default)]
    pub special_days: Vec<SpecialDay>,
    /// Closures beside the public holidays.
    #[serde(default)]
    pub closures: Vec<Closure>,
    /// When which counter is staffed; a counter without any rule is staffed
    /// during all opening hours, for the public.
    #[serde(default)]
    pub staffing: Vec<StaffingRule>,
    /// Rules of booking.
    #[serde(default)]
    pub booking: BookingRules,
    /// Rules of the queue.
    #[serde(default)]
    pub queue: QueueRules,
    /// Rules of walk-in tickets.
    #[serde(default)]
    pub quota: Quota,
    /// The terminal in the entrance.
    #[serde(default)]
    pub kiosk: KioskSettings,
    /// The monitor in the waiting area.
    #[serde(default)]
    pub display: DisplaySettings,
    /// Legal notices of the pages.
    pub legal: Legal,
}

impl OfficeSettings {
    /// The catalogue entry with this id.
    #[must_use]
    pub fn service(&self, id: &crate::id::ServiceId) -> Option<&Service> {
        self.services.iter().find(|s| s.id == *id)
    }

    /// A letter of ticket numbers that another office of the same town uses too:
    /// who has business in both could not tell which calls (design: unique
    /// within a municipality). `None` if there is none.
    #[must_use]
    pub fn letter_shared_with(&self, other: &Self) -> Option<char> {
        if self.municipality.id != other.municipality.id || self.office.id == other.office.id {
            return None;
        }
        let of = |settings: &Self| {
            let letters = settings.office.letters;
            [letters.appointment, letters.walk_in]
        };
        of(self)
            .into_iter()
            .find(|letter| of(other).contains(letter))
    }

    /// The counter with this id.
    #[must_use]
    pub fn counter(&self, id: crate::id::CounterId) -> Option<&Counter> {
        self.counters.iter().find(|c| c.id == id)
    }
}
