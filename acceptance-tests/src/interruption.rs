//! A signal in the middle of an apply: the run is stopped by its user, or the machine dies.

use serde::Deserialize;

/// When which signal is sent to `terraform apply` and the provider, as a terminal or a dying machine would.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interruption {
    /// Sent as soon as the mock server has this request in its log: `POST /v1/CrossConnects`.
    pub request: Option<String>,
    /// Sent as soon as the log of terraform and the provider has this text in it.
    pub logged: Option<String>,
    /// `INT` or `KILL`.
    pub signal: Signal,
}

/// A signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Signal {
    /// Control-C.
    Int,
    /// The end, at once.
    Kill,
}

impl Signal {
    /// The name that `kill` knows.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Int => "-INT",
            Self::Kill => "-KILL",
        }
    }
}
