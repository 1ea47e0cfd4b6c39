//! The managed resources: one noun, one file. This list is the catalog.

mod bgp_session;
mod cross_connect;
mod deletion;
pub(crate) mod finding;
pub(crate) mod next_action;
mod review;
pub(crate) mod timeouts;
pub(crate) mod wait;
pub(crate) mod write;

use framework::erased::{AnyResource, managed};
use framework::path::Path;
use framework::{Attr, Diagnostic};

use crate::api::Client;
use crate::connection::Connection;
use crate::domain::AccountSid;
use crate::domain::text::quoted;
use bgp_session::BgpSession;
use cross_connect::CrossConnect;
pub(crate) use cross_connect::{CompletionModel, LetterModel};

/// Every managed resource.
pub(crate) fn all(connection: &Connection) -> Vec<Box<dyn AnyResource>> {
    vec![
        managed(CrossConnect::new(connection)),
        managed(BgpSession::new(connection)),
    ]
}

/// A known value as text; empty if the value is null or unknown.
fn shown<T: ToString>(value: &Attr<T>) -> String {
    value.known().map(ToString::to_string).unwrap_or_default()
}

/// The warning of a read that could not send a request.
fn not_refreshed() -> Diagnostic {
    Diagnostic::warning(
        "Objects could not be refreshed",
        "The provider block is known only after apply, so no request was sent. The plan uses the stored state.",
    )
}

/// Checks that the state belongs to the account of the provider. The service answers "not found" for an object of another account, and
/// Terraform would then order the object again.
fn same_account(client: &Client, stored: &Attr<AccountSid>) -> Result<(), Diagnostic> {
    match stored.known() {
        Some(stored) if stored != client.account_sid() => Err(Diagnostic::error(
            "The state belongs to another account",
            format!(
                "This object was created in account {stored}, but the provider is configured for {}. Nothing was changed. Use the \
                 credentials of {stored}, or another workspace for the other account.",
                client.account_sid()
            ),
        )),
        Some(_) | None => Ok(()),
    }
}

/// Checks that the identity belongs to the account of the provider. A SID exists in one account only.
fn identified_here(client: &Client, named: &Attr<AccountSid>) -> Result<(), Diagnostic> {
    match named.known() {
        Some(named) if named != client.account_sid() => Err(Diagnostic::error(
            "The identity belongs to another account",
            format!(
                "The identity specifies account {named}, but the provider is configured for {}. Nothing was imported. Use the \
                 credentials of {named}, or leave account_sid out to import from the provider's account.",
                client.account_sid()
            ),
        )
        .at(Path::attribute("account_sid"))),
        Some(_) | None => Ok(()),
    }
}

/// The error of a state whose SID is missing or malformed. Without a valid SID, no request can be sent.
fn without_sid(kind: &str, stored: &str, rule: &str) -> Diagnostic {
    let stored = match stored {
        "" => "The state has no SID for".to_owned(),
        stored => format!("The state has the malformed SID {} for", quoted(stored)),
    };
    Diagnostic::error(
        format!("No valid SID of a {kind} in the state"),
        format!(
            "{stored} this {kind}. {rule} No request was sent. Remove it from the state with `terraform state rm` and its address, then \
             import it by its SID."
        ),
    )
}

/// The page size of a list request: at most the number of objects that the caller needs.
fn page_size(limit: Option<u64>) -> u16 {
    limit.and_then(|limit| u16::try_from(limit).ok()).unwrap_or(u16::MAX)
}
