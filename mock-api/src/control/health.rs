//! The probes of a container: whether the server is running, and whether it accepts orders. They are open to everybody.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::control::Controls;
use service::refusal::{ErrorBody, Refusal};

/// Checks that the server is running.
#[utoipa::path(get, path = "/_mock/health", operation_id = "mock_health", tag = "Mock controls", responses((status = 200, body = Health, description = "the server is running")))]
pub(crate) async fn health() -> Json<Health> {
    Json(Health::ok())
}

/// Checks that the server accepts orders. If the server has a state file, the file must be writable.
#[utoipa::path(
    get, path = "/_mock/ready", operation_id = "mock_ready", tag = "Mock controls",
    responses((status = 200, body = Health, description = "the server accepts orders"), (status = 500, body = ErrorBody, description = "the state file cannot be written"))
)]
pub(crate) async fn ready(State(controls): State<Controls>) -> Result<Json<Health>, Refusal> {
    controls.service.act(&[], |_| Ok(())).await?;
    Ok(Json(Health::ok()))
}

/// The answer to a probe.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MockHealth)]
pub(crate) struct Health {
    /// The status: always `ok`.
    status: &'static str,
}

impl Health {
    /// The answer of a healthy server.
    pub(crate) fn ok() -> Self {
        Self { status: "ok" }
    }
}
