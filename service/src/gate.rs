//! The gate: the layer around the contract, for every request before its handler and for every answer.
//!
//! It reads the body and checks the credentials. A refusal of either is stored in the request, so that a server's own layer receives
//! refused requests, too; it is answered before the routes. The content of the body is checked after the path and the method
//! ([`crate::call::Call`]). The gate adds the request id and the time of the service to the answer.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use http_body_util::LengthLimitError;
use jiff::fmt::rfc2822;

use crate::address::Address;
use crate::authentication::Credentials;
use crate::call;
use crate::code::Code;
use crate::connection;
use crate::pages;
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use crate::routes;
use crate::service::Service;

const REQUEST_ID: HeaderName = HeaderName::from_static("twilio-request-id");
const LARGEST_BODY: usize = 1024 * 1024;
/// The longest time for the arrival of a body.
const LONGEST_BODY: Duration = Duration::from_secs(30);

/// The configuration of the gate.
#[derive(Clone, Debug)]
pub struct Gate {
    /// The service behind it.
    pub service: Arc<Service>,
    /// The credentials of the account.
    pub credentials: Arc<Credentials>,
    /// The address of the server, as callers use it.
    pub address: Arc<Address>,
}

/// The gate's results for a request, in the request's extensions.
#[derive(Clone, Debug)]
pub struct Received {
    /// The body, as far as it could be read.
    pub body: Result<Bytes, Refusal>,
    /// The refusal of a request that does not reach its handler.
    pub refusal: Option<Refusal>,
    /// The `Twilio-Request-Id` of the answer.
    pub request_id: String,
    /// The scheme and host under which the caller reached the server.
    pub base_url: String,
}

impl Received {
    /// The parameters of the body with masked secrets, for a log; none for a body that is not a form.
    pub fn masked_parameters(&self, parts: &Parts) -> Vec<(String, String)> {
        let form = self.body.as_ref().ok().filter(|_| call::is_form(&parts.headers));
        form.map(|body| Parameters::decode(body).masked()).unwrap_or_default()
    }
}

/// The path and query of a request with masked secrets, for a log.
pub fn masked_path(parts: &Parts) -> String {
    let uri = &parts.uri;
    let query = Parameters::decode(uri.query().unwrap_or_default().as_bytes());
    if !query.hold_a_secret() {
        return uri.to_string();
    }
    let mut masked = form_urlencoded::Serializer::new(String::new());
    masked.extend_pairs(query.masked());
    format!("{}?{}", uri.path(), masked.finish())
}

/// Every path of the contract. A server adds its own layers around this router, and the gate around them ([`around`]).
pub fn contract(service: &Arc<Service>) -> Router {
    routes::router()
        .with_state(Arc::clone(service))
        .fallback(routes::unknown_path)
        .layer(middleware::from_fn(turn_away))
}

/// The gate around the contract, and the pages that need no gate.
pub fn around(contract: Router, gate: Gate) -> Router {
    contract
        .layer(middleware::from_fn_with_state(gate, pass))
        .merge(pages::router())
}

/// Answers a request that the gate has refused, and completes the URL of the page in every refusal.
async fn turn_away(request: Request, next: Next) -> Response {
    let Some(received) = request.extensions().get::<Received>().cloned() else {
        return next.run(request).await;
    };
    if let Some(refusal) = received.refusal {
        return refusal.read_at(&received.base_url).into_response();
    }
    let mut response = next.run(request).await;
    match response.extensions_mut().remove::<Refusal>() {
        Some(refusal) => refusal.read_at(&received.base_url).into_response(),
        None => response,
    }
}

/// Passes a request to the layers inside, and completes the answer.
async fn pass(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(body) = tokio::time::timeout(LONGEST_BODY, to_bytes(body, LARGEST_BODY)).await else {
        // A body that does not end gets no answer.
        return connection::broken();
    };
    let stranger = gate.credentials.check(&parts.headers).err();
    let (body, broken_off) = received(body);
    let request_id = gate.service.next_request_id();
    let found = Received {
        body,
        refusal: stranger.or(broken_off),
        request_id: request_id.clone(),
        base_url: gate.address.base_url(&parts.headers),
    };
    parts.extensions.insert(found);
    let mut response = next.run(Request::from_parts(parts, Body::empty())).await;
    if let Ok(id) = HeaderValue::try_from(&request_id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    if let Some(date) = date(&gate.service) {
        response.headers_mut().insert(header::DATE, date);
    }
    response
}

/// The time of the service, in the form of the `Date` header (RFC 9110).
fn date(service: &Service) -> Option<HeaderValue> {
    let now = service.host.now();
    let text = rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&now).ok()?;
    HeaderValue::try_from(text).ok()
}

/// The body for its handler, and the refusal of a request whose body ends too early.
fn received(body: Result<Bytes, axum::Error>) -> (Result<Bytes, Refusal>, Option<Refusal>) {
    match body {
        Ok(body) => (Ok(body), None),
        Err(error) if is_beyond_limit(&error) => {
            let refusal = Refusal::new(Code::TooLarge, "the body is larger than 1 MiB");
            (Err(refusal), None)
        }
        Err(_) => {
            let refusal = Refusal::new(Code::InvalidParameter, "the body is incomplete");
            (Ok(Bytes::new()), Some(refusal))
        }
    }
}

fn is_beyond_limit(error: &axum::Error) -> bool {
    error.source().is_some_and(|source| source.is::<LengthLimitError>())
}
