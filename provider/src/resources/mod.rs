//! The managed resources: one noun, one file. This list is the catalogue.

mod bgp_session;
mod cross_connect;
mod finding;
pub(crate) mod next_action;
pub(crate) mod refusal;
mod timeouts;
mod wait;

use framework::erased::{AnyResource, managed};
use framework::{Attr, Diagnostic};

use crate::api::Client;
use crate::connection::Connection;
use crate::domain::AccountSid;
use bgp_session::BgpSession;
use cross_connect::CrossConnect;

/// Every managed resource.
pub(crate) fn all(connection: &Connection) -> Vec<Box<dyn AnyResource>> {
    vec![
        managed(CrossConnect::new(connection)),
        managed(BgpSession::new(connection)),
    ]
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
