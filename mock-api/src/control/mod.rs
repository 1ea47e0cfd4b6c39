//! The controls under `/_mock`, which are not part of the contract. They are open to this machine, and to requests with their token.
//!
//! Bodies are JSON with any content type. An absent body is `{}`.

pub(crate) mod access;
pub(crate) mod clock;
pub(crate) mod faults;
pub(crate) mod force;
pub(crate) mod health;
pub(crate) mod objects;
pub(crate) mod requests;
pub(crate) mod snapshot;
pub(crate) mod world;

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::middleware;
use axum::routing::{get, post};
use serde::de::DeserializeOwned;
use service::service::Service;
use tokio::sync::watch;

use crate::control::access::Access;
pub(crate) use crate::control::force::{Force, force_step};
pub(crate) use crate::control::objects::remove;
pub(crate) use crate::control::snapshot::SavedState;
use crate::host::{self, MockHost};
use crate::openapi;
use crate::settings::Settings;
use service::code::Code;
use service::refusal::Refusal;
use service::routes;

/// The state of the controls: the service and the mock around it.
#[derive(Clone, Debug)]
pub(crate) struct Controls {
    pub(crate) service: Arc<Service>,
    pub(crate) host: Arc<MockHost>,
    pub(crate) stop: Arc<watch::Sender<bool>>,
    pub(crate) settings: Arc<Settings>,
}

impl Controls {
    /// Changes the mock around the service, carries out every due step, and stores the result. A change that cannot be stored is undone.
    pub(crate) async fn change(
        &self,
        change: impl FnOnce(&mut host::Inner) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let before = {
            let mut inner = self.host.lock();
            let before = inner.resettable();
            change(&mut inner)?;
            before
        };
        let kept = self.service.act(&[], |_| Ok(())).await;
        kept.inspect_err(|_| self.host.lock().set(before))
    }
}

/// Every control.
pub(crate) fn router(controls: Controls) -> Router {
    let access = Access::new(controls.settings.control_token.as_ref());
    let probes = Router::new()
        .route("/health", get(health::health))
        .route("/ready", get(health::ready))
        .with_state(controls.clone());
    Router::new()
        .route("/clock", get(clock::read).put(clock::set))
        .route("/clock/advance", post(clock::advance))
        .route("/faults", get(faults::list).post(faults::add).delete(faults::clear))
        .route("/requests", get(requests::list).delete(requests::clear))
        .route("/requests/count", get(requests::count))
        .route("/snapshot", get(snapshot::save).post(snapshot::load))
        .route("/reset", post(snapshot::reset))
        .route("/step-times", get(world::step_times).post(world::set_step_times))
        .route(
            "/outcomes",
            get(world::outcomes).post(world::decide).delete(world::forget_outcomes),
        )
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
        .route("/bgp-sessions/{sid}/{action}", post(objects::force_session))
        .route("/openapi.json", get(openapi::serve))
        .route("/shutdown", post(world::shutdown))
        .with_state(controls)
        .fallback(routes::unknown_path)
        .method_not_allowed_fallback(routes::wrong_method)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn_with_state(access, access::check))
        .merge(probes)
}

/// The largest body of a control, in bytes: a snapshot of tens of thousands of objects.
const LARGEST_BODY: usize = 64 * 1024 * 1024;

/// The JSON body of a control.
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
