//! Secrets that the server makes: keys of devices, tokens of sessions and
//! links (256 bit), and one-time codes that a person types (40 bit).

use std::fmt;

use aufruf_core::check_in_code::CheckInCode;
use sha2::{Digest as _, Sha256};

/// What the database holds instead of a secret.
pub type Hash = [u8; 32];

/// SHA-256 of a secret: enough for secrets that cannot be guessed.
#[must_use]
pub fn hash(secret: &str) -> Hash {
    Sha256::digest(secret.as_bytes()).into()
}

/// A secret of 256 random bits, 64 hexadecimal characters.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// Makes a new one.
    #[must_use]
    pub fn generate() -> Self {
        let mut bytes = [0; 32];
        fill(&mut bytes);
        Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The characters that are handed out once.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the database holds.
    #[must_use]
    pub fn hash(&self) -> Hash {
        hash(&self.0)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// A code that a person reads from one screen and types on another: the
/// alphabet and the tolerance of a check-in code.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct OneTimeCode(CheckInCode);

impl OneTimeCode {
    /// Makes a new one.
    #[must_use]
    pub fn generate() -> Self {
        let mut bytes = [0; 5];
        fill(&mut bytes);
        Self(CheckInCode::from_bytes(bytes))
    }

    /// Reads what a person typed; `None` if it cannot be a code.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        CheckInCode::parse(text).map(Self)
    }

    /// What the database holds. Forty bits can be tried out by whoever has the
    /// hash, but a code lives for minutes or a day and is good for one use.
    #[must_use]
    pub fn hash(&self) -> Hash {
        hash(self.0.as_str())
    }
}

impl fmt::Display for OneTimeCode {
    /// In two groups, as it is read aloud: `ABCD-EFGH`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (left, right) = self.0.as_str().split_at(4);
        write!(f, "{left}-{right}")
    }
}

impl fmt::Debug for OneTimeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OneTimeCode(…)")
    }
}

/// 64 random bits, for drawing an appointment's number.
#[must_use]
pub fn random_bits() -> u64 {
    let mut bytes = [0; 8];
    fill(&mut bytes);
    u64::from_le_bytes(bytes)
}

fn fill(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the operating system has random bytes");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_long_and_never_the_same() {
        let (a, b) = (Key::generate(), Key::generate());
        assert_eq!(a.as_str().len(), 64);
        assert_ne!(a.as_str(), b.as_str());
        assert_eq!(a.hash(), hash(a.as_str()));
        assert!(!format!("{a:?}").contains(a.as_str()));
    }

    #[test]
    fn a_code_survives_being_typed_with_its_hyphen_and_in_lower_case() {
        let code = OneTimeCode::generate();
        let typed = code.to_string().to_lowercase();
        assert_eq!(OneTimeCode::parse(&typed), Some(code));
        assert_eq!(OneTimeCode::parse("zu kurz"), None);
    }
}
