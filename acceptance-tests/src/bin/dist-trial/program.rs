//! Programs that run to their end and must succeed.

use std::process::Command;

use crate::Outcome;
use crate::ran::Ran;

/// Runs a program, which must end with status 0.
pub(crate) fn run(program: &str, arguments: &[&str]) -> Outcome<()> {
    finish(Command::new(program).args(arguments))
}

/// Runs a command, which must end with status 0.
pub(crate) fn finish(command: &mut Command) -> Outcome<()> {
    match Ran::of(command)?.unlike(0, &[]) {
        None => Ok(()),
        Some(found) => Err(format!("{command:?}: {found}").into()),
    }
}
