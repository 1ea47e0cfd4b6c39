//! The list of circuits, with a filter, and the latest requests below it.

use maud::{Markup, html};
use service::page::Window;
use service::refusal::Refusal;
use service::storage::CrossConnectFilter;
use service::world::cross_connect::{CrossConnect, CrossConnectStatus};

use crate::control::Controls;
use crate::page::awaited::Awaited;
use crate::page::pager::Pager;
use crate::page::place::{self, Place, View};
use crate::page::status::{self, Status};
use crate::page::{Content, circuit_form, requests};

/// The number of requests below the list.
const LATEST: usize = 8;

/// The page.
pub(super) async fn content(controls: &Controls, place: &Place) -> Result<Content, Refusal> {
    let found = matching(controls, place).await?;
    let pager = Pager::new(place, found.len());
    let rows = pager.cut(found.into_iter());
    let is_narrowed = place.query.get("name").or(place.query.get("status")).is_some();
    let body = html! {
        h1 { "Circuits" }
        @if rows.is_empty() && !is_narrowed { (empty(controls)) } @else {
            (filter(place))
            p.count { (pager.count("circuit")) }
            @if !rows.is_empty() { (table(&rows, place)) }
            (pager.links(place))
        }
        (requests::latest(controls, LATEST))
    };
    Ok(Content {
        title: "Circuits".to_owned(),
        body,
    })
}

/// The cross connects that match the filter, in the order of creation.
async fn matching(controls: &Controls, place: &Place) -> Result<Vec<CrossConnect>, Refusal> {
    let filter = CrossConnectFilter {
        status: wanted(place),
        ..CrossConnectFilter::default()
    };
    let all = Window {
        beside: None,
        size: usize::MAX / 2,
    };
    let (slice, _) = controls.service.cross_connects(&filter, all).await?;
    let fragment = place.query.get("name").unwrap_or_default();
    let is_named = |found: &CrossConnect| found.unique_name.contains(fragment) || found.sid == fragment;
    let found = slice.items.into_iter().map(|placed| placed.item);
    Ok(found.filter(is_named).collect())
}

fn wanted(place: &Place) -> Option<CrossConnectStatus> {
    let word = place.query.get("status")?;
    status::CROSS_CONNECT.into_iter().find(|status| status.word() == word)
}

fn filter(place: &Place) -> Markup {
    html! {
        form.filter method="get" action=(place::CIRCUITS) role="search" aria-label="Circuits" {
            label { "Name contains"
                input type="search" name="name" value=(place.query.get("name").unwrap_or_default());
            }
            label { "Status" select name="status" {
                option value="" { "any" }
                @for status in status::CROSS_CONNECT {
                    option value=(status.word()) selected[wanted(place) == Some(status)] { (status.word()) }
                }
            } }
            button { "Filter" }
            a href=(place::CIRCUITS) { "Show all" }
        }
    }
}

fn table(rows: &[CrossConnect], place: &Place) -> Markup {
    html! {
        table.objects {
            caption.hidden { "Circuits in the order in which they were ordered" }
            thead { tr { th scope="col" { "Circuit" } th scope="col" { "Status" } th scope="col" { "Awaited" } } }
            tbody { @for row in rows { (line(row, place)) } }
        }
    }
}

fn line(row: &CrossConnect, place: &Place) -> Markup {
    html! {
        tr {
            th scope="row" {
                a href=(View::Circuit(row.sid.clone()).path()) { (row.unique_name) }
                p.small { (row.exchange) " · " (row.bandwidth_mbps) " Mbps"
                    @if let Some(group) = &row.redundancy_group { " · group " (group) }
                }
            }
            td { (row.status.badge()) }
            td {
                @match Awaited::of_cross_connect(row) {
                    None => span.small { "no one" },
                    Some(awaited) if awaited.is_for_customer() => p.small { (awaited.label()) },
                    Some(_) if row.on_hold.is_some() => span.small { "on hold" },
                    Some(awaited) => (circuit_form::finish(row, &awaited, place)),
                }
            }
        }
    }
}

/// The instructions for a mock without orders.
fn empty(controls: &Controls) -> Markup {
    let settings = &controls.settings;
    let address = settings.address(settings.listen).own_url();
    html! {
        div.empty {
            p { strong { "Nothing has been ordered yet." } " Point the provider at this mock, and run your configuration:" }
            pre { code {
                "export TWILIO_INTERCONNECT_BASE_URL=" (address) "\n"
                "export TWILIO_ACCOUNT_SID=" (settings.account_sid) "\n"
                "export TWILIO_AUTH_TOKEN=...   # as the mock printed it, or as you gave it\n"
                "terraform apply"
            } }
            p { "Then reload this page: the circuits of the configuration are in this list." }
        }
    }
}
