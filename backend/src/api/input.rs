//! What a handler takes from a request: a JSON body, a query, or nothing.
//! Unknown fields are refused everywhere (requirement F29).

use poem::{
    Request,
    web::headers::{ContentType, HeaderMapExt},
};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::error::ApiError;

/// The longest body that is read. Bytes.
pub const BODY_BYTES: usize = 64 * 1024;

/// What the OpenAPI document says of an input.
#[derive(Debug, Default)]
pub struct InputShape {
    /// The parameters of the query.
    pub query: Option<Schema>,
    /// The JSON body.
    pub body: Option<Schema>,
}

/// What a handler takes from a request.
pub trait Input: Sized + Send + 'static {
    /// Reads it.
    ///
    /// # Errors
    /// 400 with a message for developers.
    fn read(request: &Request, body: &[u8]) -> Result<Self, ApiError>;

    /// Describes it.
    fn shape(schemas: &mut SchemaGenerator) -> InputShape;
}

impl Input for () {
    fn read(_: &Request, _: &[u8]) -> Result<Self, ApiError> {
        Ok(())
    }

    fn shape(_: &mut SchemaGenerator) -> InputShape {
        InputShape::default()
    }
}

/// A JSON body.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned + Serialize + JsonSchema + Send + 'static> Input for Json<T> {
    fn read(request: &Request, body: &[u8]) -> Result<Self, ApiError> {
        // Only a program sends this type across origins without being asked
        // first by the browser, so it also keeps forms of foreign pages out.
        let kind = request.headers().typed_get::<ContentType>();
        if kind.is_none_or(|kind| mime(&kind) != "application/json") {
            return Err(ApiError::bad_request("the body must be application/json"));
        }
        parse(body).map(Self)
    }

    fn shape(schemas: &mut SchemaGenerator) -> InputShape {
        InputShape {
            body: Some(schemas.subschema_for::<T>()),
            query: None,
        }
    }
}

fn mime(kind: &ContentType) -> String {
    let text = kind.to_string();
    text.split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

fn parse<T: DeserializeOwned + Serialize>(body: &[u8]) -> Result<T, ApiError> {
    let sent: Value = serde_json::from_slice(body).map_err(|e| unreadable(&e))?;
    let read: T = T::deserialize(&sent).map_err(|e| unreadable(&e))?;
    // `deny_unknown_fields` does not work together with `flatten`, so what was
    // read is compared with what was sent.
    let kept = serde_json::to_value(&read).map_err(ApiError::fault)?;
    match unknown_field(&sent, &kept) {
        Some(_) => Err(ApiError::bad_request("the body has an unknown field")),
        None => Ok(read),
    }
}

/// Says where, but never what: the body may hold a password or a name.
fn unreadable(error: &serde_json::Error) -> ApiError {
    let (line, column) = (error.line(), error.column());
    ApiError::bad_request(match error.classify() {
        serde_json::error::Category::Data => "the body does not fit the schema".to_owned(),
        _ => format!("the body is not JSON, line {line}, column {column}"),
    })
}

fn unknown_field<'a>(sent: &'a Value, kept: &Value) -> Option<&'a str> {
    match (sent, kept) {
        (Value::Object(sent), Value::Object(kept)) => {
            sent.iter().find_map(|(name, value)| match kept.get(name) {
                None => Some(name.as_str()),
                Some(kept) => unknown_field(value, kept),
            })
        }
        (Value::Array(sent), Value::Array(kept)) => sent
            .iter()
            .zip(kept)
            .find_map(|(sent, kept)| unknown_field(sent, kept)),
        _ => None,
    }
}

/// Parameters of a query; the type denies unknown ones itself.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + JsonSchema + Send + 'static> Input for Query<T> {
    fn read(request: &Request, _: &[u8]) -> Result<Self, ApiError> {
        let read = request.params().map(Self);
        read.map_err(|_| ApiError::bad_request("the query does not fit the schema"))
    }

    fn shape(schemas: &mut SchemaGenerator) -> InputShape {
        // Inlined: the parameters are listed one by one.
        InputShape {
            query: Some(T::json_schema(schemas)),
            body: None,
        }
    }
}

/// A query and a JSON body.
impl<Q, B> Input for (Query<Q>, Json<B>)
where
    Query<Q>: Input,
    Json<B>: Input,
{
    fn read(request: &Request, body: &[u8]) -> Result<Self, ApiError> {
        Ok((Query::read(request, body)?, Json::read(request, body)?))
    }

    fn shape(schemas: &mut SchemaGenerator) -> InputShape {
        InputShape {
            query: Query::<Q>::shape(schemas).query,
            body: Json::<B>::shape(schemas).body,
        }
    }
}

/// The media type of requests and answers.
pub const JSON: &str = "application/json";

#[cfg(test)]
mod tests {
    use aufruf_core::wire::{Request as Command, desk::DeskCommand, kiosk::CheckIn};

    use super::*;

    #[test]
    fn unknown_fields_are_refused_although_the_command_is_flattened() {
        let body = |extra: &str| {
            format!(
                r#"{{"request_id":"018f4e6c-0000-7000-8000-000000000000",
                    "command":"park","counter":3{extra}}}"#
            )
        };
        assert!(parse::<Command<DeskCommand>>(body("").as_bytes()).is_ok());
        for extra in [r#","visit":null"#, r#","role":"lead""#] {
            assert!(
                parse::<Command<DeskCommand>>(body(extra).as_bytes()).is_err(),
                "{extra}"
            );
        }
    }

    #[test]
    fn a_message_never_repeats_what_was_sent() {
        let sent = br#"{"request_id":"secret","digits":"secret"}"#;
        let error = parse::<Command<CheckIn>>(sent).unwrap_err();
        assert!(!format!("{error:?}").contains("secret"), "{error:?}");
    }
}
