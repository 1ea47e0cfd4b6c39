//! Group 3xx: changes that the service refuses, or that cannot be undone.

mod letter;
mod letter_to_come;

use hcl_edit::expr::Expression;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::finding::{Finding, Subject};
use super::picture::Picture;
use super::planned::{Change, Planned};
use super::record::{BgpSession, CrossConnect, Declined, Letter, Notice};
use super::{Check, Fact};
use crate::domain::{BgpSessionStatus, CrossConnectStatus as Status};

pub use letter_to_come::ended as ends_letter_to_come;

/// The checks of changes.
pub const CHECKS: &[&Check] = &[
    Check::COMPLETION_REFUSED,
    Check::BANDWIDTH_BEFORE_ACTIVE,
    Check::COMPLETION_CHANGED,
    Check::COMPLETION_REMOVED,
    Check::CHANGE_REFUSED,
    Check::DECLINED,
    Check::LETTER_REFUSED,
    Check::COMPLETION_ENDS_LETTER,
];

/// The findings about the change of a circuit that do not depend on other objects.
pub fn of_cross_connect(picture: &Picture, planned: &Planned<CrossConnect>) -> Vec<Finding> {
    let subject = Subject::new_circuit(planned);
    match &planned.change {
        Change::Created(after) => of_new_order(None, after, &subject),
        Change::Replaced { before, after, .. } => of_new_order(Some(before), after, &subject),
        Change::Kept { before, after } => {
            let before = &with_reported_completion(before, planned.shown.as_ref(), after);
            let mut found = of_change(picture, (before, after), &subject);
            let declined = planned.shown.iter().flat_map(|shown| &shown.declined);
            let again = declined.filter(|declined| is_asked_again(declined.attribute, before, after));
            found.extend(again.map(|declined| declined_before(declined, &after.shown(), &subject)));
            let is_completed = before.completion == Fact::Null && after.completion.known().is_some();
            let shown = planned.shown.as_ref().filter(|_| is_completed);
            found.extend(shown.and_then(|shown| letter_to_come::ended(shown, after, &subject)));
            found
        }
        Change::Untouched(_) | Change::Destroyed(_) | Change::Forgotten(_) => Vec::new(),
    }
}

/// The findings about an order that does not exist yet: a first order, or one that replaces another.
fn of_new_order(destroyed_or_replaced: Option<&CrossConnect>, after: &CrossConnect, subject: &Subject) -> Vec<Finding> {
    let completion = early_completion(destroyed_or_replaced, after, subject);
    completion
        .into_iter()
        .chain(letter::of_new_order(after, subject))
        .collect()
}

/// `TWX305`: a completion notice in the plan of an order that does not exist yet.
fn early_completion(
    destroyed_or_replaced: Option<&CrossConnect>,
    after: &CrossConnect,
    subject: &Subject,
) -> Option<Finding> {
    after.completion.known()?;
    let (what, way_out) = match destroyed_or_replaced {
        None => (
            "This plan orders a new circuit".to_owned(),
            "To order the circuit, remove the completion block until the data center has done the work. If the circuit exists and only its \
             state was lost, import it and keep the block."
                .to_owned(),
        ),
        Some(before) if before.is_dead() => (
            format!("This plan orders a new circuit to replace {}", before.shown_in_full()),
            "To order it, remove the completion block until the data center has done the work.".to_owned(),
        ),
        Some(before) => (
            format!("This plan will destroy {} and order another circuit", before.shown_in_full()),
            "To keep the circuit, keep the completion block and revert the change that forces its replacement. To replace it anyway, remove \
             the completion block too."
                .to_owned(),
        ),
    };
    let found = Finding::about(Check::COMPLETION_REFUSED, subject.clone()).on("completion.reference");
    Some(found.saying(
        format!("Completion of {} is reported before the circuit is ordered", after.shown()),
        format!(
            "{what}, whose letter of authorization does not exist yet, so the service would refuse the completion notice (62014). {way_out}"
        ),
    ))
}

/// `TWX319` for a session that is being deleted. An apply waits for a session that is being configured.
pub fn of_session(picture: &Picture, planned: &Planned<BgpSession>) -> Vec<Finding> {
    let found = changed_in_session(planned).and_then(|attribute| refused_while_deleting(picture, planned, attribute));
    found.into_iter().collect()
}

