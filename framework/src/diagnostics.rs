//! Diagnostics: errors and warnings, each with the path of its attribute.

use crate::path::Path;

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The operation failed.
    Error,
    /// The operation succeeded, and the user should read the message.
    Warning,
}

/// One message to the user.
///
/// The summary is a label. The detail reports what happened, what exists now, and what to do next. Neither contains a
/// secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The severity.
    pub severity: Severity,
    /// One line, in sentence case, without a full stop.
    pub summary: String,
    /// Full sentences.
    pub detail: String,
    /// The path of the attribute; the root if the message is about the whole object.
    pub path: Path,
}

impl Diagnostic {
    /// Returns an error about the whole object.
    pub fn error(summary: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            summary: summary.into(),
            detail: detail.into(),
            path: Path::root(),
        }
    }

    /// Returns a warning about the whole object.
    pub fn warning(summary: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            summary: summary.into(),
            detail: detail.into(),
            path: Path::root(),
        }
    }

    /// Returns the same message about the attribute at `path`.
    #[must_use]
    pub fn at(mut self, path: Path) -> Self {
        self.path = path;
        self
    }

    /// True where the message is an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// The replacement for a value that must not be shown.
const HIDDEN: &str = "(sensitive value)";

impl Diagnostic {
    /// Returns the same message with each of the texts hidden.
    pub(crate) fn without(self, texts: &[String]) -> Self {
        let hidden = |message: String| {
            texts
                .iter()
                .fold(message, |message, text| message.replace(text, HIDDEN))
        };
        Self {
            summary: hidden(self.summary),
            detail: hidden(self.detail),
            ..self
        }
    }
}

/// Messages in the order of their discovery.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Returns an empty collection.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a message. An exact duplicate is dropped.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if !self.0.contains(&diagnostic) {
            self.0.push(diagnostic);
        }
    }

    /// Adds all messages of `other`.
    pub fn extend(&mut self, other: impl IntoIterator<Item = Diagnostic>) {
        for diagnostic in other {
            self.push(diagnostic);
        }
    }

    /// Drops the warnings.
    pub fn retain_errors(&mut self) {
        self.0.retain(Diagnostic::is_error);
    }

    /// True where at least one message is an error.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(Diagnostic::is_error)
    }

    /// True where there is no message.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the messages in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Returns `value` if there is no error, and otherwise the messages.
    ///
    /// Warnings are lost on success, so take them first if there can be any.
    ///
    /// # Errors
    /// All messages, if one of them is an error.
    pub fn into_result<T>(self, value: T) -> Result<T, Self> {
        if self.has_errors() { Err(self) } else { Ok(value) }
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(messages: I) -> Self {
        let mut all = Self::new();
        all.extend(messages);
        all
    }
}
