//! Waking up when the clock shows another minute.

use std::time::{Duration, Instant};

use iced::{Subscription, futures::stream};
use jiff::Timestamp;

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

#[cfg(test)]
mod tests {
    use jiff::Unit;

    use super::*;

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
