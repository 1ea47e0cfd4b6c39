//! The names of types and values on the registry's pages.

use framework::types::Type;
use framework::value::Value;

/// Returns the name of a type in a schema: `String`, `List of Number`, `Object`.
pub(crate) fn name(ty: &Type) -> String {
    match ty {
        Type::String => "String".to_owned(),
        Type::Number => "Number".to_owned(),
        Type::Bool => "Boolean".to_owned(),
        Type::Dynamic => "Dynamic".to_owned(),
        Type::List(element) => format!("List of {}", name(element)),
        Type::Set(element) => format!("Set of {}", name(element)),
        Type::Map(element) => format!("Map of {}", name(element)),
        Type::Object(_) => "Object".to_owned(),
        Type::Tuple(_) => "Tuple".to_owned(),
    }
}

/// Returns the name of a type in a function's signature: `string`, `list of number`, `object`.
pub(crate) fn in_signature(ty: &Type) -> String {
    match ty {
        Type::Bool => "bool".to_owned(),
        other => name(other).to_lowercase(),
    }
}

/// Writes a default in HCL.
pub(crate) fn literal(value: &Value) -> String {
    match value.concrete() {
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => format!("{text:?}"),
        other => panic!("no default is {}", other.kind()),
    }
}
