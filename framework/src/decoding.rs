//! Reading a value into Rust types: where we are, where the value came from, and what was wrong with it.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::path::{Path, Step};
use crate::value::Value;

/// Where a value comes from, and so how far it is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The user wrote it: every rule applies.
    Config,
    /// It was planned or saved before, or the service said it: it has been checked, or is not ours to check.
    State,
}

/// The state of one reading: place, origin and findings.
///
/// A reading goes on after an error, so that one run reports everything that is wrong.
#[derive(Debug)]
pub struct Decoding {
    source: Source,
    path: Path,
    diagnostics: Diagnostics,
}

impl Decoding {
    /// Starts at the root of a value from `source`.
    pub fn new(source: Source) -> Self {
        Self {
            source,
            path: Path::root(),
            diagnostics: Diagnostics::new(),
        }
    }

    /// Where the value comes from.
    pub fn source(&self) -> Source {
        self.source
    }

    /// The place of the value that is being read.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reports an error at the current place.
    pub fn error(&mut self, summary: impl Into<String>, detail: impl Into<String>) {
        self.diagnostics
            .push(Diagnostic::error(summary, detail).at(self.path.clone()));
    }

    /// Reports a warning at the current place.
    pub fn warning(&mut self, summary: impl Into<String>, detail: impl Into<String>) {
        self.diagnostics
            .push(Diagnostic::warning(summary, detail).at(self.path.clone()));
    }

    /// Reports that something else than `expected` was found, which only a broken caller can send. Always `None`.
    pub fn wrong_type<T>(&mut self, expected: &str, found: &Value) -> Option<T> {
        self.error(
            format!("Expected {expected}"),
            format!("The schema does not allow a value of type {} here.", found.kind()),
        );
        None
    }

    /// Reads one step further in.
    pub fn within<T>(&mut self, step: Step, read: impl FnOnce(&mut Self) -> T) -> T {
        let inner = self.path.clone().child(step);
        let outer = std::mem::replace(&mut self.path, inner);
        let result = read(self);
        self.path = outer;
        result
    }

    /// Reads `value`, which is hidden in plans: what is wrong with it is told without it (P18).
    pub fn hiding<T>(&mut self, value: &Value, read: impl FnOnce(&mut Self) -> T) -> T {
        let told = std::mem::take(&mut self.diagnostics);
        let result = read(self);
        let found = std::mem::replace(&mut self.diagnostics, told);
        let texts = value.texts();
        self.diagnostics
            .extend(found.into_iter().map(|diagnostic| diagnostic.without(&texts)));
        result
    }

    /// Ends the reading and gives what it found.
    pub fn finish(self) -> Diagnostics {
        self.diagnostics
    }
}
