//! What the user is told about a BGP session: what happened, what exists now, what to do next.

use framework::path::Path;
use framework::{Diagnostic, Diagnostics};

use super::attempt;
use super::model::BgpSessionModel;
use crate::api::{self, BgpSessionOrder, WriteError};
use crate::checks::Severities;
use crate::checks::absence::{self, Object};
use crate::domain::{BgpSessionSid, BgpSessionStatus as Status, ObjectSid};
use crate::resources::finding::said;
use crate::resources::shown;
use crate::resources::wait::OUT_OF_SIGHT;
use crate::resources::write::Write;
use crate::run::Witness;

pub(super) fn incomplete() -> Diagnostic {
    Diagnostic::error(
        "Incomplete BGP session",
        "A value that the service needs is not known. This is a bug; nothing was changed.",
    )
}

pub(super) fn not_made(order: &BgpSessionOrder, failed: &WriteError) -> Diagnostics {
    let refused = failed
        .error
        .refusal()
        .and_then(|refusal| refusal.existing_sid.as_ref())
        .map(ObjectSid::as_str);
    let write = Write::CreateBgpSession(&order.cross_connect_sid);
    match refused.or(failed.sid.as_deref()) {
        None => write.failed(failed),
        Some(sid) if failed.effect.is_none() => exists(write, sid, &failed.error),
        Some(sid) => write.failed_beside(failed, sid),
    }
}

fn exists(write: Write<'_>, sid: &str, error: &api::Error) -> Diagnostics {
    let request = error
        .request_id()
        .map(|id| format!(" (request {id})"))
        .unwrap_or_default();
    Diagnostic::error(
        "The cross connect already has a BGP session",
        format!(
            "One cross connect carries one session, and it has {sid} already. Nothing was created{request}. If it is this one, made by a \
             run whose state was lost, take it over by adding this block and applying again:\n\n{}",
            write.import_block(sid)
        ),
    )
    .at(Path::attribute("cross_connect_sid"))
    .into()
}

/// A session of the state that is proved to be gone.
pub(super) fn gone(state: &BgpSessionModel, successor: Option<&str>, severities: &Severities) -> Option<Diagnostic> {
    let sid = shown(&state.sid);
    let object = Object {
        kind: "BGP session",
        name: &sid,
        sid: &sid,
        made_by: "creates",
    };
    said(&absence::gone(object, &shown(&state.status), successor), severities)
}

/// A session about which the service contradicts itself.
pub(super) fn contradicted(sid: &BgpSessionSid, by: &Witness, severities: &Severities) -> Option<Diagnostic> {
    let object = Object {
        kind: "BGP session",
        name: sid.as_str(),
        sid: sid.as_str(),
        made_by: "creates",
    };
    said(&absence::contradicted(object, &by.to_string()), severities)
}

/// A session that no read has shown since the service accepted it.
pub(super) fn hidden(seen: &api::BgpSession) -> Diagnostic {
    Diagnostic::warning(
        format!("BGP session {} is not shown yet", seen.sid),
        format!(
            "The service accepted {} and has not shown it to a read for {} s. It is in the state; run terraform plan to check the \
             status.",
            seen.sid,
            OUT_OF_SIGHT.as_secs()
        ),
    )
}

pub(super) fn unread_before_update(sid: &BgpSessionSid, error: &api::Error) -> Diagnostics {
    attempt("read BGP session", &format!("No change of {sid} was sent.")).failed(error)
}

pub(super) fn not_imported(sid: &BgpSessionSid, error: &api::Error) -> Diagnostics {
    if !error.is_not_found() {
        return attempt("import BGP session", "Nothing was imported.").failed(error);
    }
    Diagnostic::error(
        "There is no such BGP session",
        format!("The account has no BGP session {sid}. Nothing was imported. Check the SID and the account."),
    )
    .into()
}

pub(super) fn failed_status(seen: &api::BgpSession) -> Option<Diagnostic> {
    let because = match &seen.status {
        Status::Failed => seen
            .status_reason
            .as_ref()
            .map(|reason| format!("{}.", reason.message.trim_end_matches('.')))
            .unwrap_or_default(),
        Status::Other(_) => {
            "This version of the provider does not know that status; update it, or ask Twilio what it means.".to_owned()
        }
        Status::Pending | Status::Configuring | Status::Available | Status::Updating | Status::Deleting => return None,
    };
    let summary = format!("BGP session {} is {}", seen.sid, seen.status.as_str());
    Some(Diagnostic::warning(
        summary,
        format!("{because} It stays in the state; run terraform plan to see how it goes on.")
            .trim()
            .to_owned(),
    ))
}

pub(super) fn still_moving(seen: &api::BgpSession, why: &str) -> Diagnostic {
    Diagnostic::warning(
        "BGP session is not settled yet",
        format!(
            "{why}, and {} is still {}. It is in the state; run terraform plan later to see how far it is.",
            seen.sid,
            seen.status.as_str()
        ),
    )
}

pub(super) fn out_of_sight(seen: &api::BgpSession, error: &api::Error) -> Diagnostic {
    let standing = format!(
        "{} was {} when it was last seen; it is in the state.",
        seen.sid,
        seen.status.as_str()
    );
    attempt("watch BGP session", &standing).failed_softly(error)
}

pub(super) fn without_sid() -> Diagnostic {
    Diagnostic::error(
        "The identity of a BGP session is its SID",
        "Nothing was imported. Write the SID in the identity: identity = { sid = \"...\" }.",
    )
}
