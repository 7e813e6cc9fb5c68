//! When a throw-away town lives: a normal working day, whatever day it is.

use jiff::{Timestamp, civil::Weekday, tz::TimeZone};

use aufruf_core::{calendar, settings::OfficeSettings};

/// The given minute of a Thursday two to three weeks ahead on which the office
/// is open, and so is the Thursday after it.
///
/// # Panics
/// If the office has no open Thursday within half a year.
#[must_use]
pub fn working_morning(settings: &OfficeSettings, minute_of_day: i64) -> Timestamp {
    let zone = TimeZone::get(&settings.office.zone).expect("a checked zone");
    let today = Timestamp::now().to_zoned(zone.clone()).date();
    let days = (14..200).map(|ahead| today.saturating_add(jiff::Span::new().days(ahead)));
    let open = |date| calendar::plan(settings, 1, date).is_ok_and(|plan| !plan.open.is_empty());
    let day = days
        .filter(|date| date.weekday() == Weekday::Thursday)
        .find(|date| open(*date) && open(date.saturating_add(jiff::Span::new().days(7))))
        .expect("an open Thursday within half a year");
    let midnight = day.to_zoned(zone).expect("midnight exists").timestamp();
    midnight + jiff::SignedDuration::from_mins(minute_of_day)
}
