//! The names of schemas, which generated clients use as names of types.

use serde_json::Value;

/// The generic schemas of changes.
const CHANGES: [&str; 2] = ["Pending", "Declined"];

/// The suffix that utoipa gives to a generic schema for the type of the value, and the name of the value.
const VALUES: [(&str, &str); 7] = [
    ("bool", "Switch"),
    ("u32", "Bandwidth"),
    ("u64", "Revision"),
    ("String", "Entity"),
    ("Option_u32", "Asn"),
    ("Option_String", "Address"),
    ("Vec_String", "Routes"),
];

/// Renames the schemas of changes, such as `Pending_u32` to `PendingBandwidth`.
pub(super) fn rename(description: &mut Value) {
    let schemas = description
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut);
    if let Some(schemas) = schemas {
        *schemas = std::mem::take(schemas)
            .into_iter()
            .map(|(name, schema)| (renamed(&name).unwrap_or(name), schema))
            .collect();
    }
    rename_references(description);
}

fn rename_references(part: &mut Value) {
    match part {
        Value::Object(fields) => fields
            .iter_mut()
            .for_each(|(field, value)| match (field.as_str(), value) {
                ("$ref", Value::String(reference)) => rename_reference(reference),
                (_, value) => rename_references(value),
            }),
        Value::Array(items) => items.iter_mut().for_each(rename_references),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn rename_reference(reference: &mut String) {
    let name = reference.strip_prefix("#/components/schemas/").and_then(renamed);
    if let Some(name) = name {
        *reference = format!("#/components/schemas/{name}");
    }
}

fn renamed(name: &str) -> Option<String> {
    let (change, value) = name.split_once('_').filter(|(change, _)| CHANGES.contains(change))?;
    let (_, value) = VALUES.iter().find(|(kind, _)| *kind == value)?;
    Some(format!("{change}{value}"))
}
