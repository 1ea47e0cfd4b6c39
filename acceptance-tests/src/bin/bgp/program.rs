//! Programs that are run to their end.

use std::process::{Command, Stdio};

use crate::Outcome;

/// Runs a program, which must end with status 0, and returns its output.
pub(crate) fn run(program: &str, arguments: &[&str]) -> Outcome<String> {
    finish(Command::new(program).args(arguments))
}

/// Runs a command, which must end with status 0, and returns its output.
pub(crate) fn finish(command: &mut Command) -> Outcome<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("{command:?}: {error}"))?;
    let [printed, complaints] =
        [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    if output.status.success() {
        return Ok(printed);
    }
    Err(format!("{command:?} ends with {}: {printed}{complaints}", output.status).into())
}
