//! The list of faults, and the form for another fault.

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use serde_json::{Map, Value, json};
use service::refusal::Refusal;

use crate::control::{Body, Controls, faults};
use crate::fault::{Fault, FaultKind, MalformedForm};
use crate::page::clock::back;
use crate::page::form::{self, Sent};
use crate::page::notice::Notice;
use crate::page::place::{self, Place};
use crate::page::{Content, answer};

/// The kinds of faults in the form: value and label.
const KINDS: [(&str, &str); 15] = [
    ("unavailable", "503 in place of the effect"),
    ("error_after_effect", "500 after the effect"),
    ("too_many_requests", "429, too many requests"),
    ("delay", "Late answer"),
    ("drop_before_effect", "Connection lost before the effect"),
    ("drop_after_effect", "Connection lost after the effect"),
    ("truncated", "Body cut off"),
    ("html", "Body of HTML, as from a proxy"),
    ("wrong_types", "Body with values of other types"),
    ("empty", "Empty body"),
    ("wrong_account", "Answer about another account"),
    ("wrong_object", "Answer about another object"),
    ("lag", "Reads show a write late"),
    ("hidden_for_reads", "Reads do not find the object"),
    ("admits", "Limit of requests at a time"),
];

/// The page.
pub(super) fn content(controls: &Controls, place: &Place) -> Content {
    let set = controls.host.lock().faults.list();
    let body = html! {
        h1 { "Faults" }
        p { "A fault applies to the requests of the contract that match it. If several faults match a request, the first of the list applies." }
        @if set.is_empty() { p.count { "No fault is set." } } @else {
            (table(&set))
            form method="post" action="/_mock/page/faults/clear" {
                (back(place))
                button.danger { "Clear all faults" }
            }
        }
        (setting(place))
    };
    Content {
        title: "Faults".to_owned(),
        body,
    }
}

fn table(set: &[Fault]) -> Markup {
    html! {
        table {
            caption.hidden { "Faults that can still happen" }
            thead { tr { th scope="col" { "Fault" } th scope="col" { "Requests" } th scope="col" { "Times" } } }
            tbody { @for fault in set { (line(fault)) } }
        }
    }
}

fn line(fault: &Fault) -> Markup {
    let (name, numbers) = words(&fault.kind);
    html! {
        tr {
            th scope="row" { (name) @if let Some(numbers) = numbers { p.small { (numbers) } } }
            td {
                strong { (fault.method.as_deref().unwrap_or("any method")) } " " (fault.path.as_deref().unwrap_or("any path"))
                @if fault.after > 0 { p.small { "after " (fault.after) " that pass" } }
            }
            td { @match fault.times { 0 => "always", times => (times) } }
        }
    }
}

/// The name of a kind of fault, and its settings.
fn words(kind: &FaultKind) -> (&'static str, Option<String>) {
    match kind {
        FaultKind::Refuse {
            status,
            code,
            after_effect,
            ..
        } => {
            let when = if *after_effect { "after" } else { "in place of" };
            ("Refused", Some(format!("{status}, code {code}, {when} the effect")))
        }
        FaultKind::TooManyRequests { retry_after } => ("429, too many requests", retry_after.map(retry)),
        FaultKind::Delay { milliseconds } => ("Late answer", Some(format!("{milliseconds} ms"))),
        FaultKind::DropBeforeEffect => ("Connection lost before the effect", None),
        FaultKind::DropAfterEffect => ("Connection lost after the effect", None),
        FaultKind::MalformedBody { form } => (malformed(*form), None),
        FaultKind::WrongAccount => ("Answer about another account", None),
        FaultKind::WrongObject => ("Answer about another object", None),
        FaultKind::UnknownStatus { status } => ("Unknown status", Some(status.clone())),
        FaultKind::Lag { reads } => ("Reads show a write late", Some(format!("{reads} reads"))),
        FaultKind::HiddenForReads { reads } => ("Reads do not find the object", Some(format!("{reads} reads"))),
        FaultKind::Admits { requests, .. } => ("Limit of requests at a time", Some(format!("{requests} requests"))),
    }
}

fn retry(seconds: u64) -> String {
    format!("Retry-After {seconds} s")
}

