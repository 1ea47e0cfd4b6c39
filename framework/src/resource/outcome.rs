//! What an operation ends with: what exists by now, and what to tell the user.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::private::Private;

/// What an operation that brings an object into its state ends with.
pub type Outcome<M> = Result<Saved<M>, Failure<M>>;

/// An object to be saved.
#[derive(Clone, Debug)]
pub struct Saved<M> {
    /// The object, with nothing unknown.
    pub state: M,
    /// What to remember from now on, in place of what was remembered before.
    pub private: Private,
    /// Warnings.
    pub diagnostics: Diagnostics,
}

impl<M> Saved<M> {
    /// The object, with nothing to remember and without warnings.
    pub fn new(state: M) -> Self {
        Self {
            state,
            private: Private::new(),
            diagnostics: Diagnostics::new(),
        }
    }

    /// The same with private data.
    #[must_use]
    pub fn with_private(mut self, private: Private) -> Self {
        self.private = private;
        self
    }

    /// The same with a warning more.
    #[must_use]
    pub fn with_warning(mut self, warning: Diagnostic) -> Self {
        self.diagnostics.push(warning);
        self
    }
}

/// Why an operation stopped, and what it had already brought into being.
#[derive(Clone, Debug)]
pub struct Failure<M> {
    /// What exists now, with what to remember about it. `None` keeps what was stored before.
    pub partial: Option<(M, Private)>,
    /// At least one error.
    pub diagnostics: Diagnostics,
}

impl<M> Failure<M> {
    /// A failure that changed nothing.
    pub fn nothing_changed(diagnostics: impl Into<Diagnostics>) -> Self {
        Self {
            partial: None,
            diagnostics: diagnostics.into(),
        }
    }

    /// A failure after which `state` exists.
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
