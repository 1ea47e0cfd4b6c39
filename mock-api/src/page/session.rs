//! A BGP session on the page of its circuit, and what people do to it.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use serde_json::json;
use service::code::Code;
use service::refusal::Refusal;
use service::world::bgp_session::{BgpSession, BgpSessionStatus};

use crate::control::{Body, Controls, objects};
use crate::page::awaited::Awaited;
use crate::page::circuit::{row, row_of};
use crate::page::clock::back;
use crate::page::form::{self, Sent};
use crate::page::notice::Notice;
use crate::page::place::Place;
use crate::page::status::{self, Status};
use crate::page::{answer, circuit_form, instant};

/// The session with its buttons.
pub(super) fn card(session: &BgpSession, place: &Place) -> Markup {
    let awaited = Awaited::of_session(session);
    html! {
        section.card aria-labelledby=(session.sid) {
            h2 id=(session.sid) { "BGP session " (session.status.badge()) }
            p.small.sid { (session.sid) }
            @match &awaited {
                Some(awaited) => p.small { strong { (awaited.label()) } " " (awaited.times()) },
                None if session.status == BgpSessionStatus::Pending => p.small { "Waits for the cross connect." },
                None => "",
            }
            (values(session))
            div.buttons {
                @if let Some(awaited) = &awaited { (button(session, ("finish-step", &awaited.label()), place)) }
                @for choice in others(session) { (button(session, choice, place)) }
                @if session.proposals.are_pending() {
                    (circuit_form::decline(&action(session, "decline"), "change", place))
                }
            }
            (circuit_form::deletion(&action(session, "delete"), "session", place))
        }
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
        }
    }
}

/// The actions beside the awaited step, with their labels.
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
        form method="post" action=(action(session, name)) {
            (back(place))
            button.step[name == "finish-step"] { (label) }
        }
    }
}

/// The button that ends the awaited step, with the name of its circuit for those who hear it alone.
pub(super) fn finish(session: &BgpSession, (awaited, name): (&Awaited, &str), place: &Place) -> Markup {
    html! {
        form method="post" action=(action(session, "finish-step")) {
            (back(place))
            button.step { (awaited.label()) span.hidden { " for " (name) } }
        }
    }
}

fn action(session: &BgpSession, name: &str) -> String {
    format!("/_mock/page/bgp-sessions/{}/{name}", session.sid)
}

/// Does something to a session.
pub(super) async fn act(
    State(controls): State<Controls>,
    Path((sid, name)): Path<(String, String)>,
    sent: Sent,
) -> Response {
    let done = acted(&controls, (sid, &name), &sent).await;
    answer(&controls, sent.place(), done).await
}

async fn acted(controls: &Controls, (sid, name): (String, &str), sent: &Sent) -> Result<Notice, Refusal> {
    let state = State(controls.clone());
    let (edit, notice) = match name {
        "drop" => (json!({"session_state": "idle"}), Notice::SessionDown),
        "restore" => (json!({"session_state": null}), Notice::SessionUp),
        "enable" => (json!({"enabled": true}), Notice::Activated),
        "disable" => (json!({"enabled": false}), Notice::Deactivated),
        "finish-step" => {
            let details = Body(form::body(json!({}))?);
            objects::force_session(state, Path((sid, name.to_owned())), details).await?;
            return Ok(Notice::StepEnded);
        }
        "decline" => {
            let details = Body(form::body(circuit_form::details(sent))?);
            objects::force_session(state, Path((sid, name.to_owned())), details).await?;
            return Ok(Notice::Declined);
        }
        "delete" => {
            objects::remove_session(state, Path(sid)).await?;
            return Ok(Notice::Gone);
        }
        _ => return Err(Refusal::new(Code::NotFound, format!("there is no action '{name}'"))),
    };
    let changed = objects::change_session(state, Path(sid), Body(form::body(edit)?)).await;
    changed.map(|_| notice)
}