fn malformed(form: MalformedForm) -> &'static str {
    match form {
        MalformedForm::Truncated => "Body cut off",
        MalformedForm::Html => "Body of HTML, as from a proxy",
        MalformedForm::WrongTypes => "Body with values of other types",
        MalformedForm::Empty => "Empty body",
    }
}

fn setting(place: &Place) -> Markup {
    html! {
        section.card aria-labelledby="set-a-fault" {
            h2 #set-a-fault { "Set a fault" }
            form.stacked method="post" action=(place::FAULTS) {
                (back(place))
                label { "Kind of fault" select name="kind" {
                    @for (value, label) in KINDS { option value=(value) { (label) } }
                } }
                label { "Method" select name="method" {
                    option value="" { "any" }
                    @for method in ["GET", "POST", "DELETE"] { option { (method) } }
                } }
                label { "Path" input name="path" placeholder="/v1/CrossConnects/*" aria-describedby="path-form" autocomplete="off"; }
                p.small #path-form { "Leave empty for any path. * matches one segment, ** at the end matches the rest." }
                (number("times", "Affected requests (0: all)", "1"))
                (number("after", "Matching requests that pass first", "0"))
                (numbers())
                button { "Set the fault" }
            }
        }
    }
}

/// The fields for some of the kinds.
fn numbers() -> Markup {
    html! {
        details {
            summary { "Settings of some faults" }
            (number("retry_after", "Retry-After of 503 and 429, in seconds", ""))
            (number("milliseconds", "Late answer, in milliseconds", "500"))
            (number("reads", "Reads with an outdated or missing object", "2"))
            (number("requests", "Requests at a time, for the limit", "4"))
        }
    }
}

fn number(name: &str, label: &str, value: &str) -> Markup {
    html! { label { (label) input type="number" name=(name) min="0" value=(value); } }
}

/// Sets a fault.
pub(super) async fn add(State(controls): State<Controls>, sent: Sent) -> Response {
    let done = match fault(&sent) {
        Ok(fault) => faults::add(State(controls.clone()), Body(fault)).await.map(drop),
        Err(refusal) => Err(refusal),
    };
    answer(&controls, sent.place(), done.map(|()| Notice::FaultSet)).await
}

/// Clears all faults.
pub(super) async fn clear(State(controls): State<Controls>, sent: Sent) -> Response {
    let done = faults::clear(State(controls.clone())).await;
    answer(&controls, sent.place(), done.map(|_| Notice::FaultsCleared)).await
}

fn fault(sent: &Sent) -> Result<Fault, Refusal> {
    let mut fields = Map::new();
    for name in ["method", "path"] {
        fields.extend(sent.filled(name).map(|text| (name.to_owned(), Value::from(text))));
    }
    for (name, label) in [
        ("times", "Affected requests"),
        ("after", "Matching requests that pass first"),
    ] {
        let given = sent.number(name, label)?;
        fields.extend(given.map(|number| (name.to_owned(), Value::from(number))));
    }
    fields.insert("kind".to_owned(), kind(sent)?);
    form::body(fields)
}

/// The kind, in the JSON of the control.
fn kind(sent: &Sent) -> Result<Value, Refusal> {
    let retry_after = sent.number("retry_after", "Retry-After")?;
    let milliseconds = sent.number("milliseconds", "Late answer")?.unwrap_or(500);
    let reads = sent.number("reads", "Reads")?.unwrap_or(2);
    let requests = sent.number("requests", "Requests at a time")?.unwrap_or(4);
    Ok(match sent.filled("kind").unwrap_or_default() {
        "unavailable" => {
            json!({"refuse": {"status": 503, "code": 20503, "message": "the service is unavailable", "retry_after": retry_after}})
        }
        "error_after_effect" => {
            json!({"refuse": {"status": 500, "code": 20500, "message": "an internal error", "after_effect": true}})
        }
        "too_many_requests" => json!({"too_many_requests": {"retry_after": retry_after}}),
        "delay" => json!({"delay": {"milliseconds": milliseconds}}),
        "lag" => json!({"lag": {"reads": reads}}),
        "hidden_for_reads" => json!({"hidden_for_reads": {"reads": reads}}),
        "admits" => json!({"admits": {"requests": requests, "milliseconds": milliseconds, "retry_after": retry_after}}),
        form @ ("truncated" | "html" | "wrong_types" | "empty") => json!({"malformed_body": {"form": form}}),
        name => json!(name),
    })
}