fn refused_while_deleting(
    picture: &Picture,
    planned: &Planned<BgpSession>,
    attribute: &'static str,
) -> Option<Finding> {
    let before = planned.before()?;
    if !before.status.is(&BgpSessionStatus::Deleting) {
        return None;
    }
    let found = Finding::about(
        Check::CHANGE_REFUSED,
        Subject::session(planned, picture.carrier(before)),
    );
    Some(found.on(attribute).saying(
        format!("{attribute} cannot be changed while the BGP session is being deleted"),
        format!(
            "BGP session {} is being deleted, so the service refuses this change (62015). Set the value back, or remove the resource. When \
             the session is gone, the next plan creates another one.",
            planned.sid()?
        ),
    ))
}

/// The first attribute of a session that stays and changes.
pub(super) fn changed_in_session(planned: &Planned<BgpSession>) -> Option<&'static str> {
    let Change::Kept { before, after } = &planned.change else {
        return None;
    };
    let changes = [
        ("ip_routes", before.routes.changes_to(&after.routes)),
        ("customer_asn", before.customer_asn.changes_to(&after.customer_asn)),
        (
            "customer_address",
            before.customer_address.changes_to(&after.customer_address),
        ),
        ("enabled", before.enabled.changes_to(&after.enabled)),
        (
            "md5_key_wo_version",
            before.md5_key_version.changes_to(&after.md5_key_version),
        ),
    ];
    let (attribute, _) = changes.into_iter().find(|(_, changes)| *changes)?;
    Some(attribute)
}

/// The present circuit. If the plan adds a completion block, it includes the notice that someone else has reported meanwhile.
fn with_reported_completion(before: &CrossConnect, shown: Option<&CrossConnect>, after: &CrossConnect) -> CrossConnect {
    let is_added = before.completion == Fact::Null && after.completion.known().is_some();
    let reported = shown.and_then(|shown| shown.completion.known());
    let completion = reported.filter(|_| is_added).cloned().map(Fact::Known);
    CrossConnect {
        completion: completion.unwrap_or_else(|| before.completion.clone()),
        ..before.clone()
    }
}

type Moments<'a> = (&'a CrossConnect, &'a CrossConnect);

fn of_change(picture: &Picture, moments: Moments<'_>, subject: &Subject) -> Vec<Finding> {
    let Some(status) = moments.0.status.known() else {
        return Vec::new();
    };
    let refused = change_refused(moments, status, subject);
    let bandwidth = bandwidth(moments, status, subject).filter(|_| refused.is_none());
    let letter = letter::of_change(moments, status, subject);
    let completion = completion(picture, moments, subject);
    let of_values = refused.into_iter().chain(bandwidth);
    of_values.chain(letter).chain(completion).collect()
}

/// `TWX319`: a status in which the service accepts no change, or only some.
fn change_refused((before, after): Moments<'_>, status: &Status, subject: &Subject) -> Option<Finding> {
    let labels = [
        ("unique_name", before.name.changes_to(&after.name)),
        ("redundancy_group", before.group.changes_to(&after.group)),
        ("redundancy_role", before.role.changes_to(&after.role)),
        ("enabled", before.enabled.changes_to(&after.enabled)),
    ];
    let orders = [
        ("bandwidth_mbps", before.bandwidth.changes_to(&after.bandwidth)),
        (
            "loa_entity",
            before.loa_entity.changes_to(&after.loa_entity) && *status != Status::LoaExpired,
        ),
    ];
    let (moves, code, way_out): (Vec<_>, u32, &str) = match status {
        Status::PendingDeletion => (
            labels.into_iter().chain(orders).collect(),
            62020,
            "Set the value back, or remove the resource.",
        ),
        Status::Rejected => (
            orders.into_iter().collect(),
            62028,
            "Set the value back. To order again with other values, run terraform taint <address>, and apply.",
        ),
        Status::LoaExpired => (
            orders.into_iter().collect(),
            62028,
            "Set the value back until the status is active. To continue the order, request a new letter of authorization (loa_revision).",
        ),
        Status::Requested
        | Status::LoaIssued
        | Status::Configuring
        | Status::Active
        | Status::Updating
        | Status::Inactive
        | Status::Failed
        | Status::Deleted
        | Status::Other(_) => return None,
    };
    let (attribute, _) = moves.into_iter().find(|(_, moves)| *moves)?;
    let found = Finding::about(Check::CHANGE_REFUSED, subject.clone()).on(attribute);
    Some(found.saying(
        format!(
            "{attribute} cannot be changed while {} has status {status}",
            before.shown()
        ),
        format!(
            "{} has status {status}, so the service refuses this change ({code}). {way_out}",
            before.shown_in_full()
        ),
    ))
}

