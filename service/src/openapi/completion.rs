//! The parts of the description beyond the types: required fields, bounds of values, and headers and links of answers.

use serde_json::{Map, Value, json};

use crate::openapi::bounds::{self, sid_pattern};
use crate::openapi::{links, names};

/// The schemas of answers with optional fields. Every other schema has all its fields in each answer.
const PARTIAL: [&str; 2] = ["Details", "Error"];

/// The schemas of forms. A form has no null and no unknown parameter.
const FORMS: [&str; 5] = [
    "BgpSessionRequest",
    "BgpSessionUpdate",
    "CompletionNotice",
    "CrossConnectOrder",
    "CrossConnectUpdate",
];

/// Completes a description of types.
pub(super) fn complete(description: &mut Value) {
    names::rename(description);
    links::describe(description);
    complete_schemas(description);
    let paths = description.pointer_mut("/paths").and_then(Value::as_object_mut);
    for (path, calls) in paths.into_iter().flatten() {
        for (method, call) in calls.as_object_mut().into_iter().flatten() {
            forbid_null(call);
            bind_parameters(path, call);
            allow_empty_filters(call);
            describe_headers(path, method, call);
        }
    }
}

fn complete_schemas(description: &mut Value) {
    let schemas = description
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut);
    for (name, schema) in schemas.into_iter().flatten() {
        let is_form = FORMS.contains(&name.as_str());
        if is_form {
            close(schema);
        } else if !PARTIAL.contains(&name.as_str()) {
            require_all(schema);
        }
        if let Some(fields) = schema.get_mut("properties").and_then(Value::as_object_mut) {
            bounds::bind(name, fields, is_form);
        }
    }
}

fn fields(schema: &mut Value) -> impl Iterator<Item = (&String, &mut Value)> {
    let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
    properties.into_iter().flatten()
}

fn require_all(schema: &mut Value) {
    let names: Vec<Value> = fields(schema).map(|(name, _)| Value::from(name.as_str())).collect();
    if let Some(object) = schema.as_object_mut().filter(|_| !names.is_empty()) {
        object.insert("required".to_owned(), Value::Array(names));
    }
}

fn close(form: &mut Value) {
    for (_, property) in fields(form) {
        if let Some(types) = property.get_mut("type").filter(|types| types.is_array()) {
            *types = given(types);
        }
    }
    if let Some(form) = form.as_object_mut() {
        form.insert("additionalProperties".to_owned(), json!(false));
    }
}

/// Removes null from parameters of a path, a query, or a header, which are given or left out.
fn forbid_null(call: &mut Value) {
    let parameters = call.get_mut("parameters").and_then(Value::as_array_mut);
    for parameter in parameters.into_iter().flatten() {
        let types = parameter.pointer_mut("/schema/type").filter(|types| types.is_array());
        if let Some(types) = types {
            *types = given(types);
        }
    }
}

fn bind_parameters(path: &str, call: &mut Value) {
    let parameters = call.get_mut("parameters").and_then(Value::as_array_mut);
    for parameter in parameters.into_iter().flatten() {
        bounds::bind_parameter(path, parameter);
    }
}

/// The type of a value that is not null.
fn given(types: &Value) -> Value {
    let mut types = types.as_array().into_iter().flatten();
    types.find(|name| **name != "null").cloned().unwrap_or_default()
}

/// Allows an empty value for each parameter of a query, also for a status or a number.
fn allow_empty_filters(call: &mut Value) {
    let parameters = call.get_mut("parameters").and_then(Value::as_array_mut);
    for parameter in parameters.into_iter().flatten() {
        let schema = &parameter["schema"];
        let is_of_texts = schema["$ref"].is_null() && schema["type"] == "string";
        if parameter["in"] == "query" && !is_of_texts {
            parameter["schema"] = json!({"anyOf": [schema, {"const": ""}]});
        }
    }
}

/// Adds the headers of each answer of a call.
fn describe_headers(path: &str, method: &str, call: &mut Value) {
    let is_creation = method == "post" && matches!(path, "/v1/CrossConnects" | "/v1/BgpSessions");
    let is_instance = is_creation || path.ends_with("/{Sid}");
    let responses = call.get_mut("responses").and_then(Value::as_object_mut);
    for (status, response) in responses.into_iter().flatten() {
        let mut headers = Map::new();
        headers.insert(
            "Twilio-Request-Id".to_owned(),
            header(
                "the ID of the request",
                &json!({"type": "string", "pattern": sid_pattern("RQ")}),
            ),
        );
        let is_success = status.starts_with('2');
        if is_success && is_instance && status != "204" {
            let tag = json!({"type": "string", "pattern": "^\"[0-9]+\"$"});
            headers.insert("ETag".to_owned(), header("the revision of the object, in quotes", &tag));
        }
        if is_success && is_creation {
            let replayed = header(
                "`true` if an earlier request with this key created the object",
                &json!({"type": "string"}),
            );
            headers.insert("Idempotency-Replayed".to_owned(), replayed);
        }
        if !is_success || is_instance {
            let seconds = json!({"type": "integer", "minimum": 0});
            headers.insert(
                "Retry-After".to_owned(),
                header(
                    "the recommended wait before the next request, in seconds, if the service knows it",
                    &seconds,
                ),
            );
        }
        if let Some(response) = response.as_object_mut() {
            response.insert("headers".to_owned(), Value::Object(headers));
        }
        if is_success {
            links::name(response);
        }
    }
}

fn header(description: &str, schema: &Value) -> Value {
    json!({"description": description, "schema": schema})
}
