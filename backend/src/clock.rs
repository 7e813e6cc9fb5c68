//! The one clock of the server.
//!
//! It reads whole microseconds, which is what the store keeps. For demos and
//! tests it can be put forward while serving, never back: an offset, so that
//! it runs at the speed of time.

use std::{sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use tokio::sync::watch;

/// The system's clock, or the same with an offset.
#[derive(Debug, Clone)]
pub struct Clock(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    movable: bool,
    /// Added to the system's time; only ever grows.
    offset: watch::Sender<SignedDuration>,
}

/// The clock of this installation is not movable.
#[derive(Debug, thiserror::Error)]
#[error("the clock cannot be moved: this is no demo installation")]
pub struct NotMovable;

impl Clock {
    /// The time of the machine.
    #[must_use]
    pub fn system() -> Self {
        Self(Arc::new(Inner {
            movable: false,
            offset: watch::Sender::new(SignedDuration::ZERO),
        }))
    }

    /// A clock that starts at `offset` from the machine's time and can be put
    /// forward. Only for databases that were created for a demo or a test.
    #[must_use]
    pub fn movable(offset: SignedDuration) -> Self {
        Self(Arc::new(Inner {
            movable: true,
            offset: watch::Sender::new(offset),
        }))
    }

    /// Whether the clock can be put forward.
    #[must_use]
    pub fn is_movable(&self) -> bool {
        self.0.movable
    }

    /// Now, in whole microseconds.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let offset = *self.0.offset.borrow();
        let now = Timestamp::now()
            .saturating_add(offset)
            .unwrap_or(Timestamp::MAX);
        Timestamp::from_microsecond(now.as_microsecond()).expect("fewer digits of a valid instant")
    }

    /// The local date now.
    #[must_use]
    pub fn today(&self, zone: &TimeZone) -> Date {
        zone.to_datetime(self.now()).date()
    }

    /// Puts the clock forward.
    ///
    /// # Errors
    /// [`NotMovable`] on the system's clock.
    pub fn advance(&self, by: Duration) -> Result<(), NotMovable> {
        if !self.0.movable {
            return Err(NotMovable);
        }
        let by = SignedDuration::try_from(by).unwrap_or(SignedDuration::MAX);
        self.0
            .offset
            .send_modify(|offset| *offset = offset.saturating_add(by));
        Ok(())
    }

    /// Returns when the clock has reached the instant, also when it is put
    /// forward meanwhile.
    pub async fn sleep_until(&self, instant: Timestamp) {
        let mut moved = self.0.offset.subscribe();
        loop {
            let Ok(left) = Duration::try_from(instant.duration_since(self.now())) else {
                return;
            };
            if left.is_zero() {
                return;
            }
            tokio::select! {
                () = tokio::time::sleep(left) => {}
                _ = moved.changed() => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn putting_the_clock_forward_wakes_who_sleeps() {
        let clock = Clock::movable(SignedDuration::from_hours(24));
        let alarm = clock.now() + SignedDuration::from_hours(1);
        let sleeper = tokio::spawn({
            let clock = clock.clone();
            async move { clock.sleep_until(alarm).await }
        });
        tokio::time::sleep(Duration::from_millis(20)).await;
        assert!(!sleeper.is_finished());
        clock.advance(Duration::from_secs(3600)).unwrap();
        tokio::time::timeout(Duration::from_secs(5), sleeper)
            .await
            .unwrap()
            .unwrap();
        assert!(clock.now() >= alarm);
    }

    #[test]
    fn the_system_clock_cannot_be_moved() {
        let clock = Clock::system();
        assert!(clock.advance(Duration::from_secs(1)).is_err());
        assert_eq!(clock.now().as_nanosecond() % 1000, 0);
    }
}
