//! The layer of the mock between the gate and the contract.
//!
//! For each request, in this order: the clock ticks, the request is logged, a limit can refuse it, and a fault can apply. A fault can also
//! change the answer.
//!
//! A request that the gate has refused (without credentials, or with an incomplete body) is only logged. So a health probe neither
//! advances the clock nor uses up a fault.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use service::code::Code;
use service::connection::{BreakConnection, broken};
use service::gate::{Received, masked_path};
use service::refusal::Refusal;
use service::routes::{self, Place};
use service::service::{Moment, Service};
use service::storage::Touch;

use crate::admission::Admission;
use crate::altered_answer;
use crate::fault::{self, FaultKind};
use crate::host::MockHost;
use crate::request_log::{LoggedRequest, Ticket};

/// The service and the mock around it.
#[derive(Clone, Debug)]
pub(crate) struct MockLayer {
    pub(crate) service: Arc<Service>,
    pub(crate) host: Arc<MockHost>,
}

/// Passes a request to the contract, and returns its answer.
pub(crate) async fn pass(State(layer): State<MockLayer>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let Some(received) = parts.extensions.get::<Received>().cloned() else {
        return routes::unknown_path().await.into_response();
    };
    let arrival = layer.arrive(&parts, &received);
    let subject = RequestSubject::of(&parts, received.base_url);
    let request = Request::from_parts(parts, body);
    let response = match arrival.admission {
        Admission::Refused { retry_after } => too_many_requests(retry_after).into_response(),
        Admission::Unlimited => layer.carry_out(request, subject, arrival.fault, next).await,
        Admission::Admitted { place, takes } => {
            tokio::time::sleep(takes).await;
            let response = layer.carry_out(request, subject, arrival.fault, next).await;
            drop(place);
            response
        }
    };
    layer.log_answer(arrival.ticket, &response);
    response
}

/// The decisions about a request on its arrival.
struct Arrival {
    ticket: Ticket,
    admission: Admission,
    fault: Option<FaultKind>,
}

impl MockLayer {
    fn arrive(&self, parts: &Parts, received: &Received) -> Arrival {
        let mut inner = self.host.lock();
        let (admission, fault) = if received.refusal.is_some() {
            (Admission::Unlimited, None)
        } else {
            inner.clock.tick();
            inner.faults.decide(&parts.method, parts.uri.path())
        };
        let header = |name: &str| {
            let value = parts.headers.get(name);
            value.and_then(|value| value.to_str().ok()).map(str::to_owned)
        };
        let entry = LoggedRequest {
            at: inner.clock.now(),
            method: parts.method.to_string(),
            path: masked_path(parts),
            parameters: received.masked_parameters(parts),
            idempotency_key: header("Idempotency-Key"),
            if_match: header("If-Match"),
            user_agent: header("User-Agent"),
            status: None,
            code: None,
            fault: fault_name(&admission, fault.as_ref()).map(str::to_owned),
            request_id: received.request_id.clone(),
            arrived_after_ms: inner.log.elapsed_ms(),
            answered_after_ms: None,
        };
        Arrival {
            ticket: inner.log.arrive(entry),
            admission,
            fault,
        }
    }

    async fn carry_out(
        &self,
        request: Request,
        mut subject: RequestSubject,
        fault: Option<FaultKind>,
        next: Next,
    ) -> Response {
        if let Some(response) = early_answer(fault.as_ref(), &subject.base_url) {
            return response;
        }
        if let Some(FaultKind::Delay { milliseconds }) = fault {
            tokio::time::sleep(Duration::from_millis(milliseconds)).await;
        }
        if let Some(FaultKind::Lag { .. }) = fault {
            subject.before = self.as_shown(&subject).await;
        }
        let response = next.run(request).await;
        let response = if subject.method == Method::GET {
            self.with_stale_reads(response).await
        } else {
            response
        };
        match fault {
            None => response,
            Some(fault) => self.apply_to_answer(fault, response, subject).await,
        }
    }

    /// The object of a request, as a read shows it now.
    async fn as_shown(&self, subject: &RequestSubject) -> Option<Value> {
        let sid = subject.sid.as_deref()?;
        let place = Place {
            account_sid: &self.service.account_sid,
            base_url: &subject.base_url,
        };
        let shown = |moment: &mut Moment<'_>| Ok(routes::as_shown(moment, place, sid));
        self.service.act(&[Touch::Object(sid)], shown).await.ok()?
    }

