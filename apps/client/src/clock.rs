//! The server's time, as a program that has only seen views can tell it.

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};

/// Two windows of this length are looked at, so that drift is forgotten.
const WINDOW: Duration = Duration::from_secs(600);

/// The server's time, estimated from the `as_of` of the views received.
///
/// A view is never older than its receipt, but may have waited for up to a
/// minute before it was sent, so of several observations the one that puts the
/// server furthest ahead is right. It counts for 10 to 20 minutes. Wall-clock
/// changes of the device do not matter: only its monotonic clock is used.
#[derive(Debug, Clone, Default)]
pub struct ServerClock {
    best: Option<Observation>,
    older: Option<Observation>,
}

/// At `at` the server's time was `time` or a little later. `since` is the
/// start of the window in which it counts.
#[derive(Debug, Clone, Copy)]
struct Observation {
    time: Timestamp,
    at: Instant,
    since: Instant,
}

impl Observation {
    fn time_at(&self, now: Instant) -> Timestamp {
        let passed = now.saturating_duration_since(self.at);
        let passed = SignedDuration::try_from(passed).unwrap_or(SignedDuration::MAX);
        self.time.checked_add(passed).unwrap_or(Timestamp::MAX)
    }
}

impl ServerClock {
    /// Learns from a view received at `at`.
    pub fn observe(&mut self, as_of: Timestamp, at: Instant) {
        let mut seen = Observation {
            time: as_of,
            at,
            since: at,
        };
        if let Some(best) = self.best {
            if at.saturating_duration_since(best.since) >= WINDOW {
                self.older = Some(best);
            } else if best.time_at(at) >= as_of {
                return;
            } else {
                seen.since = best.since;
            }
        }
        self.best = Some(seen);
    }

    /// The server's time at the instant `now`; `None` before the first view.
    #[must_use]
    pub fn now(&self, now: Instant) -> Option<Timestamp> {
        let best = self.best?.time_at(now);
        Some(match self.older {
            Some(older) if older.since + 2 * WINDOW > now => best.max(older.time_at(now)),
            _ => best,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(s: i64) -> Timestamp {
        Timestamp::from_second(1_000_000 + s).unwrap()
    }

    #[test]
    fn a_view_that_waited_does_not_set_the_clock_back() {
        let start = Instant::now();
        let after = |s| start + Duration::from_secs(s);
        let mut clock = ServerClock::default();
        assert_eq!(clock.now(start), None);
        // Made 40 s before it was sent: all that is known is "at least then".
        clock.observe(instant(0), start);
        assert_eq!(clock.now(after(5)), Some(instant(5)));
        // Sent at once: 40 s further ahead.
        clock.observe(instant(50), after(10));
        assert_eq!(clock.now(after(11)), Some(instant(51)));
        // The same view once more after a reconnect.
        clock.observe(instant(50), after(30));
        assert_eq!(clock.now(after(30)), Some(instant(70)));
    }

    #[test]
    fn a_clock_that_runs_fast_is_corrected_in_time() {
        let start = Instant::now();
        let mut clock = ServerClock::default();
        for minute in 0..120 {
            // Our clock gains 1 s a minute against the server's.
            clock.observe(
                instant(59 * minute),
                start + Duration::from_secs(60) * u32::try_from(minute).unwrap(),
            );
        }
        let shown = clock.now(start + Duration::from_secs(119 * 60)).unwrap();
        let ahead = shown.duration_since(instant(59 * 119)).as_secs();
        assert!((0..=20).contains(&ahead), "{ahead} s ahead");
    }
}
