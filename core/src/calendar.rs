//! Works out one date from the settings: when the office is open, and which
//! counter is staffed when, for whom.
//!
//! # Rules
//!
//! * A special day replaces the weekly hours and the public holiday of its date.
//! * A closure takes away from both.
//! * Staffing counts only inside the opening hours.
//! * Rules are wall time. Where a clock change leaves a wall time out, the end
//!   of the gap stands for it; where it comes twice, the earlier one does.
//!
//! Everything is a pure function of the settings: the time zones are those
//! built into the program, not those of the machine, so that every replica
//! works out the same plan.

mod holiday;
mod opening;
mod staffing;
pub(crate) mod wall;
mod zone;

pub use holiday::{holiday_name, knows_land};
pub use opening::{closed_because, opening_hours};
pub use zone::zone;

use jiff::{civil::Date, tz::TimeZone};

use crate::{
    plan::{CounterPlan, DayPlan, ServicePlan},
    settings::{Hours, OfficeSettings},
};

/// Why no plan can be worked out. [`crate::settings::check::check`] finds the
/// first two before settings are stored.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// The time zone of the office is no IANA name.
    #[error("unknown time zone {0:?}")]
    UnknownZone(String),
    /// The public holidays of the Land are not known.
    #[error("the public holidays of the Land {0:?} are not known")]
    UnknownLand(String),
    /// The date lies at the edge of what can be represented.
    #[error("{0} lies outside the supported dates")]
    OutOfRange(Date),
}

/// Works out the plan of one date from the settings of this version.
///
/// # Errors
/// [`CalendarError`] if the zone or the Land is unknown, or the date is out of
/// range.
pub fn plan(settings: &OfficeSettings, version: u64, date: Date) -> Result<DayPlan, CalendarError> {
    let tz = zone(&settings.office.zone)?;
    let hours = opening_hours(settings, date)?;
    let out_of_range = || CalendarError::OutOfRange(date);

    Ok(DayPlan {
        version,
        office: settings.office.id.clone(),
        date,
        zone: settings.office.zone.clone(),
        day: zone::day(date, &tz).ok_or_else(out_of_range)?,
        open: zone::spans(date, &hours, &tz),
        counters: counters(settings, date, &hours, &tz),
        services: settings
            .services
            .iter()
            .map(|s| {
                let service = ServicePlan {
                    minutes: s.minutes,
                    max_quantity: s.max_quantity,
                    bookable: s.bookable,
                    walk_in: s.walk_in,
                };
                (s.id.clone(), service)
            })
            .collect(),
        booking: settings.booking.clone(),
        queue: settings.queue.clone(),
        quota: settings.quota.clone(),
        letters: settings.office.letters,
    })
}

fn counters(
    settings: &OfficeSettings,
    date: Date,
    open: &[Hours],
    tz: &TimeZone,
) -> Vec<CounterPlan> {
    let mut counters: Vec<CounterPlan> = settings
        .counters
        .iter()
        .map(|counter| CounterPlan {
            id: counter.id,
            skills: counter.services.clone(),
            hours: staffing::staffed(settings, counter.id, date, open, tz),
        })
        .collect();
    counters.sort_by_key(|c| c.id);
    counters.dedup_by_key(|c| c.id);
    counters
}

/// Whether the office opens at all on this date.
///
/// # Errors
/// [`CalendarError::UnknownLand`].
pub fn is_open_day(settings: &OfficeSettings, date: Date) -> Result<bool, CalendarError> {
    Ok(!opening_hours(settings, date)?.is_empty())
}

/// The first open day after `date`, at most a year later; `None` if there is none.
///
/// # Errors
/// [`CalendarError::UnknownLand`].
pub fn next_open_day(settings: &OfficeSettings, date: Date) -> Result<Option<Date>, CalendarError> {
    const DAYS_MAX: usize = 366;
    let mut day = date;
    for _ in 0..DAYS_MAX {
        let Ok(tomorrow) = day.tomorrow() else {
            return Ok(None);
        };
        day = tomorrow;
        if is_open_day(settings, day)? {
            return Ok(Some(day));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests;
