//! What a citizen tells about themself: name, mail address, phone number.
//!
//! Each type can only be made by reading a text, so whoever holds one holds a
//! checked one. `Debug` never shows the value: personal data must not reach
//! journals and logs.

mod email;
mod name;
mod phone;

pub use email::{EmailAddress, EmailError};
pub use name::{NameError, PersonName};
pub use phone::{PhoneError, PhoneNumber};

/// `Debug` that hides the value, access to the text, and reading from serde.
macro_rules! personal {
    ($name:ident, $error:ident) => {
        impl $name {
            /// The text, as it is stored and sent.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }

        impl TryFrom<String> for $name {
            type Error = $error;
            fn try_from(text: String) -> Result<Self, $error> {
                Self::parse(&text)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $error;
            fn from_str(text: &str) -> Result<Self, $error> {
                Self::parse(text)
            }
        }
    };
}
use personal;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_and_errors_never_show_the_value() {
        let name = PersonName::parse("Erika Mustermann").expect("a name");
        let mail = EmailAddress::parse("erika@example.org").expect("an address");
        let phone = PhoneNumber::parse("030 23125 123").expect("a number");
        assert_eq!(
            format!("{name:?} {mail:?} {phone:?}"),
            "PersonName(…) EmailAddress(…) PhoneNumber(…)"
        );
        let wrong = EmailAddress::parse("erika.example.org").expect_err("no @");
        assert!(!format!("{wrong} {wrong:?}").contains("erika"));
    }

    #[test]
    fn reading_from_json_checks_too() {
        let read = |text: &str| serde_json::from_str::<EmailAddress>(text);
        let mail = read("\"a.b@example.org\"").expect("an address");
        assert_eq!(
            serde_json::to_string(&mail).expect("a string"),
            "\"a.b@example.org\""
        );
        assert!(read("\"a@b@example.org\"").is_err());
        assert!(serde_json::from_str::<PersonName>("\"<b>\"").is_err());
        assert!(serde_json::from_str::<PhoneNumber>("\"abc\"").is_err());
    }
}
