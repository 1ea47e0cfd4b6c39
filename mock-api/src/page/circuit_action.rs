//! An action on a circuit, from its form to the control that carries it out.

use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Value, json};
use service::refusal::Refusal;

use crate::control::{Body, Controls, objects};
use crate::page::circuit::Circuit;
use crate::page::form::{self, Sent};
use crate::page::notice::Notice;
use crate::page::place::{Place, View};
use crate::page::{answer, completion_form, decline, hold, letter_form, maintenance};

/// The path of an action.
pub(super) fn path(sid: &str, name: &str) -> String {
    format!("/_mock/page/cross-connects/{sid}/{name}")
}

/// Carries out an action on a circuit.
pub(super) async fn act(
    State(controls): State<Controls>,
    Path((sid, name)): Path<(String, String)>,
    sent: Sent,
) -> Response {
    let done = acted(&controls, (&sid, &name), &sent).await;
    let still_there = Circuit::read(&controls, &sid).await.is_ok();
    match done {
        Ok(_) if !still_there => answer(&controls, Place::of(View::Circuits), Ok(Notice::Gone)).await,
        done => answer(&controls, sent.place(), done).await,
    }
}

async fn acted(controls: &Controls, (sid, name): (&str, &str), sent: &Sent) -> Result<Notice, Refusal> {
    let (edit, notice) = match name {
        "hold" => (hold::edit(sent)?, Notice::Held),
        "lift-hold" => (json!({"on_hold": null}), Notice::HoldLifted),
        "announce-maintenance" => {
            let announced = Circuit::read(controls, sid).await?.cross_connect.maintenance;
            (maintenance::edit(announced, sent)?, Notice::MaintenanceAnnounced)
        }
        "remove-maintenance" => (json!({"maintenance": []}), Notice::MaintenanceRemoved),
        _ => return forced(controls, (sid, name), sent).await,
    };
    let (state, path) = (State(controls.clone()), Path(sid.to_owned()));
    let changed = objects::change_cross_connect(state, path, Body(form::body(edit)?)).await;
    changed.map(|_| notice)
}

async fn forced(controls: &Controls, (sid, name): (&str, &str), sent: &Sent) -> Result<Notice, Refusal> {
    let path = Path((sid.to_owned(), name.to_owned()));
    let details = Body(form::body(details(name, sent)?)?);
    objects::force(State(controls.clone()), path, details).await?;
    Ok(match name {
        "reject" => Notice::Rejected,
        "fail" => Notice::ConfigurationFailed,
        "activate" => Notice::Activated,
        "deactivate" => Notice::Deactivated,
        "decline" => Notice::Declined,
        "issue-letter" => Notice::LetterIssued,
        "complete" => Notice::CompletionRecorded,
        _ => Notice::StepEnded,
    })
}

/// The details of a step.
fn details(name: &str, sent: &Sent) -> Result<Value, Refusal> {
    match name {
        "decline" => decline::details(sent),
        "issue-letter" => letter_form::details(sent),
        "complete" => completion_form::details(sent),
        _ => Ok(json!({})),
    }
}
