//! Why a value could not be read or written, and where in it.

use std::fmt;

use thiserror::Error;

use crate::number::NumberError;
use crate::path::{Path, Step};
use crate::types::TypeError;

/// A value does not fit its type or its encoding.
///
/// `Display` is a fragment such as `completion[0].reference: expected string, found number`.
#[derive(Debug)]
pub struct CodecError {
    /// Where in the value; the root if the fault concerns the bytes as a whole.
    pub path: Path,
    /// What is wrong there.
    pub reason: Reason,
}

/// What is wrong with a value or with its bytes.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Reason {
    /// The value is of another kind than the type asks for.
    #[error("expected {expected}, found {found}")]
    Mismatch {
        /// The kind of type, in a word.
        expected: &'static str,
        /// What stood there instead, in a word.
        found: &'static str,
    },
    /// An attribute of the object type is absent (W3).
    #[error("the attribute is missing")]
    MissingAttribute,
    /// The object has an attribute that its type does not know (W3).
    #[error("unsupported attribute")]
    UnknownAttribute,
    /// An object or a map has a key twice.
    #[error("duplicate key")]
    DuplicateKey,
    /// A tuple has another number of elements than its type.
    #[error("expected {expected} elements, found {found}")]
    Length {
        /// How many elements the type has.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// A number that Terraform's number type cannot hold, or text that is no number.
    #[error(transparent)]
    Number(#[from] NumberError),
    /// The type of a dynamic value cannot be read.
    #[error(transparent)]
    Type(#[from] TypeError),
    /// A type is in a place where only a concrete one makes sense.
    #[error("a dynamic value requires a concrete type")]
    NotConcrete,
    /// Text that is not UTF-8.
    #[error("text is not UTF-8")]
    Encoding,
    /// The bytes are not JSON, or JSON of another shape.
    #[error("invalid JSON")]
    Json(#[source] serde_json::Error),
    /// Unknown values have no JSON form (W15).
    #[error("an unknown value has no JSON form")]
    UnknownInJson,
    /// Infinities have no JSON form.
    #[error("an infinite number has no JSON form")]
    InfinityInJson,
    /// The bytes end in the middle of a value, or declare more than they hold.
    #[error("unexpected end of the message")]
    Truncated,
    /// Bytes follow the value.
    #[error("{0} unexpected bytes after the value")]
    Trailing(usize),
    /// A MessagePack marker that is reserved and begins no value.
    #[error("a reserved MessagePack marker")]
    ReservedMarker,
    /// An extension that is no unknown value (W4, W5).
    #[error("unsupported extension type {code:#04x} with {length} bytes")]
    Extension {
        /// The extension's type code.
        code: i8,
        /// The length of its body in bytes.
        length: usize,
    },
    /// The refinement of an unknown value is longer than [`super::Limits::refinement`] (W5).
    #[error("oversize unknown value refinement")]
    OversizeRefinement,
    /// The refinement of an unknown value is not the map it should be (W5).
    #[error("malformed unknown value refinement")]
    MalformedRefinement,
    /// The message is longer than [`super::Limits::bytes`].
    #[error("the message is longer than {0} bytes")]
    TooLong(usize),
    /// The value is nested deeper than [`super::Limits::depth`].
    #[error("the value is nested deeper than {0} levels")]
    TooDeep(usize),
    /// The value has more parts than [`super::Limits::elements`].
    #[error("the value has more than {0} elements")]
    TooManyElements(usize),
}

impl CodecError {
    /// A value of another kind than the type asks for.
    pub(super) fn mismatch(expected: &'static str, found: &'static str) -> Self {
        Reason::Mismatch { expected, found }.into()
    }

    /// A tuple of another length than its type.
    pub(super) fn length(expected: usize, found: usize) -> Self {
        Reason::Length { expected, found }.into()
    }

    /// The same fault, reported at the value as a whole: elements of a set have no address (W17).
    pub(super) fn at_its_root(self) -> Self {
        Self {
            path: Path::root(),
            ..self
        }
    }

    /// The same fault, seen from one step further out.
    pub(super) fn beneath(self, step: Step) -> Self {
        Self {
            path: self.path.beneath(step),
            ..self
        }
    }
}

impl<R: Into<Reason>> From<R> for CodecError {
    fn from(reason: R) -> Self {
        Self {
            path: Path::root(),
            reason: reason.into(),
        }
    }
}

impl fmt::Display for CodecError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_root() {
            write!(formatter, "{}: ", self.path)?;
        }
        self.reason.fmt(formatter)
    }
}

impl std::error::Error for CodecError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.reason)
    }
}
