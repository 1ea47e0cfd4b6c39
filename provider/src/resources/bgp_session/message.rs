//! Diagnostics about a BGP session: the event, the objects that exist now, and the next step.

use framework::path::Path;
use framework::{Diagnostic, Diagnostics};

use super::failed_operation;
use super::model::BgpSessionModel;
use crate::account;
use crate::api::{self, BgpSessionOrder, WriteError};
use crate::checks::absence::{self, Lost};
use crate::checks::{Check, Finding, Severities, Subject, status};
use crate::domain::{BgpSessionSid, BgpSessionStatus as Status, ObjectSid};
use crate::resources::finding::{apply_warning, warning};
use crate::resources::next_action;
use crate::resources::shown;
use crate::resources::wait::OUT_OF_SIGHT;
use crate::resources::write::Write;
use crate::run::Witness;

pub(super) fn incomplete() -> Diagnostic {
    Diagnostic::error(
        "Incomplete BGP session",
        "A required value of the session is not known. This is a bug in the provider, and nothing was changed.",
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
            "A cross connect carries at most one session, and this one already has {sid}. Nothing was created{request}. If {sid} is the \
             session of this resource and an earlier run lost its state, import it with this block:\n\n\
             {}",
            write.import_block(sid)
        ),
    )
    .at(Path::attribute("cross_connect_sid"))
    .into()
}

/// The warning about a session of the state whose absence is proved.
pub(super) fn gone(state: &BgpSessionModel, successor: Option<&str>, severities: &Severities) -> Option<Diagnostic> {
    let sid = shown(&state.sid);
    let lost = Lost {
        kind: "BGP session",
        name: &sid,
        sid: &sid,
        made_by: "creates",
    };
    warning(&absence::gone(lost, &shown(&state.status), successor), severities)
}

/// The warning about a session with contradictory answers of the service.
pub(super) fn contradicted(sid: &BgpSessionSid, by: &Witness, severities: &Severities) -> Option<Diagnostic> {
    let lost = Lost {
        kind: "BGP session",
        name: sid.as_str(),
        sid: sid.as_str(),
        made_by: "creates",
    };
    warning(&absence::contradicted(lost, &by.to_string()), severities)
}

/// The warning about a session that no read has returned since the service accepted it.
pub(super) fn hidden(seen: &api::BgpSession) -> Diagnostic {
    apply_warning(
        Check::NOT_DONE,
        &format!("BGP session {} is not visible yet", seen.sid),
        format!(
            "The service accepted {}, but no read has returned it for {} s. The session is in the state. Run terraform plan to check its \
             status.",
            seen.sid,
            OUT_OF_SIGHT.as_secs()
        ),
    )
}

pub(super) fn unread_before_update(sid: &BgpSessionSid, error: &api::Error) -> Diagnostics {
    failed_operation("read BGP session", &format!("No change of {sid} was sent.")).failed(error)
}

pub(super) fn not_imported(sid: &BgpSessionSid, error: &api::Error) -> Diagnostics {
    if !error.is_not_found() {
        return failed_operation("import BGP session", "Nothing was imported.").failed(error);
    }
    Diagnostic::error(
        "No such BGP session",
        format!("The account has no BGP session {sid}. Nothing was imported. Check the SID and the account."),
    )
    .into()
}

/// The finding about a session whose configuration failed.
pub(super) fn failed(seen: &api::BgpSession) -> Option<Finding> {
    let subject = Subject {
        resource: "twilio_bgp_session",
        sid: Some(seen.sid.to_string()),
        ..Subject::default()
    };
    let found = status::of_failed_session(&account::bgp_session(seen), subject)?;
    let reason = seen.status_reason.as_ref();
    let reason = reason.map(|reason| format!("{}. ", reason.message.trim_end_matches('.')));
    let detail = format!("{}{}", reason.unwrap_or_default(), found.detail);
    Some(Finding { detail, ..found })
}

/// The warning of an apply about a session whose configuration failed, whose status is unknown, or that waits for a person.
pub(super) fn not_available(seen: &api::BgpSession) -> Option<Diagnostic> {
    let found = failed(seen).map(|found| apply_warning(found.check, &found.title, found.detail));
    found.or_else(|| unknown_status(seen)).or_else(|| waits(seen))
}

/// The warning about a session whose next step is a person's at the service.
fn waits(seen: &api::BgpSession) -> Option<Diagnostic> {
    let waiting_for = seen.waits_for_somebody()?;
    if seen.status == Status::Pending {
        return None;
    }
    Some(apply_warning(
        Check::NEXT_STEP,
        &format!("BGP session {} waits for {}", seen.sid, waiting_for.actor),
        format!(
            "Its status is {}. {} The session is in the state. Run terraform plan later to check its status.",
            seen.status,
            next_action::somebody_acts(waiting_for)
        ),
    ))
}

/// The warning about changes of a session that wait for a person, and about a hold on it.
pub(super) fn waits_beside(seen: &api::BgpSession) -> Option<Diagnostic> {
    let name = format!("BGP session {}", seen.sid);
    next_action::waits_beside(&name, &seen.pending_changes(), seen.on_hold.as_deref())
}

/// The warning about a status that is unknown to this version.
pub(super) fn unknown_status(seen: &api::BgpSession) -> Option<Diagnostic> {
    let Status::Other(word) = &seen.status else { return None };
    Some(apply_warning(
        Check::UNKNOWN_STATUS,
        &format!("BGP session {} has the unknown status {word}", seen.sid),
        "This version of the provider does not recognize the status. Update the provider, or ask Twilio what the status means. The session is in the state.",
    ))
}

/// The warning about a session whose automatic step was not finished when the wait ended.
pub(super) fn still_moving(seen: &api::BgpSession, why: &str) -> Diagnostic {
    apply_warning(
        Check::NOT_DONE,
        &format!("BGP session {} still has status {}", seen.sid, seen.status),
        format!(
            "{why} before the service finished configuring the session. The session is in the state. Run terraform plan later to check its status."
        ),
    )
}

pub(super) fn out_of_sight(seen: &api::BgpSession, error: &api::Error) -> Diagnostic {
    let existing = format!(
        "The last known status of {} is {}. The session is in the state.",
        seen.sid,
        seen.status.as_str()
    );
    let warning = failed_operation("watch BGP session", &existing).failed_softly(error);
    apply_warning(Check::NOT_DONE, &warning.summary, warning.detail)
}

pub(super) fn without_sid() -> Diagnostic {
    Diagnostic::error(
        "No SID in the identity of a BGP session",
        "Nothing was imported. Set the SID in the identity: identity = { sid = \"...\" }.",
    )
}
