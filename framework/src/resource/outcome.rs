//! The results of operations: the object that exists, and the messages to the user.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::private::Private;

/// The result of an operation that creates or changes an object.
pub type Outcome<M> = Result<Saved<M>, Failure<M>>;

/// An object to be saved.
#[derive(Clone, Debug)]
pub struct Saved<M> {
    /// The object, with nothing unknown.
    pub state: M,
    /// The private data, which replaces the previous data.
    pub private: Private,
    /// Warnings.
    pub diagnostics: Diagnostics,
}

impl<M> Saved<M> {
    /// Returns an object without private data and without warnings.
    pub fn new(state: M) -> Self {
        Self {
            state,
            private: Private::new(),
            diagnostics: Diagnostics::new(),
        }
    }

    /// Returns the same with private data.
    #[must_use]
    pub fn with_private(mut self, private: Private) -> Self {
        self.private = private;
        self
    }

    /// Returns the same with one more warning.
    #[must_use]
    pub fn with_warning(mut self, warning: Diagnostic) -> Self {
        self.diagnostics.push(warning);
        self
    }
}

/// The failure of an operation, with the part that exists.
#[derive(Clone, Debug)]
pub struct Failure<M> {
    /// The existing object and its private data. `None` keeps the stored state.
    pub partial: Option<(M, Private)>,
    /// At least one error.
    pub diagnostics: Diagnostics,
}

impl<M> Failure<M> {
    /// Returns a failure that changed nothing.
    pub fn nothing_changed(diagnostics: impl Into<Diagnostics>) -> Self {
        Self {
            partial: None,
            diagnostics: diagnostics.into(),
        }
    }

    /// Returns a failure after which `state` exists.
    pub fn keeping(state: M, private: Private, diagnostics: impl Into<Diagnostics>) -> Self {
        Self {
            partial: Some((state, private)),
            diagnostics: diagnostics.into(),
        }
    }
}

impl<M> From<Diagnostics> for Failure<M> {
    fn from(diagnostics: Diagnostics) -> Self {
        Self::nothing_changed(diagnostics)
    }
}

impl<M> From<Diagnostic> for Failure<M> {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::nothing_changed(diagnostic)
    }
}
