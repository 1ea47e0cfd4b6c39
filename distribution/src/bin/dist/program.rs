//! Programs that run to their end.

use std::process::{Command, Stdio};

use distribution::Failure;

/// Runs a program with its output shown.
///
/// # Errors
/// It cannot be started, or it fails.
pub(crate) fn run(command: &mut Command, advice: &str) -> Result<(), Failure> {
    let status = command.status().map_err(missing(command, advice))?;
    match status.success() {
        true => Ok(()),
        false => Err(failed(command, &status.to_string(), String::new())),
    }
}

/// Runs a program and returns its standard output.
///
/// # Errors
/// It cannot be started, or it fails.
pub(crate) fn read(command: &mut Command, advice: &str) -> Result<String, Failure> {
    let ran = command
        .stdin(Stdio::null())
        .output()
        .map_err(missing(command, advice))?;
    match ran.status.success() {
        true => Ok(String::from_utf8_lossy(&ran.stdout).into_owned()),
        false => {
            let output = format!(":\n{}", String::from_utf8_lossy(&ran.stderr));
            Err(failed(command, &ran.status.to_string(), output))
        }
    }
}

fn missing(command: &Command, advice: &str) -> impl FnOnce(std::io::Error) -> Failure {
    let (program, advice) = (words(command), advice.to_owned());
    move |source| Failure::Missing {
        program,
        source,
        advice,
    }
}

fn failed(command: &Command, status: &str, output: String) -> Failure {
    Failure::Program {
        program: words(command),
        status: status.to_owned(),
        output,
    }
}

fn words(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
