//! The page of one circuit: its next step, its values, its letter, its session, and its timeline.

use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use service::code::Code;
use service::refusal::Refusal;
use service::service::Moment;
use service::storage::Touch;
use service::world::bgp_session::BgpSession;
use service::world::cross_connect::{Completion, CrossConnect};
use service::world::event::Event;
use service::world::exchange::Exchange;
use service::world::letter::Letter;

use crate::control::Controls;
use crate::page::awaited::{self, Awaited};
use crate::page::hold::Held;
use crate::page::place::{self, Place};
use crate::page::status::{self, Status};
use crate::page::{Content, change, circuit_action, circuit_form, instant, maintenance, removal, session};

/// A circuit with its exchange and its sessions.
pub(super) struct Circuit {
    /// The cross connect.
    pub(super) cross_connect: CrossConnect,
    /// Its exchange.
    pub(super) exchange: Option<Exchange>,
    sessions: Vec<BgpSession>,
    /// The sessions whose removal can be declined, by their SIDs.
    pub(super) keepable: Vec<String>,
}

impl Circuit {
    /// Reads a circuit.
    pub(super) async fn read(controls: &Controls, sid: &str) -> Result<Self, Refusal> {
        let read = |moment: &mut Moment<'_>| {
            let world = &moment.world;
            let cross_connect = world.cross_connect(sid)?.clone();
            let sessions: Vec<_> = world.sessions_of(sid).cloned().collect();
            let keepable = sessions.iter().filter(|session| world.can_keep(session));
            Ok(Self {
                exchange: world.exchange(&cross_connect.exchange).cloned(),
                keepable: keepable.map(|session| session.sid.clone()).collect(),
                sessions,
                cross_connect,
            })
        };
        controls.service.act(&[Touch::Object(sid)], read).await
    }
}

/// The page.
pub(super) async fn content(controls: &Controls, place: &Place, sid: &str) -> Result<Content, Refusal> {
    let circuit = Circuit::read(controls, sid).await?;
    let cross_connect = &circuit.cross_connect;
    let body = html! {
        p.small { a href=(place::CIRCUITS) { "All circuits" } }
        h1 { (cross_connect.unique_name) " " (cross_connect.status.badge()) }
        p.small.sid { (cross_connect.sid) }
        div.columns {
            (course(&circuit, place))
            div {
                (values(&circuit))
                @if let Some(letter) = &cross_connect.letter { (letter_card(letter, cross_connect)) }
                (operation(cross_connect, place))
                (circuit_form::colleague(&circuit, place))
            }
        }
    };
    Ok(Content {
        title: cross_connect.unique_name.clone(),
        body,
    })
}

/// The column with the next step, the waiting changes, the sessions, and the timeline.
fn course(circuit: &Circuit, place: &Place) -> Markup {
    let cross_connect = &circuit.cross_connect;
    html! {
        div {
            (next_step(cross_connect, place))
            (change::card_of_cross_connect(cross_connect))
            (removal::card(cross_connect))
            @for session in &circuit.sessions {
                (session::card(session, circuit, place))
                (change::card_of_session(session))
            }
            (timeline(&cross_connect.events))
        }
    }
}

fn next_step(cross_connect: &CrossConnect, place: &Place) -> Markup {
    let awaited = Awaited::of_cross_connect(cross_connect);
    html! {
        section.card aria-labelledby="next-step" {
            h2 #next-step { "Next step" }
            @match &awaited {
                None => p { "No step is awaited." },
                Some(awaited) => {
                    @if awaited.is_for_customer() { p { strong { (awaited.label()) } } } @else { (held(cross_connect).wait()) }
                    p.small { "Awaited " (awaited.times()) }
                },
            }
            @if let Some(reason) = &cross_connect.status_reason {
                p { "Reason: " (reason.message) " (" (reason.code) ")" }
            }
            (circuit_form::buttons(cross_connect, awaited.as_ref(), place))
        }
    }
}

fn values(circuit: &Circuit) -> Markup {
    let cross_connect = &circuit.cross_connect;
    let data_center = circuit.exchange.as_ref().map(|exchange| exchange.data_center.as_str());
    let role = cross_connect
        .redundancy_role
        .map(|role| format!("{role:?}").to_lowercase());
    html! {
        section.card aria-labelledby="values" {
            h2 #values { "Values" }
            dl {
                (row("Exchange", &cross_connect.exchange))
                (row("Data center", data_center.unwrap_or("unknown")))
                (row("Bandwidth", &format!("{} Mbps", cross_connect.bandwidth_mbps)))
                (row("Party on the letter", &cross_connect.loa_entity))
                (row("Redundancy group", cross_connect.redundancy_group.as_deref().unwrap_or("none")))
                (row("Redundancy role", role.as_deref().unwrap_or("none")))
                (row("Enabled", if cross_connect.enabled { "yes" } else { "no" }))
                (row("Link", status::link(cross_connect.link_status())))
                (completion(cross_connect.completion.as_ref()))
                (held(cross_connect).row())
                @for maintenance in &cross_connect.maintenance { (maintenance::row(maintenance)) }
                (row("Revision", &cross_connect.revision.to_string()))
                (row_of("Ordered", &instant::shown(cross_connect.date_created)))
            }
        }
    }
}

