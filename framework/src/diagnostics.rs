//! What the user is told: errors and warnings, each with the attribute it is about.

use crate::path::Path;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The operation did not do what was asked.
    Error,
    /// The operation went on, and the user should know something.
    Warning,
}

/// One message to the user.
///
/// The summary says what could not be done, or what is remarkable; the detail says what happened, what exists now
/// and what to do next. Neither ever holds a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The severity.
    pub severity: Severity,
    /// One line, in sentence case, without a full stop.
    pub summary: String,
    /// Sentences.
    pub detail: String,
    /// The attribute it is about; the root where it is about the whole object.
    pub path: Path,
}

impl Diagnostic {
    /// An error about the whole object.
    pub fn error(summary: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            summary: summary.into(),
            detail: detail.into(),
            path: Path::root(),
        }
    }

    /// A warning about the whole object.
    pub fn warning(summary: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            summary: summary.into(),
            detail: detail.into(),
            path: Path::root(),
        }
    }

    /// The same message about the attribute at `path`.
    #[must_use]
    pub fn at(mut self, path: Path) -> Self {
        self.path = path;
        self
    }

    /// Whether the operation did not do what was asked.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// What stands in a message in the place of what must not be shown.
const HIDDEN: &str = "(sensitive value)";

impl Diagnostic {
    /// The same message with none of the texts in it.
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

/// Messages in the order in which they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// No message.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a message; an exact repetition is dropped.
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

    /// Whether one of the messages is an error.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(Diagnostic::is_error)
    }

    /// Whether there is no message.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The messages in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// `value` if there is no error, and otherwise the messages. Warnings are lost with the value's success, so take
    /// them first where there can be any.
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
