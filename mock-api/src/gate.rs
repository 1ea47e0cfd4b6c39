//! The gate: what happens to every request of the contract before and after its handler.
//!
//! In this order: the body is read, the credentials are checked, the clock ticks, the request is logged, a limit may refuse it, a fault
//! may strike. What the body says is judged once the path and the method are known ([`call::Call`]). On the way out the fault may strike the
//! answer, and the answer gets its request id and the time of the virtual clock.
//!
//! A request without credentials, and one whose body breaks off, is logged and refused, and nothing else: a probe for health moves
//! neither the clock nor a fault.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::LengthLimitError;
use jiff::fmt::rfc2822;

use crate::admission::Admission;
use crate::authentication::Credentials;
use crate::call::{self, Admitted};
use crate::code::Code;
use crate::fault::{self, FaultKind};
use crate::parameters::Parameters;
use crate::refusal::{Refusal, RefusalCode};
use crate::request_log::{LoggedRequest, Ticket};
use crate::routes;
use crate::service::Service;
use crate::spoil;

const REQUEST_ID: HeaderName = HeaderName::from_static("twilio-request-id");
const LARGEST_BODY: usize = 1024 * 1024;
/// The longest time that a body may take to arrive.
const LONGEST_BODY: Duration = Duration::from_secs(30);

/// What the gate needs to know.
#[derive(Clone, Debug)]
pub(crate) struct Gate {
    pub(crate) service: Arc<Service>,
    pub(crate) credentials: Arc<Credentials>,
    pub(crate) own_url: Arc<str>,
}

/// Left in the extensions of an answer that must never leave: the server breaks the connection instead.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BreakConnection;

/// Lets a request through to its handler, and its answer back.
pub(crate) async fn pass(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = tokio::time::timeout(LONGEST_BODY, to_bytes(body, LARGEST_BODY)).await else {
        // A body that never ends gets no answer.
        return broken();
    };
    let stranger = gate.credentials.check(&parts.headers).err();
    let (body, broken_off) = received(body);
    let refused = stranger.or(broken_off);
    let incoming = Incoming { parts, body };
    let arrival = gate.arrive(&incoming, refused.is_some());
    let mut response = match (refused, arrival.admission) {
        (Some(refusal), _) => refusal.into_response(),
        (None, Admission::Refused { retry_after }) => too_many_requests(retry_after),
        (None, Admission::Unlimited) => gate.carry_out(incoming, arrival.fault, next).await,
        (None, Admission::Admitted { place, takes }) => {
            tokio::time::sleep(takes).await;
            let response = gate.carry_out(incoming, arrival.fault, next).await;
            drop(place);
            response
        }
    };
    if let Ok(id) = HeaderValue::try_from(&arrival.request_id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    if let Some(date) = gate.date() {
        response.headers_mut().insert(header::DATE, date);
    }
    gate.note_ending(arrival.ticket, &response);
    response
}

/// A request whose body has been read, as far as it could be.
struct Incoming {
    parts: Parts,
    body: Result<Bytes, Refusal>,
}

impl Incoming {
    /// The parameters of the body as a log may hold them; none of a body that is no form.
    fn masked_parameters(&self) -> Vec<(String, String)> {
        let form = self.body.as_ref().ok().filter(|_| call::is_form(&self.parts.headers));
        form.map(|body| Parameters::decode(body).masked()).unwrap_or_default()
    }

    /// The path and query as a log may hold them.
    fn masked_path(&self) -> String {
        let uri = &self.parts.uri;
        let query = Parameters::decode(uri.query().unwrap_or_default().as_bytes());
        if !query.hold_a_secret() {
            return uri.to_string();
        }
        let mut masked = form_urlencoded::Serializer::new(String::new());
        masked.extend_pairs(query.masked());
        format!("{}?{}", uri.path(), masked.finish())
    }
}

/// What was settled when a request arrived.
struct Arrival {
    ticket: Ticket,
    request_id: String,
    admission: Admission,
    fault: Option<FaultKind>,
}

impl Gate {
    fn arrive(&self, incoming: &Incoming, is_refused: bool) -> Arrival {
        let parts = &incoming.parts;
        let mut inner = self.service.lock();
        let request_id = inner.next_request_id();
        let (admission, fault) = match is_refused {
            true => (Admission::Unlimited, None),
            false => {
                inner.clock.tick();
                inner.faults.meet(&parts.method, parts.uri.path())
            }
        };
        let text = |name: &str| {
            parts
                .headers
                .get(name)
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned)
        };
        let entry = LoggedRequest {
            at: inner.clock.now(),
            method: parts.method.to_string(),
            path: incoming.masked_path(),
            parameters: incoming.masked_parameters(),
            idempotency_key: text("Idempotency-Key"),
            if_match: text("If-Match"),
            user_agent: text("User-Agent"),
            status: None,
            code: None,
            fault: played(&admission, fault.as_ref()).map(str::to_owned),
            request_id: request_id.clone(),
            arrived_after_ms: inner.log.elapsed_ms(),
            answered_after_ms: None,
        };
        let ticket = inner.log.arrive(entry);
        Arrival {
            ticket,
            request_id,
            admission,
            fault,
        }
    }

    /// The time of the virtual clock, in the form of the `Date` header (RFC 9110).
    fn date(&self) -> Option<HeaderValue> {
        let now = self.service.lock().clock.now();
        let text = rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&now).ok()?;
        HeaderValue::try_from(text).ok()
    }

    async fn carry_out(&self, incoming: Incoming, fault: Option<FaultKind>, next: Next) -> Response {
        if let Some(response) = instead(fault.as_ref()) {
            return response;
        }
        if let Some(FaultKind::Delay { milliseconds }) = fault {
            tokio::time::sleep(Duration::from_millis(milliseconds)).await;
        }
        let about = About::of(&incoming.parts);
        let before = matches!(fault, Some(FaultKind::StaleForReads { .. }))
            .then(|| self.as_shown(&about))
            .flatten();
        let response = next.run(self.admit(incoming)).await;
        let response = if about.method == Method::GET {
            self.behind_shadows(response).await
        } else {
            response
        };
        match fault {
            None => response,
            Some(fault) => self.strike_answer(fault, response, before).await,
        }
    }

    /// The request for its handler, with its body beside it.
    fn admit(&self, incoming: Incoming) -> Request {
        let Incoming { mut parts, body } = incoming;
        parts.extensions.insert(Admitted {
            body,
            own_url: Arc::clone(&self.own_url),
        });
        Request::from_parts(parts, Body::empty())
    }

    /// The object of a request as a read would show it now.
    fn as_shown(&self, about: &About) -> Option<(String, serde_json::Value)> {
        let sid = about.sid.clone()?;
        let body = self
            .service
            .act(|moment| Ok(routes::as_shown(moment, &self.service, &sid, &about.base_url)))
            .ok()??;
        Some((sid, body))
    }

    async fn behind_shadows(&self, response: Response) -> Response {
        if !self.service.lock().shadows.are_cast() || response.status() != StatusCode::OK {
            return response;
        }
        let looked = |body| {
            let mut inner = self.service.lock();
            let seen = inner.shadows.look(body);
            inner.save().map(|()| seen)
        };
        spoil::behind_shadows(response, looked).await
    }

    async fn strike_answer(
        &self,
        fault: FaultKind,
        response: Response,
        before: Option<(String, serde_json::Value)>,
    ) -> Response {
        match fault {
            FaultKind::Refuse {
                status,
                code,
                message,
                retry_after,
                ..
            } => refused(status, code, &message, retry_after),
            FaultKind::DropAfterEffect => broken(),
            FaultKind::MalformedBody { form } => spoil::malformed(response, form).await,
            FaultKind::WrongAccount => spoil::wrong_account(response).await,
            FaultKind::WrongObject => spoil::wrong_object(response).await,
            FaultKind::UnknownStatus { status } => spoil::unknown_status(response, &status).await,
            FaultKind::HiddenForReads { reads } => {
                let (response, sid) = spoil::sid_of(response).await;
                if let Some(sid) = sid {
                    self.service.lock().shadows.cast(&sid, reads, None);
                }
                response
            }
            FaultKind::StaleForReads { reads } => {
                if let Some((sid, body)) = before {
                    self.service.lock().shadows.cast(&sid, reads, Some(body));
                }
                response
            }
            FaultKind::Delay { .. }
            | FaultKind::TooManyRequests { .. }
            | FaultKind::DropBeforeEffect
            | FaultKind::Admits { .. } => response,
        }
    }

    fn note_ending(&self, ticket: Ticket, response: &Response) {
        let is_broken = response.extensions().get::<BreakConnection>().is_some();
        let status = (!is_broken).then(|| response.status().as_u16());
        let code = response.extensions().get::<RefusalCode>().map(|code| code.0);
        self.service.lock().log.finish(ticket, |entry| {
            entry.status = status;
            entry.code = code;
        });
    }
}

