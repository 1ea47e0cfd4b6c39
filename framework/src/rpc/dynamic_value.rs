//! Values in their wire form.

use proto::tfplugin5 as pb;

use crate::codec;
use crate::diagnostics::Diagnostic;
use crate::types::Type;
use crate::value::Value;

/// Reads a value from MessagePack, else from JSON, and else as null (conformance rule W1).
///
/// # Errors
/// Bytes that are not a value of that type.
pub(super) fn from_wire(dynamic: Option<&pb::DynamicValue>, ty: &Type) -> Result<Value, Diagnostic> {
    let read = match dynamic {
        Some(value) if !value.msgpack.is_empty() => codec::decode_msgpack(&value.msgpack, ty),
        Some(value) if !value.json.is_empty() => codec::decode_json(&value.json, ty),
        _ => Ok(Value::Null),
    };
    read.map_err(|error| {
        Diagnostic::error(
            "Unreadable value in a request",
            format!("Terraform sent a value that does not match the schema: {error}. Nothing was changed."),
        )
    })
}

/// Writes a value as MessagePack (conformance rule W2).
///
/// # Errors
/// A value that is not of the type, which is a bug of the provider's author.
pub(super) fn to_wire(value: &Value, ty: &Type) -> Result<pb::DynamicValue, Diagnostic> {
    let msgpack = codec::encode_msgpack(value, ty).map_err(|error| {
        Diagnostic::error(
            "Provider returned a value of the wrong type",
            format!("The returned value does not match its schema: {error}. This is a bug in the provider."),
        )
    })?;
    Ok(pb::DynamicValue {
        msgpack,
        json: Vec::new(),
    })
}
