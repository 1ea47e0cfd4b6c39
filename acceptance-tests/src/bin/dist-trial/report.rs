//! Claims and findings, as the user reads them.

use std::io::{self, Write};
use std::process::ExitCode;

/// The claims so far; each is printed when it is decided.
#[derive(Debug, Default)]
pub(crate) struct Report {
    failures: usize,
}

impl Report {
    /// Prints a claim of a part, with the finding where it does not hold.
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

    /// Returns the resulting exit status.
    pub(crate) fn verdict(&self) -> ExitCode {
        ExitCode::from(u8::from(self.failures > 0))
    }
}
