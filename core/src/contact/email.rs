//! Mail addresses.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A mail address as typed (trimmed), safe to write into a header: one `@`,
/// only the plain characters of RFC 5322 `dot-atom` before it, a domain with
/// at least one dot after it, at most 254 characters, ASCII.
///
/// Domains with umlauts are accepted in their `xn--` form only, because not
/// every relay can carry the other one.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub struct EmailAddress(String);

super::personal!(EmailAddress, EmailError);

/// Why a text is no [`EmailAddress`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EmailError {
    /// Nothing but white space.
    #[error("the mail address is empty")]
    Empty,
    /// Longer than [`EmailAddress::BYTES_MAX`], or more than 64 before the `@`.
    #[error("the mail address is too long")]
    TooLong,
    /// No `@`.
    #[error("the mail address has no @")]
    NoAt,
    /// More than one `@`: also two addresses in one field.
    #[error("the mail address has more than one @")]
    SeveralAt,
    /// A space, comma, control character, umlaut or bracket.
    #[error("the mail address holds the character {0:?}")]
    Character(char),
    /// Nothing before the `@`, or a dot at a wrong place there.
    #[error("the part before the @ is not complete")]
    Local,
    /// Nothing after the `@`, no dot, or not written like a domain.
    #[error("the part after the @ is not complete")]
    Domain,
}

impl EmailAddress {
    /// Longest address (RFC 5321, path of 256 with its brackets).
    pub const BYTES_MAX: usize = 254;
    const LOCAL_BYTES_MAX: usize = 64;

    /// Reads one address.
    ///
    /// # Errors
    /// [`EmailError`] for anything but exactly one plain address.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(EmailError::Empty);
        }
        if text.len() > Self::BYTES_MAX {
            return Err(EmailError::TooLong);
        }
        if let Some(bad) = text.chars().find(|c| !is_plain(*c)) {
            return Err(EmailError::Character(bad));
        }
        let (local, domain) = text.split_once('@').ok_or(EmailError::NoAt)?;
        if domain.contains('@') {
            return Err(EmailError::SeveralAt);
        }
        if local.len() > Self::LOCAL_BYTES_MAX {
            return Err(EmailError::TooLong);
        }
        if local.split('.').any(str::is_empty) {
            return Err(EmailError::Local);
        }
        if !is_domain(domain) {
            return Err(EmailError::Domain);
        }
        Ok(Self(text.to_owned()))
    }

    /// One form for all spellings that reach the same mailbox, for counting
    /// bookings per address: lower case, without `+tag`. Never send to it.
    #[must_use]
    pub fn canonical(&self) -> String {
        let lower = self.0.to_ascii_lowercase();
        match lower.split_once('@') {
            Some((local, domain)) => {
                let mailbox = match local.split_once('+') {
                    Some((mailbox, _)) if !mailbox.is_empty() => mailbox,
                    _ => local,
                };
                format!("{mailbox}@{domain}")
            }
            None => lower,
        }
    }
}

/// RFC 5322 `atext`, the dot and the `@`.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.@".contains(c)
}

fn is_domain(domain: &str) -> bool {
    let label = |l: &str| {
        (1..=63).contains(&l.len())
            && !l.starts_with('-')
            && !l.ends_with('-')
            && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let mut labels = domain.rsplit('.');
    let top = labels.next().unwrap_or_default();
    let top_is_name = label(top) && top.len() >= 2 && !top.bytes().all(|b| b.is_ascii_digit());
    let mut below = labels.peekable();
    top_is_name && below.peek().is_some() && below.all(label)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn plain_addresses_are_kept_as_typed() {
        for text in [
            "erika@example.org",
            "Erika.Mustermann+termin@Example.ORG",
            "o'brien@example.org",
            "x@a-b.example.co.uk",
            "e_m-1@xn--mller-kva.example",
            "1@2.de",
        ] {
            let address = EmailAddress::parse(&format!("  {text}\n")).expect(text);
            assert_eq!(address.as_str(), text);
        }
    }

    #[test]
    fn everything_else_is_refused_with_its_reason() {
        use EmailError as E;
        for (text, error) in [
            ("", E::Empty),
            ("   ", E::Empty),
            ("erika.example.org", E::NoAt),
            ("erika@example@org", E::SeveralAt),
            ("a@example.org,b@example.org", E::Character(',')),
            ("a@example.org;b@example.org", E::Character(';')),
            ("a b@example.org", E::Character(' ')),
            ("a@example.org\r\nBcc: b@example.org", E::Character('\r')),
            ("a@example.org\nx", E::Character('\n')),
            ("a\0@example.org", E::Character('\0')),
            ("a\u{a0}b@example.org", E::Character('\u{a0}')),
            ("Erika <a@example.org>", E::Character(' ')),
            ("<a@example.org>", E::Character('<')),
            ("\"a\"@example.org", E::Character('"')),
            ("a(x)@example.org", E::Character('(')),
            ("a@[127.0.0.1]", E::Character('[')),
            ("jörg@example.org", E::Character('ö')),
            ("erika@müller.example", E::Character('ü')),
            ("a\u{202e}@example.org", E::Character('\u{202e}')),
            ("@example.org", E::Local),
            (".a@example.org", E::Local),
            ("a.@example.org", E::Local),
            ("a..b@example.org", E::Local),
            ("a@", E::Domain),
            ("a@localhost", E::Domain),
            ("a@.org", E::Domain),
            ("a@example..org", E::Domain),
            ("a@example.org.", E::Domain),
            ("a@-example.org", E::Domain),
            ("a@example-.org", E::Domain),
            ("a@ex_ample.org", E::Domain),
            ("a@example.o", E::Domain),
            ("a@127.0.0.1", E::Domain),
        ] {
            assert_eq!(EmailAddress::parse(text), Err(error), "{text:?}");
        }
    }

    #[test]
    fn lengths_are_bounded() {
        let local = "a".repeat(64);
        let domain = format!(
            "{}.org",
            ["b".repeat(61), "b".repeat(61), "b".repeat(61)].join(".")
        );
        let fits = format!("{local}@{domain}");
        assert_eq!(fits.len(), 254);
        assert!(EmailAddress::parse(&fits).is_ok());
        assert_eq!(
            EmailAddress::parse(&format!("{local}@b{domain}")),
            Err(EmailError::TooLong)
        );
        assert_eq!(
            EmailAddress::parse(&format!("a{local}@example.org")),
            Err(EmailError::TooLong)
        );
    }

    #[test]
    fn spellings_of_one_mailbox_count_as_one() {
        for (text, canonical) in [
            ("Erika+Amt@Example.ORG", "erika@example.org"),
            ("erika+a+b@example.org", "erika@example.org"),
            ("e.rika@example.org", "e.rika@example.org"),
            ("+tag@example.org", "+tag@example.org"),
        ] {
            let address = EmailAddress::parse(text).expect(text);
            assert_eq!(address.canonical(), canonical);
        }
    }

    proptest! {
        #[test]
        fn parse_never_panics(text in any::<String>()) {
            let _ = EmailAddress::parse(&text);
        }

        #[test]
        fn what_is_accepted_is_one_safe_header_word(text in "[a-zA-Z0-9.+'@ ,;<>\r\n\"-]{0,40}") {
            if let Ok(address) = EmailAddress::parse(&text) {
                let safe = |c: char| c.is_ascii_graphic() && !",;<>\"()[]\\:".contains(c);
                prop_assert!(address.as_str().chars().all(safe));
                prop_assert_eq!(address.as_str().matches('@').count(), 1);
                prop_assert!(EmailAddress::parse(&address.canonical()).is_ok());
            }
        }
    }
}
