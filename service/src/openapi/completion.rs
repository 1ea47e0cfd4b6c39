//! The parts that the description of the types leaves out: fields that are always there, bounds of values, headers and links of answers.

use serde_json::{Map, Value, json};

use crate::openapi::bounds::{self, sid_pattern};
use crate::openapi::{links, names};

/// The schemas of answers in which a field may be missing; every other one has all its fields in each answer.
const PARTIAL: [&str; 2] = ["Details", "Error"];

/// The schemas of forms. A form has no null, and no parameter that the call does not know.
const FORMS: [&str; 5] = [
    "BgpSessionRequest",
    "BgpSessionUpdate",
    "CompletionNotice",
    "CrossConnectOrder",
    "CrossConnectUpdate",
];

/// Completes a description.
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

/// A parameter of a path, a query, or a header is given or left out, and never null.
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

/// The type of a value that is there.
fn given(types: &Value) -> Value {
    let mut types = types.as_array().into_iter().flatten();
    types.find(|name| **name != "null").cloned().unwrap_or_default()
}

/// An empty parameter of a query counts as none, also where the others are the words of a status, or numbers.
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

/// The headers that each answer of a call has, or may have.
fn describe_headers(path: &str, method: &str, call: &mut Value) {
    let is_creation = method == "post" && matches!(path, "/v1/CrossConnects" | "/v1/BgpSessions");
    let is_instance = is_creation || path.ends_with("/{Sid}");
    let responses = call.get_mut("responses").and_then(Value::as_object_mut);
    for (status, response) in responses.into_iter().flatten() {
        let mut headers = Map::new();
        headers.insert(
            "Twilio-Request-Id".to_owned(),
            header(
                "the identifier of the request",
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
                "`true` where an earlier request with this key created the object",
                &json!({"type": "string"}),
            );
            headers.insert("Idempotency-Replayed".to_owned(), replayed);
        }
        if !is_success || is_instance {
            let seconds = json!({"type": "integer", "minimum": 0});
            headers.insert(
                "Retry-After".to_owned(),
                header(
                    "seconds after which to come again, where the service knows them",
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
