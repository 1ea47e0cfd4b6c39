//! The examples of a description: one for each schema with fields, and one for each parameter whose form is not obvious.
//!
//! The example of a schema is the first part of a complete form or answer with that schema.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::openapi::life;

/// A complete form or answer.
#[derive(Clone, Debug)]
pub struct Example {
    /// The name of its schema.
    pub schema: &'static str,
    /// The JSON.
    pub value: Value,
}

impl Example {
    /// The JSON of an answer.
    pub fn of(schema: &'static str, body: &impl Serialize) -> Self {
        // A plain value always has JSON. Otherwise a test reports the missing example.
        let value = serde_json::to_value(body).unwrap_or_default();
        Self { schema, value }
    }
}

/// The example of each schema, by its name.
pub type Found = BTreeMap<String, Value>;

/// The forms and answers of the contract.
pub fn of_contract() -> Vec<Example> {
    // The service accepts its own examples. Otherwise a test reports the missing examples.
    life::live().unwrap_or_default()
}

/// The first part of each schema in forms and answers.
pub fn found_in(description: &Value, wholes: &[Example]) -> Found {
    let schemas = description.pointer("/components/schemas").and_then(Value::as_object);
    let mut search = Search {
        schemas: schemas.cloned().unwrap_or_default(),
        found: Found::new(),
    };
    for whole in wholes {
        search.visit_named(whole.schema, &whole.value);
    }
    search.found
}

/// Adds the examples of the contract to its description.
pub(super) fn add(description: &mut Value) {
    let found = found_in(description, &of_contract());
    let schemas = description
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut);
    for (name, schema) in schemas.into_iter().flatten() {
        if let Some((example, schema)) = found.get(name).zip(schema.as_object_mut()) {
            schema.insert("examples".to_owned(), json!([example]));
        }
    }
    let paths = description.pointer_mut("/paths").and_then(Value::as_object_mut);
    for (path, calls) in paths.into_iter().flatten() {
        let calls = calls.as_object_mut().into_iter().flat_map(|calls| calls.values_mut());
        let parameters = calls.filter_map(|call| call.get_mut("parameters").and_then(Value::as_array_mut));
        for parameter in parameters.flatten().filter_map(Value::as_object_mut) {
            add_to_parameter(path, parameter, &found);
        }
    }
}

fn add_to_parameter(path: &str, parameter: &mut Map<String, Value>, found: &Found) {
    let name = parameter.get("name").and_then(Value::as_str).unwrap_or_default();
    if let Some(example) = of_parameter(path, name, found) {
        parameter.insert("example".to_owned(), example);
    }
}

/// The example of a parameter, from the example of its object.
fn of_parameter(path: &str, name: &str, found: &Found) -> Option<Value> {
    let is_about_session = path.starts_with("/v1/BgpSessions/");
    let object = found.get(if is_about_session { "BgpSession" } else { "CrossConnect" })?;
    let circuit = found.get("CrossConnect")?;
    match name {
        "Sid" => object.get("sid").cloned(),
        "If-Match" => object.get("revision").map(|revision| json!(format!("\"{revision}\""))),
        "CrossConnectSid" => circuit.get("sid").cloned(),
        "Exchange" => circuit.get("exchange").cloned(),
        "UniqueName" => circuit.get("unique_name").cloned(),
        "RedundancyGroup" => circuit.get("redundancy_group").cloned(),
        "Idempotency-Key" => Some(json!("ashburn-primary-2026-01-05")),
        "PageToken" => page_token(found.get("CrossConnectList")?),
        _ => None,
    }
}

/// The token of the page after the first one.
fn page_token(list: &Value) -> Option<Value> {
    let next = list.pointer("/meta/next_page_url").and_then(Value::as_str)?;
    let (_, query) = next.split_once('?')?;
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    pairs
        .find(|(name, _)| name == "PageToken")
        .map(|(_, token)| json!(token))
}

/// The search through a value along its schema.
struct Search {
    schemas: Map<String, Value>,
    found: Found,
}

impl Search {
    fn visit_named(&mut self, name: &str, value: &Value) {
        let Some(schema) = self.schemas.get(name).cloned() else {
            return;
        };
        if is_composed(&schema) {
            self.found.entry(name.to_owned()).or_insert_with(|| value.clone());
        }
        self.visit(&schema, value);
    }

    fn visit(&mut self, schema: &Value, value: &Value) {
        if let Some(name) = referenced(schema) {
            return self.visit_named(name, value);
        }
        for (field, property) in schema["properties"].as_object().into_iter().flatten() {
            if let Some(part) = value.get(field).filter(|part| !part.is_null()) {
                self.visit(property, part);
            }
        }
        for item in value.as_array().into_iter().flatten() {
            self.visit(&schema["items"], item);
        }
        let branches = ["oneOf", "anyOf"].map(|keyword| schema[keyword].as_array());
        for branch in branches.into_iter().flatten().flatten() {
            if self.can_be(branch, value) {
                self.visit(branch, value);
            }
        }
    }

    /// True if all fields of the value are in the schema.
    fn can_be(&self, schema: &Value, value: &Value) -> bool {
        let named = referenced(schema).and_then(|name| self.schemas.get(name));
        let properties = named.unwrap_or(schema)["properties"].as_object();
        match (properties, value.as_object()) {
            (Some(properties), Some(fields)) => fields.keys().all(|field| properties.contains_key(field)),
            (None, None) => true,
            _ => false,
        }
    }
}

/// True for a schema of an object with fields, and for a choice of schemas.
fn is_composed(schema: &Value) -> bool {
    schema["properties"].is_object() || schema["oneOf"].is_array()
}

fn referenced(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.strip_prefix("#/components/schemas/")
}
