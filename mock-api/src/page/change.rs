//! The changes of an object that wait for a decision, and those that were declined.

use ipnet::Ipv4Net;
use maud::{Markup, html};
use service::world::bgp_session::BgpSession;
use service::world::cross_connect::CrossConnect;
use service::world::event::Actor;
use service::world::proposal::{Declined, Pending, Proposal};

use crate::page::circuit::{row, row_of};
use crate::page::{awaited, instant};

/// The proposals for an attribute, with their values in words.
#[derive(Clone, Debug)]
struct Change {
    attribute: &'static str,
    pending: Option<Pending<String>>,
    declined: Option<Declined<String>>,
}

impl Change {
    fn of<T>(attribute: &'static str, proposal: &Proposal<T>, words: impl Fn(&T) -> String) -> Self {
        Self {
            attribute,
            pending: proposal.pending.as_ref().map(|pending| pending.map(&words)),
            declined: proposal.declined.as_ref().map(|declined| declined.map(&words)),
        }
    }
}

/// The card of a circuit; empty if no change waits and none was declined.
pub(super) fn card_of_cross_connect(cross_connect: &CrossConnect) -> Markup {
    let proposals = &cross_connect.proposals;
    let changes = [
        Change::of("Bandwidth", &proposals.bandwidth_mbps, |bandwidth| {
            format!("{bandwidth} Mbps")
        }),
        Change::of("Enabled", &proposals.enabled, |enabled| yes(*enabled)),
        Change::of("Party on the letter", &proposals.loa_entity, Clone::clone),
        Change::of("Letter", &proposals.letter_revision, |number| {
            format!("number {number}")
        }),
    ];
    card(&changes, ("changes", "Waiting changes"))
}

/// The card of a session; empty if no change waits and none was declined.
pub(super) fn card_of_session(session: &BgpSession) -> Markup {
    let proposals = &session.proposals;
    let changes = [
        Change::of("Routes", &proposals.ip_routes, |routes| listed(routes)),
        Change::of("Customer ASN", &proposals.customer_asn, assigned),
        Change::of("Customer address", &proposals.customer_address, assigned),
        Change::of("MD5 key", &proposals.md5_key, |is_set| {
            (if *is_set { "set" } else { "none" }).to_owned()
        }),
        Change::of("Enabled", &proposals.enabled, |enabled| yes(*enabled)),
    ];
    let id = format!("changes-{}", session.sid);
    card(&changes, (&id, "Waiting changes of the BGP session"))
}

fn yes(holds: bool) -> String {
    (if holds { "yes" } else { "no" }).to_owned()
}

fn listed(routes: &[Ipv4Net]) -> String {
    let routes: Vec<String> = routes.iter().map(ToString::to_string).collect();
    routes.join(", ")
}

fn assigned<T: ToString>(value: &Option<T>) -> String {
    let value = value.as_ref().map(ToString::to_string);
    value.unwrap_or_else(|| "assigned by Twilio".to_owned())
}

fn card(changes: &[Change], (id, title): (&str, &str)) -> Markup {
    let is_empty = |change: &Change| change.pending.is_none() && change.declined.is_none();
    html! {
        @if !changes.iter().all(is_empty) {
            section.card.changes aria-labelledby=(id) {
                h2 id=(id) { (title) }
                @if changes.iter().all(|change| change.pending.is_none()) { p.small { "No change is waiting." } }
                @for change in changes { (waiting(change)) }
                @for change in changes { (declined(change)) }
            }
        }
    }
}

fn waiting(change: &Change) -> Markup {
    html! {
        @if let Some(pending) = &change.pending {
            h3 { (change.attribute) }
            dl {
                (row("In service", &pending.in_service))
                (row("Requested", &pending.requested))
                (row_of("Since", &instant::shown(pending.since)))
                (row("Decides", &person(pending.actor, pending.role.as_deref())))
            }
        }
    }
}

fn declined(change: &Change) -> Markup {
    html! {
        @if let Some(declined) = &change.declined {
            h3 { "Declined: " (change.attribute) }
            dl {
                (row("Requested", &declined.requested))
                (row("Declined by", &person(declined.actor, declined.role.as_deref())))
                (row_of("When", &instant::shown(declined.at)))
                (row("Reason", &declined.reason))
            }
        }
    }
}

fn person(actor: Actor, role: Option<&str>) -> String {
    let party = awaited::party(actor);
    role.map_or_else(|| party.to_owned(), |role| format!("{party}, {role}"))
}
