//! The file in which a device keeps its key, readable by its user only.

mod private_file;

use std::{
    env, io,
    path::{Path, PathBuf},
};

use aufruf_core::{
    id::OfficeId,
    wire::device::{DeviceKind, PairRequest, Paired},
};
use serde::{Deserialize, Serialize};

use crate::{
    client::{Client, DeviceKey},
    device::pair,
    error::Error,
};

/// Largest key file that is read. Bytes.
const FILE_BYTES_MAX: u64 = 16 << 10;

/// What a paired device must remember.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credentials {
    /// Address of the server, `https://HOST:PORT`.
    pub server: String,
    /// The device's key.
    pub key: DeviceKey,
    /// The office that it belongs to.
    pub office: OfficeId,
    /// The device's own name.
    pub name: String,
}

/// Why the key file could not be used. The messages are for administrators.
#[derive(Debug, thiserror::Error)]
pub enum CredentialsError {
    /// Reading or writing failed.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is no key file.
    #[error("{}: {reason}", path.display())]
    Content {
        /// The file.
        path: PathBuf,
        /// What is wrong; without the content, which is secret.
        reason: String,
    },
    /// The server did not exchange the code.
    #[error("pairing failed: {0}")]
    Pairing(#[from] Error),
}

impl Credentials {
    /// Where a device of this kind keeps its key unless told otherwise:
    /// `aufruf/KIND.toml` in the user's folder for configuration.
    #[must_use]
    pub fn default_path(kind: DeviceKind) -> PathBuf {
        let name = match kind {
            DeviceKind::Kiosk => "kiosk.toml",
            DeviceKind::Display => "display.toml",
            DeviceKind::Desk => "desk.toml",
        };
        let folder = |variable: &str| {
            env::var_os(variable)
                .filter(|v| !v.is_empty())
                .map(PathBuf::from)
        };
        folder("XDG_CONFIG_HOME")
            .or_else(|| folder("APPDATA"))
            .or_else(|| folder("HOME").map(|home| home.join(".config")))
            .unwrap_or_else(|| PathBuf::from("."))
            .join("aufruf")
            .join(name)
    }

    /// Reads the file; `None` if there is none: the device is not paired.
    ///
    /// # Errors
    /// If the file cannot be read or is no key file.
    pub fn read(path: &Path) -> Result<Option<Self>, CredentialsError> {
        let text = match private_file::read(path, FILE_BYTES_MAX) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => {
                return Err(CredentialsError::File {
                    path: path.to_owned(),
                    source,
                });
            }
        };
        match toml::from_str(&text) {
            Ok(credentials) => Ok(Some(credentials)),
            // Only the message: the full text would quote the line with the key.
            Err(error) => Err(CredentialsError::Content {
                path: path.to_owned(),
                reason: error.message().to_owned(),
            }),
        }
    }

    /// Writes the file in one step, with its folder if needed; readable by the
    /// user only (on Unix mode 0600).
    ///
    /// # Errors
    /// If that fails; the old file is then unchanged.
    pub fn write(&self, path: &Path) -> Result<(), CredentialsError> {
        let text = toml::to_string(self).expect("four plain fields are TOML");
        private_file::write(path, &text).map_err(|source| CredentialsError::File {
            path: path.to_owned(),
            source,
        })
    }

    /// Exchanges a one-time code for a key and keeps it in the file.
    ///
    /// # Errors
    /// If the server refuses the code or the file cannot be written.
    pub async fn pair(
        server: &str,
        code: &str,
        kind: DeviceKind,
        path: &Path,
    ) -> Result<Self, CredentialsError> {
        let request = PairRequest {
            code: code.trim().to_owned(),
            kind,
        };
        let Paired {
            key,
            office,
            device_name,
            ..
        } = pair(server, &request).await?;
        let server = server.trim().trim_end_matches('/').to_owned();
        let credentials = Self {
            server,
            key: DeviceKey::new(&key),
            office,
            name: device_name,
        };
        credentials.write(path)?;
        Ok(credentials)
    }

    /// A client for this device.
    ///
    /// # Errors
    /// [`Error::Address`] if the server's address is none.
    pub fn client(&self) -> Result<Client, Error> {
        Client::new(&self.server, self.key.clone())
    }
}
