//! The OpenAPI description of the mock's controls.

mod bounds;
mod defaults;
mod examples;
mod fault_kinds;
mod refusals;

use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use service::openapi::BasicAuthentication;
use service::refusal::ErrorBody;
use utoipa::OpenApi;

use crate::control::{clock, faults, health as probes, objects, requests, snapshot, world};
use crate::openapi::bounds::Bounds;
use crate::openapi::defaults::Defaults;
use crate::openapi::examples::Examples;
use crate::openapi::fault_kinds::FaultKinds;
use crate::openapi::refusals::Refusals;

/// The description as JSON text, with a line feed at its end.
///
/// # Errors
/// Never in practice: the description consists of plain values.
pub fn description() -> Result<String, serde_json::Error> {
    Ok(Description::openapi().to_pretty_json()? + "\n")
}

/// Serves the description.
pub(crate) async fn serve() -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], description().unwrap_or_default())
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Controls of the mock server of Interconnect v1",
        version = "1.0.0",
        description = "The controls are not part of Interconnect v1, which has its own document. Requests from this machine do not \
            need credentials. Other machines need the control token, as the password of the user `mock`.",
        license(name = "MPL-2.0", identifier = "MPL-2.0"),
    ),
    servers((url = "http://127.0.0.1:8080", description = "A mock server on this machine")),
    paths(
        clock::read, clock::set, clock::advance,
        faults::list, faults::add, faults::clear,
        requests::list, requests::count, requests::clear,
        world::step_times, world::set_step_times, world::outcomes, world::decide, world::forget_outcomes, world::plant, world::shutdown,
        snapshot::save, snapshot::load, snapshot::reset, probes::health, probes::ready,
        objects::change_cross_connect, objects::remove_cross_connect, objects::force,
        objects::change_session, objects::remove_session, objects::force_session,
    ),
    components(schemas(ErrorBody)),
    modifiers(&BasicAuthentication, &FaultKinds, &Bounds, &Defaults, &Refusals, &Examples),
)]
struct Description;
