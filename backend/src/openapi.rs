//! The OpenAPI 3.1 document, made of the table of routes and the types that
//! the handlers really take and give.

use aufruf_core::wire::ErrorBody;
use schemars::{Schema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use crate::{
    api::{
        Call,
        answer::AnswerShape,
        input::{InputShape, JSON, Json},
        route::Route,
    },
    auth::{Access, Staff, identity::SESSION_HEADER},
    error::ApiError,
    router,
};

/// `GET /api/v1/openapi.json`.
pub async fn get(_: Call<Staff>, (): ()) -> Result<Json<Map<String, Value>>, ApiError> {
    Ok(Json(document(&router::routes())))
}

/// The document that describes these routes.
#[must_use]
pub fn document(routes: &[Route]) -> Map<String, Value> {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut schemas = SchemaGenerator::new(settings);
    let error = schemas.subschema_for::<ErrorBody>();
    let mut paths: Map<String, Value> = Map::new();
    for route in routes {
        let path = path(route);
        let item = paths.entry(path).or_insert_with(|| json!({}));
        item[route.method.as_str().to_ascii_lowercase()] = operation(route, &error, &mut schemas);
    }
    let document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Aufruf, office API",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "For kiosks, displays and desks of a citizens' office. \
                Every request that changes something carries a request_id and may be repeated.",
        },
        "paths": paths,
        "components": {
            "schemas": schemas.take_definitions(true),
            "securitySchemes": {
                "device": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "The key of a paired device",
                },
                "monitor": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "The operator's token for monitoring",
                },
                "session": {
                    "type": "apiKey",
                    "in": "header",
                    "name": SESSION_HEADER,
                    "description": "The session of a clerk on a paired desk",
                },
            },
        },
    });
    match document {
        Value::Object(document) => document,
        _ => unreachable!("it is an object"),
    }
}

/// `/visits/:id` is `/visits/{id}` in OpenAPI.
fn path(route: &Route) -> String {
    match route.segment() {
        Some(name) => route
            .path
            .replace(&format!(":{name}"), &format!("{{{name}}}")),
        None => route.path.to_owned(),
    }
}

fn operation(route: &Route, error: &Schema, schemas: &mut SchemaGenerator) -> Value {
    let input = (route.input)(schemas);
    let mut operation = json!({
        "summary": route.summary,
        "security": security(route.access),
        "x-access": route.access,
        "parameters": parameters(route, &input),
        "responses": responses(route, error, schemas),
    });
    if let Some(body) = input.body {
        operation["requestBody"] =
            json!({ "required": true, "content": { JSON: { "schema": body } } });
    }
    operation
}

fn security(access: Access) -> Value {
    if access.needs_session() {
        json!([{ "device": [], "session": [] }])
    } else if access == Access::Monitor {
        json!([{ "monitor": [] }])
    } else if access.needs_device() {
        json!([{ "device": [] }])
    } else {
        json!([])
    }
}

fn parameters(route: &Route, input: &InputShape) -> Vec<Value> {
    let mut parameters = Vec::new();
    if let Some(name) = route.segment() {
        parameters.push(json!({
            "name": name, "in": "path", "required": true, "schema": { "type": "string" },
        }));
    }
    let query = input.query.as_ref().map(Schema::as_value);
    let required = query.and_then(|query| query["required"].as_array());
    let properties = query.and_then(|query| query["properties"].as_object());
    for (name, schema) in properties.into_iter().flatten() {
        let is_required = required.is_some_and(|names| names.iter().any(|n| n == name));
        parameters.push(json!({
            "name": name, "in": "query", "required": is_required, "schema": schema,
        }));
    }
    parameters
}

fn responses(route: &Route, error: &Schema, schemas: &mut SchemaGenerator) -> Value {
    let problem =
        |text: &str| json!({ "description": text, "content": { JSON: { "schema": error } } });
    let mut responses = json!({ "default": problem("Anything else that can go wrong") });
    let (status, good) = match (route.answer)(schemas) {
        AnswerShape::Json(schema) => (
            "200",
            json!({ "description": "Done", "content": { JSON: { "schema": schema } } }),
        ),
        AnswerShape::Events(schema) => (
            "200",
            json!({
                "description": "Server-sent events, each with a whole view as JSON; \
                    a comment every two seconds",
                "content": { "text/event-stream": { "schema": schema } },
            }),
        ),
        AnswerShape::Page(mime) => (
            "200",
            json!({ "description": "Done", "content": { mime: { "schema": { "type": "string" } } } }),
        ),
        AnswerShape::Nothing => ("204", json!({ "description": "Done" })),
    };
    responses[status] = good;
    if route.access.needs_device() {
        responses["401"] = problem("The key or the session is missing or not valid");
        responses["403"] = problem("Not allowed for this device or user");
    }
    responses
}
