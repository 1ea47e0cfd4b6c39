//! The encoder from values to JSON, driven by a type (conformance rule W15).

use std::collections::BTreeMap;

use serde_json::json;

use super::attributes::{attribute, paired};
use super::dynamic;
use super::error::{CodecError, Reason};
use crate::path::Step;
use crate::types::Type;
use crate::value::Value;

/// Writes the value, which must be of the type and wholly known.
pub(super) fn encode(value: &Value, ty: &Type) -> Result<Vec<u8>, CodecError> {
    Ok(text(value, ty)?.into_bytes())
}

/// Returns the JSON as text. A tree of `serde_json` would limit numbers to 64 bits.
fn text(value: &Value, ty: &Type) -> Result<String, CodecError> {
    match (ty, value) {
        (_, Value::Null) => Ok("null".to_owned()),
        (_, Value::Unknown(_)) => Err(Reason::UnknownInJson.into()),
        (Type::Bool, Value::Bool(truth)) => Ok(truth.to_string()),
        (Type::String, Value::String(string)) => Ok(quoted(string)),
        (Type::Number, Value::Number(number)) if number.is_finite() => Ok(number.to_string()),
        (Type::Number, Value::Number(_)) => Err(Reason::InfinityInJson.into()),
        (Type::List(element), Value::List(elements)) => array(elements.iter().map(|value| (value, &**element))),
        (Type::Set(element), Value::Set(elements)) => {
            array(elements.iter().map(|value| (value, &**element))).map_err(CodecError::at_its_root)
        }
        (Type::Tuple(types), Value::Tuple(elements)) => tuple(elements, types),
        (Type::Map(element), Value::Map(elements)) => map(elements, element),
        (Type::Object(types), Value::Object(attributes)) => object(attributes, types),
        (Type::Dynamic, Value::Dynamic(concrete, value)) => typed(value, concrete),
        _ => Err(CodecError::mismatch(ty.kind(), value.kind())),
    }
}

fn array<'v>(elements: impl Iterator<Item = (&'v Value, &'v Type)>) -> Result<String, CodecError> {
    let element = |(index, (value, ty))| text(value, ty).map_err(|fault| fault.beneath(Step::Index(index)));
    Ok(format!(
        "[{}]",
        (0..)
            .zip(elements)
            .map(element)
            .collect::<Result<Vec<_>, _>>()?
            .join(",")
    ))
}

fn tuple(elements: &[Value], types: &[Type]) -> Result<String, CodecError> {
    if elements.len() != types.len() {
        return Err(CodecError::length(types.len(), elements.len()));
    }
    array(elements.iter().zip(types))
}

fn map(elements: &BTreeMap<String, Value>, ty: &Type) -> Result<String, CodecError> {
    let member = |(key, value): (&String, &Value)| {
        let value = text(value, ty).map_err(|fault| fault.beneath(Step::Key(key.clone())))?;
        Ok(format!("{}:{value}", quoted(key)))
    };
    Ok(format!(
        "{{{}}}",
        elements
            .iter()
            .map(member)
            .collect::<Result<Vec<_>, CodecError>>()?
            .join(",")
    ))
}

fn object(attributes: &BTreeMap<String, Value>, types: &BTreeMap<String, Type>) -> Result<String, CodecError> {
    let member = |(name, value, ty): (&String, &Value, &Type)| {
        let value = text(value, ty).map_err(|fault| fault.beneath(attribute(name)))?;
        Ok(format!("{}:{value}", quoted(name)))
    };
    let members = paired(attributes, types)?
        .into_iter()
        .map(member)
        .collect::<Result<Vec<_>, CodecError>>()?;
    Ok(format!("{{{}}}", members.join(",")))
}

/// Returns `{"value":…,"type":…}` (conformance rule W15).
fn typed(value: &Value, ty: &Type) -> Result<String, CodecError> {
    let json = dynamic::checked(ty)?.to_json();
    Ok(format!(
        "{{\"value\":{},\"type\":{}}}",
        text(value, ty)?,
        String::from_utf8_lossy(&json)
    ))
}

fn quoted(text: &str) -> String {
    json!(text).to_string()
}
