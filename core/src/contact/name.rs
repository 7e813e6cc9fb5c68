//! Names of persons.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// A person's name as they write it: trimmed, composed (Unicode NFC), 1 to 100
/// characters with at least one letter. Letters of every script are welcome
/// (DIN 91379 and beyond), and so are apostrophes, hyphens, dots and brackets.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub struct PersonName(String);

super::personal!(PersonName, NameError);

/// Why a text is no [`PersonName`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing but white space.
    #[error("the name is empty")]
    Empty,
    /// More than [`PersonName::CHARS_MAX`] characters.
    #[error("the name is longer than 100 characters")]
    TooLong,
    /// No letter at all.
    #[error("the name has no letter")]
    NoLetter,
    /// Holds a web address.
    #[error("the name holds a web address")]
    Link,
    /// Holds a character that no name needs and that can do harm in mails and
    /// pages; an invisible one if it is a control character.
    #[error("the name holds the character {0:?}")]
    Character(char),
}

impl PersonName {
    /// Most characters, counted after composing.
    pub const CHARS_MAX: usize = 100;

    /// Reads a name.
    ///
    /// # Errors
    /// [`NameError`] for what no name holds.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        // Bounds the work before composing: no character composes of more than
        // four others, and none has more than four bytes.
        const BYTES_MAX: usize = PersonName::CHARS_MAX * 16;
        let text = text.trim();
        if text.is_empty() {
            return Err(NameError::Empty);
        }
        if text.len() > BYTES_MAX {
            return Err(NameError::TooLong);
        }
        let name: String = text.nfc().collect();
        if name.chars().count() > Self::CHARS_MAX {
            return Err(NameError::TooLong);
        }
        if let Some(bad) = name.chars().find(|c| is_harmful(*c)) {
            return Err(NameError::Character(bad));
        }
        let lower = name.to_lowercase();
        if lower.contains("http") || lower.contains("www.") {
            return Err(NameError::Link);
        }
        if !name.chars().any(char::is_alphabetic) {
            return Err(NameError::NoLetter);
        }
        Ok(Self(name))
    }
}

/// Control characters and line separators, characters that split addresses or
/// mark up pages, and invisible ones that turn the reading direction or hide
/// text. The joiners U+200C and U+200D stay: Persian and Indic names need them.
fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '<' | '>' | ',' | ';' | '@' | '\\' | '"')
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{180e}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff9}'..='\u{fffd}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_of_real_people_are_accepted() {
        for name in [
            "O'Brien",
            "Müller-Şahin",
            "Nguyễn Thị Ánh",
            "Łukasz Żółć",
            "Ana María d’Ávila",
            "Dr. h. c. Jürgen von der Lühe",
            "Kızılkaya",
            "Jo",
            "Æðelstan Þór",
            "Ольга Ковальчук",
            "محمد علي",
            "李小龍",
            "Erika Mustermann (geb. Gabler)",
            "Ilze Dz\u{328}e\u{304}rve",
            "Wwwilla Müller",
            "Uļjana Ģertrūde K̓wak̓wala",
        ] {
            let parsed = PersonName::parse(name).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert!(unicode_normalization::is_nfc(parsed.as_str()), "{name}");
        }
    }

    #[test]
    fn names_are_trimmed_and_composed() {
        let parsed = PersonName::parse("  Mu\u{308}ller \u{a0}\n").expect("a name");
        assert_eq!(parsed.as_str(), "Müller");
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for (text, error) in [
            ("", NameError::Empty),
            (" \t\r\n\u{3000}", NameError::Empty),
            ("12345", NameError::NoLetter),
            ("- . -", NameError::NoLetter),
            ("http://boese.example", NameError::Link),
            ("Gewinn HTTPS://x", NameError::Link),
            ("WWW.boese.example", NameError::Link),
            ("<script>alert(1)</script>", NameError::Character('<')),
            ("a>b", NameError::Character('>')),
            ("Max\r\nBcc: x", NameError::Character('\r')),
            ("Max\nMuster", NameError::Character('\n')),
            ("Max\0", NameError::Character('\0')),
            ("Max, Moritz", NameError::Character(',')),
            ("Max; x", NameError::Character(';')),
            ("Max \u{202e}retsuM", NameError::Character('\u{202e}')),
            ("Max\u{2066}x", NameError::Character('\u{2066}')),
            ("Max\u{200b}x", NameError::Character('\u{200b}')),
            ("Max\u{2028}x", NameError::Character('\u{2028}')),
            ("\u{feff}Max", NameError::Character('\u{feff}')),
            ("Max\u{85}x", NameError::Character('\u{85}')),
            ("\u{3164}", NameError::Character('\u{3164}')),
            ("a@b", NameError::Character('@')),
        ] {
            assert_eq!(PersonName::parse(text), Err(error), "{text:?}");
        }
    }

    #[test]
    fn the_length_counts_characters_after_composing() {
        assert!(PersonName::parse(&"ü".repeat(100)).is_ok());
        assert!(PersonName::parse(&"u\u{308}".repeat(100)).is_ok());
        assert_eq!(PersonName::parse(&"ü".repeat(101)), Err(NameError::TooLong));
        assert_eq!(
            PersonName::parse(&"x".repeat(1_000_000)),
            Err(NameError::TooLong)
        );
    }

    proptest! {
        #[test]
        fn parse_never_panics_and_is_stable(text in any::<String>()) {
            if let Ok(name) = PersonName::parse(&text) {
                prop_assert!((1..=100).contains(&name.as_str().chars().count()));
                prop_assert!(!name.as_str().chars().any(is_harmful));
                prop_assert_eq!(PersonName::parse(name.as_str()), Ok(name));
            }
        }
    }
}
