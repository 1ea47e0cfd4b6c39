//! The type that a value in a place of type `dynamic` brings along (W11, W15).

use super::error::{CodecError, Reason};
use crate::types::Type;

/// Reads the type of a dynamic value. `dynamic` itself is none, though parts of the type may be dynamic again.
pub(super) fn concrete_type(json: &[u8]) -> Result<Type, CodecError> {
    if json.len() > TYPE_BYTES {
        return Err(Reason::TooLong(TYPE_BYTES).into());
    }
    checked(Type::from_json(json)?)
}

/// Passes a type on if a dynamic value may be of it.
pub(super) fn checked<T: std::borrow::Borrow<Type>>(ty: T) -> Result<T, CodecError> {
    if *ty.borrow() == Type::Dynamic {
        Err(Reason::NotConcrete.into())
    } else {
        Ok(ty)
    }
}

/// The longest type that is read, in bytes of JSON; a tuple of a hundred thousand strings needs one.
const TYPE_BYTES: usize = 1 << 20;
