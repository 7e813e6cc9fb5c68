//! Who may read the numbers for monitoring (requirement L12): whoever knows the
//! operator's token, or without one only programs of this machine.

use std::{fs::File, io::Read, net::IpAddr, path::Path};

use anyhow::{Context, ensure};
use poem::http::HeaderMap;

use super::{
    identity::bearer,
    key::{self, Hash},
};
use crate::secrets::ensure_private;

/// Shorter tokens could be guessed. Characters.
const TOKEN_MIN: usize = 32;
/// Longest file that is read. Bytes.
const FILE_MAX: u64 = 4096;

/// What a monitoring program must show.
#[derive(Default)]
pub struct Monitor(Option<Hash>);

impl Monitor {
    /// Reads the token from a file that only its owner can read.
    ///
    /// # Errors
    /// If the file cannot be read, others may read it, or the token is shorter
    /// than 32 characters.
    pub fn open(file: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = file else {
            return Ok(Self::default());
        };
        Self::read(path).with_context(|| format!("metrics_token_file {}", path.display()))
    }

    fn read(path: &Path) -> anyhow::Result<Self> {
        let file = File::open(path)?;
        ensure_private(&file)?;
        let mut text = String::new();
        let _ = file.take(FILE_MAX).read_to_string(&mut text)?;
        let token = text.trim();
        ensure!(
            token.len() >= TOKEN_MIN,
            "the token must have at least {TOKEN_MIN} characters"
        );
        Ok(Self(Some(key::hash(token))))
    }

    /// Whether a request from this address with these headers comes from a
    /// monitoring program.
    #[must_use]
    pub fn admits(&self, peer: Option<IpAddr>, headers: &HeaderMap) -> bool {
        match &self.0 {
            Some(token) => bearer(headers).is_some_and(|given| key::hash(given) == *token),
            None => is_local(peer, headers),
        }
    }
}

/// From this machine, and not handed on by a proxy on it.
fn is_local(peer: Option<IpAddr>, headers: &HeaderMap) -> bool {
    let handed_on = ["x-forwarded-for", "forwarded"]
        .iter()
        .any(|name| headers.contains_key(*name));
    peer.is_some_and(|peer| peer.to_canonical().is_loopback()) && !handed_on
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn from(peer: &str) -> Option<IpAddr> {
        Some(peer.parse().unwrap())
    }

    fn headers(name: &'static str, value: &str) -> HeaderMap {
        [(name.parse().unwrap(), value.parse().unwrap())]
            .into_iter()
            .collect()
    }

    fn file(token: &str) -> tempfile::NamedTempFile {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(token.as_bytes()).unwrap();
        file
    }

    #[test]
    fn without_a_token_only_this_machine_is_admitted() {
        let monitor = Monitor::open(None).unwrap();
        let none = HeaderMap::new();
        assert!(monitor.admits(from("127.0.0.1"), &none));
        assert!(monitor.admits(from("::1"), &none));
        assert!(monitor.admits(from("::ffff:127.0.0.1"), &none));
        assert!(!monitor.admits(from("192.0.2.7"), &none));
        assert!(!monitor.admits(None, &none), "unknown peer");
        let proxied = headers("x-forwarded-for", "192.0.2.7");
        assert!(!monitor.admits(from("127.0.0.1"), &proxied));
    }

    #[test]
    fn with_a_token_it_alone_counts() {
        let token = "0123456789abcdef0123456789abcdef";
        let file = file(&format!("{token}\n"));
        let monitor = Monitor::open(Some(file.path())).unwrap();
        assert!(!monitor.admits(from("127.0.0.1"), &HeaderMap::new()));
        let with = |token: &str| headers("authorization", &format!("Bearer {token}"));
        assert!(monitor.admits(from("192.0.2.7"), &with(token)));
        let wrong = with("0123456789abcdef0123456789abcdee");
        assert!(!monitor.admits(from("192.0.2.7"), &wrong));
    }

    #[test]
    fn a_token_that_is_short_or_that_others_can_read_is_refused() {
        assert!(Monitor::open(Some(file("kurz").path())).is_err());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let file = file(&"x".repeat(40));
            let open = std::fs::Permissions::from_mode(0o644);
            std::fs::set_permissions(file.path(), open).unwrap();
            assert!(Monitor::open(Some(file.path())).is_err());
        }
    }
}
