//! Wall time in the office's zone, and waking up when it changes.

use std::time::{Duration, Instant};

use iced::{Subscription, futures::stream};
use jiff::{Timestamp, tz::TimeZone};

/// "9:41".
pub(crate) fn clock_text(at: Timestamp, zone: &TimeZone) -> String {
    let local = zone.to_datetime(at);
    format!("{}:{:02}", local.hour(), local.minute())
}

/// The instant at which the clock that shows `server` at `now` begins its next
/// minute. The same for every `now` within a minute, to the nanosecond.
pub(crate) fn next_minute(server: Timestamp, now: Instant) -> Instant {
    let into_the_minute = server.as_nanosecond().rem_euclid(60_000_000_000);
    let left = u64::try_from(60_000_000_000 - into_the_minute).expect("at most a minute");
    now + Duration::from_nanos(left)
}

/// One message at `at`, and none before: nothing ticks in between.
pub(crate) fn wake_at(at: Instant) -> Subscription<()> {
    Subscription::run_with(at, |at| {
        let at = *at;
        stream::once(async move { tokio::time::sleep_until(at.into()).await })
    })
}

/// The zone of the office; UTC with a log line for a name that nobody knows.
pub(crate) fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or_else(|error| {
        tracing::error!("time zone: {error}");
        TimeZone::UTC
    })
}

#[cfg(test)]
mod tests {
    use jiff::Unit;

    use super::*;

    #[test]
    fn the_clock_is_that_of_the_office_also_on_the_day_it_is_set_back() {
        let berlin = zone("Europe/Berlin");
        let shown = |at: &str| clock_text(at.parse().unwrap(), &berlin);
        assert_eq!(shown("2026-11-23T08:05:59Z"), "9:05");
        assert_eq!(shown("2026-10-25T00:59:59Z"), "2:59");
        assert_eq!(shown("2026-10-25T01:00:00Z"), "2:00");
    }

    #[test]
    fn the_minute_ends_at_one_instant_whenever_one_asks() {
        let server: Timestamp = "2026-11-23T08:41:10.25Z".parse().unwrap();
        let now = Instant::now();
        let end = next_minute(server, now);
        assert_eq!(end - now, Duration::from_millis(49_750));
        let later = Duration::from_nanos(1_234_567_891);
        assert_eq!(next_minute(server + later, now + later), end);
        let on_the_minute = server.round(Unit::Minute).unwrap();
        assert_eq!(
            next_minute(on_the_minute, now) - now,
            Duration::from_secs(60)
        );
    }
}
