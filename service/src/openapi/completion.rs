//! The parts that the description of the types leaves out: fields that are always there, patterns of identifiers, headers and links of answers.

use serde_json::{Map, Value, json};

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

/// The names of fields that hold a SID, each with its prefix.
const SIDS: [(&str, &str); 4] = [
    ("account_sid", "AC"),
    ("cross_connect_sid", "XC"),
    ("exchange_sid", "EX"),
    ("CrossConnectSid", "XC"),
];

/// The schemas whose own `sid` has a prefix.
const KINDS: [(&str, &str); 4] = [
    ("CrossConnect", "XC"),
    ("BgpSession", "BG"),
    ("LetterOfAuthorization", "LA"),
    ("Exchange", "EX"),
];

/// The patterns of texts. What a pattern cannot say (an address that is public, a date that is not to come) the page says.
const TEXTS: [(&str, &str); 8] = [
    ("UniqueName", "^[A-Za-z0-9._-]{1,64}$"),
    ("unique_name", "^[A-Za-z0-9._-]{1,64}$"),
    ("RedundancyGroup", "^[A-Za-z0-9._-]{0,64}$"),
    ("redundancy_group", "^[A-Za-z0-9._-]{1,64}$"),
    ("RedundancyRole", "^(primary|backup)?$"),
    ("Md5Key", "^([\\x20-\\x7e]{6,80})?$"),
    ("CustomerAddress", "^([0-9]{1,3}(\\.[0-9]{1,3}){3}/3[01])?$"),
    ("Exchange", "^.+$"),
];

/// The lengths of texts in any script.
const LENGTHS: [(&str, u32); 2] = [("LoaEntity", 128), ("Reference", 64)];

/// Completes a description.
pub(super) fn complete(description: &mut Value) {
    names::rename(description);
    links::describe(description);
    let schemas = description
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut);
    for (name, schema) in schemas.into_iter().flatten() {
        if FORMS.contains(&name.as_str()) {
            close(schema);
        } else if !PARTIAL.contains(&name.as_str()) {
            require_all(schema);
        }
        let own = KINDS.iter().find(|(kind, _)| kind == name).map(|(_, prefix)| *prefix);
        for (field, property) in fields(schema) {
            shape(field, own, property);
        }
    }
    let paths = description.pointer_mut("/paths").and_then(Value::as_object_mut);
    for (path, calls) in paths.into_iter().flatten() {
        for (method, call) in calls.as_object_mut().into_iter().flatten() {
            name_sids(path, call);
            forbid_null(call);
            allow_empty_filters(call);
            describe_headers(path, method, call);
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

/// The pattern of a SID or of a name, and room for every ASN: 4,294,967,295 is more than 32 bits with a sign hold.
fn shape(field: &str, own: Option<&str>, property: &mut Value) {
    let prefix = SIDS.iter().find(|(name, _)| *name == field).map(|(_, prefix)| *prefix);
    let prefix = prefix.or(own.filter(|_| field == "sid"));
    let text = TEXTS
        .iter()
        .find(|(name, _)| *name == field)
        .map(|(_, pattern)| (*pattern).to_owned());
    let Some(property) = property.as_object_mut() else {
        return;
    };
    if let Some(pattern) = prefix.map(sid_pattern).or(text) {
        property.insert("pattern".to_owned(), Value::String(pattern));
    }
    if let Some((_, longest)) = LENGTHS.iter().find(|(name, _)| *name == field) {
        property.insert("minLength".to_owned(), json!(1));
        property.insert("maxLength".to_owned(), json!(longest));
    }
    if field.to_ascii_lowercase().ends_with("asn") && property.get("format") == Some(&json!("int32")) {
        property.insert("format".to_owned(), json!("int64"));
        property.insert("maximum".to_owned(), json!(u32::MAX));
    }
}

fn sid_pattern(prefix: &str) -> String {
    format!("^{prefix}[0-9a-f]{{32}}$")
}

fn name_sids(path: &str, call: &mut Value) {
    let prefix = if path.contains("/BgpSessions/") { "BG" } else { "XC" };
    let parameters = call.get_mut("parameters").and_then(Value::as_array_mut);
    for parameter in parameters.into_iter().flatten() {
        let is_sid = parameter["name"] == "Sid" && parameter["in"] == "path";
        if let Some(schema) = parameter
            .get_mut("schema")
            .and_then(Value::as_object_mut)
            .filter(|_| is_sid)
        {
            schema.insert("pattern".to_owned(), Value::String(sid_pattern(prefix)));
        }
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

/// The type of a value that is there.
fn given(types: &Value) -> Value {
    let mut types = types.as_array().into_iter().flatten();
    types.find(|name| **name != "null").cloned().unwrap_or_default()
}

/// An empty filter counts as none, also where the others are the words of a status.
fn allow_empty_filters(call: &mut Value) {
    let parameters = call.get_mut("parameters").and_then(Value::as_array_mut);
    for parameter in parameters.into_iter().flatten() {
        if parameter["in"] == "query" && parameter["schema"]["$ref"].is_string() {
            parameter["schema"] = json!({"anyOf": [parameter["schema"], {"const": ""}]});
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
