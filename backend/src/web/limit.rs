//! How much one network address may ask (requirement G10).

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    num::NonZeroU32,
    time::Duration,
};

use governor::{
    DefaultKeyedRateLimiter, Quota,
    clock::{Clock, DefaultClock},
};
use poem::{Addr, Request};

use super::page::Failure;
use crate::{config::Config, server};

/// After this many checks the addresses that have been quiet are forgotten.
const TIDY_EVERY: u32 = 10_000;

/// The limits of all addresses.
pub(super) struct Limits {
    requests: Option<DefaultKeyedRateLimiter<IpAddr>>,
    bookings: Option<DefaultKeyedRateLimiter<IpAddr>>,
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
            bookings: limiter(pages.bookings_per_10_minutes, Duration::from_secs(600)),
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
        let address = network(self.address(request));
        self.tidy();
        take(self.requests.as_ref(), address)?;
        let path = request.uri().path();
        if path.starts_with("/t/") {
            take(self.codes.as_ref(), address)?;
        }
        let sends_mail = ["/pruefen", "/gesendet", "/termin/mail"];
        let sends_mail = sends_mail.iter().any(|end| path.ends_with(end));
        if *request.method() == poem::http::Method::POST && sends_mail {
            take(self.bookings.as_ref(), address)?;
        }
        Ok(())
    }

    /// The visitor's address.
    fn address(&self, request: &Request) -> IpAddr {
        let peer = match &request.remote_addr().0 {
            Addr::SocketAddr(address) => address.ip(),
            _ => IpAddr::V4(Ipv4Addr::LOCALHOST),
        };
        let forwarded = request.headers().get_all("x-forwarded-for");
        let forwarded: Vec<&str> = forwarded
            .iter()
            .filter_map(|value| value.to_str().ok())
            .collect();
        server::sender(peer, Some(&forwarded.join(",")), &self.trusted)
    }

    fn tidy(&self) {
        let checks = self
            .checks
            .fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        if checks % TIDY_EVERY == TIDY_EVERY - 1 {
            for limiter in [&self.requests, &self.bookings, &self.codes]
                .into_iter()
                .flatten()
            {
                limiter.retain_recent();
            }
        }
    }
}

fn take(limiter: Option<&DefaultKeyedRateLimiter<IpAddr>>, address: IpAddr) -> Result<(), Failure> {
    let Some(limiter) = limiter else {
        return Ok(());
    };
    limiter.check_key(&address).map_err(|until| {
        let wait = until.wait_time_from(DefaultClock::default().now());
        let seconds = wait.as_secs().saturating_add(1);
        Failure::TooMany {
            retry_after_s: u32::try_from(seconds).unwrap_or(600),
        }
    })
}

/// An IPv6 address counts by its /64 network.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => IpAddr::V4(v4),
            None => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX))),
        },
    }
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

    fn limits(trusted: &[&str]) -> Limits {
        let mut config = Config::in_folder("/nowhere");
        config.pages.requests_per_minute = 3;
        config.trusted_proxies = trusted.iter().map(|ip| ip.parse().unwrap()).collect();
        Limits::new(&config)
    }

    #[test]
    fn too_many_requests_are_told_when_to_come_back() {
        let limits = limits(&[]);
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
        let limits = limits(&[]);
        for n in 0..3 {
            assert!(limits.check(&request(&format!("10.0.0.{n}"))).is_ok());
        }
        assert!(limits.check(&request("10.0.0.9")).is_err());
    }

    #[test]
    fn behind_a_trusted_proxy_the_visitor_counts() {
        let limits = limits(&["127.0.0.1"]);
        let address = |forwarded: &str| limits.address(&request(forwarded));
        // A request that was not accepted from a socket counts as local.
        assert_eq!(address("1.2.3.4").to_string(), "1.2.3.4");
        assert_eq!(
            address("9.9.9.9, 1.2.3.4, 127.0.0.1").to_string(),
            "1.2.3.4"
        );
        assert_eq!(address("garbage").to_string(), "127.0.0.1");
    }

    #[test]
    fn ipv6_counts_by_network() {
        let a = network("2001:db8:1:2:3:4:5:6".parse().unwrap());
        let b = network("2001:db8:1:2::9".parse().unwrap());
        assert_eq!(a, b);
        assert_eq!(
            network("::ffff:1.2.3.4".parse().unwrap()).to_string(),
            "1.2.3.4"
        );
    }
}
