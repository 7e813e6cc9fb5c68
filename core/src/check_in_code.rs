//! The short secret in the QR code: it checks one visit in and does nothing else.

use std::fmt;

/// Digits and letters that cannot be mistaken for each other (D. Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Characters in a code: 40 bits (requirement G05).
pub const LENGTH: usize = 8;

/// A check-in code of eight characters.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct CheckInCode([u8; LENGTH]);

impl CheckInCode {
    /// Makes a code of the first 40 bits of derived secret bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 5]) -> Self {
        let bits = bytes.iter().fold(0_u64, |sum, b| sum << 8 | u64::from(*b));
        let mut code = [0; LENGTH];
        for (place, slot) in code.iter_mut().enumerate() {
            let five = bits >> (5 * (LENGTH - 1 - place)) & 0x1f;
            *slot = ALPHABET[usize::try_from(five).expect("five bits fit")];
        }
        Self(code)
    }

    /// Reads a code as a person or a scanner gives it: any case, spaces and
    /// hyphens between, O for 0, I and L for 1. `None` if it is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut code = [0; LENGTH];
        let mut length = 0;
        for byte in text.bytes().filter(|b| !matches!(b, b' ' | b'-')) {
            let byte = match byte.to_ascii_uppercase() {
                b'O' => b'0',
                b'I' | b'L' => b'1',
                other => other,
            };
            if length == LENGTH || !ALPHABET.contains(&byte) {
                return None;
            }
            code[length] = byte;
            length += 1;
        }
        (length == LENGTH).then_some(Self(code))
    }

    /// The eight characters, upper case: the content of the QR code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("the alphabet is ASCII")
    }
}

impl fmt::Debug for CheckInCode {
    /// Never shows the secret, not even in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CheckInCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_survives_being_read_aloud_and_typed() {
        let code = CheckInCode::from_bytes([0x12, 0x34, 0x56, 0x78, 0x9a]);
        assert_eq!(code.as_str().len(), LENGTH);
        let spoken = code
            .as_str()
            .to_lowercase()
            .replace('0', "o")
            .replace('1', "l");
        let spoken = format!("{} - {}", &spoken[..4], &spoken[4..]);
        assert_eq!(CheckInCode::parse(&spoken), Some(code));
    }

    #[test]
    fn other_texts_are_no_codes() {
        for text in [
            "",
            "1234567",
            "123456789",
            "ABCDEFGU",
            "https://x",
            "12345678ä",
        ] {
            assert_eq!(CheckInCode::parse(text), None, "{text:?}");
        }
    }
}