/// The answer of a fault that strikes before anything happens.
fn instead(fault: Option<&FaultKind>) -> Option<Response> {
    if let Some(FaultKind::DropBeforeEffect) = fault {
        return Some(broken());
    }
    if let Some(FaultKind::TooManyRequests { retry_after }) = fault {
        return Some(too_many_requests(*retry_after));
    }
    if let Some(FaultKind::Refuse {
        status,
        code,
        message,
        retry_after,
        after_effect: false,
    }) = fault
    {
        return Some(refused(*status, *code, message, *retry_after));
    }
    None
}

/// The fault that the log names.
fn played(admission: &Admission, fault: Option<&FaultKind>) -> Option<&'static str> {
    if admission.is_refused() {
        return Some(fault::ADMITS);
    }
    fault.map(FaultKind::name)
}

fn too_many_requests(retry_after: Option<u64>) -> Response {
    Refusal::new(Code::TooManyRequests, "too many requests")
        .retry_after(retry_after)
        .into_response()
}

fn refused(status: u16, code: u32, message: &str, retry_after: Option<u64>) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Refusal::custom(status, code, message)
        .retry_after(retry_after)
        .into_response()
}

fn broken() -> Response {
    let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
    response.extensions_mut().insert(BreakConnection);
    response
}

/// What a request is about, kept for when its answer is known.
struct About {
    method: Method,
    sid: Option<String>,
    base_url: String,
}

impl About {
    fn of(parts: &Parts) -> Self {
        let sid = parts.uri.path().split('/').nth(3).map(str::to_owned);
        let host = parts
            .headers
            .get(header::HOST)
            .and_then(|host| host.to_str().ok())
            .unwrap_or_default();
        Self {
            method: parts.method.clone(),
            sid,
            base_url: format!("http://{host}"),
        }
    }
}

/// A body as its handler gets it, and the refusal of one that breaks off.
fn received(body: Result<Bytes, axum::Error>) -> (Result<Bytes, Refusal>, Option<Refusal>) {
    match body {
        Ok(body) => (Ok(body), None),
        Err(error) if is_beyond_limit(&error) => {
            let refusal = Refusal::new(Code::TooLarge, "the body is too large");
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
