//! Names of things: short readable slugs for what an administrator names,
//! UUIDs for what programs make.

use std::{borrow::Borrow, fmt, str::FromStr, sync::Arc};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Why a text is no slug.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a name of 1 to 40 characters from a-z, 0-9 and '-' is needed, not {0:?}")]
pub struct InvalidSlug(String);

fn is_slug(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

macro_rules! slug {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
        )]
        #[serde(try_from = "String")]
        #[schemars(with = "String")]
        pub struct $name(Arc<str>);

        impl $name {
            /// Reads a slug: 1 to 40 characters from `a-z`, `0-9` and `-`.
            ///
            /// # Errors
            /// [`InvalidSlug`] for anything else.
            pub fn new(text: &str) -> Result<Self, InvalidSlug> {
                if is_slug(text) {
                    Ok(Self(text.into()))
                } else {
                    Err(InvalidSlug(text.to_owned()))
                }
            }

            /// The text of the slug.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidSlug;
            fn try_from(text: String) -> Result<Self, InvalidSlug> {
                Self::new(&text)
            }
        }

        impl FromStr for $name {
            type Err = InvalidSlug;
            fn from_str(text: &str) -> Result<Self, InvalidSlug> {
                Self::new(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

slug!(
    /// A municipality (Gemeinde): the tenant that owns offices.
    MunicipalityId
);
slug!(
    /// An office (Bürgerbüro, Standort): one waiting area; the unit of partition.
    OfficeId
);
slug!(
    /// An entry of the catalogue of services (Dienstleistungen).
    ServiceId
);

/// A counter (Schalter) of an office, `1..=999`, as painted on the door.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct CounterId(pub u16);

impl fmt::Display for CounterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
        )]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }
    };
}

uuid_id!(
    /// One citizen's stay (Vorgang), the same over confirmations and moves.
    VisitId
);
uuid_id!(
    /// Names one intent of one device or form, so that repeating it changes nothing.
    RequestId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_short_and_plain() {
        assert!(OfficeId::new("rathaus-2").is_ok());
        for bad in ["", "Rathaus", "a b", "ä", &"x".repeat(41)] {
            assert!(OfficeId::new(bad).is_err(), "{bad:?}");
        }
    }
}
