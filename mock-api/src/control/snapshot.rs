//! The controls of the whole state: save, restore, and reset.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use service::storage::Touch;
use service::world::World;
use utoipa::ToSchema;

use crate::clock::{Clock, ClockReading, RunningClock};
use crate::control::{Body, Controls};
use crate::fault::Faults;
use crate::server;
use crate::stale_reads::StaleReads;
use service::code::Code;
use service::refusal::Refusal;

/// The whole state of a server, except its log.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MockSnapshot)]
pub(crate) struct Snapshot {
    #[schema(value_type = Object)]
    pub(crate) clock: ClockReading,
    #[schema(value_type = Object)]
    pub(crate) state: SavedState,
}

/// The objects of the contract, the faults, and the shadows.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SavedState {
    /// The objects.
    pub(crate) world: World,
    /// The faults that tests have requested.
    pub(crate) faults: Faults,
    /// The objects that reads do not show in their present form yet.
    pub(crate) shadows: StaleReads,
}

/// Returns the whole state.
#[utoipa::path(get, path = "/_mock/snapshot", operation_id = "mock_save_snapshot", tag = "Mock controls", responses((status = 200, body = Snapshot, description = "the current state")))]
pub(crate) async fn save(State(controls): State<Controls>) -> Result<Json<Snapshot>, Refusal> {
    let world = controls
        .service
        .act(&[Touch::Everything], |moment| Ok(moment.world.clone()))
        .await?;
    let inner = controls.host.lock();
    Ok(Json(Snapshot {
        clock: inner.clock.reading(),
        state: SavedState {
            world,
            faults: inner.faults.clone(),
            shadows: inner.stale_reads.clone(),
        },
    }))
}

/// Restores a saved state with its time. The log is not changed.
#[utoipa::path(
    post, path = "/_mock/snapshot", operation_id = "mock_load_snapshot", tag = "Mock controls", request_body = Snapshot, responses((status = 204, description = "the request succeeded"))
)]
pub(crate) async fn load(
    State(controls): State<Controls>,
    Body(snapshot): Body<Snapshot>,
) -> Result<StatusCode, Refusal> {
    let clock = RunningClock::start(Clock {
        start: Some(snapshot.clock.time()),
        ..controls.settings.clock
    });
    controls.take_up(snapshot.state, clock).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Resets the server to its seed and time at the start, removes all faults, and clears the log.
#[utoipa::path(post, path = "/_mock/reset", operation_id = "mock_reset", tag = "Mock controls", responses((status = 204, description = "the request succeeded")))]
pub(crate) async fn reset(State(controls): State<Controls>) -> Result<StatusCode, Refusal> {
    let first = server::first_state(&controls.settings);
    // The seed was planted at the start, so it can be planted again.
    let (state, clock) = first.map_err(|error| Refusal::new(Code::InvalidParameter, error.to_string()))?;
    controls.host.lock().log.clear();
    controls.take_up(state, clock).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl Controls {
    /// Replaces the state and the clock. A state that cannot be stored changes nothing.
    async fn take_up(&self, state: SavedState, clock: RunningClock) -> Result<(), Refusal> {
        let before = self.host.lock().resettable();
        let resettable = (clock, state.faults, state.shadows);
        let set = || self.host.lock().set(resettable);
        let kept = self.service.replace(state.world, set).await;
        kept.inspect_err(|_| self.host.lock().set(before))
    }
}
