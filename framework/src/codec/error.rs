//! Errors of the codec, with the path of the faulty value.

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
    /// The path within the value; the root if the fault concerns the bytes as a whole.
    pub path: Path,
    /// The fault at that path.
    pub reason: Reason,
}

/// A fault of a value or of its encoding.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Reason {
    /// The value is of another kind than the type requires.
    #[error("expected {expected}, found {found}")]
    Mismatch {
        /// The kind of the type, in one word.
        expected: &'static str,
        /// The kind of the value that was found, in one word.
        found: &'static str,
    },
    /// An attribute of the object type is absent (conformance rule W3).
    #[error("the attribute is missing")]
    MissingAttribute,
    /// The object has an attribute that is not in its type (conformance rule W3).
    #[error("unsupported attribute")]
    UnknownAttribute,
    /// An object or a map has a key twice.
    #[error("duplicate key")]
    DuplicateKey,
    /// A tuple has another number of elements than its type.
    #[error("expected {expected} elements, found {found}")]
    Length {
        /// The number of elements of the type.
        expected: usize,
        /// The number of elements of the value.
        found: usize,
    },
    /// A number that Terraform's number type cannot hold, or text that is not a number.
    #[error(transparent)]
    Number(#[from] NumberError),
    /// The type of a dynamic value cannot be read.
    #[error(transparent)]
    Type(#[from] TypeError),
    /// The type is dynamic where only a concrete type is allowed.
    #[error("a dynamic value requires a concrete type")]
    NotConcrete,
    /// Text that is not UTF-8.
    #[error("text is not UTF-8")]
    Encoding,
    /// The bytes are not JSON, or JSON of another shape.
    #[error("invalid JSON")]
    Json(#[source] serde_json::Error),
    /// Unknown values have no JSON form (conformance rule W15).
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
    /// A reserved MessagePack marker, which begins no value.
    #[error("a reserved MessagePack marker")]
    ReservedMarker,
    /// An extension that is not an unknown value (conformance rules W4 and W5).
    #[error("unsupported extension type {code:#04x} with {length} bytes")]
    Extension {
        /// The extension's type code.
        code: i8,
        /// The length of its body in bytes.
        length: usize,
    },
    /// The refinement of an unknown value is longer than [`super::Limits::refinement`] (conformance rule W5).
    #[error("oversize unknown value refinement")]
    OversizeRefinement,
    /// The refinement of an unknown value is not a map of the expected form (conformance rule W5).
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
    /// Returns the error for a value of another kind than the type requires.
    pub(super) fn mismatch(expected: &'static str, found: &'static str) -> Self {
        Reason::Mismatch { expected, found }.into()
    }

    /// Returns the error for a tuple whose length differs from that of its type.
    pub(super) fn length(expected: usize, found: usize) -> Self {
        Reason::Length { expected, found }.into()
    }

    /// Returns the same fault, reported at the value as a whole. The elements of a set have no address
    /// (conformance rule W17).
    pub(super) fn at_its_root(self) -> Self {
        Self {
            path: Path::root(),
            ..self
        }
    }

    /// Returns the same fault with `step` in front of its path.
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
