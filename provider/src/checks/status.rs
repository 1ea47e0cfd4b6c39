//! Group 3xx: statuses in which a person must act or the circuit is being removed, and letters and orders that wait too long.
//!
//! A letter is valid for 60 days (Twilio's Cross Connect page). Twilio does not publish how long a step usually takes. The limits
//! here are this project's own, and long enough that an order beyond them is worth a question.

use jiff::{SignedDuration, Timestamp};

use super::finding::{Finding, Subject};
use super::picture::{Extent, Picture};
use super::planned::{Change, Planned};
use super::record::{BgpSession, CrossConnect, Letter};
use super::{Check, lifecycle};
use crate::domain::{BgpSessionStatus, CrossConnectStatus as Status};

/// The checks of statuses and dates.
pub const CHECKS: &[&Check] = &[
    Check::LETTER_EXPIRES,
    Check::LETTER_EXPIRED,
    Check::ORDER_OVERDUE,
    Check::REJECTED,
    Check::FAILED,
    Check::INACTIVE,
    Check::BEING_REMOVED,
];

/// The time before its expiry from which a letter is reported: long enough for the work of a data center.
pub const NOTICE: SignedDuration = SignedDuration::from_hours(21 * 24);

/// The time after which an order without a letter is reported.
pub const USUAL_FOR_LETTER: SignedDuration = SignedDuration::from_hours(14 * 24);

/// The time after which a letter without a completion notice is reported.
pub const USUAL_FOR_CABLE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// The most urgent finding about a circuit that stays, unless this plan makes the change that it waits for.
pub fn of_cross_connect(picture: &Picture, planned: &Planned<CrossConnect>) -> Vec<Finding> {
    let Change::Kept { before, after } = &planned.change else {
        return Vec::new();
    };
    if !is_as_read(picture, planned) {
        return Vec::new();
    }
    if before.status.is(&Status::Inactive) && !is_deactivated_elsewhere(before, after) {
        return Vec::new();
    }
    let moves = before.loa_entity.changes_to(&after.loa_entity)
        || before.completion.changes_to(&after.completion)
        || lifecycle::asks_for_letter(before, after);
    let shown = CrossConnect {
        letter_to_come: planned.today().and_then(|today| today.letter_to_come.clone()),
        ..before.clone()
    };
    let found = of(&shown, picture.now, Subject::circuit(planned));
    found
        .filter(|finding| !(moves && WAITS_FOR_A_CHANGE.contains(&finding.check)))
        .into_iter()
        .collect()
}

/// True where a circuit is out of service, while the state and the configuration have it in service.
fn is_deactivated_elsewhere(before: &CrossConnect, after: &CrossConnect) -> bool {
    let is_meant = after.enabled.is(&false) || after.enabled.is_unknown();
    !is_meant && !before.last_enabled.is(&false)
}

/// True where a plan can change the subject of a finding, so that the read before the plan does not report it.
pub fn is_answered_by_a_plan(found: &Finding) -> bool {
    found.check == Check::INACTIVE || WAITS_FOR_A_CHANGE.contains(&found.check)
}

/// True where the status of an object is up to date. In a growing picture, the status of an object that this run has not read is as
/// old as the state.
fn is_as_read<T>(picture: &Picture, planned: &Planned<T>) -> bool {
    picture.extent == Extent::Whole || planned.is_in_state
}

/// The checks about a circuit that waits for a new letter or for a completion notice.
const WAITS_FOR_A_CHANGE: [&Check; 3] = [Check::LETTER_EXPIRES, Check::LETTER_EXPIRED, Check::ORDER_OVERDUE];

/// `TWX314` of a session that stays.
pub fn of_session(picture: &Picture, planned: &Planned<BgpSession>) -> Vec<Finding> {
    let Change::Kept { before, .. } = &planned.change else {
        return Vec::new();
    };
    if !is_as_read(picture, planned) {
        return Vec::new();
    }
    let carrier = picture.carrier(before);
    let found = of_failed_session(before, Subject::session(planned, carrier));
    found.into_iter().collect()
}

/// `TWX314`: a session whose configuration failed.
pub fn of_failed_session(session: &BgpSession, subject: Subject) -> Option<Finding> {
    (session.status.known()? == &BgpSessionStatus::Failed).then(|| {
        let sid = session.sid.as_ref().map(ToString::to_string).unwrap_or_default();
        Finding::about(Check::FAILED, subject).saying(
            format!("Configuration of BGP session {sid} failed"),
            "The session carries no traffic. If its cross connect was rejected, remove the session. Otherwise, the service tries again: run \
             terraform plan later, and ask Twilio if it fails again.",
        )
    })
}

/// The most urgent finding about a circuit by its status and the time.
pub fn of(circuit: &CrossConnect, now: Option<Timestamp>, subject: Subject) -> Option<Finding> {
    let (name, letter) = (circuit.shown(), circuit.letter.known().copied());
    let reason = circuit
        .reason
        .known()
        .map(|reason| format!(" ({reason})"))
        .unwrap_or_default();
    let sid = circuit.sid.as_ref().map(ToString::to_string).unwrap_or_default();
    let found = match circuit.status.known()? {
        Status::Rejected => rejected(&name, &format!("{sid}{reason}")),
        Status::Failed => failed(&name, &format!("{sid}{reason}")),
        Status::Inactive => inactive(&name, &sid),
        Status::PendingDeletion => being_removed(&name, &sid, circuit.has_given_up_name),
        Status::LoaExpired => expired(&name, letter, &new_letter(circuit)),
        Status::LoaIssued => of_letter(circuit, letter?, now?)?,
        Status::Requested => {
            let since = *circuit.ordered_at.known()?;
            (now?.duration_since(since) > USUAL_FOR_LETTER).then(|| no_letter(&name, since))?
        }
        Status::Configuring | Status::Active | Status::Updating | Status::Deleted | Status::Other(_) => return None,
    };
    Some(Finding { subject, ..found })
}

