//! The gate: what happens to every request of the contract before its handler, and to its answer on the way out.
//!
//! The body is read and the credentials are checked; a refusal of either travels with the request, so that a server's own layer sees
//! refused requests, too, and is answered before the routes. What the body says is judged once the path and the method are known
//! ([`crate::call::Call`]). The answer gets its request id and the time of the service.

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
/// The longest time that a body may take to arrive.
const LONGEST_BODY: Duration = Duration::from_secs(30);

/// The gate's own knowledge.
#[derive(Clone, Debug)]
pub struct Gate {
    /// The service behind it.
    pub service: Arc<Service>,
    /// The credentials that open it.
    pub credentials: Arc<Credentials>,
    /// The address of the server, as callers know it.
    pub address: Arc<Address>,
}

/// The gate's findings about a request, in the request's extensions.
#[derive(Clone, Debug)]
pub struct Received {
    /// The body, as far as it could be read.
    pub body: Result<Bytes, Refusal>,
    /// The reason why the request will not reach its handler.
    pub refusal: Option<Refusal>,
    /// The `Twilio-Request-Id` of the answer.
    pub request_id: String,
    /// The scheme and host under which the caller knows the server.
    pub base_url: String,
}

impl Received {
    /// The parameters of the body as a log may hold them; none of a body that is no form.
    pub fn masked_parameters(&self, parts: &Parts) -> Vec<(String, String)> {
        let form = self.body.as_ref().ok().filter(|_| call::is_form(&parts.headers));
        form.map(|body| Parameters::decode(body).masked()).unwrap_or_default()
    }
}

/// The path and query of a request as a log may hold them.
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

/// Every path of the contract. A server puts its own layers around this, and the gate around them ([`around`]).
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

/// Answers a request that the gate has refused, and lets every refusal name its page.
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

/// Takes a request in, and lets its answer out.
async fn pass(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(body) = tokio::time::timeout(LONGEST_BODY, to_bytes(body, LARGEST_BODY)).await else {
        // A body that never ends gets no answer.
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

/// A body as its handler gets it, and the refusal of one that breaks off.
fn received(body: Result<Bytes, axum::Error>) -> (Result<Bytes, Refusal>, Option<Refusal>) {
    match body {
        Ok(body) => (Ok(body), None),
        Err(error) if is_beyond_limit(&error) => {
            let refusal = Refusal::new(Code::TooLarge, "the body is larger than 1 MiB");
            (Err(refusal), None)
        }
        Err(_) => {
            let refusal = Refusal::new(Code::InvalidParameter, "the body ends before its announced length");
            (Ok(Bytes::new()), Some(refusal))
        }
    }
}

fn is_beyond_limit(error: &axum::Error) -> bool {
    error.source().is_some_and(|source| source.is::<LengthLimitError>())
}
