//! A carrier that ends each attempt by a script, in the same process and with paused time.

use async_trait::async_trait;
use futures_util::{StreamExt, stream};
use http::{Request, Response};
use provider::api::{Carrier, Chunks, Client, NotAnswered, Settings};
use serde_json::Value;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::{Instant, sleep};

use crate::scripted_service::REQUEST_ID;

/// The end of one attempt.
#[derive(Debug, Clone)]
pub(crate) enum Ending {
    Answer(u16, Value),
    /// An answer of an intermediary, without a request id of the service.
    Stranger(u16, Value),
    /// An answer with a `Retry-After` in seconds.
    Advice(u16, Value, u64),
    /// The answer is delayed.
    Late(Duration, u16, Value),
    /// The connection breaks after the request was sent.
    Lost,
    /// The connection is refused.
    Refused,
}

/// The endings of a script in order; the last one repeats.
#[derive(Debug, Clone)]
pub(crate) struct Script(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    endings: VecDeque<Ending>,
    attempts: Vec<(Instant, String)>,
}

impl Script {
    pub(crate) fn of(endings: impl IntoIterator<Item = Ending>) -> Self {
        let state = State {
            endings: endings.into_iter().collect(),
            attempts: Vec::new(),
        };
        Self(Arc::new(Mutex::new(state)))
    }

    pub(crate) fn client(&self, settings: Settings) -> Client {
        Client::over(Arc::new(self.clone()), settings)
    }

    /// The method and path of each attempt.
    pub(crate) fn attempts(&self) -> Vec<String> {
        let state = self.0.lock().unwrap();
        state.attempts.iter().map(|(_, attempt)| attempt.clone()).collect()
    }

    fn next(&self, attempt: String) -> Ending {
        let mut state = self.0.lock().unwrap();
        state.attempts.push((Instant::now(), attempt));
        if state.endings.len() > 1 {
            return state.endings.pop_front().unwrap();
        }
        state.endings.front().cloned().unwrap()
    }
}

#[async_trait]
impl Carrier for Script {
    async fn carry(&self, request: Request<String>) -> Result<Response<Chunks>, NotAnswered> {
        let broken = |sent| NotAnswered {
            source: "scripted".into(),
            sent,
        };
        match self.next(format!("{} {}", request.method(), request.uri().path())) {
            Ending::Answer(status, body) => Ok(response(status, &body, None)),
            Ending::Stranger(status, body) => {
                let mut response = response(status, &body, None);
                response.headers_mut().remove("Twilio-Request-Id");
                Ok(response)
            }
            Ending::Advice(status, body, seconds) => Ok(response(status, &body, Some(seconds))),
            Ending::Late(after, status, body) => {
                sleep(after).await;
                Ok(response(status, &body, None))
            }
            Ending::Lost => Err(broken(true)),
            Ending::Refused => Err(broken(false)),
        }
    }
}

fn response(status: u16, body: &Value, advice: Option<u64>) -> Response<Chunks> {
    let chunks: Chunks = stream::iter([Ok(body.to_string().into())]).boxed();
    let mut response = Response::builder()
        .status(status)
        .header("Twilio-Request-Id", REQUEST_ID);
    if let Some(seconds) = advice {
        response = response.header("Retry-After", seconds);
    }
    response.body(chunks).unwrap()
}
