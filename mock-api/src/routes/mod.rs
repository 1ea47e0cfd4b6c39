//! The calls of Interconnect v1, one file per noun.
//!
//! A handler reads its parameters, works on the world inside [`Service::act`], and renders the answer. The JSON structs
//! are here and nowhere else: the provider has its own, so that a misspelt field cannot pass both.

pub(crate) mod bgp_session_body;
pub(crate) mod bgp_session_form;
pub(crate) mod bgp_sessions;
pub(crate) mod completion_notices;
pub(crate) mod cross_connect_body;
pub(crate) mod cross_connect_form;
pub(crate) mod cross_connects;
pub(crate) mod events;
pub(crate) mod exchanges;
pub(crate) mod health;
pub(crate) mod letters;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use serde_json::Value;

use crate::code::Code;
use crate::refusal::Refusal;
use crate::routes::bgp_session_body::BgpSessionBody;
use crate::routes::cross_connect_body::CrossConnectBody;
use crate::service::{Moment, Service};

/// The service, as the handlers share it.
pub(crate) type App = Arc<Service>;

/// Every path of the contract.
pub(crate) fn router() -> Router<App> {
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

/// The answer to a method that a path does not know.
pub(crate) async fn wrong_method() -> Refusal {
    Refusal::new(Code::MethodNotAllowed, "this path does not know the method")
}

/// The answer to a path that nobody knows.
pub(crate) async fn unknown_path() -> Refusal {
    Refusal::new(Code::NotFound, "there is no such path")
}

/// The object with a SID as a read shows it, whatever kind it is.
pub(crate) fn as_shown(moment: &Moment<'_>, service: &Service, sid: &str, base_url: &str) -> Option<Value> {
    let place = Place {
        account_sid: &service.account_sid,
        base_url,
    };
    if let Ok(cross_connect) = moment.world.cross_connect(sid) {
        return serde_json::to_value(CrossConnectBody::new(cross_connect, moment.world, place)).ok();
    }
    let session = moment.world.bgp_session(sid).ok()?;
    serde_json::to_value(BgpSessionBody::new(session, place)).ok()
}

/// Where an answer is read: what URLs and account it names.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    pub(crate) account_sid: &'a str,
    pub(crate) base_url: &'a str,
}
