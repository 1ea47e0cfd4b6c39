//! The controls of faults.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use crate::control::{Body, Controls};
use crate::fault::{Fault, Faults};
use service::refusal::Refusal;

/// Lists the faults that can still apply.
#[utoipa::path(get, path = "/_mock/faults", operation_id = "mock_list_faults", tag = "Mock controls", responses((status = 200, body = FaultList, description = "the current state")))]
pub(crate) async fn list(State(controls): State<Controls>) -> Json<FaultList> {
    Json(FaultList {
        faults: controls.host.lock().faults.list(),
    })
}

/// Adds a fault at the end of the list.
#[utoipa::path(
    post, path = "/_mock/faults", operation_id = "mock_add_fault", tag = "Mock controls", request_body = Fault,
    responses((status = 201, body = Fault, description = "the created object"))
)]
pub(crate) async fn add(
    State(controls): State<Controls>,
    Body(fault): Body<Fault>,
) -> Result<(StatusCode, Json<Fault>), Refusal> {
    controls.change_faults(|faults| faults.add(fault.clone())).await?;
    Ok((StatusCode::CREATED, Json(fault)))
}

/// Removes all faults.
#[utoipa::path(delete, path = "/_mock/faults", operation_id = "mock_clear_faults", tag = "Mock controls", responses((status = 204, description = "the request succeeded")))]
pub(crate) async fn clear(State(controls): State<Controls>) -> Result<StatusCode, Refusal> {
    controls.change_faults(Faults::clear).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl Controls {
    async fn change_faults(&self, change: impl FnOnce(&mut Faults)) -> Result<(), Refusal> {
        self.change(|inner| {
            change(&mut inner.faults);
            Ok(())
        })
        .await
    }
}

/// The faults that can still apply.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FaultList {
    pub(crate) faults: Vec<Fault>,
}
