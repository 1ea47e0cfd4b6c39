//! An ended command, with any result.

use std::process::{Command, ExitStatus, Stdio};

use crate::Outcome;

/// The result of a command.
#[derive(Debug)]
pub(crate) struct Ran {
    status: ExitStatus,
    printed: String,
}

impl Ran {
    /// Runs a command to its end.
    pub(crate) fn of(command: &mut Command) -> Outcome<Self> {
        let output = command
            .stdin(Stdio::null())
            .output()
            .map_err(|error| format!("{command:?}: {error}"))?;
        let both = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
        let words = both.iter().flat_map(|text| text.split_whitespace());
        let words: Vec<_> = words.filter(|word| !["│", "╷", "╵"].contains(word)).collect();
        Ok(Self {
            status: output.status,
            printed: words.join(" "),
        })
    }

    /// Returns the output with one space between words.
    pub(crate) fn printed(&self) -> &str {
        &self.printed
    }

    /// Returns the difference from an expected exit code and expected words; `None` without one.
    pub(crate) fn unlike(&self, code: i32, words: &[&str]) -> Option<String> {
        let missing: Vec<_> = words.iter().filter(|words| !self.printed.contains(**words)).collect();
        if self.status.code() == Some(code) && missing.is_empty() {
            return None;
        }
        let (status, printed) = (self.status, &self.printed);
        Some(format!(
            "expected exit status {code} and {words:?}, found {status}: {printed}"
        ))
    }
}
