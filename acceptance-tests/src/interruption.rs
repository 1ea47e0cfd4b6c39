//! A signal in the middle of a command: the run is stopped by its user or by its host, or the machine dies.

use serde::Deserialize;

/// A signal to a running terraform and its provider, as a terminal, a supervisor or a dying machine sends it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interruption {
    /// Sent as soon as the mock server has this request in its log: `POST /v1/CrossConnects`.
    pub request: Option<String>,
    /// The number of such requests before the signal.
    #[serde(default = "once")]
    pub times: usize,
    /// Sent as soon as the log of terraform and the provider has this text in it.
    pub logged: Option<String>,
    /// `INT`, `TERM`, `HUP` or `KILL`.
    pub signal: Signal,
    /// The processes that get it: `group` or `provider`.
    #[serde(default)]
    pub to: Recipient,
    /// The command that is interrupted: `apply` (also of a plan that destroys) or `plan` (also one that only refreshes).
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
    /// The request of a supervisor to end.
    Term,
    /// The end of the terminal.
    Hup,
    /// The end, at once.
    Kill,
}

impl Signal {
    /// The name that `kill` knows.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Int => "-INT",
            Self::Term => "-TERM",
            Self::Hup => "-HUP",
            Self::Kill => "-KILL",
        }
    }
}

/// The processes that get a signal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Recipient {
    /// Terraform and all that it started.
    #[default]
    Group,
    /// The provider alone.
    Provider,
}

/// The command that is interrupted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum During {
    /// The apply of the step's plan.
    #[default]
    Apply,
    /// The plan of the step.
    Plan,
}
