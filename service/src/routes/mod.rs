//! The calls of Interconnect v1, one file per resource.
//!
//! A handler reads its parameters, works on the world inside [`Service::act`], and builds the answer. All structs of the contract's
//! JSON are in this module. The provider has its own structs, so that a misspelled field is found.

pub mod bgp_session_body;
pub mod bgp_session_form;
pub mod bgp_sessions;
pub mod completion_notices;
pub mod cross_connect_body;
pub mod cross_connect_form;
pub mod cross_connects;
pub mod events;
pub mod exchanges;
pub mod health;
pub mod letters;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use serde_json::Value;

use crate::code::Code;
use crate::refusal::Refusal;
use crate::routes::bgp_session_body::BgpSessionBody;
use crate::routes::cross_connect_body::CrossConnectBody;
use crate::service::{Moment, Service};
use crate::storage::Touch;
use crate::world::idempotency::IdempotencyKey;

/// The service, shared by the handlers.
pub type App = Arc<Service>;

/// Every path of the contract.
pub fn router() -> Router<App> {
    Router::new()
        .route("/v1/Exchanges", get(exchanges::list))
        .route("/v1/Exchanges/{exchange}", get(exchanges::fetch))
        .route(
            "/v1/CrossConnects",
            get(cross_connects::list).post(cross_connects::create),
        )
        .route(
            "/v1/CrossConnects/{sid}",
            get(cross_connects::fetch)
                .post(cross_connects::update)
                .delete(cross_connects::delete),
        )
        .route(
            "/v1/CrossConnects/{sid}/LetterOfAuthorization",
            get(letters::fetch).post(letters::reissue),
        )
        .route(
            "/v1/CrossConnects/{sid}/LetterOfAuthorization.pdf",
            get(letters::document),
        )
        .route(
            "/v1/CrossConnects/{sid}/CompletionNotices",
            axum::routing::post(completion_notices::report),
        )
        .route("/v1/CrossConnects/{sid}/Events", get(events::list))
        .route("/v1/BgpSessions", get(bgp_sessions::list).post(bgp_sessions::create))
        .route(
            "/v1/BgpSessions/{sid}",
            get(bgp_sessions::fetch)
                .post(bgp_sessions::update)
                .delete(bgp_sessions::delete),
        )
        .route("/v1/BgpSessions/{sid}/Health", get(health::fetch))
        .method_not_allowed_fallback(wrong_method)
}

/// The answer to a method that the path does not support.
pub async fn wrong_method() -> Refusal {
    Refusal::new(Code::MethodNotAllowed, "this path does not support the method")
}

/// The answer to an unknown path.
pub async fn unknown_path() -> Refusal {
    Refusal::new(Code::NotFound, "there is no such path")
}

/// The touches of a request for a new object: the object that its key created earlier, and the object that it can conflict with.
fn touched_by_creation<'a>(key: Option<&'a IdempotencyKey>, existing: Touch<'a>) -> Vec<Touch<'a>> {
    key.map(Touch::Key).into_iter().chain([existing]).collect()
}

/// The object with a SID, as the JSON of a read.
pub fn as_shown(moment: &Moment<'_>, place: Place<'_>, sid: &str) -> Option<Value> {
    if let Ok(cross_connect) = moment.world.cross_connect(sid) {
        return serde_json::to_value(CrossConnectBody::new(cross_connect, moment.world, place)).ok();
    }
    let session = moment.world.bgp_session(sid).ok()?;
    serde_json::to_value(BgpSessionBody::new(session, moment.world, place)).ok()
}

/// The account and the base URL in an answer.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The account.
    pub account_sid: &'a str,
    /// The scheme and host of the URLs.
    pub base_url: &'a str,
}
