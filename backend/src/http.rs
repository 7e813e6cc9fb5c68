//! What both listeners ask of a request and add to an answer.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    time::Duration,
};

use poem::{
    Addr, Request,
    http::{HeaderMap, HeaderValue, header},
};

/// The longest time from a request to the start of its answer, reading of the
/// body included.
pub(crate) const REQUEST_MAX: Duration = Duration::from_secs(20);

/// The network that a request comes from, by which it is counted: an IPv4
/// address, or the /64 network of an IPv6 address, which is one connection's.
/// A request that came by no socket counts as local.
pub(crate) fn network(request: &Request, trusted: &[IpAddr]) -> IpAddr {
    let peer = match &request.remote_addr().0 {
        Addr::SocketAddr(address) => address.ip(),
        _ => IpAddr::V4(Ipv4Addr::LOCALHOST),
    };
    // A proxy may add a line of its own after one that the sender made up.
    let lines = request.headers().get_all("x-forwarded-for").iter();
    let lines: Vec<&str> = lines.filter_map(|line| line.to_str().ok()).collect();
    network_of(sender(peer, &lines.join(","), trusted))
}

/// The sender's address: the peer's, or behind trusted proxies the last one
/// in `X-Forwarded-For` that none of them has (requirement F13).
fn sender(peer: IpAddr, forwarded: &str, trusted: &[IpAddr]) -> IpAddr {
    if !trusted.contains(&peer) {
        return peer;
    }
    let named: Vec<IpAddr> = forwarded
        .split(',')
        .filter_map(|address| address.trim().parse().ok())
        .collect();
    named
        .into_iter()
        .rev()
        .find(|address| !trusted.contains(address))
        .unwrap_or(peer)
}

fn network_of(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => IpAddr::V4(v4),
            None => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX))),
        },
    }
}

/// Whether a request says that it comes from a foreign web page (requirements
/// F07, F11). Browsers send `Sec-Fetch-Site`, or `Origin` with whatever changes
/// something; programs that send neither have no session of somebody else to
/// misuse. `own` is the address under which citizens reach us, if they do.
pub(crate) fn is_foreign(request: &Request, own: Option<&str>) -> bool {
    if let Some(site) = request.header("sec-fetch-site") {
        return !matches!(site, "same-origin" | "none");
    }
    let Some(origin) = request.header(header::ORIGIN) else {
        return false;
    };
    let host = request.header(header::HOST).unwrap_or_default();
    let named = origin
        .strip_prefix("https://")
        .or_else(|| origin.strip_prefix("http://"));
    let is_own = own == Some(origin) || (named == Some(host) && !host.is_empty());
    !is_own
}

/// Requirements F09, F10, F27: nothing is stored, framed, sniffed or run.
const HEADERS: [(&str, &str); 7] = [
    ("cache-control", "no-store"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=()",
    ),
    ("referrer-policy", "no-referrer"),
    (
        "strict-transport-security",
        "max-age=63072000; includeSubDomains",
    ),
    ("x-content-type-options", "nosniff"),
];

/// Adds the headers that every answer carries, with this content security
/// policy.
pub(crate) fn shield(headers: &mut HeaderMap, policy: &'static str) {
    for (name, value) in HEADERS
        .into_iter()
        .chain([("content-security-policy", policy)])
    {
        let _ = headers.insert(name, HeaderValue::from_static(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(forwarded: &[&str], trusted: &[&str]) -> String {
        let mut request = Request::builder().uri_str("/x");
        for line in forwarded {
            request = request.header("x-forwarded-for", *line);
        }
        let trusted: Vec<IpAddr> = trusted.iter().map(|ip| ip.parse().unwrap()).collect();
        network(&request.finish(), &trusted).to_string()
    }

    #[test]
    fn a_forged_address_does_not_help() {
        assert_eq!(from(&["1.2.3.4"], &[]), "127.0.0.1");
    }

    #[test]
    fn behind_a_trusted_proxy_the_visitor_counts() {
        let local = &["127.0.0.1"];
        assert_eq!(from(&["1.2.3.4"], local), "1.2.3.4");
        assert_eq!(from(&["9.9.9.9, 1.2.3.4, 127.0.0.1"], local), "1.2.3.4");
        // The sender's own line, then that of the proxy.
        assert_eq!(from(&["9.9.9.9", "1.2.3.4"], local), "1.2.3.4");
        assert_eq!(from(&["garbage"], local), "127.0.0.1");
    }

    #[test]
    fn ipv6_counts_by_network() {
        let local = &["127.0.0.1"];
        let one = from(&["2001:db8:1:2:3:4:5:6"], local);
        assert_eq!(one, from(&["2001:db8:1:2::9"], local));
        assert_ne!(one, from(&["2001:db8:1:3::9"], local));
        assert_eq!(from(&["::ffff:1.2.3.4"], local), "1.2.3.4");
    }

    #[test]
    fn a_foreign_page_is_told_from_ours_and_from_a_program() {
        let foreign = |headers: &[(&str, &str)]| {
            let mut request = Request::builder().header("host", "termin.example.org");
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            is_foreign(&request.finish(), Some("https://www.example.org"))
        };
        assert!(!foreign(&[]));
        assert!(!foreign(&[("origin", "https://termin.example.org")]));
        assert!(!foreign(&[("origin", "https://www.example.org")]));
        assert!(foreign(&[("origin", "https://evil.example")]));
        assert!(foreign(&[("origin", "null")]));
        assert!(!foreign(&[("sec-fetch-site", "same-origin")]));
        for site in ["same-site", "cross-site"] {
            assert!(foreign(&[("sec-fetch-site", site)]));
        }
    }
}
