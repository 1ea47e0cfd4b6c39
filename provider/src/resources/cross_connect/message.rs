//! Diagnostics about a cross connect: the event, the objects that exist now, and the next step.

use framework::{Diagnostic, Diagnostics};

use super::failed_operation;
use crate::api::{self, CrossConnectOrder, WriteError};
use crate::checks::Check;
use crate::domain::{CrossConnectSid, CrossConnectStatus, ObjectSid};
use crate::resources::finding::apply_warning;
use crate::resources::next_action::{self, Turn};
use crate::resources::wait::OUT_OF_SIGHT;
use crate::resources::write::Write;

/// The errors of a failed order. `named` is the cross connect that now has the name, if it was looked up.
pub(super) fn not_ordered(
    order: &CrossConnectOrder,
    failed: &WriteError,
    named: Option<&api::CrossConnect>,
) -> Diagnostics {
    let refused = failed
        .error
        .refusal()
        .and_then(|refusal| refusal.existing_sid.as_ref())
        .map(ObjectSid::as_str);
    if let Some(sid) = refused.filter(|_| failed.effect.is_none()) {
        return name_in_use(order, sid, &failed.error);
    }
    let sid = named
        .map(|named| named.sid.to_string())
        .or_else(|| refused.map(str::to_owned))
        .or_else(|| failed.sid.clone());
    let write = Write::OrderCrossConnect(&order.unique_name);
    match sid {
        Some(sid) => write.failed_beside(failed, &sid),
        None => write.failed(failed),
    }
}

fn name_in_use(order: &CrossConnectOrder, sid: &str, error: &api::Error) -> Diagnostics {
    let name = &order.unique_name;
    let request = error
        .request_id()
        .map(|id| format!(" (request {id})"))
        .unwrap_or_default();
    Diagnostic::error(
        format!("Cross connect \"{name}\" is already ordered"),
        format!(
            "The account already has a cross connect named \"{name}\": {sid}. Nothing was ordered{request}. If it is the circuit of this \
             resource and an earlier run lost its state, import it with this block:\n\n\
             {}\n\n\
             If it is a different circuit, choose another unique_name.",
            Write::OrderCrossConnect(name).import_block(sid)
        ),
    )
    .at(framework::path::Path::attribute("unique_name"))
    .into()
}

/// The error of a new order that Twilio rejected.
pub(super) fn rejected(seen: &api::CrossConnect) -> Diagnostic {
    let code = Check::REJECTED.code;
    Diagnostic::error(
        format!("Order for \"{}\" was rejected [{code}]", seen.unique_name),
        format!(
            "{} {} is tainted in the state, so the next apply deletes it, and orders again once the name is free.",
            next_action::of(seen).sentence,
            seen.sid
        ),
    )
}

/// The warning about a circuit whose next step is a person's.
pub(super) fn next_step(seen: &api::CrossConnect) -> Option<Diagnostic> {
    let next = next_action::of(seen);
    let check = match &seen.status {
        CrossConnectStatus::Rejected => Check::REJECTED,
        CrossConnectStatus::LoaExpired => Check::LETTER_EXPIRED,
        CrossConnectStatus::Inactive => Check::INACTIVE,
        CrossConnectStatus::Other(_) => Check::UNKNOWN_STATUS,
        CrossConnectStatus::Requested
        | CrossConnectStatus::LoaIssued
        | CrossConnectStatus::Configuring
        | CrossConnectStatus::Active
        | CrossConnectStatus::Updating
        | CrossConnectStatus::Failed
        | CrossConnectStatus::PendingDeletion
        | CrossConnectStatus::Deleted => Check::NEXT_STEP,
    };
    let whom = match next.turn {
        Turn::Yours => "you".to_owned(),
        Turn::Somebodys => seen.waits_for_somebody()?.actor.to_string(),
        Turn::Theirs | Turn::Nobodys => return None,
    };
    Some(apply_warning(
        check,
        &format!("Cross connect \"{}\" waits for {whom}", seen.unique_name),
        format!("{} The status of {} is {}.", next.sentence, seen.sid, seen.status),
    ))
}

