//! The managed resources: one noun, one file. This list is the catalogue.

mod bgp_session;
mod cross_connect;
mod finding;
mod next_action;
pub(crate) mod refusal;
mod timeouts;
mod wait;

use framework::Diagnostic;
use framework::erased::{AnyResource, managed};

use crate::connection::Connection;
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
