//! Secrets of citizens' links, derived from one installation key and never
//! stored: the database holds only hashes of them.
//!
//! Each secret is HMAC-SHA256(installation key, purpose | visit | generation),
//! so that a mail that is sent again carries the same link.

use std::{
    fmt,
    fs::{File, OpenOptions},
    io::{ErrorKind, Read, Write},
    path::Path,
};

use anyhow::{Context, bail, ensure};
use aufruf_core::{
    check_in_code::CheckInCode,
    contact::EmailAddress,
    id::{OfficeId, VisitId},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

/// Bytes of the installation key.
const KEY_LENGTH: usize = 32;

/// SHA-256 of a secret, or a keyed hash: what the database may hold.
pub type Hash = [u8; 32];

/// Refuses a file with a secret that others than its owner can read.
///
/// # Errors
/// If they can, or the file's mode cannot be read.
pub(crate) fn ensure_private(file: &File) -> anyhow::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let mode = file.metadata()?.mode();
        ensure!(mode & 0o077 == 0, "others may read it; run: chmod 600 FILE");
    }
    Ok(())
}

/// The installation key and what is derived from it.
#[derive(Clone)]
pub struct Secrets {
    key: [u8; KEY_LENGTH],
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secrets({})", self.key_id())
    }
}

impl Secrets {
    /// Uses these 32 bytes, which all replicas must share.
    #[must_use]
    pub fn from_key(key: [u8; KEY_LENGTH]) -> Self {
        Self { key }
    }

    /// Reads the key from a file that only its owner can read; makes one if
    /// there is none.
    ///
    /// # Errors
    /// If the file cannot be read or made, others may read it, or it does not
    /// hold 32 bytes.
    pub fn open_or_create(path: &Path) -> anyhow::Result<Self> {
        match File::open(path) {
            Ok(file) => Self::read(file).with_context(|| format!("key file {}", path.display())),
            Err(error) if error.kind() == ErrorKind::NotFound => Self::create(path)
                .with_context(|| format!("cannot make the key file {}", path.display())),
            Err(error) => Err(error).with_context(|| format!("key file {}", path.display())),
        }
    }

    fn read(mut file: File) -> anyhow::Result<Self> {
        ensure_private(&file)?;
        let mut key = Vec::with_capacity(KEY_LENGTH);
        let _ = Read::by_ref(&mut file).take(1024).read_to_end(&mut key)?;
        match key.try_into() {
            Ok(key) => Ok(Self { key }),
            Err(_) => bail!("it does not hold {KEY_LENGTH} bytes"),
        }
    }

