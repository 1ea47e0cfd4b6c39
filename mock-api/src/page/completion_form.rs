//! The form that records completion at the service.

use maud::{Markup, html};
use serde_json::{Value, json};
use service::refusal::Refusal;

use crate::page::field::Field;
use crate::page::folded::Folded;
use crate::page::form::Sent;
use crate::page::place::Place;

const REFERENCE: &str = "Reference of the notice";
const DAY: &str = "Day of completion";

/// The form.
pub(super) fn form(action: &str, place: &Place) -> Markup {
    let fields = html! {
        (Field::text("reference", REFERENCE).required())
        (Field::day("completed_on", DAY).required())
    };
    let form = Folded {
        summary: "Record completion at the service",
        action,
        button: "Twilio: record completion",
    };
    form.around(&fields, place)
}

/// The details of the step, in the JSON of the control.
pub(super) fn details(sent: &Sent) -> Result<Value, Refusal> {
    sent.required("completed_on", DAY)?;
    let reference = sent.required("reference", REFERENCE)?;
    Ok(json!({ "reference": reference, "completed_on": sent.day("completed_on", DAY)? }))
}
