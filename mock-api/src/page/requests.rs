//! The requests of the contract, the latest first.

use maud::{Markup, html};

use crate::control::Controls;
use crate::page::Content;
use crate::page::instant;
use crate::page::pager::Pager;
use crate::page::place::{self, Place};
use crate::request_log::LoggedRequest;

/// The page.
pub(super) fn content(controls: &Controls, place: &Place) -> Content {
    let (rows, pager, dropped) = {
        let inner = controls.host.lock();
        let is_meant = |request: &&LoggedRequest| is_meant(place, request);
        let found: Vec<&LoggedRequest> = inner.log.entries().iter().rev().filter(is_meant).collect();
        let pager = Pager::new(place, found.len());
        (pager.cut(found.into_iter().cloned()), pager, inner.log.dropped())
    };
    let body = html! {
        h1 { "Requests" }
        (narrow(place))
        p.count { (pager.count("request")) ", the latest first"
            @if dropped > 0 { "; " (dropped) " older ones are forgotten" }
        }
        (live(&rows))
        (pager.links(place))
    };
    Content {
        title: "Requests".to_owned(),
        body,
    }
}

/// The latest requests, below another list.
pub(super) fn latest(controls: &Controls, count: usize) -> Markup {
    let entries = controls.host.lock();
    let rows: Vec<LoggedRequest> = entries.log.entries().iter().rev().take(count).cloned().collect();
    drop(entries);
    html! {
        section aria-labelledby="latest-requests" {
            h2 #latest-requests { "Latest requests" }
            (live(&rows))
            p { a href=(place::REQUESTS) { "All requests" } }
        }
    }
}

fn is_meant(place: &Place, request: &LoggedRequest) -> bool {
    let holds = |name: &str, test: &dyn Fn(&str) -> bool| place.query.get(name).is_none_or(test);
    holds("method", &|method| method == request.method)
        && holds("path", &|path| request.path.contains(path))
        && holds("outcome", &|outcome| match outcome {
            "refused" => request.status.is_none_or(|status| status >= 400),
            "fault" => request.fault.is_some(),
            _ => true,
        })
}

fn narrow(place: &Place) -> Markup {
    let chosen = |name: &str, value: &str| place.query.get(name) == Some(value);
    html! {
        form.filter method="get" action=(place::REQUESTS) role="search" aria-label="Requests" {
            label { "Method" select name="method" {
                option value="" { "any" }
                @for method in ["GET", "POST", "DELETE"] { option selected[chosen("method", method)] { (method) } }
            } }
            label { "Path contains" input type="search" name="path" value=(place.query.get("path").unwrap_or_default()); }
            label { "Outcome" select name="outcome" {
                option value="" { "any" }
                option value="refused" selected[chosen("outcome", "refused")] { "refused or dropped" }
                option value="fault" selected[chosen("outcome", "fault")] { "with a fault" }
            } }
            button { "Filter" }
            a href=(place::REQUESTS) { "Show all" }
        }
    }
}

/// The part that the script refreshes.
fn live(rows: &[LoggedRequest]) -> Markup {
    html! {
        div #requests data-refresh="2000" {
            @if rows.is_empty() { p { "No request has arrived yet." } } @else {
                table {
                    caption.hidden { "Requests, the latest first" }
                    thead { tr { th scope="col" { "When" } th scope="col" { "Request" } th scope="col" { "Answer" } } }
                    tbody { @for row in rows { (line(row)) } }
                }
            }
        }
    }
}

fn line(request: &LoggedRequest) -> Markup {
    html! {
        tr {
            td.when { (instant::shown(request.at)) }
            td {
                span.request { strong { (request.method) } " " (request.path) }
                @if !request.parameters.is_empty() {
                    p.small { @for (name, value) in &request.parameters { code { (name) "=" (value) } " " } }
                }
            }
            td { (outcome(request)) }
        }
    }
}

fn outcome(request: &LoggedRequest) -> Markup {
    let meaning = match request.status {
        Some(200..400) => "good",
        Some(_) | None => "bad",
    };
    let took = request
        .answered_after_ms
        .map(|end| end.saturating_sub(request.arrived_after_ms));
    html! {
        span class={ "badge " (meaning) } {
            @match (request.status, request.answered_after_ms) {
                (Some(status), _) => (status),
                (None, Some(_)) => "dropped",
                (None, None) => "open",
            }
        }
        @if let Some(code) = request.code { p.small { "code " (code) } }
        @if let Some(fault) = &request.fault { p.small { "fault " (fault) } }
        @if let Some(milliseconds) = took { p.small { (milliseconds) " ms" } }
    }
}
