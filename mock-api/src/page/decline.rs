//! The form that declines an order, a removal, or a waiting change.

use maud::{Markup, html};
use serde_json::{Value, json};
use service::refusal::Refusal;

use crate::page::field::Field;
use crate::page::folded::Folded;
use crate::page::form::Sent;
use crate::page::place::Place;

/// The parties that can decline: their words in the contract, and their names.
const PARTIES: [(&str, &str); 3] = [
    ("twilio", "Twilio"),
    ("data_center", "Data center"),
    ("customer", "Customer"),
];

const REASON: &str = "Reason to decline";

/// The form for an object, such as `order`.
pub(super) fn form(action: &str, thing: &str, place: &Place) -> Markup {
    let title = format!("Decline the {thing}");
    let fields = html! {
        label { "Declined by" select name="actor" {
            @for (word, name) in PARTIES { option value=(word) { (name) } }
        } }
        (Field::text("reason", REASON).required())
    };
    let form = Folded {
        summary: &format!("{title} with a reason"),
        action,
        button: &title,
    };
    form.around(&fields, place)
}

/// The details of the step, as the control takes them.
pub(super) fn details(sent: &Sent) -> Result<Value, Refusal> {
    Ok(json!({ "actor": sent.filled("actor"), "reason": sent.required("reason", REASON)? }))
}
