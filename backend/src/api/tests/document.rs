//! The OpenAPI document.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{openapi, router};

fn references<'a>(value: &'a Value, found: &mut BTreeSet<&'a str>) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(name)) = fields.get("$ref") {
                let _ = found.insert(name);
            }
            fields.values().for_each(|value| references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

#[test]
fn every_route_stands_in_the_document_with_its_security() {
    let routes = router::routes();
    let document = Value::Object(openapi::document(&routes));
    assert_eq!(document["openapi"], "3.1.0");
    let mut operations = 0;
    for route in &routes {
        let path = route
            .path
            .replace(":id", "{id}")
            .replace(":token", "{token}")
            .replace(":seq", "{seq}");
        let operation = &document["paths"][&path][route.method.as_str().to_lowercase()];
        let security = operation["security"]
            .as_array()
            .unwrap_or_else(|| panic!("{path}"));
        let names: Vec<&String> = security
            .iter()
            .flat_map(|s| s.as_object().unwrap().keys())
            .collect();
        assert_eq!(
            names.contains(&&"device".to_owned()),
            route.access.needs_device(),
            "{path}"
        );
        assert_eq!(
            names.contains(&&"session".to_owned()),
            route.access.needs_session(),
            "{path}"
        );
        assert!(!operation["summary"].as_str().unwrap().is_empty());
        operations += 1;
    }
    let paths = document["paths"].as_object().unwrap();
    let described: usize = paths
        .values()
        .map(|item| item.as_object().unwrap().len())
        .sum();
    assert_eq!(described, operations, "no route twice");
}

#[test]
fn every_reference_leads_to_a_schema() {
    let document = Value::Object(openapi::document(&router::routes()));
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    assert!(found.len() > 20, "{found:?}");
    for name in found {
        let pointer = name.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{name}");
    }
}

#[test]
fn bodies_and_parameters_are_described() {
    let document = Value::Object(openapi::document(&router::routes()));
    let lookup = &document["paths"]["/api/v1/kiosk/lookup"]["post"];
    let schema = &lookup["requestBody"]["content"]["application/json"]["schema"];
    assert_eq!(schema["$ref"], "#/components/schemas/Lookup");
    let free = &document["paths"]["/api/v1/desk/free-times"]["get"]["parameters"];
    let names: Vec<_> = free
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["name"].clone())
        .collect();
    assert_eq!(names.len(), 3, "{names:?}");
    let live = &document["paths"]["/api/v1/desk/live"]["get"]["responses"]["200"]["content"];
    assert!(live["text/event-stream"]["schema"].is_object());
}
