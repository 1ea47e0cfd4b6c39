//! Why a function has no result. There is exactly one error and never a warning (F3, F4).

use crate::diagnostics::{Diagnostic, Diagnostics, Severity};
use crate::path::{Path, Step};

/// Why a function has no result, and which argument is to blame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionError {
    /// Sentences.
    pub text: String,
    /// The parameter it is about, as an attribute of the arguments, and within a variadic parameter the element; the root where
    /// it is about the whole call.
    pub path: Path,
}

impl FunctionError {
    /// An error about the whole call.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            path: Path::root(),
        }
    }

    /// The same error about the argument for `parameter`.
    #[must_use]
    pub fn at(mut self, parameter: &str) -> Self {
        self.path = Path::attribute(parameter);
        self
    }

    /// The same error about one of the arguments for the variadic `parameter`, counted from 0.
    #[must_use]
    pub fn at_element(mut self, parameter: &str, index: usize) -> Self {
        self.path = Path::attribute(parameter).child(Step::Index(i64::try_from(index).unwrap_or(i64::MAX)));
        self
    }

    /// All errors in one, at the place of the first; `None` where there is no error.
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
