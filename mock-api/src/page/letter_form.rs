//! The form that issues a letter with the details of a document.

use maud::{Markup, html};
use serde_json::{Map, Value, json};
use service::refusal::Refusal;

use crate::page::field::Field;
use crate::page::folded::Folded;
use crate::page::form::Sent;
use crate::page::place::Place;

const TEXTS: [Field; 4] = [
    Field::text("entity", "Party, as printed"),
    Field::text("cage", "Cage"),
    Field::text("patch_panel", "Patch panel"),
    Field::text("port", "Port"),
];

const DAYS: [(&str, &str); 2] = [("issued_on", "First day"), ("expires_on", "Last day")];

/// The form.
pub(super) fn form(action: &str, place: &Place) -> Markup {
    let fields = html! {
        p.small { "An empty field gets the value that the service assigns." }
        @for field in TEXTS { (field) }
        @for (name, label) in DAYS { (Field::day(name, label)) }
    };
    let form = Folded {
        summary: "Issue the letter with details of its own",
        action,
        button: "Twilio: issue this letter",
    };
    form.around(&fields, place)
}

/// The details of the step, in the JSON of the control.
pub(super) fn details(sent: &Sent) -> Result<Value, Refusal> {
    let mut letter = Map::new();
    for name in ["entity", "cage", "patch_panel", "port"] {
        letter.extend(sent.filled(name).map(|text| (name.to_owned(), Value::from(text))));
    }
    for (name, label) in DAYS {
        let day = sent.day(name, label)?;
        letter.extend(day.map(|day| (name.to_owned(), json!(day))));
    }
    Ok(json!({ "letter": letter }))
}
