//! The actions on a circuit: the buttons of its page, and the form of a colleague.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use serde_json::{Map, Value};
use service::refusal::Refusal;
use service::world::cross_connect::{CrossConnect, CrossConnectStatus};

use crate::control::{Body, Controls, objects};
use crate::page::awaited::Awaited;
use crate::page::circuit::Circuit;
use crate::page::circuit_action::path;
use crate::page::clock::back;
use crate::page::form::{self, Sent};
use crate::page::notice::Notice;
use crate::page::place::{Place, View};
use crate::page::{answer, completion_form, decline, folded, letter_form};

/// The button that ends the awaited step, with the name of its circuit for screen readers.
pub(super) fn finish(cross_connect: &CrossConnect, awaited: &Awaited, place: &Place) -> Markup {
    html! {
        form method="post" action=(path(&cross_connect.sid, "finish-step")) {
            (back(place))
            button.step { (awaited.label()) span.hidden { " for " (cross_connect.unique_name) } }
        }
    }
}

/// Every button that the status allows. During a hold, Twilio and the data center do nothing.
pub(super) fn buttons(cross_connect: &CrossConnect, awaited: Option<&Awaited>, place: &Place) -> Markup {
    html! {
        div.buttons {
            @if let Some(awaited) = awaited.filter(|awaited| is_free(cross_connect) && !awaited.is_for_customer()) {
                (finish(cross_connect, awaited, place))
            }
            @for (name, label) in others(cross_connect) {
                (folded::button(&path(&cross_connect.sid, name), label, place))
            }
        }
        (documents(cross_connect, place))
    }
}

/// The forms of the steps that require details.
fn documents(cross_connect: &CrossConnect, place: &Place) -> Markup {
    let sid = &cross_connect.sid;
    let is_requested = cross_connect.status == CrossConnectStatus::Requested;
    let wants_letter = is_requested || cross_connect.proposals.want_letter();
    let has_unused_letter = matches!(
        cross_connect.status,
        CrossConnectStatus::LoaIssued | CrossConnectStatus::LoaExpired
    );
    html! {
        @if wants_letter && is_free(cross_connect) {
            (letter_form::form(&path(sid, "issue-letter"), place))
        }
        @if has_unused_letter { (completion_form::form(&path(sid, "complete"), place)) }
        @if let Some(thing) = declinable(cross_connect).filter(|_| is_free(cross_connect)) {
            (decline::form(&path(sid, "decline"), thing, place))
        }
    }
}

/// True without a hold.
fn is_free(cross_connect: &CrossConnect) -> bool {
    cross_connect.on_hold.is_none()
}

/// The object of a possible decline: the order, the removal, or the change.
fn declinable(cross_connect: &CrossConnect) -> Option<&'static str> {
    if cross_connect.status == CrossConnectStatus::Requested {
        return Some("order");
    }
    if cross_connect.can_be_kept() {
        return Some("removal");
    }
    cross_connect.proposals.are_pending().then_some("change")
}

/// The actions other than the awaited step, with their labels.
fn others(cross_connect: &CrossConnect) -> &'static [(&'static str, &'static str)] {
    match cross_connect.status {
        CrossConnectStatus::Requested | CrossConnectStatus::Configuring if !is_free(cross_connect) => &[],
        CrossConnectStatus::Requested => &[("reject", "Twilio: reject the order for lack of capacity")],
        CrossConnectStatus::LoaIssued => &[("expire", "Time: let the letter expire")],
        CrossConnectStatus::Configuring => &[("fail", "Twilio: fail the configuration")],
        CrossConnectStatus::Active => &[("deactivate", "Colleague: deactivate the circuit")],
        CrossConnectStatus::Inactive => &[("activate", "Colleague: activate the circuit")],
        CrossConnectStatus::Rejected
        | CrossConnectStatus::LoaExpired
        | CrossConnectStatus::Failed
        | CrossConnectStatus::Updating
        | CrossConnectStatus::PendingDeletion => &[],
    }
}