/// A row with a name and a value.
pub(super) fn row(name: &str, value: &str) -> Markup {
    row_of(name, &html! { (value) })
}

/// A row with a name and a value in markup.
pub(super) fn row_of(name: &str, value: &Markup) -> Markup {
    html! { div { dt { (name) } dd { (value) } } }
}

fn held(cross_connect: &CrossConnect) -> Held<'_> {
    Held {
        noun: "circuit",
        hold: cross_connect.on_hold.as_ref(),
    }
}

/// The card of holds and maintenance.
fn operation(cross_connect: &CrossConnect, place: &Place) -> Markup {
    html! {
        section.card aria-labelledby="operation" {
            h2 #operation { "Hold and maintenance" }
            (held(cross_connect).form(|name| circuit_action::path(&cross_connect.sid, name), place))
            (maintenance::forms(cross_connect, place))
        }
    }
}

fn completion(completion: Option<&Completion>) -> Markup {
    match completion {
        None => row("Completion", "not reported"),
        Some(notice) => row(
            "Completion",
            &format!("{}, completed on {}", notice.reference, notice.completed_on),
        ),
    }
}

fn letter_card(letter: &Letter, cross_connect: &CrossConnect) -> Markup {
    html! {
        section.card aria-labelledby="letter" {
            h2 #letter { "Letter of authorization" }
            dl {
                (row("SID", &letter.sid))
                (row("Number", &letter.revision.to_string()))
                (row("Party", &letter.entity))
                (row("Facility", &letter.facility))
                (row("Cage", letter.cage.as_deref().unwrap_or("none")))
                (row("Patch panel", letter.patch_panel.as_deref().unwrap_or("none")))
                (row("Port", letter.port.as_deref().unwrap_or("none")))
                (row("First day", &letter.issued_on.to_string()))
                (row("Last day", &letter.expires_on.to_string()))
                (row_of("Expires", &instant::shown(letter.expires_at)))
                (earlier_letters(cross_connect))
            }
            p { a href=(format!("/_mock/page/cross-connects/{}/letter.pdf", cross_connect.sid)) { "Letter as a PDF document" } }
        }
    }
}

/// The replaced letters, oldest first; empty if there are none.
fn earlier_letters(cross_connect: &CrossConnect) -> Markup {
    let present = cross_connect.letter.as_ref();
    let letters = cross_connect.letters();
    let earlier = letters.into_iter().filter(|letter| Some(*letter) != present);
    html! {
        @for letter in earlier {
            (row(&format!("Number {}", letter.revision), &format!("{}, {} to {}", letter.sid, letter.issued_on, letter.expires_on)))
        }
    }
}

fn timeline(events: &[Event]) -> Markup {
    html! {
        section.card aria-labelledby="timeline" {
            h2 #timeline { "Timeline" }
            table {
                thead { tr { th scope="col" { "When" } th scope="col" { "Who" } th scope="col" { "What" } } }
                tbody { @for event in events.iter().rev() { (event_line(event)) } }
            }
        }
    }
}

fn event_line(event: &Event) -> Markup {
    html! {
        tr {
            td.when { (instant::shown(event.at)) }
            td.who { (awaited::party(event.actor)) }
            td {
                (event.description)
                @if event.from_status != Some(event.to_status) {
                    p.small {
                        @if let Some(from) = event.from_status { (from.word()) " → " }
                        (event.to_status.word())
                    }
                }
            }
        }
    }
}

/// Serves the document of a letter.
pub(super) async fn letter(State(controls): State<Controls>, Path(sid): Path<String>) -> Result<Response, Refusal> {
    let cross_connect = Circuit::read(&controls, &sid).await?.cross_connect;
    let missing = || Refusal::new(Code::NotFound, "there is no letter yet");
    let letter = cross_connect.letter.as_ref().ok_or_else(missing)?;
    let document = controls.service.host.letter_document(&cross_connect, letter);
    Ok(([(CONTENT_TYPE, "application/pdf")], document).into_response())
}
