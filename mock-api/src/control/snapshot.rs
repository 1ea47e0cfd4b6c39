//! The whole state at once: to keep it, to take it up again, and to begin anew.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::clock::{Clock, ClockReading, RunningClock};
use crate::code::Code;
use crate::control::{Body, Controls};
use crate::refusal::Refusal;
use crate::server;
use crate::state_file::SavedState;

/// Everything that a server holds, but for its log. Its form is that of the state file.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MockSnapshot)]
pub(crate) struct Snapshot {
    #[schema(value_type = Object)]
    clock: ClockReading,
    #[schema(value_type = Object)]
    state: SavedState,
}

/// Gives the whole state.
#[utoipa::path(get, path = "/_mock/snapshot", operation_id = "mock_save_snapshot", tag = "Mock controls", responses((status = 200, body = Snapshot, description = "as it is now")))]
pub(crate) async fn save(State(controls): State<Controls>) -> Result<Json<Snapshot>, Refusal> {
    controls.service.act(|_| Ok(()))?;
    let inner = controls.service.lock();
    Ok(Json(Snapshot {
        clock: inner.clock.reading(),
        state: inner.state(),
    }))
}

/// Takes up a state that was saved before, with its time. The log is left alone.
#[utoipa::path(
    post, path = "/_mock/snapshot", operation_id = "mock_load_snapshot", tag = "Mock controls", request_body = Snapshot, responses((status = 204, description = "done"))
)]
pub(crate) async fn load(
    State(controls): State<Controls>,
    Body(mut snapshot): Body<Snapshot>,
) -> Result<StatusCode, Refusal> {
    snapshot.state.world.name_guard = controls.settings.name_guard;
    let clock = RunningClock::start(Clock {
        start: Some(snapshot.clock.time()),
        ..controls.settings.clock
    });
    controls.service.lock().replace(snapshot.state, clock)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Begins anew: the seed of the start, its time, no faults, no log.
#[utoipa::path(post, path = "/_mock/reset", operation_id = "mock_reset", tag = "Mock controls", responses((status = 204, description = "done")))]
pub(crate) async fn reset(State(controls): State<Controls>) -> Result<StatusCode, Refusal> {
    let first = server::first_state(&controls.settings);
    // The seed could be planted at the start, so it can be planted again.
    let (state, clock) = first.map_err(|error| Refusal::new(Code::InvalidParameter, error.to_string()))?;
    let mut inner = controls.service.lock();
    inner.log.clear();
    inner.replace(state, clock)?;
    Ok(StatusCode::NO_CONTENT)
}
