//! The short secret in the QR code: it checks one visit in and does nothing else.

use std::fmt;

use crate::id::OfficeId;

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

    /// Reads what a camera or a scanner found in a QR code: the code alone, as in a
    /// mail, or the address of a ticket's page, as on a slip. `None` if it is neither.
    #[must_use]
    pub fn scanned(text: &str) -> Option<Self> {
        if let Some(code) = Self::parse(text).or_else(|| Self::in_address(text)) {
            return Some(code);
        }
        let garbled = !text.contains('/');
        garbled
            .then(|| Self::in_address(&typed_on_german_keys(text)))
            .flatten()
    }

    /// The code at the end of `https://…/t/OFFICE/CODE`, in any case.
    fn in_address(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"))?;
        let mut parts = rest.rsplit('/');
        let (code, office, page) = (parts.next()?, parts.next()?, parts.next()?);
        let host = parts.next()?;
        let ours = page == "t" && OfficeId::new(office).is_ok() && !host.is_empty();
        // A code has no gaps here: what a person would write is no address of ours.
        (ours && code.len() == LENGTH)
            .then(|| Self::parse(code))
            .flatten()
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

/// What a scanner meant that presses the keys of an American keyboard, as scanners do
/// when they leave the factory, on a machine with a German one: there the keys of
/// `:`, `/` and `-` type other characters, and `y` and `z` change places.
fn typed_on_german_keys(text: &str) -> String {
    text.chars()
        .map(|typed| match typed {
            'ö' | 'Ö' => ':',
            '-' | '_' => '/',
            'ß' | '?' => '-',
            'y' => 'z',
            'z' => 'y',
            'Y' => 'Z',
            'Z' => 'Y',
            other => other,
        })
        .collect()
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

    #[test]
    fn the_address_on_a_slip_holds_the_code_also_when_a_scanner_garbles_it() {
        let code = CheckInCode::parse("2R5K9YZA");
        assert!(code.is_some());
        for text in [
            "2R5K9YZA",
            "https://termine.musterstadt.example/t/nord-sued/2R5K9YZA",
            "http://192.0.2.7:8080/t/nord-sued/2R5K9YZA",
            "HTTPS://TERMINE.MUSTERSTADT.EXAMPLE/T/NORD-SUED/2R5K9YZA",
            // The keys of an American keyboard, pressed on a German one.
            "httpsÖ--termine.musterstadt.example-t-nordßsued-2R5K9ZYA",
            "httpsö__termine.musterstadt.example_t_nord?sued_2r5k9zya",
        ] {
            assert_eq!(CheckInCode::scanned(text), code, "{text}");
        }
    }

    #[test]
    fn other_addresses_hold_no_code() {
        for text in [
            "https://termine.example/t/2R5K9YZA",
            "https://t/nord/2R5K9YZA",
            "https:///t/nord/2R5K9YZA",
            "https://termine.example/m/nord/2R5K9YZA",
            "https://termine.example/t/nord/2R5K9YZA7",
            "https://termine.example/t/nord/2R5K 9YZA",
            "https://termine.example/t/nord/2R5K9YZA/",
            "https://termine.example/t/nord/2R5K9YZA?a=1",
            "https://termine.example/t/no rd/2R5K9YZA",
            "ftp://termine.example/t/nord/2R5K9YZA",
            "termine.example/t/nord/2R5K9YZA",
            "httpsÖ--termine.example-t-nord-2R5K9ZU7",
            "40063813-t-x-2R5K9YZA",
        ] {
            assert_eq!(CheckInCode::scanned(text), None, "{text}");
        }
    }
}
