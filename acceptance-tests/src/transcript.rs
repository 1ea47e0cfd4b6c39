//! The result of a step, as text: the expectation.
//!
//! For each command, it contains the plan, the diagnostics exactly as printed, and the requests to the mock
//! server in order. At the end it contains the state and the
//! outputs: whole where they are new, else the changes since the previous step. Texts that differ between runs are redacted: SIDs
//! are numbered, and times lose the time of day.

use crate::redaction::Redaction;

/// A transcript under construction.
#[derive(Debug, Default)]
pub struct Transcript {
    text: String,
    planned: Option<String>,
}

impl Transcript {
    /// Begins a section.
    pub(crate) fn section(&mut self, title: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text += &format!("== {title}\n");
    }

    /// Adds lines.
    pub(crate) fn lines(&mut self, lines: &[String], redaction: &mut Redaction) {
        for line in lines {
            self.text += redaction.apply(line).trim_end();
            self.text.push('\n');
        }
    }

    /// Adds diagnostics, with a border at each line.
    pub(crate) fn diagnostics(&mut self, diagnostics: &[String], redaction: &mut Redaction) {
        for diagnostic in diagnostics {
            let text = redaction.apply(diagnostic);
            for line in text.lines() {
                self.text += format!("│ {line}").trim_end();
                self.text.push('\n');
            }
            self.text.push_str("╵\n");
        }
    }

    /// Adds requests, with an arrow at each.
    pub(crate) fn requests(&mut self, requests: &[String], redaction: &mut Redaction) {
        for request in requests {
            self.text += &format!("> {}\n", redaction.apply(request));
        }
    }

    /// Keeps the output of a plan as it is, in color.
    pub(crate) fn planned(&mut self, output: &str) {
        self.planned = Some(output.to_owned());
    }

    /// Returns the whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the output of the plan, in color.
    pub(crate) fn output_of_plan(&self) -> &str {
        self.planned.as_deref().unwrap_or_default()
    }
}
