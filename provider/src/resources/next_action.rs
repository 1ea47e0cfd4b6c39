//! The next action of a cross connect: a text for each status, with absolute dates and without a clock.

use framework::Diagnostic;

use crate::api;
use crate::checks::Check;
use crate::domain::CrossConnectStatus as Status;
use crate::resources::finding;

/// The next action of a cross connect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NextAction {
    /// The party that has to act.
    pub(crate) turn: Turn,
    /// The text: who has to act, what to do, and by when.
    pub(crate) sentence: String,
}

/// The party that has to act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// The customer. Nothing happens until the customer acts.
    Yours,
    /// The service or the data center, automatically.
    Theirs,
    /// A person at the service or at the data center. Nothing happens until they act.
    Somebodys,
    /// No party.
    Nobodys,
}

/// The next action of a cross connect.
pub(crate) fn of(cross_connect: &api::CrossConnect) -> NextAction {
    let (turn, sentence) = match &cross_connect.status {
        Status::Requested => (
            Turn::Theirs,
            "Twilio's turn: it issues the letter of authorization.".to_owned(),
        ),
        Status::LoaIssued => (Turn::Yours, order_at_data_center(cross_connect)),
        Status::LoaExpired if cross_connect.letter_revision_asked_for().is_some() => {
            (Turn::Theirs, letter_to_come(cross_connect))
        }
        Status::LoaExpired => (Turn::Yours, reissue_letter(cross_connect)),
        Status::Configuring => (Turn::Theirs, "Twilio's turn: it configures the connection.".to_owned()),
        Status::Updating => (Turn::Theirs, "Twilio's turn: it changes the bandwidth.".to_owned()),
        Status::Active => (
            Turn::Nobodys,
            "No action required: the cross connect is in service.".to_owned(),
        ),
        Status::Inactive => out_of_service(cross_connect),
        Status::Failed => (Turn::Theirs, tried_again(cross_connect)),
        Status::Rejected => (Turn::Yours, turned_down(cross_connect)),
        Status::PendingDeletion => (Turn::Theirs, removal(cross_connect)),
        Status::Deleted => (
            Turn::Nobodys,
            "No action required: the cross connect was deleted.".to_owned(),
        ),
        Status::Other(word) => (Turn::Yours, unknown_status(word)),
    };
    let beside = beside(cross_connect);
    match cross_connect.waits_for_somebody() {
        Some(waiting_for) => NextAction {
            turn: Turn::Somebodys,
            sentence: format!("{sentence} {}{beside}", somebody_acts(waiting_for)),
        },
        None => NextAction {
            turn,
            sentence: format!("{sentence}{beside}"),
        },
    }
}

/// The next action of a deactivated circuit. Another sentence reports an activation that waits for a person.
fn out_of_service(cross_connect: &api::CrossConnect) -> (Turn, String) {
    let reason = if cross_connect.enabled == Some(false) {
        " because enabled is false. To activate it, set enabled = true"
    } else {
        ""
    };
    (
        Turn::Nobodys,
        format!("No action required: the cross connect is out of service{reason}."),
    )
}

/// The sentences about a hold, about changes that wait for a person, and about a declined letter.
fn beside(cross_connect: &api::CrossConnect) -> String {
    let hold = cross_connect.on_hold.as_deref().map(held);
    let waiting = cross_connect
        .pending_changes()
        .into_iter()
        .map(|waiting| change_waits(&waiting));
    let turned_down = cross_connect.declined_changes();
    let letter = turned_down.iter().filter(|it| it.attribute == "loa_revision");
    let letter = letter.map(|it| {
        format!(
            "{} declined a new letter of authorization{}.",
            it.declined_by,
            because(it)
        )
    });
    let sentences = hold.into_iter().chain(waiting).chain(letter);
    sentences.map(|sentence| format!(" {sentence}")).collect()
}

/// A sentence about a hold.
pub(crate) fn held(hold: &api::Hold) -> String {
    let reason = hold.reason.trim_end_matches('.');
    format!(
        "It has been on hold since {} ({reason}), and cannot proceed until the hold is lifted.",
        hold.since
    )
}