    /// A crash half way leaves no file, so that a half key is never used.
    fn create(path: &Path) -> anyhow::Result<Self> {
        let mut key = [0; KEY_LENGTH];
        getrandom::fill(&mut key)?;
        let half = path.with_extension(format!("new-{}", std::process::id()));
        let mut options = OpenOptions::new();
        let _ = options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            let _ = options.mode(0o600);
        }
        let mut file = options.open(&half)?;
        file.write_all(&key)?;
        file.sync_all()?;
        // Fails if another process was faster; then its key counts.
        let linked = std::fs::hard_link(&half, path);
        std::fs::remove_file(&half)?;
        match linked {
            Ok(()) => {
                if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
                    File::open(folder)?.sync_all()?;
                }
                Ok(Self { key })
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Self::read(File::open(path)?),
            Err(error) => Err(error.into()),
        }
    }

    fn derive(&self, purpose: &str, parts: &[&[u8]]) -> Hash {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key).expect("HMAC takes any key length");
        mac.update(purpose.as_bytes());
        for part in parts {
            // Lengths keep different lists of parts apart.
            mac.update(
                &u64::try_from(part.len())
                    .expect("lengths fit")
                    .to_be_bytes(),
            );
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    fn visit(&self, purpose: &str, visit: VisitId, generation: u32) -> Hash {
        self.derive(purpose, &[visit.0.as_bytes(), &generation.to_be_bytes()])
    }

    /// Names the key without telling it; stands on each visit.
    #[must_use]
    pub fn key_id(&self) -> String {
        URL_SAFE_NO_PAD.encode(&self.derive("key id", &[])[..6])
    }

    /// A key for another purpose (cookies, CSRF), the same on every replica.
    #[must_use]
    pub fn derived_key(&self, purpose: &str) -> [u8; 32] {
        self.derive("derived key", &[purpose.as_bytes()])
    }

    /// Secret of the link that confirms a booking: 256 bits in base64url.
    #[must_use]
    pub fn confirm_token(&self, visit: VisitId, generation: u32) -> String {
        URL_SAFE_NO_PAD.encode(self.visit("confirm", visit, generation))
    }

    /// Secret of the link that shows, moves or cancels a booking, and that
    /// shows the state of a walk-in ticket.
    #[must_use]
    pub fn manage_token(&self, visit: VisitId, generation: u32) -> String {
        URL_SAFE_NO_PAD.encode(self.visit("manage", visit, generation))
    }

    /// The content of the QR code; checks the visit in and does nothing else.
    #[must_use]
    pub fn check_in_code(&self, visit: VisitId, generation: u32) -> CheckInCode {
        let secret = self.visit("check in", visit, generation);
        CheckInCode::from_bytes(secret[..5].try_into().expect("five of 32 bytes"))
    }

    /// What the database holds of a token with 256 bits.
    #[must_use]
    pub fn token_hash(token: &str) -> Hash {
        Sha256::digest(token.as_bytes()).into()
    }

    /// What the database holds of a check-in code: keyed, because 40 bits
    /// could be guessed from a plain hash, and bound to the office and date.
    #[must_use]
    pub fn check_in_hash(&self, office: &OfficeId, date: Date, code: CheckInCode) -> Hash {
        let date = date.to_string();
        self.derive(
            "check-in hash",
            &[
                office.as_str().as_bytes(),
                date.as_bytes(),
                code.as_str().as_bytes(),
            ],
        )
    }

    /// What the database holds of a mail address for limits across days.
    #[must_use]
    pub fn address_hash(&self, address: &EmailAddress) -> Hash {
        self.derive("address", &[address.canonical().as_bytes()])
    }

    /// What the database holds of the body of a request.
    #[must_use]
    pub(crate) fn fingerprint(&self, body: &[u8]) -> Hash {
        self.derive("fingerprint", &[body])
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn secrets_differ_by_purpose_visit_and_generation_and_stay_the_same() {
        let secrets = Secrets::from_key([7; 32]);
        let visit = VisitId(Uuid::from_u128(1));
        let confirm = secrets.confirm_token(visit, 1);
        assert_eq!(confirm.len(), 43);
        assert_eq!(confirm, Secrets::from_key([7; 32]).confirm_token(visit, 1));
        assert_ne!(confirm, secrets.manage_token(visit, 1));
        assert_ne!(confirm, secrets.confirm_token(visit, 2));
        assert_ne!(
            confirm,
            secrets.confirm_token(VisitId(Uuid::from_u128(2)), 1)
        );
        assert_ne!(confirm, Secrets::from_key([8; 32]).confirm_token(visit, 1));
        assert!(!format!("{secrets:?}").contains("7, 7"));
    }

    #[test]
    fn a_key_file_is_made_once_for_its_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        let made = Secrets::open_or_create(&path).unwrap();
        assert_eq!(made.key, Secrets::open_or_create(&path).unwrap().key);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
            assert!(Secrets::open_or_create(&path).is_err());
        }
    }

    #[test]
    fn a_damaged_key_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        let _ = Secrets::open_or_create(&path).unwrap();
        std::fs::write(&path, b"short").unwrap();
        assert!(Secrets::open_or_create(&path).is_err());
    }
}
