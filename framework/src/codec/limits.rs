//! How much of a stranger's message is read before it is refused (W16).

use super::error::{CodecError, Reason};

/// Bounds on a message that is read. What a message declares about itself is never believed beyond them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The longest message, in bytes.
    pub bytes: usize,
    /// The deepest nesting, in levels; a plain value is level one.
    pub depth: usize,
    /// The most values of any kind, containers and what they contain together.
    pub elements: usize,
    /// The longest refinement of an unknown value, in bytes (W5).
    pub refinement: usize,
}

impl Default for Limits {
    /// 64 MiB, 128 levels, a million values, and the 1024 bytes of refinement that Terraform allows itself.
    fn default() -> Self {
        Self {
            bytes: 64 << 20,
            depth: 128,
            elements: 1_000_000,
            refinement: 1024,
        }
    }
}

/// What is left of the limits while a message is read.
#[derive(Debug)]
pub(super) struct Budget {
    limits: Limits,
    depth: usize,
    elements: usize,
}

impl Budget {
    /// Opens the account for a message.
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

    /// The limits that the account was opened with.
    pub(super) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// How many more values may follow.
    pub(super) fn elements_left(&self) -> usize {
        self.limits.elements.saturating_sub(self.elements)
    }

    /// Counts values that are there or will be.
    pub(super) fn take(&mut self, elements: usize) -> Result<(), CodecError> {
        self.elements = self.elements.saturating_add(elements);
        if self.elements > self.limits.elements {
            Err(self.exhausted())
        } else {
            Ok(())
        }
    }

    /// That the value has more parts than it may have.
    pub(super) fn exhausted(&self) -> CodecError {
        Reason::TooManyElements(self.limits.elements).into()
    }

    /// Goes one level deeper; [`Budget::leave`] comes back.
    pub(super) fn enter(&mut self) -> Result<(), CodecError> {
        self.depth += 1;
        if self.depth > self.limits.depth {
            return Err(Reason::TooDeep(self.limits.depth).into());
        }
        self.take(1)
    }

    /// Comes back from one level.
    pub(super) fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }
}
