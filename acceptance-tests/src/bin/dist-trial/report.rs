//! Claims and findings, as the user reads them.

use std::io::{self, Write};
use std::process::ExitCode;

/// The claims so far; each is shown when it is judged.
#[derive(Debug, Default)]
pub(crate) struct Report {
    failures: usize,
}

impl Report {
    /// Shows a claim of a part, with what was found where it does not hold.
    pub(crate) fn add(&mut self, part: &str, claim: &str, found: Option<String>) -> io::Result<()> {
        let mut output = io::stdout().lock();
        match found {
            None => writeln!(output, "ok      {part:<13} {claim}")?,
            Some(found) => {
                self.failures += 1;
                writeln!(output, "FAILED  {part:<13} {claim}\n        {found}")?;
            }
        }
        output.flush()
    }

    /// The exit status that follows.
    pub(crate) fn verdict(&self) -> ExitCode {
        ExitCode::from(u8::from(self.failures > 0))
    }
}
