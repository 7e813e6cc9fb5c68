//! Waiting before another try, and how often.

use std::time::Duration;

use crate::error::Error;

/// How often a command is sent at most, the first time included.
pub const TRIES: u32 = 3;

/// Sends a command again, with the same request id, while the answer is
/// unknown or the server is not available; at most [`TRIES`] times.
///
/// # Errors
/// The last try's error.
pub async fn with_retry<T, F>(mut call: impl FnMut() -> F) -> Result<T, Error>
where
    F: Future<Output = Result<T, Error>>,
{
    let mut backoff = Backoff::default();
    for _ in 1..TRIES {
        match call().await {
            Err(error) if error.is_transient() => tokio::time::sleep(backoff.wait()).await,
            other => return other,
        }
    }
    call().await
}

/// Waits that double from 250 ms to 5 s, each shortened by chance to between
/// one half and the whole, so that the devices of an installation do not come
/// back in step.
#[derive(Debug, Default, Clone)]
pub struct Backoff {
    failures: u32,
}

impl Backoff {
    const FIRST_MS: u64 = 250;
    const LONGEST_MS: u64 = 5_000;

    /// How long to wait after one more failure.
    pub fn wait(&mut self) -> Duration {
        let full = Self::LONGEST_MS.min(Self::FIRST_MS << self.failures.min(10));
        self.failures = self.failures.saturating_add(1);
        let (_, chance) = uuid::Uuid::new_v4().as_u64_pair();
        Duration::from_millis(full / 2 + chance % (full / 2 + 1))
    }

    /// Whether nothing has failed since the last success.
    pub(crate) fn is_fresh(&self) -> bool {
        self.failures == 0
    }

    /// Starts over, after a success.
    pub fn reset(&mut self) {
        self.failures = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_five_seconds_and_no_further() {
        let mut backoff = Backoff::default();
        let mut full = 250;
        for _ in 0..40 {
            let wait = u64::try_from(backoff.wait().as_millis()).unwrap();
            assert!((full / 2..=full).contains(&wait), "{wait} of {full}");
            full = 5_000.min(full * 2);
        }
        backoff.reset();
        assert!(backoff.wait() <= Duration::from_millis(250));
    }
}
