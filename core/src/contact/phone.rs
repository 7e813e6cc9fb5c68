//! Phone numbers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A phone number as typed (trimmed): digits and `+ / ( ) -` and spaces, 4 to
/// 30 characters, at least three of them digits.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub struct PhoneNumber(String);

super::personal!(PhoneNumber, PhoneError);

/// Why a text is no [`PhoneNumber`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// Fewer than 4 characters or three digits.
    #[error("the phone number is too short")]
    TooShort,
    /// More than 30 characters.
    #[error("the phone number is too long")]
    TooLong,
    /// A letter or another character that no phone number holds.
    #[error("the phone number holds the character {0:?}")]
    Character(char),
}

impl PhoneNumber {
    /// Most characters.
    pub const CHARS_MAX: usize = 30;
    const CHARS_MIN: usize = 4;
    const DIGITS_MIN: usize = 3;

    /// Reads a number.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let text = text.trim();
        let known = |c: char| c.is_ascii_digit() || "+/()- ".contains(c);
        if let Some(bad) = text.chars().find(|c| !known(*c)) {
            return Err(PhoneError::Character(bad));
        }
        // From here on every character is one byte.
        if text.len() > Self::CHARS_MAX {
            return Err(PhoneError::TooLong);
        }
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        if text.len() < Self::CHARS_MIN || digits < Self::DIGITS_MIN {
            return Err(PhoneError::TooShort);
        }
        Ok(Self(text.to_owned()))
    }

    /// Reads a field that may stay empty.
    ///
    /// # Errors
    /// [`PhoneError`] if something is there that is no number.
    pub fn parse_optional(text: &str) -> Result<Option<Self>, PhoneError> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        Self::parse(text).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_kept_as_typed() {
        for text in [
            "030 23125 123",
            "+49 (0)30/23125-123",
            "1150",
            "0049 30 23125 123",
        ] {
            let phone = PhoneNumber::parse(&format!(" {text} ")).expect(text);
            assert_eq!(phone.as_str(), text);
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        use PhoneError as E;
        let long = "1".repeat(31);
        for (text, error) in [
            ("", E::TooShort),
            ("110", E::TooShort),
            ("((--", E::TooShort),
            (long.as_str(), E::TooLong),
            ("keins", E::Character('k')),
            ("030 123\n456", E::Character('\n')),
            ("030;123", E::Character(';')),
            ("<030123>", E::Character('<')),
            ("٠٣٠٠", E::Character('٠')),
        ] {
            assert_eq!(PhoneNumber::parse(text), Err(error), "{text:?}");
        }
    }

    #[test]
    fn an_empty_field_is_no_number_and_no_mistake() {
        assert_eq!(PhoneNumber::parse_optional("  "), Ok(None));
        assert!(PhoneNumber::parse_optional("x").is_err());
    }

    proptest! {
        #[test]
        fn parse_never_panics(text in any::<String>()) {
            let _ = PhoneNumber::parse(&text);
        }
    }
}
