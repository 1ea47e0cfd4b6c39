//! Failures of a whole run: credentials that are not accepted, a service that does not answer, or an interruption.
//!
//! Each failure is reported once in a run, because every further request would repeat it.

use framework::{Diagnostic, Diagnostics};

use super::Run;
use crate::api;
use crate::refusal::{FailedOperation, happened};

impl Run {
    /// The error of a read that failed; `None` if the run has reported the same failure already.
    pub(crate) fn unread(&self, verb: &str, error: &api::Error) -> Option<Diagnostics> {
        if let api::Error::Unauthorized(_) = error {
            return self.unauthorized(error).map(Diagnostics::from);
        }
        if let api::Error::Unreachable { .. } = error {
            return self.once("unreachable", || self.unreachable(error));
        }
        if let api::Error::Interrupted = error {
            return self.once("interrupted", || read_failed(verb, error));
        }
        Some(read_failed(verb, error))
    }

    /// The report about plan checks that could not read from the service, with `what` as the missing permission.
    ///
    /// It is an error if the service does not accept the credentials, and otherwise a warning that the checks were skipped.
    pub(crate) fn unasked(&self, what: &str, error: &api::Error) -> Option<Diagnostic> {
        if let api::Error::Unauthorized(_) = error {
            return self.unauthorized(error);
        }
        self.once(UNASKED, || self.left_out(what, error))
    }

    /// True where this run has skipped plan checks.
    pub(super) fn is_unasked(&self) -> bool {
        self.reported.contains(UNASKED) || self.reported.contains(UNAUTHORIZED)
    }

    fn unauthorized(&self, error: &api::Error) -> Option<Diagnostic> {
        self.once(UNAUTHORIZED, || {
            let detail = format!(
                "The service at {} did not accept {} for account {}. {} Correct these credentials, and then run terraform again.",
                self.client.base_url(),
                self.credentials_from,
                self.client.account_sid(),
                happened(error)
            );
            Diagnostic::error(UNAUTHORIZED, detail)
        })
    }

    fn unreachable(&self, error: &api::Error) -> Diagnostics {
        let detail = format!(
            "{} The stored state is not changed. Check base_url ({}) and the network, and then try again.",
            happened(error),
            self.client.base_url()
        );
        Diagnostic::error("Service cannot be reached", detail).into()
    }

    fn left_out(&self, what: &str, error: &api::Error) -> Diagnostic {
        let remedy = if let api::Error::Forbidden(_) = error {
            format!("Give these credentials permission to {what}, and then plan again.")
        } else {
            format!("Plan again when the service at {} answers.", self.client.base_url())
        };
        let detail = format!(
            "The plan checks that read from the service were skipped. {} All other checks were run. {remedy}",
            happened(error)
        );
        Diagnostic::warning(UNASKED, detail)
    }

    fn once<T>(&self, key: &str, say: impl FnOnce() -> T) -> Option<T> {
        self.reported.record(key).then(say)
    }
}

fn read_failed(verb: &str, error: &api::Error) -> Diagnostics {
    let existing = "The stored state is not changed.";
    FailedOperation { verb, existing }.failed(error)
}

/// The title of the only warning about skipped checks. It has no code, because it is not a finding.
const UNASKED: &str = "Some plan checks were skipped";
/// The title of the only error about credentials that are not accepted.
const UNAUTHORIZED: &str = "Credentials not accepted";
