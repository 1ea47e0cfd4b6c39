//! Whose turn it is: one sentence for each status, with absolute dates and without a clock.

use crate::api;
use crate::domain::CrossConnectStatus as Status;

/// What has to happen next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NextAction {
    /// Who has to act.
    pub(super) turn: Turn,
    /// One sentence: whose turn, what, by when.
    pub(super) sentence: String,
}

/// Who has to act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// The customer, so nothing moves until somebody acts.
    Yours,
    /// The service or the data centre, by themselves.
    Theirs,
    /// Nobody.
    Nobodys,
}

/// The next action of a cross connect.
pub(super) fn of(cross_connect: &api::CrossConnect) -> NextAction {
    let (turn, sentence) = match &cross_connect.status {
        Status::Requested => (
            Turn::Theirs,
            "Twilio's turn: it issues the letter of authorization.".to_owned(),
        ),
        Status::LoaIssued => (Turn::Yours, order_at_data_center(cross_connect)),
        Status::LoaExpired => (Turn::Yours, reissue_letter(cross_connect)),
        Status::Configuring => (Turn::Theirs, "Twilio's turn: it configures the connection.".to_owned()),
        Status::Updating => (Turn::Theirs, "Twilio's turn: it changes the bandwidth.".to_owned()),
        Status::Active => (
            Turn::Nobodys,
            "Nobody's turn: the cross connect is in service.".to_owned(),
        ),
        Status::Inactive => (
            Turn::Yours,
            "Your turn: the cross connect is out of service until you activate it.".to_owned(),
        ),
        Status::Failed => (Turn::Theirs, tried_again(cross_connect)),
        Status::Rejected => (Turn::Yours, turned_down(cross_connect)),
        Status::PendingDeletion => (
            Turn::Theirs,
            "The data centre's turn: it removes the cross connect.".to_owned(),
        ),
        Status::Deleted => (Turn::Nobodys, "Nobody's turn: the cross connect is gone.".to_owned()),
        Status::Other(word) => (Turn::Yours, unknown_status(word)),
    };
    NextAction { turn, sentence }
}

fn order_at_data_center(cross_connect: &api::CrossConnect) -> String {
    match &cross_connect.letter_of_authorization {
        Some(letter) => format!(
            "Your turn: order the cross connect at {} with letter of authorization {}, and report its completion in a \
             completion block before the letter expires at {}.",
            letter.facility, letter.sid, letter.expires_at
        ),
        None => format!(
            "Your turn: order the cross connect at {} with the letter of authorization, and report its completion in a \
             completion block.",
            place(cross_connect)
        ),
    }
}

fn reissue_letter(cross_connect: &api::CrossConnect) -> String {
    let expired = match &cross_connect.letter_of_authorization {
        Some(letter) => format!(
            "letter of authorization {} expired at {}",
            letter.sid, letter.expires_at
        ),
        None => "the letter of authorization has expired".to_owned(),
    };
    format!(
        "Your turn: {expired}; have a new one issued (POST /v1/CrossConnects/{}/LetterOfAuthorization), then order the cross \
         connect at {} with it.",
        cross_connect.sid,
        place(cross_connect)
    )
}

fn place(cross_connect: &api::CrossConnect) -> &str {
    cross_connect.data_center.as_deref().unwrap_or("the data centre")
}

fn tried_again(cross_connect: &api::CrossConnect) -> String {
    format!(
        "Twilio's turn: the configuration failed{} and is tried again.",
        reason(cross_connect)
    )
}

fn turned_down(cross_connect: &api::CrossConnect) -> String {
    format!(
        "Your turn: Twilio turned the order down{}; destroy it, or order another bandwidth or another exchange.",
        reason(cross_connect)
    )
}

fn unknown_status(word: &str) -> String {
    format!(
        "Your turn: this version of the provider does not know the status \"{word}\"; update it, or ask Twilio what it means."
    )
}

fn reason(cross_connect: &api::CrossConnect) -> String {
    let reason = cross_connect.status_reason.as_ref();
    reason
        .map(|reason| format!(" ({}, {})", reason.message.trim_end_matches('.'), reason.code))
        .unwrap_or_default()
}