/// `TWX307`: a change of bandwidth before the circuit is in service. An apply waits for a change that is in progress.
fn bandwidth((before, after): Moments<'_>, status: &Status, subject: &Subject) -> Option<Finding> {
    let waits = matches!(status, Status::Active | Status::Updating | Status::Other(_));
    let is_activated =
        *status == Status::Inactive && before.enabled.changes_to(&after.enabled) && after.enabled.is(&true);
    if waits || is_activated || !before.bandwidth.changes_to(&after.bandwidth) {
        return None;
    }
    let was = before.bandwidth.known()?.get();
    let (code, way_out) = if *status == Status::Inactive {
        (
            62016,
            format!("Set enabled = true in the same apply, or set bandwidth_mbps = {was}."),
        )
    } else {
        (62014, format!("Set bandwidth_mbps = {was} until its status is active."))
    };
    let found = Finding::about(Check::BANDWIDTH_BEFORE_ACTIVE, subject.clone()).on("bandwidth_mbps");
    Some(found.saying(
        format!("bandwidth_mbps cannot be changed while {} has status {status}", before.shown()),
        format!(
            "{} has status {status}, and the service changes the bandwidth only of active cross connects ({code}). {way_out}",
            before.shown_in_full()
        ),
    ))
}

fn completion(picture: &Picture, (before, after): Moments<'_>, subject: &Subject) -> Option<Finding> {
    match (&before.completion, &after.completion) {
        (Fact::Null, Fact::Known(notice)) => refused_completion(before, notice, picture.now, subject),
        (Fact::Known(_), Fact::Null) => Some(removed(before, subject)),
        (Fact::Known(was), Fact::Known(notice)) => changed(before, (was, notice), subject),
        _ => None,
    }
}

/// `TWX305`: a notice about a circuit that the service will refuse.
pub fn refused_completion(
    before: &CrossConnect,
    notice: &Notice,
    now: Option<Timestamp>,
    subject: &Subject,
) -> Option<Finding> {
    let name = before.shown_in_full();
    let refused = match before.status.known()? {
        Status::Requested => Some(format!(
            "The letter of authorization of {name} is not issued yet, so the service would refuse the completion notice (62014). Remove the \
             completion block until the letter is issued."
        )),
        Status::Rejected => Some(format!(
            "The order for {name} was rejected, so the service would refuse the completion notice (62028). Remove the completion block."
        )),
        Status::PendingDeletion => Some(format!(
            "{name} is being removed, so the service would refuse the completion notice (62020). Remove the completion block."
        )),
        Status::LoaIssued | Status::LoaExpired => return dates(before, notice, now, subject),
        Status::Configuring
        | Status::Active
        | Status::Updating
        | Status::Inactive
        | Status::Failed
        | Status::Deleted
        | Status::Other(_) => None,
    };
    let found = Finding::about(Check::COMPLETION_REFUSED, subject.clone()).on("completion.reference");
    Some(found.saying(title(before), refused?))
}

/// A notice whose day is after today, or on which no letter is known to have been in force. What the days of earlier letters allow is the
/// service's to judge.
fn dates(before: &CrossConnect, notice: &Notice, now: Option<Timestamp>, subject: &Subject) -> Option<Finding> {
    let on = notice.completed_on.known()?.get();
    let today = now
        .zip(before.exchange.known())
        .map(|(now, exchange)| exchange.today(now));
    let in_future = today.filter(|today| on > *today).map(|today| {
        let advice = "Report completion when the work is done.";
        (
            format!("which is after today ({today} at the exchange). {advice}"),
            20422,
        )
    });
    let (reason, code) = in_future.or_else(|| outside_letter(on, before.letter.known()?))?;
    let found = Finding::about(Check::COMPLETION_REFUSED, subject.clone()).on("completion.completed_on");
    Some(found.saying(
        title(before),
        format!("completed_on is {on}, {reason} The service would refuse the completion notice ({code})."),
    ))
}

/// The reason why the service would refuse a day without a letter, and the code of its refusal.
fn outside_letter(on: Date, letter: &Letter) -> Option<(String, u32)> {
    let first = letter.issued_on.filter(|_| letter.revision == Some(1));
    if let Some(issued_on) = first.filter(|issued_on| on < *issued_on) {
        let advice = "Set the day on which the work was completed.";
        return Some((
            format!("but the letter of authorization was issued later, on {issued_on}. {advice}"),
            20422,
        ));
    }
    let expires_on = letter.expires_on.filter(|expires_on| on > *expires_on)?;
    let advice = "Set the day on which the work was completed. If that day is after the letter expired, request a new letter first.";
    Some((
        format!("but the letter of authorization was valid only through {expires_on}. {advice}"),
        62028,
    ))
}

