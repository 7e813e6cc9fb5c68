//! What a handler answers with.

use poem::{
    IntoResponse, Response,
    http::{StatusCode, header},
    web::sse::SSE,
};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use std::marker::PhantomData;

use super::input::Json;
use crate::error::ApiError;

/// What the OpenAPI document says of an answer.
#[derive(Debug)]
pub enum AnswerShape {
    /// 200 with a JSON body.
    Json(Schema),
    /// 200 with a stream of server-sent events, each with such a JSON body.
    Events(Schema),
    /// 200 with a text of this media type, for a browser.
    Page(&'static str),
    /// 204.
    Nothing,
}

/// What a handler answers with.
pub trait Answer: Send + 'static {
    /// Makes the response.
    ///
    /// # Errors
    /// If it cannot be written as JSON.
    fn respond(self) -> Result<Response, ApiError>;

    /// Describes it.
    fn shape(schemas: &mut SchemaGenerator) -> AnswerShape;
}

impl<T: Serialize + JsonSchema + Send + 'static> Answer for Json<T> {
    fn respond(self) -> Result<Response, ApiError> {
        let body = serde_json::to_vec(&self.0).map_err(ApiError::fault)?;
        Ok(Response::builder()
            .content_type(super::input::JSON)
            .body(body))
    }

    fn shape(schemas: &mut SchemaGenerator) -> AnswerShape {
        AnswerShape::Json(schemas.subschema_for::<T>())
    }
}

impl Answer for () {
    fn respond(self) -> Result<Response, ApiError> {
        Ok(StatusCode::NO_CONTENT.into_response())
    }

    fn shape(_: &mut SchemaGenerator) -> AnswerShape {
        AnswerShape::Nothing
    }
}

/// A stream of views.
pub struct Events<T> {
    stream: SSE,
    view: PhantomData<fn() -> T>,
}

impl<T> Events<T> {
    /// A stream whose events are such views.
    #[must_use]
    pub fn new(stream: SSE) -> Self {
        Self {
            stream,
            view: PhantomData,
        }
    }
}

impl<T: JsonSchema + 'static> Answer for Events<T> {
    fn respond(self) -> Result<Response, ApiError> {
        Ok(self.stream.into_response())
    }

    fn shape(schemas: &mut SchemaGenerator) -> AnswerShape {
        AnswerShape::Events(schemas.subschema_for::<T>())
    }
}

/// A page for a browser.
#[derive(Debug)]
pub struct Page(pub String);

impl Answer for Page {
    fn respond(self) -> Result<Response, ApiError> {
        let html = header::HeaderValue::from_static("text/html; charset=utf-8");
        Ok(Response::builder()
            .header(header::CONTENT_TYPE, html)
            .body(self.0))
    }

    fn shape(_: &mut SchemaGenerator) -> AnswerShape {
        AnswerShape::Page("text/html")
    }
}

/// A style sheet.
#[derive(Debug)]
pub struct Style(pub &'static str);

impl Answer for Style {
    fn respond(self) -> Result<Response, ApiError> {
        let css = header::HeaderValue::from_static("text/css; charset=utf-8");
        Ok(Response::builder()
            .header(header::CONTENT_TYPE, css)
            .body(self.0))
    }

    fn shape(_: &mut SchemaGenerator) -> AnswerShape {
        AnswerShape::Page("text/css")
    }
}