/// A sentence about a change that waits for a person.
pub(crate) fn change_waits(waiting: &api::PendingChange) -> String {
    let change = if waiting.change.is_empty() {
        String::new()
    } else {
        format!(" {}", waiting.change)
    };
    format!(
        "The change of {}{change} has been waiting since {} for a decision by {}.",
        waiting.attribute, waiting.since, waiting.decided_by
    )
}

/// The warning of an apply about changes of an object that wait for a person, and about a hold on it.
pub(crate) fn waits_beside(name: &str, waiting: &[api::PendingChange], hold: Option<&api::Hold>) -> Option<Diagnostic> {
    let title = match (waiting, hold) {
        ([], None) => return None,
        ([], Some(_)) => format!("Hold on {name}"),
        ([one], _) => format!("Change of {} of {name} waits for {}", one.attribute, one.decided_by),
        (_, _) => format!("Changes of {name} wait for decisions"),
    };
    let mut told: Vec<String> = waiting.iter().map(change_waits).collect();
    told.extend(hold.map(held));
    if !waiting.is_empty() {
        told.push(
            "The state has the requested value, but the current value stays in service until the decision. Run terraform plan later to check the status.".to_owned(),
        );
    }
    Some(finding::apply_warning(Check::NEXT_STEP, &title, told.join(" ")))
}

fn because(turned_down: &api::DeclinedChange) -> String {
    let reason = turned_down.reason.as_ref();
    let reason = reason.map(|reason| format!(": {}", reason.trim_end_matches('.')));
    reason.unwrap_or_default()
}

/// A sentence about a step that a person takes.
pub(crate) fn somebody_acts(waiting_for: &api::WaitingFor) -> String {
    let (role, by) = waiting_for.particulars();
    format!(
        "A person{role} at {} takes this step{by}, so apply does not wait for it.",
        waiting_for.actor
    )
}

fn removal(cross_connect: &api::CrossConnect) -> String {
    let is_undecided = cross_connect.holds_name() && cross_connect.waits_for_somebody().is_some();
    if is_undecided {
        "Twilio's turn: it decides whether to remove the cross connect.".to_owned()
    } else {
        "The data center's turn: it removes the cross connect.".to_owned()
    }
}

fn order_at_data_center(cross_connect: &api::CrossConnect) -> String {
    match &cross_connect.letter_of_authorization {
        Some(letter) => format!(
            "Your turn: order the cross connect at {} with letter of authorization {}, and report its completion in a \
             completion block. The letter is valid through {}.",
            letter.facility, letter.sid, letter.expires_on
        ),
        None => format!(
            "Your turn: order the cross connect at {} with the letter of authorization, and report its completion in a \
             completion block.",
            place(cross_connect)
        ),
    }
}

fn letter_to_come(cross_connect: &api::CrossConnect) -> String {
    format!(
        "Twilio's turn: it decides whether to issue a new letter of authorization, because {}.",
        expired(cross_connect)
    )
}

fn expired(cross_connect: &api::CrossConnect) -> String {
    match &cross_connect.letter_of_authorization {
        Some(letter) => format!(
            "letter of authorization {} expired on {}",
            letter.sid, letter.expires_on
        ),
        None => "the letter of authorization has expired".to_owned(),
    }
}

fn reissue_letter(cross_connect: &api::CrossConnect) -> String {
    let expired = expired(cross_connect);
    let next = letter_after(cross_connect.letter_of_authorization.as_ref());
    format!(
        "Your turn: {expired}. To request a new letter, set loa_revision = {next} and apply. Then order the cross connect at {} with that letter.",
        place(cross_connect)
    )
}

/// The revision of the next letter.
fn letter_after(present: Option<&api::Letter>) -> u64 {
    present.map_or(1, |letter| letter.revision.get().saturating_add(1))
}

fn place(cross_connect: &api::CrossConnect) -> &str {
    cross_connect.data_center.as_deref().unwrap_or("the data center")
}

