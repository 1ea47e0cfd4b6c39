//! The form that makes the health of a session unknown, and the button that makes it known again.

use maud::{Markup, html};
use serde_json::{Value, json};
use service::refusal::Refusal;
use service::world::bgp_session::BgpSession;

use crate::page::circuit::row;
use crate::page::field::Field;
use crate::page::folded::{self, Folded};
use crate::page::form::Sent;
use crate::page::place::Place;
use crate::page::session_action::path;

const REASON: &str = "Reason why it is unknown";

/// The form, or the button.
pub(super) fn form(session: &BgpSession, place: &Place) -> Markup {
    if session.unknown_because.is_some() {
        let action = path(&session.sid, "health-known");
        return folded::button(&action, "Network: health is known again", place);
    }
    let form = Folded {
        summary: "Make the health unknown",
        action: &path(&session.sid, "health-unknown"),
        button: "Network: health is unknown",
    };
    form.around(&html! { (Field::text("reason", REASON).required()) }, place)
}

/// The health as a row of its session; empty if it is known.
pub(super) fn unknown(session: &BgpSession) -> Markup {
    html! {
        @if let Some(reason) = &session.unknown_because { (row("Health", &format!("unknown: {reason}"))) }
    }
}

/// The edit that makes the health unknown.
pub(super) fn edit(sent: &Sent) -> Result<Value, Refusal> {
    Ok(json!({ "unknown_because": sent.required("reason", REASON)? }))
}