/// The warning about changes of a circuit that wait for a person, and about a hold on it.
pub(super) fn waits_beside(seen: &api::CrossConnect) -> Option<Diagnostic> {
    let name = format!("cross connect \"{}\"", seen.unique_name);
    next_action::waits_beside(&name, &seen.pending_changes(), seen.on_hold.as_deref())
}

/// The warning about a circuit whose automatic step was not finished when the wait ended.
pub(super) fn still_moving(seen: &api::CrossConnect, why: &str) -> Diagnostic {
    apply_warning(
        Check::NOT_DONE,
        &format!(
            "Cross connect \"{}\" still has status {}",
            seen.unique_name, seen.status
        ),
        format!(
            "{why} before the service finished processing {}. {} The cross connect is in the state. Run terraform plan later to check its status.",
            seen.sid,
            next_action::of(seen).sentence
        ),
    )
}

/// The warning about a circuit that could not be read during a wait.
pub(super) fn out_of_sight(seen: &api::CrossConnect, error: &api::Error) -> Diagnostic {
    let existing = format!(
        "The last known status of {} is {}. The cross connect is in the state.",
        seen.sid,
        seen.status.as_str()
    );
    let warning =
        failed_operation(&format!("watch cross connect {}", seen.unique_name), &existing).failed_softly(error);
    apply_warning(Check::NOT_DONE, &warning.summary, warning.detail)
}

/// The warning about a circuit that no read has returned since the service accepted the order.
pub(super) fn hidden(seen: &api::CrossConnect) -> Diagnostic {
    apply_warning(
        Check::NOT_DONE,
        &format!("Cross connect \"{}\" is not visible yet", seen.unique_name),
        format!(
            "The service accepted {}, but no read has returned it for {} s. The cross connect is in the state. Run terraform plan to check \
             its status.",
            seen.sid,
            OUT_OF_SIGHT.as_secs()
        ),
    )
}

/// The warning about an update whose steps were accepted, and whose last read failed.
pub(super) fn completed_out_of_sight(seen: &api::CrossConnect) -> Diagnostic {
    apply_warning(
        Check::NOT_DONE,
        &format!("Status of cross connect \"{}\" was not read", seen.unique_name),
        format!(
            "The service accepted every change of {}, but the read that followed failed. Run terraform plan to check its status.",
            seen.sid
        ),
    )
}

/// The error about an update whose steps were accepted, and whose reads all failed.
pub(super) fn unseen(sid: &CrossConnectSid) -> Diagnostic {
    Diagnostic::error(
        "Status of a cross connect was not read",
        format!(
            "The service accepted every change of {sid}, but every read of it failed. Run terraform plan to check its status."
        ),
    )
}

pub(super) fn unread_before_update(sid: &CrossConnectSid, error: &api::Error) -> Diagnostics {
    failed_operation("read cross connect", &format!("No change of {sid} was sent.")).failed(error)
}

pub(super) fn not_deleted(sid: &CrossConnectSid, failed: &WriteError) -> Diagnostics {
    let sessions = failed
        .error
        .refusal()
        .map(|refusal| refusal.bgp_session_sids.as_slice())
        .unwrap_or_default();
    if sessions.is_empty() || !failed.effect.is_none() {
        return Write::DeleteCrossConnect(sid).failed(failed);
    }
    Diagnostic::error(
        "Cross connect still carries BGP sessions",
        format!(
            "The service deletes {sid} only after all BGP sessions on it are deleted. The cross connect carries these sessions: {}. Delete \
             them first: for a session of this configuration, remove its twilio_bgp_session resource. Then destroy the cross connect again.",
            sessions.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        ),
    )
    .into()
}

pub(super) fn not_imported(sid: &CrossConnectSid, error: &api::Error) -> Diagnostics {
    if !error.is_not_found() {
        return failed_operation("import cross connect", "Nothing was imported.").failed(error);
    }
    Diagnostic::error(
        "No such cross connect",
        format!("The account has no cross connect {sid}. Nothing was imported. Check the SID and the account."),
    )
    .into()
}

pub(super) fn without_sid() -> Diagnostic {
    Diagnostic::error(
        "No SID in the identity of a cross connect",
        "Nothing was imported. Set the SID in the identity: identity = { sid = \"...\" }.",
    )
}
