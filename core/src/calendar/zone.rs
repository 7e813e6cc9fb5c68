//! From wall time to instants.

use std::sync::LazyLock;

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase},
};

use super::CalendarError;
use crate::{plan::Span, settings::Hours};

/// The rules built into the program: equal on every machine of an installation.
static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// The time zone with this IANA name.
///
/// # Errors
/// [`CalendarError::UnknownZone`].
pub fn zone(name: &str) -> Result<TimeZone, CalendarError> {
    ZONES
        .get(name)
        .map_err(|_| CalendarError::UnknownZone(name.to_owned()))
}

/// The instant of a wall time: in a gap the end of the gap, in a fold the
/// earlier of the two. `None` outside the supported dates.
fn instant(at: DateTime, tz: &TimeZone) -> Option<Timestamp> {
    match tz.to_ambiguous_timestamp(at).offset() {
        AmbiguousOffset::Unambiguous { offset } => offset.to_timestamp(at).ok(),
        AmbiguousOffset::Fold { before, .. } => before.to_timestamp(at).ok(),
        AmbiguousOffset::Gap { after, .. } => {
            // Read with the later offset, a time in the gap lies before the
            // change, so the change is the next transition.
            let before_change = after.to_timestamp(at).ok()?;
            Some(tz.following(before_change).next()?.timestamp())
        }
    }
}

/// The instants of an interval of wall time; `None` if nothing is left of it.
fn span(date: Date, hours: Hours, tz: &TimeZone) -> Option<Span> {
    let from = instant(date.to_datetime(hours.from), tz)?;
    let to = instant(date.to_datetime(hours.to), tz)?;
    (from < to).then_some(Span { from, to })
}

/// The instants of disjoint intervals of wall time, ascending. Intervals that
/// touch because the clock jumped over what lay between them are merged.
pub(super) fn spans(date: Date, hours: &[Hours], tz: &TimeZone) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::with_capacity(hours.len());
    for next in hours.iter().filter_map(|h| span(date, *h, tz)) {
        match spans.last_mut() {
            Some(last) if last.to == next.from => last.to = next.to,
            _ => spans.push(next),
        }
    }
    spans
}

/// From midnight to midnight.
pub(super) fn day(date: Date, tz: &TimeZone) -> Option<Span> {
    let midnight = jiff::civil::Time::midnight();
    let from = instant(date.to_datetime(midnight), tz)?;
    let to = instant(date.tomorrow().ok()?.to_datetime(midnight), tz)?;
    Some(Span { from, to })
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, civil::date, civil::time};

    use super::*;

    fn berlin() -> TimeZone {
        zone("Europe/Berlin").expect("built in")
    }

    fn utc(at: DateTime) -> String {
        instant(at, &berlin()).expect("in range").to_string()
    }

    #[test]
    fn a_wall_time_in_the_gap_is_the_end_of_the_gap() {
        for (hour, minute) in [(2, 0), (2, 30), (2, 59), (3, 0)] {
            assert_eq!(
                utc(date(2027, 3, 28).at(hour, minute, 0, 0)),
                "2027-03-28T01:00:00Z"
            );
        }
        assert_eq!(
            utc(date(2027, 3, 28).at(1, 59, 0, 0)),
            "2027-03-28T00:59:00Z"
        );
    }

    #[test]
    fn a_wall_time_that_comes_twice_is_the_earlier_one() {
        assert_eq!(
            utc(date(2027, 10, 31).at(2, 30, 0, 0)),
            "2027-10-31T00:30:00Z"
        );
        assert_eq!(
            utc(date(2027, 10, 31).at(3, 0, 0, 0)),
            "2027-10-31T02:00:00Z"
        );
    }

    #[test]
    fn an_interval_inside_the_gap_is_nothing() {
        let gone = Hours {
            from: time(2, 0, 0, 0),
            to: time(3, 0, 0, 0),
        };
        assert_eq!(span(date(2027, 3, 28), gone, &berlin()), None);
    }

    #[test]
    fn days_are_23_to_25_hours_long() {
        for (day_of, hours) in [
            (date(2027, 3, 28), 23),
            (date(2027, 10, 31), 25),
            (date(2028, 2, 29), 24),
        ] {
            let span = day(day_of, &berlin()).expect("in range");
            assert_eq!(
                span.from.duration_until(span.to),
                SignedDuration::from_hours(hours)
            );
        }
    }

    #[test]
    fn unknown_zones_are_told() {
        assert_eq!(
            zone("Europe/Wickede").err(),
            Some(CalendarError::UnknownZone("Europe/Wickede".to_owned()))
        );
    }
}