    async fn with_stale_reads(&self, response: Response) -> Response {
        if !self.host.lock().stale_reads.are_any() || response.status() != StatusCode::OK {
            return response;
        }
        let shown = altered_answer::with_stale_reads(response, |body| self.host.lock().stale_reads.look(body)).await;
        match self.service.act(&[], |_| Ok(())).await {
            Ok(()) => shown,
            Err(refusal) => refusal.into_response(),
        }
    }

    async fn apply_to_answer(&self, fault: FaultKind, response: Response, subject: RequestSubject) -> Response {
        match fault {
            FaultKind::Refuse {
                status,
                code,
                message,
                retry_after,
                ..
            } => refused(status, code, &message, retry_after)
                .read_at(&subject.base_url)
                .into_response(),
            FaultKind::DropAfterEffect => broken(),
            FaultKind::MalformedBody { form } => altered_answer::malformed(response, form).await,
            FaultKind::WrongAccount => altered_answer::wrong_account(response).await,
            FaultKind::WrongObject => altered_answer::wrong_object(response).await,
            FaultKind::UnknownStatus { status } => altered_answer::unknown_status(response, &status).await,
            FaultKind::HiddenForReads { reads } => {
                let (response, sid) = altered_answer::sid_of(response).await;
                if let Some(sid) = sid {
                    self.host.lock().stale_reads.add(&sid, reads, None);
                }
                response
            }
            FaultKind::Lag { reads } => {
                let (response, created) = altered_answer::sid_of(response).await;
                let written = subject.sid.filter(|_| subject.before.is_some()).or(created);
                if let Some(sid) = written {
                    self.host.lock().stale_reads.add(&sid, reads, subject.before);
                }
                response
            }
            FaultKind::Delay { .. }
            | FaultKind::TooManyRequests { .. }
            | FaultKind::DropBeforeEffect
            | FaultKind::Admits { .. } => response,
        }
    }

    fn log_answer(&self, ticket: Ticket, response: &Response) {
        let is_broken = response.extensions().get::<BreakConnection>().is_some();
        let status = (!is_broken).then(|| response.status().as_u16());
        let code = response.extensions().get::<Refusal>().map(Refusal::code);
        self.host.lock().log.finish(ticket, |entry| {
            entry.status = status;
            entry.code = code;
        });
    }
}

/// The answer of a fault before the request is carried out.
fn early_answer(fault: Option<&FaultKind>, base_url: &str) -> Option<Response> {
    if let Some(FaultKind::DropBeforeEffect) = fault {
        return Some(broken());
    }
    if let Some(FaultKind::TooManyRequests { retry_after }) = fault {
        return Some(too_many_requests(*retry_after).into_response());
    }
    if let Some(FaultKind::Refuse {
        status,
        code,
        message,
        retry_after,
        after_effect: false,
    }) = fault
    {
        return Some(
            refused(*status, *code, message, *retry_after)
                .read_at(base_url)
                .into_response(),
        );
    }
    None
}

/// The fault for the log.
fn fault_name(admission: &Admission, fault: Option<&FaultKind>) -> Option<&'static str> {
    if admission.is_refused() {
        return Some(fault::ADMITS);
    }
    fault.map(FaultKind::name)
}

fn too_many_requests(retry_after: Option<u64>) -> Refusal {
    Refusal::new(Code::TooManyRequests, "too many requests").retry_after(retry_after)
}

fn refused(status: u16, code: u32, message: &str, retry_after: Option<u64>) -> Refusal {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Refusal::custom(status, code, message).retry_after(retry_after)
}

/// The subject of a request, for the time when its answer is known.
struct RequestSubject {
    method: Method,
    sid: Option<String>,
    base_url: String,
    /// The object as a read showed it before the request, if the fault needs it.
    before: Option<Value>,
}

impl RequestSubject {
    fn of(parts: &Parts, base_url: String) -> Self {
        Self {
            method: parts.method.clone(),
            sid: parts.uri.path().split('/').nth(3).map(str::to_owned),
            base_url,
            before: None,
        }
    }
}
