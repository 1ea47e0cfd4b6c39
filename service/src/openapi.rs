//! The OpenAPI description of the contract.

mod bounds;
mod completion;
pub mod examples;
mod life;
mod links;
mod names;

use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::{Modify, OpenApi};

use crate::routes::{bgp_sessions, completion_notices, cross_connects, events, exchanges, health, letters};

/// The description as JSON text, with a line feed at its end.
///
/// # Errors
/// Never in practice: the description consists of plain values.
pub fn description() -> Result<String, serde_json::Error> {
    let mut description = serde_json::to_value(Description::openapi())?;
    completion::complete(&mut description);
    examples::add(&mut description);
    Ok(serde_json::to_string_pretty(&description)? + "\n")
}

/// Serves the description.
pub async fn serve() -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], description().unwrap_or_default())
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Interconnect v1",
        version = "1.0.0",
        description = "This is not a Twilio API. Twilio publishes no API for Interconnect. Interconnect v1 is the HTTP contract of an \
            independent project and follows Twilio's REST conventions.",
        license(name = "MPL-2.0", identifier = "MPL-2.0"),
    ),
    servers((url = "http://127.0.0.1:8080", description = "A mock server on this machine")),
    paths(
        exchanges::list, exchanges::fetch,
        cross_connects::create, cross_connects::list, cross_connects::fetch, cross_connects::update,
        cross_connects::delete,
        letters::fetch, letters::reissue, letters::document,
        completion_notices::report,
        events::list,
        bgp_sessions::create, bgp_sessions::list, bgp_sessions::fetch, bgp_sessions::update, bgp_sessions::delete,
        health::fetch,
    ),
    modifiers(&BasicAuthentication),
)]
struct Description;

/// The description of the authentication of requests.
#[derive(Debug)]
pub struct BasicAuthentication;

impl Modify for BasicAuthentication {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let basic = SecurityScheme::Http(Http::new(HttpAuthScheme::Basic));
        openapi
            .components
            .get_or_insert_default()
            .add_security_scheme("basic", basic);
    }
}
