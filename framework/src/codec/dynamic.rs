//! The type that accompanies a value of type `dynamic` (conformance rules W11 and W15).

use super::error::{CodecError, Reason};
use crate::types::Type;

/// Reads the type of a dynamic value. `dynamic` itself is an error, but parts of the type may be dynamic.
pub(super) fn concrete_type(json: &[u8]) -> Result<Type, CodecError> {
    if json.len() > TYPE_BYTES {
        return Err(Reason::TooLong(TYPE_BYTES).into());
    }
    checked(Type::from_json(json)?)
}

/// Returns the type if it is allowed as the type of a dynamic value.
pub(super) fn checked<T: std::borrow::Borrow<Type>>(ty: T) -> Result<T, CodecError> {
    if *ty.borrow() == Type::Dynamic {
        Err(Reason::NotConcrete.into())
    } else {
        Ok(ty)
    }
}

/// The longest type that is read, in bytes of JSON. A tuple of a hundred thousand strings has such a type.
const TYPE_BYTES: usize = 1 << 20;
