//! The list of BGP sessions, with a filter.

use std::collections::BTreeMap;

use maud::{Markup, html};
use service::page::Window;
use service::refusal::Refusal;
use service::service::Moment;
use service::storage::{BgpSessionFilter, Touch};
use service::world::bgp_session::{BgpSession, BgpSessionStatus};

use crate::control::Controls;
use crate::page::awaited::Awaited;
use crate::page::pager::Pager;
use crate::page::place::{self, Place, View};
use crate::page::status::{self, Status};
use crate::page::{Content, session};

/// The page.
pub(super) async fn content(controls: &Controls, place: &Place) -> Result<Content, Refusal> {
    let filter = BgpSessionFilter {
        status: wanted(place),
        ..BgpSessionFilter::default()
    };
    let all = Window {
        beside: None,
        size: usize::MAX / 2,
    };
    let (slice, _) = controls.service.bgp_sessions(&filter, all).await?;
    let pager = Pager::new(place, slice.items.len());
    let rows = pager.cut(slice.items.into_iter().map(|placed| placed.item));
    let names = names(controls, &rows).await?;
    let body = html! {
        h1 { "BGP sessions" }
        (narrow(place))
        p.count { (pager.count("session")) }
        @if !rows.is_empty() { (table(&rows, &names, place)) }
        (pager.links(place))
    };
    Ok(Content {
        title: "BGP sessions".to_owned(),
        body,
    })
}

/// The names of the circuits of sessions, by their SIDs.
async fn names(controls: &Controls, rows: &[BgpSession]) -> Result<BTreeMap<String, String>, Refusal> {
    let touched: Vec<_> = rows.iter().map(|row| Touch::Object(&row.cross_connect_sid)).collect();
    let named = |moment: &mut Moment<'_>| {
        let loaded = moment.world.cross_connects.iter();
        Ok(loaded
            .map(|found| (found.sid.clone(), found.unique_name.clone()))
            .collect())
    };
    controls.service.act(&touched, named).await
}

fn wanted(place: &Place) -> Option<BgpSessionStatus> {
    let word = place.query.get("status")?;
    status::BGP_SESSION.into_iter().find(|status| status.word() == word)
}

fn narrow(place: &Place) -> Markup {
    html! {
        form.filter method="get" action=(place::SESSIONS) role="search" aria-label="BGP sessions" {
            label { "Status" select name="status" {
                option value="" { "any" }
                @for status in status::BGP_SESSION {
                    option value=(status.word()) selected[wanted(place) == Some(status)] { (status.word()) }
                }
            } }
            button { "Filter" }
            a href=(place::SESSIONS) { "Show all" }
        }
    }
}

fn table(rows: &[BgpSession], names: &BTreeMap<String, String>, place: &Place) -> Markup {
    html! {
        table.objects {
            caption.hidden { "BGP sessions in the order in which they were opened" }
            thead { tr { th scope="col" { "Circuit" } th scope="col" { "Status" } th scope="col" { "Awaited" } } }
            tbody { @for row in rows { (line(row, names.get(&row.cross_connect_sid), place)) } }
        }
    }
}

fn line(row: &BgpSession, name: Option<&String>, place: &Place) -> Markup {
    let sid = &row.cross_connect_sid;
    let routes: Vec<String> = row.ip_routes.iter().map(ToString::to_string).collect();
    html! {
        tr {
            th scope="row" {
                a href=(View::Circuit(sid.clone()).path()) { (name.unwrap_or(sid)) }
                p.small { (routes.join(", ")) }
            }
            td { (row.status.badge()) p.small { (status::session_state(row.session_state)) } }
            td {
                @match Awaited::of_session(row) {
                    Some(_) if row.on_hold.is_some() => span.small { "on hold" },
                    Some(awaited) => (session::finish(row, (&awaited, name.unwrap_or(sid)), place)),
                    None if row.status == BgpSessionStatus::Pending => span.small { "the cross connect" },
                    None => span.small { "no one" },
                }
            }
        }
    }
}
