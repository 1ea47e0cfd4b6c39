//! The transport of one request to the service and back, with its faults.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::stream;
use http::{Request, Response};
use provider::api::{Carrier, Chunks, NotAnswered};
use serde_json::Value;
use tokio::time::sleep;

use crate::fault::{Fault, Malformed};
use crate::service::{Delivered, Service};

/// The carrier of one provider process. A killed process sends and receives nothing more.
#[derive(Debug)]
pub(crate) struct SimulatedCarrier {
    service: Arc<Service>,
    alive: AtomicBool,
}

impl SimulatedCarrier {
    /// The carrier of a running process.
    pub(crate) fn new(service: &Arc<Service>) -> Arc<Self> {
        Arc::new(Self {
            service: Arc::clone(service),
            alive: AtomicBool::new(true),
        })
    }

    /// Ends the process like a kill: any part of it that still runs in this simulation waits forever at its next request.
    pub(crate) fn kill(&self) {
        self.alive.store(false, Ordering::Relaxed);
    }

    async fn pass(&self, milliseconds: u64) {
        sleep(Duration::from_millis(milliseconds)).await;
        if !self.alive.load(Ordering::Relaxed) {
            std::future::pending::<()>().await;
        }
    }

    async fn deliver(&self, step: usize, request: &Request<String>) -> Result<Delivered, NotAnswered> {
        self.service
            .deliver(step, request)
            .await
            .map_err(|_| lost("broken connection"))
    }

    /// The part of an answer that reaches the client under a fault after the effect.
    fn answered(&self, delivered: &Delivered, fault: Option<&Fault>) -> Result<Response<Chunks>, NotAnswered> {
        let (status, whole) = (delivered.answer.status(), delivered.answer.body().clone());
        let chunks: Vec<Result<Bytes, _>> = match fault {
            Some(Fault::LostAfter | Fault::Late | Fault::LateEffect) => return Err(lost("the answer is lost")),
            Some(Fault::Malformed(Malformed::Broken)) => {
                vec![Ok(whole.slice(..whole.len() / 2)), Err("broken in the middle".into())]
            }
            Some(Fault::Malformed(Malformed::Html)) => vec![Ok(Bytes::from_static(b"<html>502 Bad Gateway</html>"))],
            Some(Fault::Malformed(Malformed::Empty)) => Vec::new(),
            Some(Fault::Malformed(Malformed::WrongTypes)) => vec![Ok(with_wrong_types(&whole))],
            None
            | Some(Fault::Refused | Fault::LostBefore | Fault::Doubled | Fault::Status { .. } | Fault::Lag { .. }) => {
                self.service.told(delivered);
                vec![Ok(whole)]
            }
        };
        let mut response = Response::new(stream::iter(chunks).boxed());
        *response.status_mut() = status;
        response.headers_mut().clone_from(delivered.answer.headers());
        response.headers_mut().remove("content-length");
        Ok(response)
    }

    async fn under(
        &self,
        step: usize,
        fault: &Fault,
        request: &Request<String>,
    ) -> Result<Response<Chunks>, NotAnswered> {
        match fault {
            Fault::Refused => return Err(not_sent()),
            Fault::LostBefore => return Err(lost("lost on the way")),
            Fault::LateEffect => {
                let (service, request) = (Arc::clone(&self.service), crate::service::copied(request));
                tokio::spawn(async move {
                    sleep(Duration::from_millis(45_007)).await;
                    service.deliver(step, &request).await
                });
                self.pass(600_000).await;
                return Err(lost("no answer"));
            }
            Fault::Status {
                status,
                retry_after,
                after_effect,
            } => {
                if *after_effect {
                    self.deliver(step, request).await?;
                }
                return Ok(refusal(*status, *retry_after));
            }
            Fault::Doubled => drop(self.deliver(step, request).await?),
            Fault::Lag { reads } => self.service.lag(request, *reads).await,
            Fault::LostAfter | Fault::Late | Fault::Malformed(_) => {}
        }
        let delivered = self.deliver(step, request).await?;
        if *fault == Fault::Late {
            self.pass(600_000).await;
        }
        self.answered(&delivered, Some(fault))
    }
}

#[async_trait]
impl Carrier for SimulatedCarrier {
    async fn carry(&self, request: Request<String>) -> Result<Response<Chunks>, NotAnswered> {
        self.pass(0).await;
        let (fault, (there, back)) = self.service.next_fault();
        let step = self.service.record().step;
        let line = format!("{} {}", request.method(), request.uri().path());
        self.service
            .log
            .write(format_args!("> {line} {} {fault:?}", request.body()));
        self.pass(there).await;
        let answer = match &fault {
            Some(fault) => self.under(step, fault, &request).await,
            None => {
                let delivered = self.deliver(step, &request).await?;
                self.answered(&delivered, None)
            }
        };
        self.pass(back).await;
        let ending = answer.as_ref().map_or(0, |answer| answer.status().as_u16());
        self.service.log.write(format_args!("< {line} {ending}"));
        answer
    }
}

/// Returns a body with a number for each text and a text for each other value. A body that is not JSON is unchanged.
fn with_wrong_types(body: &Bytes) -> Bytes {
    match serde_json::from_slice(body) {
        Ok(value) => Bytes::from(of_wrong_type(value).to_string()),
        Err(_) => body.clone(),
    }
}

fn of_wrong_type(value: Value) -> Value {
    match value {
        Value::String(text) => Value::from(text.len()),
        Value::Array(items) => items.into_iter().map(of_wrong_type).collect(),
        Value::Object(fields) => {
            let fields = fields.into_iter();
            Value::Object(fields.map(|(name, value)| (name, of_wrong_type(value))).collect())
        }
        other @ (Value::Null | Value::Bool(_) | Value::Number(_)) => Value::from(other.to_string()),
    }
}

fn refusal(status: u16, retry_after: Option<u64>) -> Response<Chunks> {
    let code = 20_000 + u32::from(status);
    let body = format!(r#"{{"code": {code}, "message": "simulated", "more_info": "", "status": {status}}}"#);
    let mut response = Response::new(stream::iter([Ok(Bytes::from(body))]).boxed());
    *response.status_mut() = http::StatusCode::from_u16(status).unwrap_or(http::StatusCode::BAD_GATEWAY);
    if let Some(seconds) = retry_after {
        response.headers_mut().insert(http::header::RETRY_AFTER, seconds.into());
    }
    response
}

fn not_sent() -> NotAnswered {
    NotAnswered {
        source: "connection refused".into(),
        sent: false,
    }
}

fn lost(why: &str) -> NotAnswered {
    NotAnswered {
        source: why.to_owned().into(),
        sent: true,
    }
}
