//! The parser of the command line. Deliberately not here: the execution of a command.

use std::ffi::OsString;

use super::Failure;

/// A command of the provider's executable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// No argument: Terraform started the process, or a person did by mistake.
    Plugin,
    /// `--debug`: serve until a signal, for a Terraform that attaches to the process.
    Debug,
    /// `--version`.
    Version,
    /// `--help`.
    Help,
}

impl Command {
    /// Reads the arguments after the program name. The last one wins; Go's single dash is accepted, too.
    ///
    /// # Errors
    ///
    /// [`Failure::UnknownArgument`] for the first unknown argument.
    pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, Failure> {
        arguments
            .into_iter()
            .try_fold(Self::Plugin, |_, argument| Self::of(&argument))
    }

    fn of(argument: &OsString) -> Result<Self, Failure> {
        match argument.to_str() {
            Some("--debug" | "-debug") => Ok(Self::Debug),
            Some("--version" | "-version" | "-V") => Ok(Self::Version),
            Some("--help" | "-help" | "-h") => Ok(Self::Help),
            _ => Err(Failure::UnknownArgument {
                argument: argument.to_string_lossy().into_owned(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Command, Failure> {
        Command::parse(arguments.iter().map(OsString::from))
    }

    #[test]
    fn each_command_has_its_argument_with_one_dash_or_two() {
        let commands = [
            (&[][..], Command::Plugin),
            (&["--debug"], Command::Debug),
            (&["-debug"], Command::Debug),
            (&["--version"], Command::Version),
            (&["--help"], Command::Help),
            (&["--debug", "-h"], Command::Help),
        ];
        for (arguments, command) in commands {
            assert_eq!(parse(arguments).unwrap(), command, "{arguments:?}");
        }
    }

    #[test]
    fn an_unknown_argument_is_named() {
        let failure = parse(&["--debug", "--port=1"]).unwrap_err();
        assert_eq!(failure.to_string(), "unknown argument \"--port=1\"; try --help");
    }
}
