//! The service of a life: the mock without a listener, the faults on the way to it, and the effects of this client.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{Method, Request, Response, StatusCode};
use mock_api::{Broken, Clock, CrossConnect, Fault as MockFault, FaultKind, MockApi, Pace, Settings, StepTimes};
use serde_json::Value;

use crate::effect::Effect;
use crate::fault::{Fault, Faults};
use crate::log::Log;

/// The address of a service without a listener.
pub(crate) const BASE_URL: &str = "http://127.0.0.1:8080";

/// A name in use, as reported to the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameRefusal {
    /// The step of the life.
    pub step: usize,
    /// The SID of the holder.
    pub existing_sid: String,
}

/// The observations on the way to the service.
#[derive(Debug)]
pub(crate) struct Record {
    /// The step of the life.
    pub(crate) step: usize,
    /// The effects of this client at the service.
    pub(crate) effects: Vec<Effect>,
    /// Refusals of a name in use that reached the client.
    pub(crate) name_refusals: Vec<NameRefusal>,
    /// The number of requests.
    pub(crate) requests: u64,
    /// The number of faults of each kind.
    pub(crate) faults: BTreeMap<&'static str, u64>,
    /// The generator of faults.
    pub(crate) weather: Faults,
}

/// The service of a life.
#[derive(Debug)]
pub(crate) struct Service {
    /// The mock.
    pub(crate) mock: MockApi,
    /// The log of the life.
    pub(crate) log: Log,
    record: Mutex<Record>,
}

impl Service {
    /// Creates the service for the life of a seed.
    pub(crate) async fn new(
        seed: u64,
        name_guard: bool,
        faults: Faults,
        log: Log,
    ) -> Result<Arc<Self>, mock_api::StartError> {
        let settings = Settings {
            clock: Clock {
                start: Some(START),
                ..Clock::default()
            },
            step_times: STEP_TIMES,
            sid_seed: seed,
            name_guard,
            ..Settings::default()
        };
        Ok(Arc::new(Self {
            mock: MockApi::unplugged(&settings).await?,
            log,
            record: Mutex::new(Record {
                step: 0,
                effects: Vec::new(),
                name_refusals: Vec::new(),
                requests: 0,
                faults: BTreeMap::new(),
                weather: faults,
            }),
        }))
    }

    /// Returns the observations on the way to the service.
    pub(crate) fn record(&self) -> MutexGuard<'_, Record> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the cross connect of a SID, if the service has it.
    pub(crate) async fn cross_connect(&self, sid: &str) -> Option<CrossConnect> {
        self.mock
            .cross_connects()
            .await
            .into_iter()
            .find(|found| found.sid == sid)
    }

    /// Sets the pace of each step that begins from now on.
    pub(crate) async fn set_pace(&self, pace: Pace) {
        self.mock.set_step_times(StepTimes { pace, ..STEP_TIMES }).await;
    }

    /// Hides the effect of the next request from reads.
    pub(crate) async fn lag(&self, request: &Request<String>, reads: u32) {
        if request.method() == Method::POST {
            self.mock.add_fault(MockFault::new(FaultKind::Lag { reads })).await;
        }
    }

    /// Passes a request of a step to the service. Returns the number of its effect with the answer.
    pub(crate) async fn deliver(&self, step: usize, request: &Request<String>) -> Result<Delivered, Broken> {
        let answer = self.mock.answer(copied(request)).await?;
        let replayed = answer.headers().contains_key("idempotency-replayed");
        let mut record = self.record();
        if answer.status() == StatusCode::TOO_MANY_REQUESTS {
            *record.faults.entry("429 of a limit").or_default() += 1;
        }
        let effect = Effect::of(step, request, answer.status().as_u16(), replayed, answer.body());
        let effect = effect.map(|effect| {
            self.log.write(format_args!(
                "effect {:?} {} {}",
                effect.kind, effect.subject, effect.sid
            ));
            record.effects.push(effect);
            record.effects.len() - 1
        });
        Ok(Delivered { answer, effect })
    }

    /// Records that the client received the whole of an answer.
    pub(crate) fn told(&self, delivered: &Delivered) {
        let mut record = self.record();
        if let Some(effect) = delivered.effect.and_then(|index| record.effects.get_mut(index)) {
            effect.told = true;
        }
        let body: Value = serde_json::from_slice(delivered.answer.body()).unwrap_or_default();
        let step = record.step;
        if let Some(sid) = body.pointer("/details/existing_sid").and_then(Value::as_str) {
            record.name_refusals.push(NameRefusal {
                step,
                existing_sid: sid.to_owned(),
            });
        }
    }

    /// Returns the fault of the next request and its time in milliseconds.
    pub(crate) fn next_fault(&self) -> (Option<Fault>, (u64, u64)) {
        let mut record = self.record();
        record.requests += 1;
        let fault = record.weather.next();
        if let Some(fault) = &fault {
            *record.faults.entry(fault.kind()).or_default() += 1;
        }
        (fault, record.weather.latency())
    }
}

/// An answer of the service, with the number of the effect that it reports.
#[derive(Debug)]
pub(crate) struct Delivered {
    pub(crate) answer: Response<Bytes>,
    effect: Option<usize>,
}

/// Returns a request with the same head and body. The body of a request of this client is text.
pub(crate) fn copied(request: &Request<String>) -> Request<String> {
    let mut copy = Request::new(request.body().clone());
    copy.method_mut().clone_from(request.method());
    copy.uri_mut().clone_from(request.uri());
    copy.headers_mut().clone_from(request.headers());
    copy
}

const START: jiff::Timestamp = jiff::Timestamp::constant(1_767_603_600, 0);

const STEP_TIMES: StepTimes = StepTimes {
    pace: Pace::Machine,
    letter_issue: Duration::from_secs(90),
    configuration: Duration::from_secs(120),
    bandwidth_update: Duration::from_secs(40),
    deletion: Duration::from_secs(60),
    session_configuration: Duration::from_secs(20),
    session_update: Duration::from_secs(10),
    session_deletion: Duration::from_secs(10),
    recovery: Duration::from_secs(100),
};
