//! Values as a line of text.

use std::fmt::Display;

use framework::value::Value;

/// Returns a value in Terraform's language, in one line.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Unknown(None) => "(unknown)".to_owned(),
        Value::Unknown(Some(refinement)) => format!("(unknown, {refinement:?})"),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => format!("{text:?}"),
        Value::List(elements) | Value::Set(elements) | Value::Tuple(elements) => {
            format!("[{}]", joined(elements.iter().map(shown)))
        }
        Value::Map(members) | Value::Object(members) => {
            let member = |(name, value): (&String, &Value)| format!("{name} = {}", shown(value));
            format!("{{{}}}", joined(members.iter().map(member)))
        }
        Value::Dynamic(ty, value) => format!("{} ({ty})", shown(value)),
    }
}

fn joined(parts: impl Iterator<Item = impl Display>) -> String {
    parts.map(|part| part.to_string()).collect::<Vec<_>>().join(", ")
}
