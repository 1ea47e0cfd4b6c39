//! The codec between values and bytes, in the two encodings of Terraform (conformance rules W1 to W16).
//!
//! MessagePack is the encoding of calls, and JSON is the encoding of stored states. The type from the schema drives
//! both, because neither encoding distinguishes a list, a set, and a tuple. The bytes are untrusted: lengths, depth,
//! and size are bounded, and no input causes a panic.
//!
//! Two things are not in this module. The first is the choice between the two forms in a protobuf message (conformance
//! rule W1). The second is the normalization of text (conformance rule W10). Terraform normalizes what it sends, and
//! [`crate::model`] normalizes what a provider returns.

mod attributes;
mod dynamic;
mod error;
mod json_decoder;
mod json_encoder;
mod json_tree;
mod limits;
mod msgpack_decoder;
mod msgpack_encoder;
mod reader;
mod refinement_decoder;

pub use error::{CodecError, Reason};
pub use limits::Limits;

use crate::types::Type;
use crate::value::Value;

/// Reads a value of the type from MessagePack, within the default [`Limits`].
///
/// # Errors
/// If the bytes are not exactly one value of the type, with exactly the attributes of each object
/// (conformance rule W3).
pub fn decode_msgpack(bytes: &[u8], ty: &Type) -> Result<Value, CodecError> {
    decode_msgpack_within(bytes, ty, Limits::default())
}

/// Reads a value of the type from MessagePack, within the limits.
///
/// # Errors
/// As [`decode_msgpack`].
pub fn decode_msgpack_within(bytes: &[u8], ty: &Type, limits: Limits) -> Result<Value, CodecError> {
    msgpack_decoder::decode(bytes, ty, limits)
}

/// Writes a value of the type as MessagePack. Unknown values are written without their refinements
/// (conformance rule W4).
///
/// # Errors
/// If the value is not of the type, which is an error of the provider's author. The error has the path of the fault.
pub fn encode_msgpack(value: &Value, ty: &Type) -> Result<Vec<u8>, CodecError> {
    msgpack_encoder::encode(value, ty)
}

/// Reads a value of the type from JSON, within the default [`Limits`]. It is as strict as [`decode_msgpack`].
///
/// # Errors
/// If the bytes are not exactly one value of the type.
pub fn decode_json(bytes: &[u8], ty: &Type) -> Result<Value, CodecError> {
    decode_json_within(bytes, ty, Limits::default())
}

/// Reads a value of the type from JSON, within the limits.
///
/// # Errors
/// As [`decode_json`].
pub fn decode_json_within(bytes: &[u8], ty: &Type, limits: Limits) -> Result<Value, CodecError> {
    json_decoder::decode(bytes, ty, json_decoder::Reading::Strict, limits)
}

/// Reads a stored state, which may be of an older schema than the type (conformance rule R5).
///
/// An attribute that is missing in the state becomes null, and one that is missing in the type is dropped. Text,
/// numbers, and bools are converted into one another, as Terraform converts them.
///
/// # Errors
/// If the result is not of the type.
pub fn decode_json_state(bytes: &[u8], ty: &Type) -> Result<Value, CodecError> {
    decode_json_state_within(bytes, ty, Limits::default())
}

/// Reads a stored state within the limits.
///
/// # Errors
/// As [`decode_json_state`].
pub fn decode_json_state_within(bytes: &[u8], ty: &Type, limits: Limits) -> Result<Value, CodecError> {
    json_decoder::decode(bytes, ty, json_decoder::Reading::Stored, limits)
}

/// Writes a wholly known value of the type as JSON.
///
/// # Errors
/// If the value is not of the type, or if a part of it is unknown or infinite, which JSON cannot represent.
pub fn encode_json(value: &Value, ty: &Type) -> Result<Vec<u8>, CodecError> {
    json_encoder::encode(value, ty)
}
