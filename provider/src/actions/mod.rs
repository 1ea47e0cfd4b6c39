//! The actions: one verb, one file. This list is the catalog.

mod reissue_letter_of_authorization;
mod report_completion;
mod steps;

use framework::erased::{AnyAction, action};
use framework::path::Path;
use framework::{Diagnostic, Diagnostics};

use crate::api::{self, Answer, Client};
use crate::connection::Connection;
use crate::domain::CrossConnectSid;
use crate::refusal::FailedOperation;
use reissue_letter_of_authorization::ReissueLetter;
use report_completion::ReportCompletion;

/// Every action.
pub(crate) fn all(connection: &Connection) -> Vec<Box<dyn AnyAction>> {
    vec![
        action(ReissueLetter::new(connection)),
        action(ReportCompletion::new(connection)),
    ]
}

/// The cross connect before the action.
async fn before(
    client: &Client,
    sid: &CrossConnectSid,
    operation: FailedOperation<'_>,
) -> Result<Answer<api::CrossConnect>, Diagnostics> {
    client.cross_connect(sid).await.map_err(|error| {
        if error.is_not_found() {
            not_there(sid, &error).into()
        } else {
            operation.failed(&error)
        }
    })
}

/// The diagnostics without their attributes, because an action does not have the attributes of the resource.
fn as_a_whole(diagnostics: Diagnostics) -> Diagnostics {
    let diagnostics = diagnostics.into_iter();
    diagnostics.map(|diagnostic| diagnostic.at(Path::root())).collect()
}

fn not_there(sid: &CrossConnectSid, error: &api::Error) -> Diagnostic {
    let request = error.request_id().map(|id| format!(" (request {id})"));
    Diagnostic::error(
        "No such cross connect",
        format!(
            "The account has no cross connect {sid}{}. Nothing was changed. Check the SID and the account.",
            request.unwrap_or_default()
        ),
    )
    .at(Path::attribute("cross_connect_sid"))
}
