//! A signal during a command: the user or the host stops the run, or the machine dies.

use serde::Deserialize;

/// A signal to a running terraform and its provider, as from a terminal, a supervisor, or a dying machine.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interruption {
    /// The request, such as `POST /v1/CrossConnects`, that triggers the signal when the mock server has logged it.
    pub request: Option<String>,
    /// The number of such requests before the signal.
    #[serde(default = "once")]
    pub times: usize,
    /// The text that triggers the signal when the log of terraform and the provider contains it.
    pub logged: Option<String>,
    /// `INT`, `TERM`, `HUP` or `KILL`.
    pub signal: Signal,
    /// The processes that receive the signal: `group` or `provider`.
    #[serde(default)]
    pub to: Recipient,
    /// The interrupted command: `apply` (also of a destroy plan) or `plan` (also with a refresh only).
    #[serde(default)]
    pub during: During,
}

fn once() -> usize {
    1
}

/// A signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Signal {
    /// Control-C.
    Int,
    /// The termination request of a supervisor.
    Term,
    /// The closing of the terminal.
    Hup,
    /// The immediate end.
    Kill,
}

impl Signal {
    /// The name of the signal for `kill`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Int => "-INT",
            Self::Term => "-TERM",
            Self::Hup => "-HUP",
            Self::Kill => "-KILL",
        }
    }
}

/// The processes that receive a signal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Recipient {
    /// Terraform and all processes that it started.
    #[default]
    Group,
    /// The provider alone.
    Provider,
}

/// The interrupted command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum During {
    /// The apply of the step's plan.
    #[default]
    Apply,
    /// The plan of the step.
    Plan,
}