fn is_asked_again(attribute: &str, before: &CrossConnect, after: &CrossConnect) -> bool {
    match attribute {
        "bandwidth_mbps" => before.bandwidth.changes_to(&after.bandwidth),
        "loa_entity" => before.loa_entity.changes_to(&after.loa_entity),
        "enabled" => before.enabled.changes_to(&after.enabled),
        "loa_revision" => letter::is_asked_for(before, after),
        _ => false,
    }
}

/// True where a plan requests a new letter by its revision.
pub(super) fn asks_for_letter(before: &CrossConnect, after: &CrossConnect) -> bool {
    letter::is_asked_for(before, after)
}

/// `TWX324` for a session whose changes were declined.
pub fn of_declined_session(picture: &Picture, planned: &Planned<BgpSession>) -> Vec<Finding> {
    let Change::Kept { before, after } = &planned.change else {
        return Vec::new();
    };
    let carrier = picture.carrier(before);
    let subject = Subject::session(planned, carrier);
    let name = carrier.map_or_else(|| "its cross connect".to_owned(), |carrier| carrier.latest().shown());
    let name = format!("the BGP session of {name}");
    let is_again = |attribute: &str| match attribute {
        "ip_routes" => before.routes.changes_to(&after.routes),
        "customer_asn" => before.customer_asn.changes_to(&after.customer_asn),
        "customer_address" => before.customer_address.changes_to(&after.customer_address),
        "enabled" => before.enabled.changes_to(&after.enabled),
        "md5_key_wo_version" => before.md5_key_version.changes_to(&after.md5_key_version),
        _ => false,
    };
    let declined = planned.shown.iter().flat_map(|shown| &shown.declined);
    let again = declined.filter(|declined| is_again(declined.attribute));
    again
        .map(|declined| declined_before(declined, &name, &subject))
        .collect()
}

/// `TWX324`: a change that was declined, and that this plan requests again.
fn declined_before(declined: &Declined, name: &str, subject: &Subject) -> Finding {
    let attribute = declined.attribute;
    let change = if declined.change.is_empty() {
        String::new()
    } else {
        format!(" {}", declined.change)
    };
    let reason = declined
        .reason
        .as_ref()
        .map(|reason| format!(": {}", reason.trim_end_matches('.')));
    Finding::about(Check::DECLINED, subject.clone()).on(attribute).saying(
        format!("Change of {attribute} of {name} was declined before"),
        format!(
            "{} declined the change{change} on {}{}. The attribute shows the value in service again, so this plan requests the same change \
             again. To keep the value in service, set it in the configuration.",
            capital(&declined.by),
            Offset::UTC.to_datetime(declined.at).date(),
            reason.unwrap_or_default()
        ),
    )
}

fn capital(party: &str) -> String {
    let mut letters = party.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn title(circuit: &CrossConnect) -> String {
    format!("Completion of {} would be refused", circuit.shown())
}

fn removed(before: &CrossConnect, subject: &Subject) -> Finding {
    Finding::about(Check::COMPLETION_REMOVED, subject.clone()).saying(
        format!("Removing the completion block of {} does not withdraw the notice", before.shown()),
        format!(
            "This plan removes the completion block of {}. The service keeps the completion notice that it has recorded, so the circuit does \
             not change. After the apply, only the Terraform state no longer contains the notice. To keep a record of it, put the block back.",
            before.shown_in_full()
        ),
    )
}

/// `TWX308`: a notice that differs from the reported one.
fn changed(before: &CrossConnect, (was, notice): (&Notice, &Notice), subject: &Subject) -> Option<Finding> {
    let attribute = if was.reference.changes_to(&notice.reference) {
        "completion.reference"
    } else if was.completed_on.changes_to(&notice.completed_on) {
        "completion.completed_on"
    } else {
        return None;
    };
    let found = Finding::about(Check::COMPLETION_CHANGED, subject.clone()).on(attribute);
    Some(found.saying(
        format!("Completion of {} cannot be changed", before.shown()),
        format!(
            "The service has already recorded a different completion notice for {}, and it accepts only one (20409). Set the block to the \
             recorded values:\n\n\
             {}\n\n\
             To correct the notice, contact Twilio's support.",
            before.shown_in_full(),
            block(was)
        ),
    ))
}

/// The completion block of a notice, ready to paste.
fn block(notice: &Notice) -> String {
    let reference = notice.reference.known().map(ToString::to_string).unwrap_or_default();
    let completed_on = notice.completed_on.known().map(ToString::to_string).unwrap_or_default();
    format!(
        "  completion {{\n    reference    = {}\n    completed_on = \"{completed_on}\"\n  }}",
        Expression::from(reference)
    )
}

#[cfg(test)]
mod tests;
