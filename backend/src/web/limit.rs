//! How much one network address may ask (requirement G10).

use std::{net::IpAddr, num::NonZeroU32, time::Duration};

use governor::{
    DefaultKeyedRateLimiter, Quota,
    clock::{Clock, DefaultClock},
};
use poem::{Request, http::Method};

use super::page::Failure;
use crate::{config::Config, http};

/// After this many checks the addresses that have been quiet are forgotten.
const TIDY_EVERY: u32 = 10_000;

/// Times that may be kept for each booking that may be sent: people change
/// their mind.
const HOLDS_PER_BOOKING: u32 = 3;

/// The limits of all networks.
pub(super) struct Limits {
    requests: Option<DefaultKeyedRateLimiter<IpAddr>>,
    shown_again: Option<DefaultKeyedRateLimiter<IpAddr>>,
    bookings: Option<DefaultKeyedRateLimiter<IpAddr>>,
    holds: Option<DefaultKeyedRateLimiter<IpAddr>>,
    codes: Option<DefaultKeyedRateLimiter<IpAddr>>,
    trusted: Vec<IpAddr>,
    checks: std::sync::atomic::AtomicU32,
}

impl Limits {
    /// The limits of the configuration.
    pub(super) fn new(config: &Config) -> Self {
        let pages = config.pages;
        let limiter = |n: u32, period: Duration| {
            let burst = NonZeroU32::new(n)?;
            let quota = Quota::with_period(period / n)?.allow_burst(burst);
            Some(DefaultKeyedRateLimiter::keyed(quota))
        };
        Self {
            requests: limiter(pages.requests_per_minute, Duration::from_secs(60)),
            shown_again: limiter(pages.requests_per_minute, Duration::from_secs(60)),
            bookings: limiter(pages.bookings_per_10_minutes, Duration::from_secs(600)),
            // A hold is kept for ten minutes: so many times at most does one
            // network keep from all others (requirement G12).
            holds: limiter(
                pages
                    .bookings_per_10_minutes
                    .saturating_mul(HOLDS_PER_BOOKING),
                Duration::from_secs(600),
            ),
            // Guessing check-in codes of 40 bits (requirement G05).
            codes: match pages.requests_per_minute {
                0 => None,
                _ => limiter(10, Duration::from_secs(60)),
            },
            trusted: config.trusted_proxies.clone(),
            checks: 0.into(),
        }
    }

    /// Counts a request and refuses it if there were too many.
    pub(super) fn check(&self, request: &Request) -> Result<(), Failure> {
        let network = self.network(request);
        self.tidy();
        take(self.requests.as_ref(), network)?;
        let path = request.uri().path();
        if path.starts_with("/t/") {
            take(self.codes.as_ref(), network)?;
        }
        if *request.method() != Method::POST {
            return Ok(());
        }
        let is_one_of = |ends: &[&str]| ends.iter().any(|end| path.ends_with(end));
        if is_one_of(&["/pruefen", "/gesendet", "/termin/mail"]) {
            take(self.bookings.as_ref(), network)?;
        }
        if is_one_of(&["/zeit", "/bestaetigen/neu"]) {
            take(self.holds.as_ref(), network)?;
        }
        Ok(())
    }

    /// Whether a refused form may be shown again with what was typed; a page of
    /// our own costs more than a refusal, so this has an end too.
    pub(super) fn may_show_again(&self, request: &Request) -> bool {
        take(self.shown_again.as_ref(), self.network(request)).is_ok()
    }

    fn network(&self, request: &Request) -> IpAddr {
        http::network(request, &self.trusted)
    }

    fn tidy(&self) {
        let checks = self
            .checks
            .fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        if checks % TIDY_EVERY == TIDY_EVERY - 1 {
            let all = [
                &self.requests,
                &self.shown_again,
                &self.bookings,
                &self.holds,
                &self.codes,
            ];
            for limiter in all.into_iter().flatten() {
                limiter.retain_recent();
            }
        }
    }
}

fn take(limiter: Option<&DefaultKeyedRateLimiter<IpAddr>>, network: IpAddr) -> Result<(), Failure> {
    let Some(limiter) = limiter else {
        return Ok(());
    };
    limiter.check_key(&network).map_err(|until| {
        let wait = until.wait_time_from(DefaultClock::default().now());
        let seconds = wait.as_secs().saturating_add(1);
        Failure::TooMany {
            retry_after_s: u32::try_from(seconds).unwrap_or(600),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(forwarded: &str) -> Request {
        Request::builder()
            .uri_str("/x")
            .header("x-forwarded-for", forwarded)
            .finish()
    }

    fn limits() -> Limits {
        let mut config = Config::in_folder("/nowhere");
        config.pages.requests_per_minute = 3;
        Limits::new(&config)
    }

    #[test]
    fn too_many_requests_are_told_when_to_come_back() {
        let limits = limits();
        for _ in 0..3 {
            assert_eq!(limits.check(&request("")), Ok(()));
        }
        let Err(Failure::TooMany { retry_after_s }) = limits.check(&request("")) else {
            panic!("the fourth request in a minute passed");
        };
        assert!((1..=21).contains(&retry_after_s));
    }

    #[test]
    fn a_forged_address_does_not_help() {
        let limits = limits();
        for n in 0..3 {
            assert!(limits.check(&request(&format!("10.0.0.{n}"))).is_ok());
        }
        assert!(limits.check(&request("10.0.0.9")).is_err());
    }
}
