//! What came of a step, as text: the expectation.
//!
//! For each command: what it was about to do (the plan), the diagnostics exactly as printed, and the requests that the mock
//! server received, in order. At the end the state and the
//! outputs: whole where they are new, and otherwise what has changed since the step before. What differs from run to run is redacted: SIDs
//! are numbered, times lose the time of day.

use crate::redaction::Redaction;

/// A transcript in the making.
#[derive(Debug, Default)]
pub struct Transcript(String);

impl Transcript {
    /// Begins a section.
    pub(crate) fn section(&mut self, title: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0 += &format!("== {title}\n");
    }

    /// Adds lines.
    pub(crate) fn lines(&mut self, lines: &[String], redaction: &mut Redaction) {
        for line in lines {
            self.0 += redaction.apply(line).trim_end();
            self.0.push('\n');
        }
    }

    /// Adds diagnostics, each line with a border.
    pub(crate) fn diagnostics(&mut self, diagnostics: &[String], redaction: &mut Redaction) {
        for diagnostic in diagnostics {
            let text = redaction.apply(diagnostic);
            for line in text.lines() {
                self.0 += format!("│ {line}").trim_end();
                self.0.push('\n');
            }
            self.0.push_str("╵\n");
        }
    }

    /// Adds requests, each behind an arrow.
    pub(crate) fn requests(&mut self, requests: &[String], redaction: &mut Redaction) {
        for request in requests {
            self.0 += &format!("> {}\n", redaction.apply(request));
        }
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}