fn tried_again(cross_connect: &api::CrossConnect) -> String {
    format!(
        "Twilio's turn: the configuration failed{} and will be retried.",
        reason(cross_connect)
    )
}

fn turned_down(cross_connect: &api::CrossConnect) -> String {
    format!(
        "Your turn: the order was rejected{}. Destroy the cross connect, or correct the cause and order again.",
        reason(cross_connect)
    )
}

fn unknown_status(word: &str) -> String {
    format!(
        "Your turn: the status \"{word}\" is unknown to this version of the provider. Update the provider, or ask Twilio what the status means."
    )
}

fn reason(cross_connect: &api::CrossConnect) -> String {
    let reason = cross_connect.status_reason.as_ref();
    reason
        .map(|reason| format!(" ({}, {})", reason.message.trim_end_matches('.'), reason.code))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cross_connect(status: &str) -> api::CrossConnect {
        let letter = serde_json::json!({
            "sid": format!("LA{}", "1".repeat(32)), "entity": "Example Corp", "facility": "Equinix DC1", "cage": "0414",
            "patch_panel": "PP-0414-07", "port": "17", "issued_on": "2026-01-05", "expires_on": "2026-03-06", "issued_at": "2026-01-05T11:00:00Z",
            "expires_at": "2026-03-06T11:00:00Z", "revision": 1
        });
        let record = serde_json::json!({
            "sid": format!("XC{}", "2".repeat(32)), "account_sid": format!("AC{}", "3".repeat(32)), "unique_name": "ashburn",
            "exchange": "ashburn-ix", "data_center": "Equinix DC1", "bandwidth_mbps": 100, "loa_entity": "Example Corp",
            "status": status, "status_reason": {"code": 62220, "message": "Bandwidth not available."},
            "letter_of_authorization": letter, "revision": 1,
            "date_created": "2026-01-05T09:00:00Z", "date_updated": "2026-01-05T09:00:00Z"
        });
        serde_json::from_value(record).unwrap()
    }

    #[test]
    fn every_status_says_whose_turn_it_is() {
        let table = [
            ("requested", Turn::Theirs, "Twilio's turn: it issues the letter"),
            (
                "loa_issued",
                Turn::Yours,
                "Your turn: order the cross connect at Equinix DC1 with letter of authorization LA1",
            ),
            ("loa_expired", Turn::Yours, "Your turn: letter of authorization LA1"),
            ("configuring", Turn::Theirs, "Twilio's turn: it configures"),
            ("active", Turn::Nobodys, "No action required"),
            ("updating", Turn::Theirs, "Twilio's turn: it changes"),
            (
                "inactive",
                Turn::Nobodys,
                "No action required: the cross connect is out of service.",
            ),
            (
                "failed",
                Turn::Theirs,
                "Twilio's turn: the configuration failed (Bandwidth not available, 62220)",
            ),
            (
                "rejected",
                Turn::Yours,
                "Your turn: the order was rejected (Bandwidth not available, 62220)",
            ),
            ("pending_deletion", Turn::Theirs, "The data center's turn"),
            ("deleted", Turn::Nobodys, "No action required"),
            (
                "hibernating",
                Turn::Yours,
                "Your turn: the status \"hibernating\" is unknown to this version of the provider",
            ),
        ];
        for (status, turn, beginning) in table {
            let next = of(&cross_connect(status));
            assert_eq!(next.turn, turn, "{status}");
            assert!(next.sentence.starts_with(beginning), "{status}: {}", next.sentence);
            assert!(next.sentence.ends_with('.'), "{status}: {}", next.sentence);
        }
    }

    #[test]
    fn a_turn_with_a_deadline_names_the_date() {
        assert!(
            of(&cross_connect("loa_issued"))
                .sentence
                .contains("The letter is valid through 2026-03-06.")
        );
        assert!(
            of(&cross_connect("loa_expired"))
                .sentence
                .contains("expired on 2026-03-06.")
        );
    }
}
