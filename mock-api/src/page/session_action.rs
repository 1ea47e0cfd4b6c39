//! An action on a BGP session, from its form to the control that carries it out.

use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Value, json};
use service::code::Code;
use service::refusal::Refusal;

use crate::control::{Body, Controls, objects};
use crate::page::form::{self, Sent};
use crate::page::notice::Notice;
use crate::page::{answer, decline, health, hold};

/// The path of an action.
pub(super) fn path(sid: &str, name: &str) -> String {
    format!("/_mock/page/bgp-sessions/{sid}/{name}")
}

/// Carries out an action on a session.
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
    match name {
        "delete" => objects::remove_session(state, Path(sid)).await.map(|_| Notice::Gone),
        "finish-step" => forced(controls, (sid, name), json!({}))
            .await
            .map(|()| Notice::StepEnded),
        "decline" => {
            let declined = forced(controls, (sid, name), decline::details(sent)?).await;
            declined.map(|()| Notice::Declined)
        }
        _ => {
            let (edit, notice) = edit(name, sent)?;
            let changed = objects::change_session(state, Path(sid), Body(form::body(edit)?)).await;
            changed.map(|_| notice)
        }
    }
}

async fn forced(controls: &Controls, (sid, name): (String, &str), details: Value) -> Result<(), Refusal> {
    let path = Path((sid, name.to_owned()));
    let details = Body(form::body(details)?);
    objects::force_session(State(controls.clone()), path, details)
        .await
        .map(drop)
}

/// The edit of an action, and its notice.
fn edit(name: &str, sent: &Sent) -> Result<(Value, Notice), Refusal> {
    Ok(match name {
        "drop" => (json!({"session_state": "idle"}), Notice::SessionDown),
        "restore" => (json!({"session_state": null}), Notice::SessionUp),
        "enable" => (json!({"enabled": true}), Notice::Activated),
        "disable" => (json!({"enabled": false}), Notice::Deactivated),
        "hold" => (hold::edit(sent)?, Notice::Held),
        "lift-hold" => (json!({"on_hold": null}), Notice::HoldLifted),
        "health-unknown" => (health::edit(sent)?, Notice::HealthUnknown),
        "health-known" => (json!({"unknown_because": null}), Notice::HealthKnown),
        _ => return Err(Refusal::new(Code::NotFound, format!("there is no action '{name}'"))),
    })
}
