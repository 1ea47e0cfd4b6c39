//! Values to bytes and back: the two encodings that Terraform speaks (protocol rules W1 to W16).
//!
//! MessagePack is what travels; JSON is what stored states are written in. Both are driven by the type from the schema,
//! since neither form says of itself whether an array is a list, a set or a tuple. Bytes come from another process and
//! are believed in nothing: lengths, depth and size are bounded, and no input makes a function here panic.
//!
//! Not here: which of the two forms a protobuf message holds (W1), and normalisation of text (W10): Terraform does it
//! for what it sends, and [`crate::model`] for what an author answers.

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
/// If the bytes are not one whole value of the type, with exactly the attributes of each object (W3).
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

/// Writes a value of the type as MessagePack. Unknown values are written without their refinements (W4).
///
/// # Errors
/// If the value is not of the type: an error of the provider's author, with the path of the fault.
pub fn encode_msgpack(value: &Value, ty: &Type) -> Result<Vec<u8>, CodecError> {
    msgpack_encoder::encode(value, ty)
}

/// Reads a value of the type from JSON, within the default [`Limits`]. As strict as [`decode_msgpack`].
///
/// # Errors
/// If the bytes are not one whole value of the type.
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

/// Reads a stored state, which may be of an older schema than the type (R5).
///
/// An attribute that the state lacks becomes null, one that the type lacks is dropped, and text, numbers and bools turn
/// into one another as Terraform converts them.
///
/// # Errors
/// If what remains is not of the type.
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
/// If the value is not of the type, or is unknown or infinite somewhere, which JSON cannot say.
pub fn encode_json(value: &Value, ty: &Type) -> Result<Vec<u8>, CodecError> {
    json_encoder::encode(value, ty)
}
