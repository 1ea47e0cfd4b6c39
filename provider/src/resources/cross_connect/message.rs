//! What the user is told about a cross connect: what happened, what exists now, what to do next.

use framework::{Diagnostic, Diagnostics};

use super::attempt;
use crate::api::{self, CrossConnectOrder, WriteError};
use crate::checks::Check;
use crate::domain::{CrossConnectSid, CrossConnectStatus, ObjectSid};
use crate::resources::finding::told;
use crate::resources::next_action::{self, Turn};
use crate::resources::wait::OUT_OF_SIGHT;
use crate::resources::write::Write;

/// An order that failed. `named` is the cross connect that has its name now, where that was looked up.
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
        format!("Cross connect {name} is already ordered"),
        format!(
            "The account has a cross connect named {name}: {sid}. Nothing was ordered{request}. If it is this one, ordered by a \
             run whose state was lost, take it over by adding this block and applying again:\n\n{}\n\n\
             If it is another one, choose another unique_name.",
            Write::OrderCrossConnect(name).import_block(sid)
        ),
    )
    .at(framework::path::Path::attribute("unique_name"))
    .into()
}

/// A new order that Twilio has rejected.
pub(super) fn rejected(seen: &api::CrossConnect) -> Diagnostic {
    let code = Check::REJECTED.code;
    Diagnostic::error(
        format!("Order for \"{}\" was rejected [{code}]", seen.unique_name),
        format!(
            "{} {} is kept in the state as tainted: the next apply removes it and orders again.",
            next_action::of(seen).sentence,
            seen.sid
        ),
    )
}

/// A circuit whose next step is a person's.
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
    Some(told(
        check,
        &format!("Cross connect \"{}\" waits for {whom}", seen.unique_name),
        format!("{} {} is {}.", next.sentence, seen.sid, seen.status),
    ))
}

/// The changes of a circuit that wait for a person, and a hold on it.
pub(super) fn waits_beside(seen: &api::CrossConnect) -> Option<Diagnostic> {
    let name = format!("cross connect \"{}\"", seen.unique_name);
    next_action::waits_beside(&name, &seen.waiting(), seen.on_hold.as_deref())
}

/// A circuit that the service was still working on when the wait ended.
pub(super) fn still_moving(seen: &api::CrossConnect, why: &str) -> Diagnostic {
    told(
        Check::NOT_DONE,
        &format!("Cross connect \"{}\" is still {}", seen.unique_name, seen.status),
        format!(
            "{why} before the service was done with {}. {} It is in the state. Run terraform plan later to check the status.",
            seen.sid,
            next_action::of(seen).sentence
        ),
    )
}

/// A circuit that could not be read while it was waited for.
pub(super) fn out_of_sight(seen: &api::CrossConnect, error: &api::Error) -> Diagnostic {
    let standing = format!(
        "{} was {} when it was last seen; it stands, and is in the state.",
        seen.sid,
        seen.status.as_str()
    );
    let warning = attempt(&format!("watch cross connect {}", seen.unique_name), &standing).failed_softly(error);
    told(Check::NOT_DONE, &warning.summary, warning.detail)
}

/// An object that no read has shown since the service accepted it.
pub(super) fn hidden(seen: &api::CrossConnect) -> Diagnostic {
    told(
        Check::NOT_DONE,
        &format!("Cross connect \"{}\" is not shown yet", seen.unique_name),
        format!(
            "The service accepted {} and has not shown it to a read for {} s. It is in the state; run terraform plan to check the \
             status.",
            seen.sid,
            OUT_OF_SIGHT.as_secs()
        ),
    )
}

/// An update whose steps were accepted, and whose last look was not answered.
pub(super) fn completed_out_of_sight(seen: &api::CrossConnect) -> Diagnostic {
    told(
        Check::NOT_DONE,
        &format!("Status of cross connect \"{}\" was not read", seen.unique_name),
        format!(
            "The service accepted every change of {}, and did not answer the read that followed. Run terraform plan to check the status.",
            seen.sid
        ),
    )
}

/// The same where no look at the object was answered at all.
pub(super) fn unseen(sid: &CrossConnectSid) -> Diagnostic {
    Diagnostic::error(
        "Status of a cross connect was not read",
        format!(
            "The service accepted every change of {sid} and answered no read of it. Run terraform plan to check the status."
        ),
    )
}

pub(super) fn unread_before_update(sid: &CrossConnectSid, error: &api::Error) -> Diagnostics {
    attempt("read cross connect", &format!("No change of {sid} was sent.")).failed(error)
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
            "The service deletes {sid} only when no BGP session is left on it. On it now: {}. Delete them first (those that Terraform \
             manages by removing their twilio_bgp_session), then destroy the cross connect again.",
            sessions.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        ),
    )
    .into()
}

pub(super) fn not_imported(sid: &CrossConnectSid, error: &api::Error) -> Diagnostics {
    if !error.is_not_found() {
        return attempt("import cross connect", "Nothing was imported.").failed(error);
    }
    Diagnostic::error(
        "There is no such cross connect",
        format!("The account has no cross connect {sid}. Nothing was imported. Check the SID and the account."),
    )
    .into()
}

pub(super) fn without_sid() -> Diagnostic {
    Diagnostic::error(
        "The identity of a cross connect is its SID",
        "Nothing was imported. Write the SID in the identity: identity = { sid = \"...\" }.",
    )
}
