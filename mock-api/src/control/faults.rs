//! Asking for things to go wrong.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use crate::control::{Body, Controls};
use crate::fault::Fault;
use crate::refusal::Refusal;

/// Lists the faults that can still happen.
#[utoipa::path(get, path = "/_mock/faults", operation_id = "mock_list_faults", tag = "Mock controls", responses((status = 200, body = FaultList, description = "as it is now")))]
pub(crate) async fn list(State(controls): State<Controls>) -> Json<FaultList> {
    Json(FaultList {
        faults: controls.service.lock().faults.list(),
    })
}

/// Adds a fault at the end of the list.
#[utoipa::path(
    post, path = "/_mock/faults", operation_id = "mock_add_fault", tag = "Mock controls", request_body = Fault,
    responses((status = 201, body = Fault, description = "created"))
)]
pub(crate) async fn add(
    State(controls): State<Controls>,
    Body(fault): Body<Fault>,
) -> Result<(StatusCode, Json<Fault>), Refusal> {
    let mut inner = controls.service.lock();
    inner.faults.add(fault.clone());
    inner.save()?;
    Ok((StatusCode::CREATED, Json(fault)))
}

/// Forgets all faults.
#[utoipa::path(delete, path = "/_mock/faults", operation_id = "mock_clear_faults", tag = "Mock controls", responses((status = 204, description = "done")))]
pub(crate) async fn clear(State(controls): State<Controls>) -> Result<StatusCode, Refusal> {
    let mut inner = controls.service.lock();
    inner.faults.clear();
    inner.save()?;
    Ok(StatusCode::NO_CONTENT)
}

/// The faults that can still happen.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FaultList {
    faults: Vec<Fault>,
}
