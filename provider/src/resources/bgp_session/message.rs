//! What the user is told about a BGP session: what happened, what exists now, what to do next.

use framework::path::Path;
use framework::{Diagnostic, Diagnostics};

use super::attempt;
use crate::api;
use crate::domain::{BgpSessionSid, BgpSessionStatus as Status};

pub(super) fn incomplete() -> Diagnostic {
    Diagnostic::error(
        "Incomplete BGP session",
        "A value that the service needs is not known. This is a bug; nothing was changed.",
    )
}

pub(super) fn not_made(error: &api::Error) -> Diagnostics {
    let Some(sid) = error.refusal().and_then(|refusal| refusal.existing_sid.as_deref()) else {
        let standing =
            "No session is known to have been made; a cross connect carries one only, so applying again is safe.";
        return attempt("create BGP session", standing).failed(error);
    };
    let request = error
        .request_id()
        .map(|id| format!(" (request {id})"))
        .unwrap_or_default();
    Diagnostic::error(
        "The cross connect already has a BGP session",
        format!(
            "One cross connect carries one session, and it has {sid} already. Nothing was created{request}. If it is this one, made by a \
             run whose state was lost, take it over by adding this block and applying again:\n\n\
             import {{\n  to = twilio_bgp_session.NAME # the address of this resource\n  id = \"{sid}\"\n}}"
        ),
    )
    .at(Path::attribute("cross_connect_sid"))
    .into()
}

pub(super) fn not_changed(sid: &BgpSessionSid, error: &api::Error) -> Diagnostics {
    let standing = if error.is_outcome_unknown() {
        "The state is as it was; whether the service took the change is not known.".to_owned()
    } else {
        format!("{sid} is in the state as it was.")
    };
    attempt("change BGP session", &standing).failed(error)
}

pub(super) fn not_deleted(sid: &BgpSessionSid, error: &api::Error) -> Diagnostics {
    attempt(
        "delete BGP session",
        &format!("{sid} still exists and is in the state."),
    )
    .failed(error)
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

pub(super) fn still_being_deleted(sid: &BgpSessionSid) -> Diagnostic {
    Diagnostic::error(
        "BGP session is not gone yet",
        format!(
            "The service took the deletion of {sid} and has not finished within the time limit. It stays in the state; destroy it again later."
        ),
    )
}

pub(super) fn without_sid() -> Diagnostic {
    Diagnostic::error(
        "The identity of a BGP session is its SID",
        "Nothing was imported. Write the SID in the identity: identity = { sid = \"...\" }.",
    )
}
