//! The forms for the maintenance of a circuit.

use maud::{Markup, html};
use serde_json::{Value, json};
use service::refusal::Refusal;
use service::world::cross_connect::CrossConnect;
use service::world::maintenance::Maintenance;

use crate::page::circuit::row_of;
use crate::page::circuit_action::path;
use crate::page::field::Field;
use crate::page::folded::{self, Folded};
use crate::page::form::Sent;
use crate::page::instant;
use crate::page::place::Place;

const FROM: &str = "From, in UTC";
const UNTIL: &str = "Until, in UTC";
const WORK: &str = "Reason of the maintenance";

/// The form that announces a maintenance, and the button that removes all maintenance.
pub(super) fn forms(cross_connect: &CrossConnect, place: &Place) -> Markup {
    let sid = &cross_connect.sid;
    let fields = html! {
        (Field::instant("from", FROM).required())
        (Field::instant("until", UNTIL).required())
        (Field::text("reason", WORK).required())
    };
    let form = Folded {
        summary: "Announce a maintenance",
        action: &path(sid, "announce-maintenance"),
        button: "Twilio: announce the maintenance",
    };
    html! {
        (form.around(&fields, place))
        @if !cross_connect.maintenance.is_empty() {
            (folded::button(&path(sid, "remove-maintenance"), "Twilio: remove all maintenance", place))
        }
    }
}

/// A maintenance as a row of its circuit.
pub(super) fn row(maintenance: &Maintenance) -> Markup {
    let times = html! {
        (maintenance.reason) ", " (instant::shown(maintenance.from)) " to " (instant::shown(maintenance.until))
    };
    row_of("Maintenance", &times)
}

/// The edit that adds the maintenance of a form to the announced ones.
pub(super) fn edit(mut announced: Vec<Maintenance>, sent: &Sent) -> Result<Value, Refusal> {
    announced.push(Maintenance {
        from: sent.instant("from", FROM)?,
        until: sent.instant("until", UNTIL)?,
        reason: sent.required("reason", WORK)?.to_owned(),
    });
    Ok(json!({ "maintenance": announced }))
}
