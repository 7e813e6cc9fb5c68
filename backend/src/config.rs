//! What the operator of the server sets: one TOML file, and environment
//! variables that override single values of it. Read once, at start.
//!
//! What an *office* sets (hours, services, counters) is not here but in the
//! database, see [`crate::settings`].

mod pages;
mod smtp;

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
};

use anyhow::{Context, bail, ensure};
use poem::http::Uri;
use serde::Deserialize;

pub use pages::Pages;
pub use smtp::{Smtp, Tls};

/// The configuration of the server.
///
/// Environment: `AUFRUF_DATA_DIR`, `AUFRUF_DATABASE_URL`,
/// `AUFRUF_PUBLIC_LISTEN`, `AUFRUF_OFFICE_LISTEN`, `AUFRUF_PUBLIC_URL`,
/// `AUFRUF_KEY_FILE`.
#[derive(Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Folder for the SQLite database and the installation key.
    /// Default `/var/lib/aufruf`.
    pub data_dir: PathBuf,
    /// `sqlite:PATH` or `postgres://…`. Default: the file `aufruf.db` in `data_dir`.
    pub database_url: Option<String>,
    /// File with the installation key, mode 0600; the same on all replicas.
    /// Default: `installation.key` in `data_dir`.
    pub key_file: Option<PathBuf>,
    /// Address of the booking pages. Default `127.0.0.1:8080`.
    pub public_listen: SocketAddr,
    /// Address of the JSON API for devices and clerks. Default `127.0.0.1:8081`.
    pub office_listen: SocketAddr,
    /// How citizens reach the booking pages, without a slash at the end; the
    /// links in mails begin with it. Default `http://localhost:8080`.
    pub public_url: String,
    /// Proxies whose `X-Forwarded-For` is believed. Default: none.
    pub trusted_proxies: Vec<IpAddr>,
    /// File with the token (mode 0600, at least 32 characters) that a monitoring
    /// program shows as `Authorization: Bearer` to read `/metrics`. Default:
    /// none; then only programs of this machine may read it.
    pub metrics_token_file: Option<PathBuf>,
    /// Limits of the booking pages.
    pub pages: Pages,
    /// Mail server; without it mails wait in the outbox.
    pub smtp: Option<Smtp>,
    /// For an installation made with `migrate --demo`: starts the clock this
    /// many seconds away from the machine's time. Default 0.
    pub test_clock_offset_s: i64,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data_dir: "/var/lib/aufruf".into(),
            database_url: None,
            key_file: None,
            public_listen: (Ipv4Addr::LOCALHOST, 8080).into(),
            office_listen: (Ipv4Addr::LOCALHOST, 8081).into(),
            public_url: "http://localhost:8080".to_owned(),
            trusted_proxies: Vec::new(),
            metrics_token_file: None,
            pages: Pages::default(),
            smtp: None,
            test_clock_offset_s: 0,
        }
    }
}

impl fmt::Debug for Config {
    /// Leaves out the database's URL, which may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("data_dir", &self.data_dir)
            .field("public_listen", &self.public_listen)
            .field("office_listen", &self.office_listen)
            .field("public_url", &self.public_url)
            .field("smtp", &self.smtp)
            .finish_non_exhaustive()
    }
}

impl Config {
    /// Everything by default except the data folder; ports chosen by the
    /// system. For tests and demos.
    #[must_use]
    pub fn in_folder(data_dir: impl Into<PathBuf>) -> Self {
        Self {
            data_dir: data_dir.into(),
            public_listen: (Ipv4Addr::LOCALHOST, 0).into(),
            office_listen: (Ipv4Addr::LOCALHOST, 0).into(),
            ..Self::default()
        }
    }

    /// Reads the file, if one is given, and the environment.
    ///
    /// # Errors
    /// If the file cannot be read, has unknown or wrong values, or a variable
    /// of the environment is wrong.
    pub fn load(file: Option<&Path>) -> anyhow::Result<Self> {
        let mut config = match file {
            Some(path) => {
                let text = std::fs::read_to_string(path)
                    .with_context(|| format!("cannot read {}", path.display()))?;
                toml::from_str(&text).with_context(|| format!("in {}", path.display()))?
            }
            None => Self::default(),
        };
        config.override_by(|name| std::env::var(name).ok())?;
        config.check()?;
        Ok(config)
    }

