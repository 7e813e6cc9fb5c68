//! Posted forms. Whatever arrives, a handler gets texts; what is wrong with
//! them it tells the citizen, beside what they typed.

use aufruf_core::id::RequestId;
use poem::{FromRequest, Request, RequestBody, Result};
use uuid::Uuid;

use super::page::Failure;

/// Largest form that is read. Bytes.
const BODY_MAX: usize = 64 * 1024;

/// The fields of a posted form, in their order.
#[derive(Default)]
pub(super) struct Form(Vec<(String, String)>);

impl<'a> FromRequest<'a> for Form {
    async fn from_request(_: &'a Request, body: &mut RequestBody) -> Result<Self> {
        let bytes = body
            .take()?
            .into_bytes_limit(BODY_MAX)
            .await
            .map_err(|_| Failure::BadRequest)?;
        Ok(Self::parse(&bytes))
    }
}

impl Form {
    fn parse(bytes: &[u8]) -> Self {
        Self(form_urlencoded::parse(bytes).into_owned().collect())
    }

    /// The first value of a field, without white space around it; empty if absent.
    pub(super) fn text(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(n, _)| n == name)
            .map_or("", |(_, value)| value.trim())
    }

    /// All values of a field.
    pub(super) fn all<'b>(&'b self, name: &'b str) -> impl Iterator<Item = &'b str> {
        self.0
            .iter()
            .filter(move |(n, _)| n == name)
            .map(|(_, value)| value.trim())
    }

    /// Refuses fields that the form does not have (requirement E02).
    pub(super) fn only(&self, known: impl Fn(&str) -> bool) -> Result<(), Failure> {
        let foreign = |name: &str| !matches!(name, "csrf" | "request_id") && !known(name);
        match self.0.iter().any(|(name, _)| foreign(name)) {
            true => Err(Failure::BadRequest),
            false => Ok(()),
        }
    }

    /// The id under which repeating the form changes nothing; a new one if the
    /// field is garbage.
    pub(super) fn request_id(&self) -> RequestId {
        self.text("request_id")
            .parse()
            .unwrap_or_else(|_| RequestId(Uuid::new_v4()))
    }
}

/// What is wrong with a form, in words, and the field it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FieldError {
    /// Id of the element; empty if it is about the whole form.
    pub(super) field: String,
    /// What is wrong and how to repair it (requirement A12).
    pub(super) text: String,
}

impl FieldError {
    pub(super) fn new(field: &str, text: String) -> Self {
        Self {
            field: field.to_owned(),
            text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn garbage_is_read_as_text() {
        let form = Form::parse(b"name=+M%C3%BCller%2B&x=%ff&=&&name=2&request_id=no");
        assert_eq!(form.text("name"), "Müller+");
        assert_eq!(form.text("x"), "\u{fffd}");
        assert_eq!(form.text("missing"), "");
        assert_eq!(form.all("name").collect::<Vec<_>>(), ["Müller+", "2"]);
        assert_ne!(form.request_id(), form.request_id());
        assert!(form.only(|name| matches!(name, "name" | "x" | "")).is_ok());
        assert!(form.only(|name| name == "name").is_err());
    }
}
