//! What the user is told about a cross connect: what happened, what exists now, what to do next.

use framework::{Diagnostic, Diagnostics};

use super::attempt;
use crate::api::{self, CrossConnectOrder};
use crate::domain::{CrossConnectSid, CrossConnectStatus};
use crate::resources::next_action::{self, Turn};

pub(super) fn not_ordered(error: &api::Error) -> Diagnostics {
    let standing = if let api::Error::Unexpected { sid: Some(sid), .. } = error {
        format!("The answer names {sid}, which may be the order: look at it, and import it if it is.")
    } else if error.is_outcome_unknown() {
        "Whether the order was placed is not known; the unique name keeps a second one from being placed, so applying again is \
         safe, and names the order if there is one."
            .to_owned()
    } else {
        "Nothing was ordered.".to_owned()
    };
    attempt("order cross connect", &standing).failed(error)
}

pub(super) fn name_in_use(order: &CrossConnectOrder, sid: &str, error: &api::Error) -> Diagnostics {
    let name = &order.unique_name;
    let request = error
        .request_id()
        .map(|id| format!(" (request {id})"))
        .unwrap_or_default();
    Diagnostic::error(
        format!("Cross connect {name} is already ordered"),
        format!(
            "The account has a cross connect named {name}: {sid}. Nothing was ordered{request}. If it is this one, ordered by a \
             run whose state was lost, take it over by adding this block and applying again:\n\n\
             import {{\n  to = twilio_cross_connect.NAME # the address of this resource\n  id = \"{sid}\"\n}}\n\n\
             If it is another one, choose another unique_name."
        ),
    )
    .at(framework::path::Path::attribute("unique_name"))
    .into()
}

pub(super) fn turned_down(seen: &api::CrossConnect) -> Diagnostic {
    Diagnostic::error(
        format!("Twilio turned the order of cross connect {} down", seen.unique_name),
        format!(
            "{} {} is kept in the state as tainted, so the next apply removes it and orders anew.",
            next_action::of(seen).sentence,
            seen.sid
        ),
    )
}

pub(super) fn next_step(seen: &api::CrossConnect) -> Option<Diagnostic> {
    let next = next_action::of(seen);
    let is_well = seen.status == CrossConnectStatus::LoaIssued;
    (next.turn == Turn::Yours).then(|| {
        Diagnostic::warning(
            format!("Cross connect {} waits for you", seen.unique_name),
            format!(
                "{} {} is {}{}.",
                next.sentence,
                seen.sid,
                seen.status.as_str(),
                if is_well { "; nothing is wrong" } else { "" }
            ),
        )
    })
}

pub(super) fn still_moving(seen: &api::CrossConnect, why: &str) -> Diagnostic {
    Diagnostic::warning(
        format!("Cross connect {} is not settled yet", seen.unique_name),
        format!(
            "{why}, and {} is still {}. {} The order stands and is in the state; run terraform plan later to see how far it is.",
            seen.sid,
            seen.status.as_str(),
            next_action::of(seen).sentence
        ),
    )
}

pub(super) fn out_of_sight(seen: &api::CrossConnect, error: &api::Error) -> Diagnostic {
    let standing = format!(
        "{} was {} when it was last seen; it stands, and is in the state.",
        seen.sid,
        seen.status.as_str()
    );
    attempt(&format!("watch cross connect {}", seen.unique_name), &standing).failed_softly(error)
}

pub(super) fn needs_attention(seen: &api::CrossConnect) -> Diagnostic {
    Diagnostic::warning(
        format!("Cross connect {} is {}", seen.unique_name, seen.status.as_str()),
        format!("{} {} stays in the state.", next_action::of(seen).sentence, seen.sid),
    )
}

pub(super) fn not_deleted(sid: &CrossConnectSid, error: &api::Error) -> Diagnostics {
    let sessions = error
        .refusal()
        .map(|refusal| refusal.bgp_session_sids.as_slice())
        .unwrap_or_default();
    if sessions.is_empty() {
        return attempt(
            "delete cross connect",
            &format!("{sid} still exists and is in the state."),
        )
        .failed(error);
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

pub(super) fn still_being_deleted(sid: &CrossConnectSid) -> Diagnostic {
    Diagnostic::error(
        "Cross connect is not gone yet",
        format!(
            "The service took the deletion of {sid}, but the data centre has not removed it within the time limit. It stays in \
             the state; destroy it again later, or give timeouts {{ delete = \"...\" }} more time."
        ),
    )
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