    fn override_by(&mut self, variable: impl Fn(&str) -> Option<String>) -> anyhow::Result<()> {
        if let Some(value) = variable("AUFRUF_DATA_DIR") {
            self.data_dir = value.into();
        }
        if let Some(value) = variable("AUFRUF_DATABASE_URL") {
            self.database_url = Some(value);
        }
        if let Some(value) = variable("AUFRUF_KEY_FILE") {
            self.key_file = Some(value.into());
        }
        if let Some(value) = variable("AUFRUF_PUBLIC_LISTEN") {
            self.public_listen = value.parse().context("AUFRUF_PUBLIC_LISTEN")?;
        }
        if let Some(value) = variable("AUFRUF_OFFICE_LISTEN") {
            self.office_listen = value.parse().context("AUFRUF_OFFICE_LISTEN")?;
        }
        if let Some(value) = variable("AUFRUF_PUBLIC_URL") {
            self.public_url = value;
        }
        Ok(())
    }

    fn check(&self) -> anyhow::Result<()> {
        let url = &self.public_url;
        ensure!(
            (url.starts_with("http://") || url.starts_with("https://")) && !url.ends_with('/'),
            "public_url must begin with http:// or https:// and must not end with a slash"
        );
        let database = self.database_url();
        if !database.starts_with("sqlite:") && !database.starts_with("postgres") {
            bail!("database_url must begin with sqlite: or postgres://");
        }
        match &self.smtp {
            Some(smtp) => smtp.check(),
            None => Ok(()),
        }
    }

    /// The address of the booking pages for somebody's phone; `None` if it only
    /// means the machine that opens it.
    #[must_use]
    pub fn phone_url(&self) -> Option<&str> {
        let url: Uri = self.public_url.parse().ok()?;
        let host = url.host()?.trim_matches(['[', ']']);
        let here = match host.parse::<IpAddr>() {
            Ok(address) => address.is_loopback() || address.is_unspecified(),
            Err(_) => host == "localhost" || host.ends_with(".localhost"),
        };
        (!here).then_some(self.public_url.as_str())
    }

    /// The URL of the database.
    #[must_use]
    pub fn database_url(&self) -> String {
        match &self.database_url {
            Some(url) => url.clone(),
            None => format!("sqlite:{}", self.data_dir.join("aufruf.db").display()),
        }
    }

    /// The file with the installation key.
    #[must_use]
    pub fn key_file(&self) -> PathBuf {
        match &self.key_file {
            Some(path) => path.clone(),
            None => self.data_dir.join("installation.key"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_overrides_the_file() {
        let mut config: Config = toml::from_str("public_listen = '0.0.0.0:80'").unwrap();
        config
            .override_by(|name| match name {
                "AUFRUF_PUBLIC_LISTEN" => Some("127.0.0.1:81".to_owned()),
                "AUFRUF_DATABASE_URL" => Some("postgres://u:secret@h/d".to_owned()),
                _ => None,
            })
            .unwrap();
        assert_eq!(config.public_listen.port(), 81);
        assert!(!format!("{config:?}").contains("secret"));
        assert!(config.override_by(|_| Some("nonsense".to_owned())).is_err());
    }

    #[test]
    fn unknown_and_contradicting_values_are_refused() {
        assert!(toml::from_str::<Config>("no_such_key = 1").is_err());
        for (key, value) in [("public_url", "ftp://x"), ("database_url", "mysql://x")] {
            let config: Config = toml::from_str(&format!("{key} = '{value}'")).unwrap();
            assert!(config.check().is_err(), "{key}");
        }
    }

    #[test]
    fn a_phone_is_not_sent_to_itself() {
        let phone = |url: &str| {
            let public_url = url.to_owned();
            let config = Config {
                public_url,
                ..Config::default()
            };
            config.phone_url().map(str::to_owned)
        };
        for here in [
            "http://localhost:8080",
            "http://termine.localhost",
            "https://127.0.0.1:8080/termine",
            "http://[::1]:8080",
            "http://0.0.0.0:8080",
        ] {
            assert_eq!(phone(here), None, "{here}");
        }
        for reached in [
            "https://termine.example.org",
            "http://192.168.1.20:8080",
            "https://example.org/localhost",
        ] {
            assert_eq!(phone(reached).as_deref(), Some(reached));
        }
    }

    #[test]
    fn mail_leaves_the_machine_encrypted_only() {
        let smtp = |host: &str| -> Config {
            let text = format!("[smtp]\nhost = '{host}'\ntls = 'none'\nfrom = 'a@example.org'");
            toml::from_str(&text).unwrap()
        };
        assert!(smtp("localhost").check().is_ok());
        assert!(smtp("mail.example.org").check().is_err());
    }
}
