//! Opening hours of one date, in wall time.

use jiff::civil::Date;

use super::{CalendarError, holiday, wall};
use crate::settings::{Closure, Hours, OfficeSettings, Weekday};

/// The opening hours of the office on this date, ascending and disjoint;
/// empty on a closed day. Touching intervals are merged.
///
/// # Errors
/// [`CalendarError::UnknownLand`].
pub fn opening_hours(settings: &OfficeSettings, date: Date) -> Result<Vec<Hours>, CalendarError> {
    let land = &settings.municipality.land;
    if !holiday::knows_land(land) {
        return Err(CalendarError::UnknownLand(land.clone()));
    }
    if whole_day_closure(settings, date).is_some() {
        return Ok(Vec::new());
    }
    let closed: Vec<Hours> = settings
        .closures
        .iter()
        .filter(|c| holds_on(c, date))
        .filter_map(|c| c.hours)
        .collect();
    Ok(wall::difference(&before_closures(settings, date), &closed))
}

/// Why the office is closed all day, in the words of the settings or of the
/// calendar: the reason of a closure, else the public holiday. `None` on open
/// days and on days that never open, such as Sundays.
#[must_use]
pub fn closed_because(settings: &OfficeSettings, date: Date) -> Option<&str> {
    if let Some(closure) = whole_day_closure(settings, date) {
        return Some(&closure.reason);
    }
    if special_day(settings, date) {
        return None;
    }
    holiday::holiday_name(&settings.municipality.land, date)
}

fn whole_day_closure(settings: &OfficeSettings, date: Date) -> Option<&Closure> {
    settings
        .closures
        .iter()
        .find(|c| c.hours.is_none() && holds_on(c, date))
}

fn special_day(settings: &OfficeSettings, date: Date) -> bool {
    settings.special_days.iter().any(|s| s.date == date)
}

/// Special day, else holiday, else weekly rules.
fn before_closures(settings: &OfficeSettings, date: Date) -> Vec<Hours> {
    if special_day(settings, date) {
        let special = settings.special_days.iter().filter(|s| s.date == date);
        return wall::normalised(special.flat_map(|s| s.hours.clone()).collect());
    }
    if holiday::holiday_name(&settings.municipality.land, date).is_some() {
        return Vec::new();
    }
    let weekday = Weekday::from(date.weekday());
    let rules = settings
        .opening
        .iter()
        .filter(|r| r.days.contains(&weekday) && valid_on(r.valid_from, r.valid_to, date));
    wall::normalised(rules.flat_map(|r| r.hours.clone()).collect())
}

/// Whether a range with open ends, both ends inside, holds the date.
pub(super) fn valid_on(from: Option<Date>, to: Option<Date>, date: Date) -> bool {
    from.is_none_or(|from| from <= date) && to.is_none_or(|to| date <= to)
}

/// A yearly closure holds for the first time on its own dates, then every year
/// on the same months and days; 29 February only in leap years.
fn holds_on(closure: &Closure, date: Date) -> bool {
    if date < closure.from {
        return false;
    }
    if date <= closure.to {
        return true;
    }
    if !closure.yearly {
        return false;
    }
    let month_day = |d: Date| (d.month(), d.day());
    let (from, to, day) = (
        month_day(closure.from),
        month_day(closure.to),
        month_day(date),
    );
    if from <= to {
        from <= day && day <= to
    } else {
        from <= day || day <= to
    }
}

impl From<jiff::civil::Weekday> for Weekday {
    fn from(day: jiff::civil::Weekday) -> Self {
        match day {
            jiff::civil::Weekday::Monday => Self::Monday,
            jiff::civil::Weekday::Tuesday => Self::Tuesday,
            jiff::civil::Weekday::Wednesday => Self::Wednesday,
            jiff::civil::Weekday::Thursday => Self::Thursday,
            jiff::civil::Weekday::Friday => Self::Friday,
            jiff::civil::Weekday::Saturday => Self::Saturday,
            jiff::civil::Weekday::Sunday => Self::Sunday,
        }
    }
}
