//! Limits on an untrusted message (conformance rule W16).

use super::error::{CodecError, Reason};

/// Bounds on a message. A length that the message declares is never trusted beyond them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The longest message, in bytes.
    pub bytes: usize,
    /// The deepest nesting, in levels; a plain value has level one.
    pub depth: usize,
    /// The largest number of values of any kind, including containers and their contents.
    pub elements: usize,
    /// The longest refinement of an unknown value, in bytes (conformance rule W5).
    pub refinement: usize,
}

impl Default for Limits {
    /// Returns 64 MiB, 128 levels, a million values, and 1024 bytes of refinement, which is Terraform's own limit.
    fn default() -> Self {
        Self {
            bytes: 64 << 20,
            depth: 128,
            elements: 1_000_000,
            refinement: 1024,
        }
    }
}

/// The rest of the limits while a message is read.
#[derive(Debug)]
pub(super) struct Budget {
    limits: Limits,
    depth: usize,
    elements: usize,
}

impl Budget {
    /// Returns the budget for a message, or an error if the message is too long.
    pub(super) fn new(limits: Limits, bytes: &[u8]) -> Result<Self, CodecError> {
        if bytes.len() > limits.bytes {
            return Err(Reason::TooLong(limits.bytes).into());
        }
        Ok(Self {
            limits,
            depth: 0,
            elements: 0,
        })
    }

    /// Returns the original limits.
    pub(super) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Returns the number of further values that are allowed.
    pub(super) fn elements_left(&self) -> usize {
        self.limits.elements.saturating_sub(self.elements)
    }

    /// Subtracts a number of values, which are read or declared.
    pub(super) fn take(&mut self, elements: usize) -> Result<(), CodecError> {
        self.elements = self.elements.saturating_add(elements);
        if self.elements > self.limits.elements {
            Err(self.exhausted())
        } else {
            Ok(())
        }
    }

    /// Returns the error for a value with too many parts.
    pub(super) fn exhausted(&self) -> CodecError {
        Reason::TooManyElements(self.limits.elements).into()
    }

    /// Enters one level of nesting; [`Budget::leave`] leaves it.
    pub(super) fn enter(&mut self) -> Result<(), CodecError> {
        self.depth += 1;
        if self.depth > self.limits.depth {
            return Err(Reason::TooDeep(self.limits.depth).into());
        }
        self.take(1)
    }

    /// Leaves one level of nesting.
    pub(super) fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }
}
