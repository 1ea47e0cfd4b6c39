//! The error of a function. A call has exactly one error and never a warning (conformance rules F3 and F4).

use crate::diagnostics::{Diagnostic, Diagnostics, Severity};
use crate::path::{Path, Step};

/// The error of a function, with the argument that caused it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionError {
    /// Full sentences.
    pub text: String,
    /// The parameter, as an attribute of the arguments, and within a variadic parameter the element. The root if the
    /// error is about the whole call.
    pub path: Path,
}

impl FunctionError {
    /// Returns an error about the whole call.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            path: Path::root(),
        }
    }

    /// Returns the same error about the argument for `parameter`.
    #[must_use]
    pub fn at(mut self, parameter: &str) -> Self {
        self.path = Path::attribute(parameter);
        self
    }

    /// Returns the same error about one of the arguments for the variadic `parameter`, counted from 0.
    #[must_use]
    pub fn at_element(mut self, parameter: &str, index: usize) -> Self {
        self.path = Path::attribute(parameter).child(Step::Index(i64::try_from(index).unwrap_or(i64::MAX)));
        self
    }

    /// Returns all errors in one, at the path of the first; `None` if there is no error.
    pub(crate) fn of(diagnostics: Diagnostics) -> Option<Self> {
        let errors = diagnostics
            .into_iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error);
        errors.map(Self::from).reduce(|first, next| Self {
            text: format!("{}\n{}", first.text, next.text),
            path: first.path,
        })
    }
}

impl From<Diagnostic> for FunctionError {
    fn from(diagnostic: Diagnostic) -> Self {
        let Diagnostic {
            summary, detail, path, ..
        } = diagnostic;
        let text = if detail.is_empty() {
            summary
        } else {
            format!("{summary}. {detail}")
        };
        Self { text, path }
    }
}
