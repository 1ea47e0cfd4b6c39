//! What the user is told where the account does not have what was looked for.

use framework::path::Path;
use framework::{Diagnostic, Diagnostics};

use crate::api::{self, Client};

/// What was looked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sought<'a> {
    /// The attribute that asked for it.
    pub(super) attribute: &'static str,
    /// The kind of thing, as people call it.
    pub(super) kind: &'static str,
    /// Which one, as it completes "has no ... ": `named ashburn-primary`.
    pub(super) which: &'a str,
    /// What to look at, in one sentence.
    pub(super) advice: &'static str,
}

impl Sought<'_> {
    /// The error that says what was looked for and in which account; `error` is the service's "not found", where it gave one.
    pub(super) fn not_found(self, client: &Client, error: Option<&api::Error>) -> Diagnostics {
        let request = error.and_then(api::Error::request_id);
        let request = request.map(|id| format!(" (request {id})")).unwrap_or_default();
        Diagnostic::error(
            format!("There is no such {}", self.kind),
            format!(
                "Account {} has no {} {}{request}. {}",
                client.account_sid(),
                self.kind,
                self.which,
                self.advice
            ),
        )
        .at(Path::attribute(self.attribute))
        .into()
    }
}
