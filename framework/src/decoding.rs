//! The state of reading a value into Rust types: the path, the origin of the value, and the findings.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::path::{Path, Step};
use crate::value::Value;

/// The origin of a value, which decides how strictly it is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The configuration: every rule applies.
    Config,
    /// A plan, a state, or the service: the value was checked before, or its rules are not the provider's.
    State,
}

/// The state of one reading: path, origin, and findings.
///
/// A reading continues after an error, so that one run reports every error.
#[derive(Debug)]
pub struct Decoding {
    source: Source,
    path: Path,
    diagnostics: Diagnostics,
}

impl Decoding {
    /// Returns a reading at the root of a value from `source`.
    pub fn new(source: Source) -> Self {
        Self {
            source,
            path: Path::root(),
            diagnostics: Diagnostics::new(),
        }
    }

    /// Returns the origin of the value.
    pub fn source(&self) -> Source {
        self.source
    }

    /// Returns the path of the current value.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reports an error at the current path.
    pub fn error(&mut self, summary: impl Into<String>, detail: impl Into<String>) {
        self.diagnostics
            .push(Diagnostic::error(summary, detail).at(self.path.clone()));
    }

    /// Reports a warning at the current path.
    pub fn warning(&mut self, summary: impl Into<String>, detail: impl Into<String>) {
        self.diagnostics
            .push(Diagnostic::warning(summary, detail).at(self.path.clone()));
    }

    /// Reports that the value is not `expected`, which only a faulty caller can cause. Always returns `None`.
    pub fn wrong_type<T>(&mut self, expected: &str, found: &Value) -> Option<T> {
        self.error(
            format!("Expected {expected}"),
            format!("The schema does not allow a value of type {} here.", found.kind()),
        );
        None
    }

    /// Reads a value one step deeper.
    pub fn within<T>(&mut self, step: Step, read: impl FnOnce(&mut Self) -> T) -> T {
        let inner = self.path.clone().child(step);
        let outer = std::mem::replace(&mut self.path, inner);
        let result = read(self);
        self.path = outer;
        result
    }

    /// Reads `value`, which is hidden in plans: its findings do not contain it (conformance rule P18).
    pub fn hiding<T>(&mut self, value: &Value, read: impl FnOnce(&mut Self) -> T) -> T {
        let told = std::mem::take(&mut self.diagnostics);
        let result = read(self);
        let found = std::mem::replace(&mut self.diagnostics, told);
        let texts = value.texts();
        self.diagnostics
            .extend(found.into_iter().map(|diagnostic| diagnostic.without(&texts)));
        result
    }

    /// Ends the reading and returns its findings.
    pub fn finish(self) -> Diagnostics {
        self.diagnostics
    }
}
