//! The log of requests.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use crate::control::Controls;
use crate::request_log::LoggedRequest;

/// Lists the requests of the contract, in order of arrival.
#[utoipa::path(get, path = "/_mock/requests", operation_id = "mock_list_requests", tag = "Mock controls", responses((status = 200, body = RequestList, description = "as it is now")))]
pub(crate) async fn list(State(controls): State<Controls>) -> Json<RequestList> {
    Json(RequestList {
        requests: controls.service.lock().log.entries().to_vec(),
    })
}

/// Forgets the requests so far.
#[utoipa::path(delete, path = "/_mock/requests", operation_id = "mock_clear_requests", tag = "Mock controls", responses((status = 204, description = "done")))]
pub(crate) async fn clear(State(controls): State<Controls>) -> StatusCode {
    controls.service.lock().log.clear();
    StatusCode::NO_CONTENT
}

/// The requests of the contract.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RequestList {
    requests: Vec<LoggedRequest>,
}
