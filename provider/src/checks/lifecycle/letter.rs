//! `TWX326`: a letter of authorization that the service will not issue.

use super::Moments;
use crate::checks::finding::{Finding, Subject};
use crate::checks::record::CrossConnect;
use crate::checks::{Check, Fact};
use crate::domain::CrossConnectStatus as Status;

/// The finding about an order that does not exist yet: its first letter has revision 1.
pub(super) fn of_new_order(after: &CrossConnect, subject: &Subject) -> Option<Finding> {
    let wanted = after.loa_revision.known().filter(|wanted| wanted.get() > 1)?;
    let found = Finding::about(Check::LETTER_REFUSED, subject.clone()).on("loa_revision");
    Some(found.saying(
        format!("Letter revision {wanted} cannot be issued for {}", after.shown()),
        "Revision 1 is the first letter of authorization of a new order. A new letter can be requested only after the first one is issued (62014). \
         Remove loa_revision, or set it to 1.",
    ))
}

/// The finding about a change that requests a letter too far ahead, or in a status in which the service issues none.
pub(super) fn of_change((before, after): Moments<'_>, status: &Status, subject: &Subject) -> Option<Finding> {
    let wanted = u64::from(after.loa_revision.known()?.get());
    let present = match &before.letter {
        Fact::Known(letter) => letter.revision?,
        Fact::Null => 0,
        Fact::Unknown => return None,
    };
    if after.loa_revision == before.loa_revision || wanted <= present.max(1) {
        return None;
    }
    let reason = refused_in(status, before).or_else(|| too_far_ahead(wanted, present))?;
    let found = Finding::about(Check::LETTER_REFUSED, subject.clone()).on("loa_revision");
    Some(found.saying(
        format!("Letter revision {wanted} cannot be issued for {}", before.shown()),
        reason,
    ))
}

/// True where a plan requests a new letter by its revision.
pub(super) fn is_asked_for(before: &CrossConnect, after: &CrossConnect) -> bool {
    let present = before.letter.known().and_then(|letter| letter.revision);
    let wanted = after
        .loa_revision
        .known()
        .filter(|_| after.loa_revision != before.loa_revision);
    wanted
        .zip(present)
        .is_some_and(|(wanted, present)| u64::from(wanted.get()) > present)
}

/// The reason why the service issues no letter in a status, with the advice.
fn refused_in(status: &Status, before: &CrossConnect) -> Option<String> {
    let name = before.shown_in_full();
    Some(match status {
        Status::Requested => format!(
            "{name} has no letter of authorization yet. The service issues the first one automatically, and would refuse a request for it \
             (62014). Remove loa_revision, or set it to 1."
        ),
        Status::Configuring | Status::Active | Status::Updating | Status::Inactive | Status::Failed => format!(
            "The completion of {name} is reported, so its letter of authorization was used and the service does not issue another one \
             (20409). Set loa_revision back."
        ),
        Status::Rejected => format!(
            "The order for {name} was rejected, so the service does not issue a letter for it (20409). Set loa_revision back."
        ),
        Status::PendingDeletion => format!(
            "{name} is being removed, so the service does not issue a letter for it (62020). Set loa_revision back, or remove the resource."
        ),
        Status::LoaIssued | Status::LoaExpired | Status::Deleted | Status::Other(_) => return None,
    })
}

fn too_far_ahead(wanted: u64, present: u64) -> Option<String> {
    let next = present.checked_add(1).filter(|next| wanted > *next)?;
    Some(format!(
        "The current letter has revision {present}, and each apply can request only one new letter. Set loa_revision = {next}."
    ))
}
