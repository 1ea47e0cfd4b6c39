//! A BGP session on the page of its circuit, with its buttons.

use maud::{Markup, html};
use service::world::bgp_session::{BgpSession, BgpSessionStatus};

use crate::page::awaited::Awaited;
use crate::page::circuit::{Circuit, row, row_of};
use crate::page::clock::back;
use crate::page::hold::Held;
use crate::page::place::Place;
use crate::page::session_action::path;
use crate::page::status::{self, Status};
use crate::page::{circuit_form, decline, health, instant, removal};

/// The session with its buttons. The service refuses steps and decisions during a hold, so they have no button.
pub(super) fn card(session: &BgpSession, circuit: &Circuit, place: &Place) -> Markup {
    let awaited = Awaited::of_session(session);
    let is_free = session.on_hold.is_none();
    let step = awaited.as_ref().filter(|_| is_free);
    html! {
        section.card aria-labelledby=(session.sid) {
            h2 id=(session.sid) { "BGP session " (session.status.badge()) }
            p.small.sid { (session.sid) }
            @match &awaited {
                Some(awaited) => { p.small { strong { (awaited.label()) } " " (awaited.times()) } (held(session).wait()) },
                None if session.status == BgpSessionStatus::Pending => p.small { "Waits for the cross connect." },
                None => "",
            }
            (values(session))
            div.buttons {
                @if let Some(step) = step { (button(session, ("finish-step", &step.label()), place)) }
                @for choice in others(session) { (button(session, choice, place)) }
            }
            @if let Some(thing) = declinable(session, circuit).filter(|_| is_free) {
                (decline::form(&path(&session.sid, "decline"), thing, place))
            }
            (held(session).form(|name| path(&session.sid, name), place))
            (health::form(session, place))
            (circuit_form::deletion(&path(&session.sid, "delete"), "session", place))
        }
    }
}

/// The object of a possible decline: the removal or the change.
fn declinable(session: &BgpSession, circuit: &Circuit) -> Option<&'static str> {
    if session.status == BgpSessionStatus::Deleting {
        let can_be_kept = circuit.keepable.contains(&session.sid);
        return can_be_kept.then_some("removal of the session");
    }
    session.proposals.are_pending().then_some("change of the session")
}

fn held(session: &BgpSession) -> Held<'_> {
    Held {
        noun: "session",
        hold: session.on_hold.as_ref(),
    }
}

fn values(session: &BgpSession) -> Markup {
    let routes: Vec<String> = session.ip_routes.iter().map(ToString::to_string).collect();
    let shown = |value: Option<String>| value.unwrap_or_else(|| "not assigned yet".to_owned());
    html! {
        dl {
            (row_of("State", &html! { (status::session_state(session.session_state)) " since " (instant::shown(session.session_state_since)) }))
            (row("Routes", &routes.join(", ")))
            (row("Customer ASN", &shown(session.customer_asn.map(|asn| asn.to_string()))))
            (row("Customer address", &shown(session.customer_address.map(|address| address.to_string()))))
            (row("Twilio ASN", &shown(session.twilio_asn.map(|asn| asn.to_string()))))
            (row("Twilio address", &shown(session.twilio_address.map(|address| address.to_string()))))
            (row("Enabled", if session.enabled { "yes" } else { "no" }))
            (row("MD5 key", if session.has_md5_key { "set" } else { "none" }))
            @if let Some(reason) = &session.status_reason { (row("Reason", &reason.message)) }
            (removal::row_of_session(session))
            (held(session).row())
            (health::unknown(session))
        }
    }
}

/// The actions other than the awaited step, with their labels.
fn others(session: &BgpSession) -> Vec<(&'static str, &'static str)> {
    let is_configured = session.twilio_address.is_some();
    let operation = match session.forced_state {
        Some(_) => ("restore", "Network: bring the session up again"),
        None => ("drop", "Network: take the session down"),
    };
    let switch = match session.enabled {
        true => ("disable", "Colleague: disable the session"),
        false => ("enable", "Colleague: enable the session"),
    };
    let operation = Some(operation).filter(|_| is_configured);
    operation.into_iter().chain([switch]).collect()
}

fn button(session: &BgpSession, (name, label): (&str, &str), place: &Place) -> Markup {
    html! {
        form method="post" action=(path(&session.sid, name)) {
            (back(place))
            button.step[name == "finish-step"] { (label) }
        }
    }
}

/// The button that ends the awaited step, with the name of its circuit for screen readers.
pub(super) fn finish(session: &BgpSession, (awaited, name): (&Awaited, &str), place: &Place) -> Markup {
    html! {
        form method="post" action=(path(&session.sid, "finish-step")) {
            (back(place))
            button.step { (awaited.label()) span.hidden { " for " (name) } }
        }
    }
}