fn of_letter(circuit: &CrossConnect, letter: Letter, now: Timestamp) -> Option<Finding> {
    let name = circuit.shown();
    if letter.expires_at <= now {
        return Some(expired(&name, Some(letter), &new_letter(circuit)));
    }
    if letter.expires_at.duration_since(now) <= NOTICE {
        return Some(expires(&name, letter, &new_letter(circuit)));
    }
    (now.duration_since(letter.issued_at) > USUAL_FOR_CABLE).then(|| no_completion(&name, letter.issued_at))
}

fn finding(check: &'static Check, title: String, detail: String) -> Finding {
    Finding::about(check, Subject::default()).saying(title, detail)
}

fn rejected(name: &str, which: &str) -> Finding {
    finding(
        Check::REJECTED,
        format!("Order for {name} was rejected"),
        format!(
            "The order {which} was rejected, so no circuit will be built, but the order keeps its unique_name. To order again, correct the \
             cause (if capacity is lacking, choose another bandwidth_mbps or exchange), run terraform taint <address>, and apply. Otherwise, \
             remove the resource."
        ),
    )
}

fn failed(name: &str, which: &str) -> Finding {
    finding(
        Check::FAILED,
        format!("Configuration of {name} failed"),
        format!(
            "The service could not configure {which}, and tries again automatically. Run terraform plan later, and ask Twilio if it fails again."
        ),
    )
}

fn inactive(name: &str, sid: &str) -> Finding {
    finding(
        Check::INACTIVE,
        format!("{name} is out of service"),
        format!(
            "{sid} was deactivated outside Terraform and carries no traffic. Ask your team or Twilio who deactivated it and why. With enabled = \
             true, the default, the next apply activates it again. To leave it out of service, set enabled = false."
        ),
    )
}

fn being_removed(name: &str, sid: &str, is_decided: bool) -> Finding {
    let mistake = if is_decided {
        "The deletion is approved, and the name of the circuit is free."
    } else {
        "If the deletion is a mistake, ask Twilio now to withdraw it."
    };
    finding(
        Check::BEING_REMOVED,
        format!("{name} is being removed"),
        format!(
            "The deletion of {sid} was requested and is not finished. When the circuit is gone, the next plan orders a new one. If the deletion is \
             intended, remove the resource. {mistake}"
        ),
    )
}

fn expired(name: &str, letter: Option<Letter>, new_letter: &str) -> Finding {
    let title = match letter {
        Some(letter) => format!("Letter of authorization of {name} expired on {}", last_day(letter)),
        None => format!("Letter of authorization of {name} has expired"),
    };
    let detail = format!(
        "The data center does not accept an expired letter. If the work was completed while it was valid, report it in a completion block. \
         Otherwise {new_letter}"
    );
    finding(Check::LETTER_EXPIRED, title, detail)
}

fn expires(name: &str, letter: Letter, new_letter: &str) -> Finding {
    finding(
        Check::LETTER_EXPIRES,
        format!("Letter of authorization of {name} expires on {}", last_day(letter)),
        format!(
            "The letter is valid through that day, in the time zone of the exchange. If the work is done, report it in a completion block. If \
             it will not be done by then, {new_letter}"
        ),
    )
}

fn no_completion(name: &str, issued_at: Timestamp) -> Finding {
    finding(
        Check::ORDER_OVERDUE,
        format!("{name} has no completion notice yet"),
        format!(
            "Its letter of authorization was issued on {}. The order has waited for its completion notice for more than 30 days. Ask the data center for \
             the status of the order. If the work is done, report it in a completion block.",
            day(issued_at)
        ),
    )
}

fn no_letter(name: &str, ordered_at: Timestamp) -> Finding {
    finding(
        Check::ORDER_OVERDUE,
        format!("{name} has no letter of authorization yet"),
        format!(
            "It was ordered on {}, and has waited for its letter for more than 14 days. Ask Twilio for the status of the order, and include its SID.",
            day(ordered_at)
        ),
    )
}

/// The last day of a letter; by UTC where the state does not have it.
fn last_day(letter: Letter) -> String {
    let known = letter.expires_on.map(|day| day.to_string());
    known.unwrap_or_else(|| day(letter.expires_at))
}

fn day(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d").to_string()
}

/// The way to the next letter: the line that requests it, or the wait for one that was requested.
fn new_letter(circuit: &CrossConnect) -> String {
    if circuit.letter_to_come.is_some() {
        return "wait for the new letter, which was requested and is not issued yet, and give it to the data center."
            .to_owned();
    }
    let present = circuit.letter.known();
    let next = present.and_then(|letter| letter.revision?.checked_add(1));
    let number = next.map_or_else(
        || "set loa_revision to one more than letter_of_authorization.revision".to_owned(),
        |next| format!("set loa_revision = {next}"),
    );
    format!("request a new letter and give it to the data center: {number} and apply. The current letter becomes void.")
}

#[cfg(test)]
mod tests;
