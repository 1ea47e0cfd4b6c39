//! The controls under `/_mock`: not part of the contract, not authenticated, and answered to this machine alone.
//!
//! Bodies are JSON whatever their content type says; an absent body is `{}`.

pub(crate) mod clock;
pub(crate) mod faults;
pub(crate) mod objects;
pub(crate) mod requests;
pub(crate) mod world;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::de::DeserializeOwned;
use tokio::sync::watch;

use crate::code::Code;
pub(crate) use crate::control::objects::Force;
use crate::openapi;
use crate::refusal::Refusal;
use crate::routes;
use crate::service::Service;

/// What the controls act on.
#[derive(Clone, Debug)]
pub(crate) struct Controls {
    pub(crate) service: Arc<Service>,
    pub(crate) stop: Arc<watch::Sender<bool>>,
}

/// The other end of the connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) SocketAddr);

/// Every control.
pub(crate) fn router(controls: Controls) -> Router {
    Router::new()
        .route("/clock", get(clock::read))
        .route("/clock/advance", post(clock::advance))
        .route("/faults", get(faults::list).post(faults::add).delete(faults::clear))
        .route("/requests", get(requests::list).delete(requests::clear))
        .route("/step-times", get(world::step_times).post(world::set_step_times))
        .route("/outcomes", post(world::decide))
        .route("/seed", post(world::plant))
        .route(
            "/cross-connects/{sid}",
            post(objects::change_cross_connect)
                .put(objects::change_cross_connect)
                .delete(objects::remove_cross_connect),
        )
        .route("/cross-connects/{sid}/{action}", post(objects::force))
        .route(
            "/bgp-sessions/{sid}",
            post(objects::change_session)
                .put(objects::change_session)
                .delete(objects::remove_session),
        )
        .route("/openapi.json", get(openapi::serve))
        .route("/shutdown", post(world::shutdown))
        .with_state(controls)
        .fallback(routes::unknown_path)
        .method_not_allowed_fallback(routes::wrong_method)
        .layer(middleware::from_fn(loopback_only))
}

async fn loopback_only(request: Request, next: Next) -> Response {
    match request.extensions().get::<Peer>() {
        Some(Peer(peer)) if peer.ip().to_canonical().is_loopback() => next.run(request).await,
        _ => {
            let message = "the controls of the mock server answer to this machine alone";
            Refusal::custom(StatusCode::FORBIDDEN, 20403, message).into_response()
        }
    }
}

/// A control's JSON body.
#[derive(Debug)]
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let bytes = Bytes::from_request(request, state).await;
        let bytes = bytes.map_err(|rejection| Refusal::new(Code::TooLarge, rejection.to_string()))?;
        let text = if bytes.trim_ascii().is_empty() {
            b"{}".as_slice()
        } else {
            &bytes
        };
        serde_json::from_slice(text)
            .map(Self)
            .map_err(|error| Refusal::new(Code::InvalidParameter, error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::tests::controls;

    async fn status_for(peer: &str) -> StatusCode {
        let mut request = Request::builder()
            .uri("/clock")
            .body(axum::body::Body::empty())
            .unwrap();
        request.extensions_mut().insert(Peer(peer.parse().unwrap()));
        tower::ServiceExt::oneshot(router(controls()), request)
            .await
            .unwrap()
            .status()
    }

    #[tokio::test]
    async fn the_controls_answer_to_this_machine_alone() {
        for peer in ["127.0.0.1:9", "127.8.8.8:9", "[::1]:9", "[::ffff:127.0.0.1]:9"] {
            assert_eq!(status_for(peer).await, StatusCode::OK, "{peer}");
        }
        for peer in ["192.0.2.7:9", "[2001:db8::1]:9", "[::ffff:192.0.2.7]:9"] {
            assert_eq!(status_for(peer).await, StatusCode::FORBIDDEN, "{peer}");
        }
    }
}
