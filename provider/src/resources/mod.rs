//! The managed resources: one noun, one file. This list is the catalogue.

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

/// A known value as text; empty where it is not known.
fn shown<T: ToString>(value: &Attr<T>) -> String {
    value.known().map(ToString::to_string).unwrap_or_default()
}

/// The warning of a read that could not ask the service.
fn not_refreshed() -> Diagnostic {
    Diagnostic::warning(
        "Objects could not be refreshed",
        "The provider block is decided only during apply, so the service was not asked. The plan rests on the state as stored.",
    )
}

/// The service says "not found" of another account's object, and what is not found is ordered anew. So a state that was made
/// with one account is never judged with the credentials of another.
fn same_account(client: &Client, stored: &Attr<AccountSid>) -> Result<(), Diagnostic> {
    match stored.known() {
        Some(stored) if stored != client.account_sid() => Err(Diagnostic::error(
            "The state belongs to another account",
            format!(
                "This object was made in account {stored}, and the provider is configured for {}. Nothing was changed. Use the \
                 credentials of {stored}, or another workspace for the other account.",
                client.account_sid()
            ),
        )),
        Some(_) | None => Ok(()),
    }
}

/// An identity that names its account is of that account: in another one, the same SID is nobody's.
fn identified_here(client: &Client, named: &Attr<AccountSid>) -> Result<(), Diagnostic> {
    match named.known() {
        Some(named) if named != client.account_sid() => Err(Diagnostic::error(
            "The identity belongs to another account",
            format!(
                "The identity names account {named}, and the provider is configured for {}. Nothing was imported. Use the \
                 credentials of {named}, or leave account_sid out to import from the provider's account.",
                client.account_sid()
            ),
        )
        .at(Path::attribute("account_sid"))),
        Some(_) | None => Ok(()),
    }
}

/// The error of a state whose SID is missing or of another form: no request can be about its object.
fn without_sid(kind: &str, stored: &str, rule: &str) -> Diagnostic {
    let stored = match stored {
        "" => "The state has no SID".to_owned(),
        stored => format!("The state has {}, which is not the SID,", quoted(stored)),
    };
    Diagnostic::error(
        format!("SID of a {kind} not in the state"),
        format!(
            "{stored} of this {kind}. {rule} No request was sent. Remove it from the state with `terraform state rm` and its address, then \
             import it by its SID."
        ),
    )
}

/// How many findings to ask for at once: no more than are wanted.
fn page_size(limit: Option<u64>) -> u16 {
    limit.and_then(|limit| u16::try_from(limit).ok()).unwrap_or(u16::MAX)
}