/// The form of a colleague's change outside Terraform, and the button that deletes the circuit.
pub(super) fn colleague(circuit: &Circuit, place: &Place) -> Markup {
    let cross_connect = &circuit.cross_connect;
    html! {
        section.card aria-labelledby="colleague" {
            h2 #colleague { "Colleague" }
            p.small { "Changes take effect at once and outside Terraform. The rules of the contract are not applied." }
            form.stacked method="post" action=(path(&cross_connect.sid, "change")) {
                (back(place))
                (text("unique_name", "Name", &cross_connect.unique_name))
                label { "Bandwidth in Mbps" select name="bandwidth_mbps" {
                    @for bandwidth in bandwidths(circuit) {
                        option selected[bandwidth == cross_connect.bandwidth_mbps] { (bandwidth) }
                    }
                } }
                (text("loa_entity", "Party on the letter", &cross_connect.loa_entity))
                (text("redundancy_group", "Redundancy group", cross_connect.redundancy_group.as_deref().unwrap_or_default()))
                button { "Colleague: change the circuit" }
            }
            (deletion(&path(&cross_connect.sid, "delete"), "circuit", place))
        }
    }
}

fn text(name: &str, label: &str, value: &str) -> Markup {
    html! { label { (label) input name=(name) value=(value) maxlength="128" autocomplete="off"; } }
}

/// A button that deletes an object. A first click opens it.
pub(super) fn deletion(action: &str, noun: &str, place: &Place) -> Markup {
    html! {
        details {
            summary { "Delete the " (noun) " out of band" }
            p.small { "It is removed at once and outside Terraform. The next plan reports it as missing." }
            form method="post" action=(action) {
                (back(place))
                button.danger { "Colleague: delete the " (noun) " now" }
            }
        }
    }
}

fn bandwidths(circuit: &Circuit) -> Vec<u32> {
    let present = circuit.cross_connect.bandwidth_mbps;
    let sold = circuit
        .exchange
        .as_ref()
        .map(|exchange| exchange.bandwidths_mbps.clone());
    let mut all = sold.unwrap_or_default();
    if !all.contains(&present) {
        all.push(present);
    }
    all
}

/// Changes a circuit like a colleague.
pub(super) async fn change(State(controls): State<Controls>, Path(sid): Path<String>, sent: Sent) -> Response {
    let done = changed(&controls, &sid, &sent).await;
    answer(&controls, sent.place(), done.map(|()| Notice::Changed)).await
}

async fn changed(controls: &Controls, sid: &str, sent: &Sent) -> Result<(), Refusal> {
    let circuit = Circuit::read(controls, sid).await?;
    let fields = difference(&circuit.cross_connect, sent)?;
    let edit = form::body(fields)?;
    let (state, path) = (State(controls.clone()), Path(sid.to_owned()));
    objects::change_cross_connect(state, path, Body(edit)).await.map(drop)
}

/// The fields of the form that differ from the present values.
fn difference(present: &CrossConnect, sent: &Sent) -> Result<Map<String, Value>, Refusal> {
    let mut fields = Map::new();
    for (name, is) in [
        ("unique_name", &present.unique_name),
        ("loa_entity", &present.loa_entity),
    ] {
        if let Some(wanted) = sent.filled(name).filter(|wanted| wanted != is) {
            fields.insert(name.to_owned(), Value::from(wanted));
        }
    }
    let bandwidth = sent.number("bandwidth_mbps", "Bandwidth in Mbps")?;
    if let Some(wanted) = bandwidth.filter(|wanted| *wanted != u64::from(present.bandwidth_mbps)) {
        fields.insert("bandwidth_mbps".to_owned(), Value::from(wanted));
    }
    let group = sent.text("redundancy_group");
    if let Some(wanted) = group.filter(|wanted| *wanted != present.redundancy_group.as_deref().unwrap_or_default()) {
        let wanted = Some(wanted).filter(|wanted| !wanted.is_empty());
        fields.insert("redundancy_group".to_owned(), wanted.into());
    }
    match fields.is_empty() {
        true => Err(form::refused("the circuit already has these values")),
        false => Ok(fields),
    }
}

/// Removes a circuit outside the contract.
pub(super) async fn delete(State(controls): State<Controls>, Path(sid): Path<String>, sent: Sent) -> Response {
    let done = objects::remove_cross_connect(State(controls.clone()), Path(sid)).await;
    let place = match done.is_ok() {
        true => Place::of(View::Circuits),
        false => sent.place(),
    };
    answer(&controls, place, done.map(|_| Notice::Gone)).await
}
