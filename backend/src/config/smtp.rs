//! The mail server.

use std::{fmt, net::IpAddr, path::PathBuf};

use anyhow::ensure;
use serde::Deserialize;

/// How the connection to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tls {
    /// STARTTLS, required.
    Starttls,
    /// TLS from the first byte.
    Implicit,
    /// None; only to this machine.
    None,
}

/// The mail server that takes the mails over.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    /// Name of the server; its certificate must be for it.
    pub host: String,
    /// Port; default 587 (STARTTLS), 465 (implicit) or 25 (none).
    #[serde(default)]
    pub port: Option<u16>,
    /// Default STARTTLS.
    #[serde(default = "starttls")]
    pub tls: Tls,
    /// Account, if the server wants one.
    #[serde(default)]
    pub user: Option<String>,
    /// File with the account's password.
    #[serde(default)]
    pub password_file: Option<PathBuf>,
    /// PEM file with further certificate authorities that may vouch for the
    /// server, such as the town hall's own. Default: only the public ones.
    #[serde(default)]
    pub ca_file: Option<PathBuf>,
    /// Sender: `Bürgerbüro Musterstadt <termine@example.org>`.
    pub from: String,
    /// Seconds that one step of a delivery may take, `1..=300`. Default 20.
    #[serde(default = "twenty")]
    pub timeout_s: u16,
    /// Most mails of one office within an hour; what is above waits. 0: no
    /// limit. Default 60 (requirement G06).
    #[serde(default = "sixty")]
    pub mails_per_hour: u32,
}

fn starttls() -> Tls {
    Tls::Starttls
}

fn twenty() -> u16 {
    20
}

fn sixty() -> u32 {
    60
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smtp")
            .field("host", &self.host)
            .field("tls", &self.tls)
            .finish_non_exhaustive()
    }
}

impl Smtp {
    /// The port in use.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(match self.tls {
            Tls::Starttls => 587,
            Tls::Implicit => 465,
            Tls::None => 25,
        })
    }

    /// Most mails of one office within an hour; `None`: no limit.
    #[must_use]
    pub fn hourly_max(&self) -> Option<u64> {
        Some(u64::from(self.mails_per_hour)).filter(|max| *max > 0)
    }

    pub(super) fn check(&self) -> anyhow::Result<()> {
        let local = self.host == "localhost"
            || self.host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        ensure!(
            self.tls != Tls::None || local,
            "smtp.tls = \"none\" is allowed to this machine only"
        );
        ensure!(
            self.user.is_some() == self.password_file.is_some(),
            "smtp.user and smtp.password_file go together"
        );
        ensure!(
            self.tls != Tls::None || self.ca_file.is_none(),
            "smtp.ca_file says whom to trust for a certificate; with smtp.tls = \"none\" there is none"
        );
        ensure!(
            (1..=300).contains(&self.timeout_s),
            "smtp.timeout_s must be from 1 to 300"
        );
        Ok(())
    }
}
