//! The form that puts an object on hold, and the button that lifts the hold.

use maud::{Markup, html};
use serde_json::{Value, json};
use service::refusal::Refusal;
use service::world::maintenance::Hold;

use crate::page::circuit::row_of;
use crate::page::field::Field;
use crate::page::folded::{self, Folded};
use crate::page::form::Sent;
use crate::page::instant;
use crate::page::place::Place;

const REASON: &str = "Reason of the hold";

/// An object that can be put on hold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held<'a> {
    /// The kind of the object, such as `circuit`.
    pub(super) noun: &'a str,
    /// The hold, where there is one.
    pub(super) hold: Option<&'a Hold>,
}

impl Held<'_> {
    /// The form, or the button. `path` gives the path of an action.
    pub(super) fn form(self, path: impl Fn(&str) -> String, place: &Place) -> Markup {
        if self.hold.is_some() {
            return folded::button(
                &path("lift-hold"),
                &format!("Twilio: lift the hold of the {}", self.noun),
                place,
            );
        }
        let form = Folded {
            summary: &format!("Put the {} on hold", self.noun),
            action: &path("hold"),
            button: &format!("Twilio: put the {} on hold", self.noun),
        };
        form.around(&html! { (Field::text("reason", REASON).required()) }, place)
    }

    /// The sentence in place of the awaited step; empty without a hold.
    pub(super) fn wait(self) -> Markup {
        html! { @if self.hold.is_some() { p { "On hold: the step waits until the hold is lifted." } } }
    }

    /// The hold as a row of its object; empty without a hold.
    pub(super) fn row(self) -> Markup {
        html! {
            @if let Some(hold) = self.hold {
                (row_of("On hold", &html! { (hold.reason) ", since " (instant::shown(hold.since)) }))
            }
        }
    }
}

/// The edit that puts an object on hold.
pub(super) fn edit(sent: &Sent) -> Result<Value, Refusal> {
    Ok(json!({ "on_hold": sent.required("reason", REASON)? }))
}
