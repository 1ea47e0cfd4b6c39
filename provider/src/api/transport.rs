//! The loop that sends a request until an answer or a limit ends it, and the log line of each attempt.
//!
//! `retry` decides about another attempt after a failure, `limiter` about the number of concurrent requests, and `fault` about the
//! error of an answer. Headers and bodies are never logged.

use super::answer::Answer;
use super::body::{self, Intake, Reading, Unreadable, Whole};
use super::call::Call;
use super::call_limits::CallLimits;
use super::carrier::{Carrier, Chunks};
use super::client::Settings;
use super::credentials::Credentials;
use super::effect::Effect;
use super::error::{Cause, Error, WriteError};
use super::fault;
use super::limiter::{Limiter, Permit};
use super::refusal::Refusal;
use super::request_id::RequestId;
use super::retry::{Failing, InFlight, Limit, Reachability, RetryState};
use super::secrets::Secrets;
use super::transport_error::TransportError;
use crate::domain::{AccountSid, RequestTimeout};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, DATE, HeaderMap, HeaderValue, IF_MATCH, RETRY_AFTER};
use http::{Method, Request, Response};
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, interval_at, sleep, sleep_until, timeout};

/// The parts of each request, and the state that all requests of a process share.
#[derive(Debug)]
pub(super) struct Transport {
    carrier: Arc<dyn Carrier>,
    account_sid: AccountSid,
    credentials: Credentials,
    secrets: Secrets,
    request_timeout: RequestTimeout,
    limiter: Limiter,
    reachability: Mutex<Reachability>,
    last_date: Mutex<Option<Timestamp>>,
}

/// An answer of any status, read to its end.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) request_id: Option<RequestId>,
    pub(super) retry_after: Option<Duration>,
    pub(super) is_replayed: bool,
    /// The time of the answer, by the service's clock.
    pub(super) date: Option<Timestamp>,
    pub(super) body: Vec<u8>,
    /// The secrets of the request, which no text about the answer may repeat.
    pub(super) secrets: Secrets,
}

impl Transport {
    /// Creates a transport over a carrier. It sends nothing yet.
    pub(super) fn new(settings: Settings, carrier: Arc<dyn Carrier>) -> Self {
        Self {
            carrier,
            secrets: Secrets::of(&settings.credentials, &settings.account_sid),
            account_sid: settings.account_sid,
            credentials: settings.credentials,
            request_timeout: settings.request_timeout,
            limiter: Limiter::new(usize::try_from(settings.max_concurrent_requests.get()).unwrap_or(1)),
            reachability: Mutex::new(Reachability::new(settings.max_retries.map(|most| most.get()))),
            last_date: Mutex::default(),
        }
    }

    /// The time of the last answer, by the service's clock.
    pub(super) fn last_date(&self) -> Option<Timestamp> {
        *self.last_date.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends a call until it succeeds or a limit ends the retries. While it waits, it writes a line to the log every 30 seconds.
    ///
    /// # Errors
    /// Every kind but `Setup`, with the effect of all attempts.
    pub(super) async fn send(&self, call: &Call, limits: &CallLimits) -> Result<Reply, WriteError> {
        let (reply, _) = self.receive(call, limits, Whole::object).await?;
        Ok(reply)
    }

    /// Sends a call as [`Transport::send`] does. Each attempt begins a new intake for the body of a success.
    ///
    /// # Errors
    /// Every kind but `Setup`, with the effect of all attempts.
    pub(super) async fn receive<I: Intake>(
        &self,
        call: &Call,
        limits: &CallLimits,
        begin: impl Fn() -> I,
    ) -> Result<(Reply, I), WriteError> {
        let began_at = Instant::now();
        let mut notice = interval_at(began_at + NOTICE, NOTICE);
        let mut sending = std::pin::pin!(self.retried(call, limits, begin));
        loop {
            tokio::select! {
                biased;
                reply = &mut sending => return reply,
                _ = notice.tick() => {
                    let (method, path, seconds) = (call.method.as_str(), call.url.path(), began_at.elapsed().as_secs());
                    tracing::info!(method, path, seconds, "still waiting for the service");
                }
            }
        }
    }

    async fn retried<I: Intake>(
        &self,
        call: &Call,
        limits: &CallLimits,
        begin: impl Fn() -> I,
    ) -> Result<(Reply, I), WriteError> {
        let mut retry_state = RetryState::new(limits.deadline, call.idempotency_key.is_some());
        let mut effect = Effect::None;
        let mut before = None;
        loop {
            let mut intake = begin();
            let attempt = self.attempt(call, limits, &mut intake, retry_state.retries).await;
            effect = effect.and(attempt.effect());
            // For an attempt that was not made, the answer before it is reported.
            if let (Some(limit), Some((answered, intake))) = (attempt.unmade(limits), before.take()) {
                let answered: Attempt = answered;
                return Ok((answered.conclude(call, effect, Some(limit))?, intake));
            }
            let failing = attempt.failing();
            let retried = failing.filter(|failing| failing.allows_retry(call.is_repeatable()));
            let next = retried.map(|failing| retry_state.next(failing, attempt.advice(), &self.reachability()));
            let pause = match next {
                Some(Ok(pause)) => pause,
                Some(Err(limit)) => return Ok((attempt.conclude(call, effect, limit)?, intake)),
                None => return Ok((attempt.conclude(call, effect, None)?, intake)),
            };
            tokio::select! {
                biased;
                () = limits.stop.cancelled() => return Err(WriteError::new(Error::Interrupted, effect)),
                () = sleep(pause) => before = Some((attempt, intake)),
            }
        }
    }

    /// Makes one attempt, from the wait for its permit to the end of the answer's body.
    async fn attempt(&self, call: &Call, limits: &CallLimits, intake: &mut impl Intake, retries: u32) -> Attempt {
        let is_mere_read = call.is_read() && limits.deadline.is_none();
        if is_mere_read && self.reachability().patience_left().is_zero() {
            return Attempt::Silence;
        }
        let permit = tokio::select! {
            biased;
            () = limits.stop.cancelled() => return Attempt::Interrupted { sent: false },
            permit = self.limiter.permit() => permit,
            () = overdue(limits) => return Attempt::NoPermit,
        };
        let started = Instant::now();
        let in_flight = InFlight::begin(&self.reachability);
        let attempt = tokio::select! {
            biased;
            attempt = self.carried(call, limits, intake) => attempt,
            () = cut_off(call, limits) => Attempt::Interrupted { sent: true },
        };
        self.note(&attempt, permit, in_flight);
        attempt.log(call, retries, started.elapsed());
        attempt
    }

    async fn carried(&self, call: &Call, limits: &CallLimits, intake: &mut impl Intake) -> Attempt {
        let limit = self.time_for(call, limits);
        let secrets = self.secrets.clone().with(&call.form.secrets);
        let answer = async {
            match self.carrier.carry(self.request(call)).await {
                Ok(response) => answered(response, secrets, intake).await,
                Err(not_answered) => Attempt::Unanswered {
                    source: not_answered.source,
                    sent: not_answered.sent,
                },
            }
        };
        timeout(limit, answer).await.unwrap_or_else(|_| Attempt::Unanswered {
            source: TransportError::timed_out(limit).into(),
            sent: true,
        })
    }

    /// The time limit of an attempt. The time limit of the operation does not shorten a request that must not be cut off.
    fn time_for(&self, call: &Call, limits: &CallLimits) -> Duration {
        let limit = self.request_timeout.get();
        match limits.deadline {
            _ if !call.may_be_cut_off() => limit,
            Some(deadline) => limit.min(deadline.at.saturating_duration_since(Instant::now()).max(LEAST_TIME)),
            None if call.is_read() => limit.min(self.reachability().patience_left().max(LEAST_TIME)),
            None => limit,
        }
    }

    /// Records the end of an attempt in the limiter and the run. An abandoned attempt is not recorded.
    fn note(&self, attempt: &Attempt, permit: Permit, in_flight: InFlight<'_>) {
        match attempt.failing() {
            Some(failing) => {
                in_flight.failed(failing);
                if failing == Failing::TooMany {
                    permit.refused(attempt.advice());
                }
            }
            None if attempt.is_answer() => {
                in_flight.answered();
                permit.admitted();
            }
            None => {}
        }
        if let Attempt::Answered(Reply { date: Some(date), .. }) = attempt {
            *self.last_date.lock().unwrap_or_else(PoisonError::into_inner) = Some(*date);
        }
    }

    fn reachability(&self) -> MutexGuard<'_, Reachability> {
        self.reachability.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn request(&self, call: &Call) -> Request<String> {
        let mut request = Request::new(String::new());
        *request.method_mut() = call.method.clone();
        // Every URL is a URI (RFC 3986).
        *request.uri_mut() = call.url.as_str().parse().unwrap_or_default();
        let headers = request.headers_mut();
        headers.insert(AUTHORIZATION, self.authorization());
        if call.method != Method::DELETE {
            headers.insert(ACCEPT, HeaderValue::from_static(call.accept));
        }
        if let Some(revision) = call.if_match {
            headers.insert(IF_MATCH, HeaderValue::from(revision.get()));
        }
        if let Some(key) = call.idempotency_key.as_ref().and_then(|key| key.as_str().parse().ok()) {
            headers.insert("idempotency-key", key);
        }
        if call.method == Method::POST {
            headers.insert(
                CONTENT_TYPE,
                HeaderValue::from_static("application/x-www-form-urlencoded"),
            );
            *request.body_mut() = call.form.encoded();
        }
        request
    }

    fn authorization(&self) -> HeaderValue {
        let user_name = self.credentials.user_name(&self.account_sid);
        let pair = STANDARD.encode(format!("{user_name}:{}", self.credentials.password()));
        // Base64 is printable ASCII, which is valid in every header.
        let mut value = HeaderValue::try_from(format!("Basic {pair}")).unwrap_or(HeaderValue::from_static(""));
        value.set_sensitive(true);
        value
    }
}

/// Waits until an interruption cuts a request off: at once, or after a grace period if the request must not be cut off.
async fn cut_off(call: &Call, limits: &CallLimits) {
    limits.stop.cancelled().await;
    if !call.may_be_cut_off() {
        sleep(GRACE).await;
    }
}

/// Waits for the end of the operation; forever for a read.
async fn overdue(limits: &CallLimits) {
    match limits.deadline {
        Some(deadline) => sleep_until(deadline.at).await,
        None => std::future::pending().await,
    }
}

/// The end of one attempt.
#[derive(Debug)]
enum Attempt {
    Answered(Reply),
    /// An answer with a body that is too long or malformed.
    Unreadable(Reply, Unreadable),
    Unanswered {
        source: Cause,
        sent: bool,
    },
    /// Not made, because the service has not answered for too long.
    Silence,
    /// Not made, because the operation ended while it waited for a permit.
    NoPermit,
    /// Abandoned, because the run was interrupted.
    Interrupted {
        sent: bool,
    },
}

async fn answered(response: Response<Chunks>, secrets: Secrets, intake: &mut impl Intake) -> Attempt {
    let (head, chunks) = response.into_parts();
    let mut reply = Reply {
        secrets,
        ..Reply::from_head(head.status.as_u16(), &head.headers)
    };
    if !reply.is_success() {
        reply.body = body::beginning(chunks).await;
        return Attempt::Answered(reply);
    }
    let reading = body::read(chunks, intake).await;
    reply.body = intake.release();
    match reading {
        Reading::Complete => Attempt::Answered(reply),
        Reading::Unreadable(found) => Attempt::Unreadable(reply, found),
        Reading::Broken(source) => Attempt::Unanswered { source, sent: true },
    }
}

impl Attempt {
    /// The limit that prevented the attempt.
    fn unmade(&self, limits: &CallLimits) -> Option<Limit> {
        match self {
            Self::Silence => Some(Limit::Silence),
            Self::NoPermit => limits.deadline.map(|deadline| Limit::Operation(deadline.limit)),
            Self::Answered(_) | Self::Unreadable(..) | Self::Unanswered { .. } | Self::Interrupted { .. } => None,
        }
    }

    fn failing(&self) -> Option<Failing> {
        match self {
            Self::Answered(reply) => Failing::from_status(reply.status),
            Self::Unanswered { sent: true, .. } => Some(Failing::Uncertain),
            Self::Unanswered { sent: false, .. } | Self::NoPermit => Some(Failing::NotSent),
            Self::Unreadable(..) | Self::Silence | Self::Interrupted { .. } => None,
        }
    }

    fn is_answer(&self) -> bool {
        matches!(self, Self::Answered(_) | Self::Unreadable(..))
    }

    /// The effect of this attempt, if its request has one.
    fn effect(&self) -> Effect {
        match self {
            Self::Answered(reply) | Self::Unreadable(reply, _) => reply.effect(),
            Self::Unanswered { sent, .. } | Self::Interrupted { sent } if *sent => Effect::Perhaps,
            Self::Unanswered { .. } | Self::Interrupted { .. } | Self::Silence | Self::NoPermit => Effect::None,
        }
    }

    fn advice(&self) -> Option<Duration> {
        match self {
            Self::Answered(reply) => reply.retry_after,
            Self::Unreadable(..) | Self::Unanswered { .. } | Self::Interrupted { .. } => None,
            Self::Silence | Self::NoPermit => None,
        }
    }

    fn conclude(self, call: &Call, effect: Effect, limit: Option<Limit>) -> Result<Reply, WriteError> {
        let error = match self {
            Self::Answered(reply) if reply.is_success() => return Ok(reply),
            Self::Answered(reply) => fault::of_reply(&reply, call, limit),
            Self::Unreadable(reply, found) => fault::unreadable(&reply, &found),
            Self::Unanswered { source, sent } => Error::Unreachable { source, sent, limit },
            Self::Silence => Error::Unreachable {
                source: "the service has not answered any request in this run".into(),
                sent: false,
                limit: Some(Limit::Silence),
            },
            Self::NoPermit => Error::Unreachable {
                source: "the limit of concurrent requests was reached".into(),
                sent: false,
                limit,
            },
            Self::Interrupted { .. } => Error::Interrupted,
        };
        Err(WriteError::new(error, effect))
    }

    fn log(&self, call: &Call, retries: u32, duration: Duration) {
        let duration_ms = u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
        let (method, path, attempt) = (call.method.as_str(), call.url.path(), u64::from(retries) + 1);
        match self {
            Self::Answered(reply) | Self::Unreadable(reply, _) => {
                let request_id = reply.request_id.as_ref().map_or("", RequestId::as_str);
                tracing::debug!(
                    method,
                    path,
                    status = reply.status,
                    request_id,
                    duration_ms,
                    attempt,
                    "answered"
                );
            }
            Self::Unanswered { source, sent } => {
                tracing::debug!(method, path, %source, sent, duration_ms, attempt, "not answered");
            }
            Self::Interrupted { sent } => tracing::debug!(method, path, sent, duration_ms, attempt, "interrupted"),
            Self::Silence | Self::NoPermit => {}
        }
    }
}

impl Reply {
    fn from_head(status: u16, headers: &HeaderMap) -> Self {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        Self {
            status,
            request_id: text("twilio-request-id").and_then(RequestId::parse),
            retry_after: text(RETRY_AFTER.as_str()).and_then(retry_after),
            is_replayed: text("idempotency-replayed") == Some("true"),
            date: text(DATE.as_str()).and_then(date),
            body: Vec::new(),
            secrets: Secrets::default(),
        }
    }

    fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The effect by the status. It is certain for a success that the service itself answered. It is none for 401, 403, and 429, and for
    /// a refusal in the contract's form. It is perhaps for everything else.
    pub(super) fn effect(&self) -> Effect {
        let is_refusal = || Refusal::read(self.status, None, &self.body, &self.secrets).is_some();
        match self.status {
            200..=299 if self.request_id.is_some() => Effect::Certain,
            401 | 403 | 429 => Effect::None,
            400..=499 if is_refusal() => Effect::None,
            _ => Effect::Perhaps,
        }
    }

    /// Returns the answer with the value that was read from the body.
    pub(super) fn answer<T>(self, value: T) -> Answer<T> {
        Answer {
            value,
            request_id: self.request_id,
            retry_after: self.retry_after,
            is_replayed: self.is_replayed,
        }
    }

    /// Returns the refusal with the head of the answer alone.
    pub(super) fn bare(&self) -> Refusal {
        Refusal::of_status(self.status, self.request_id.clone())
    }
}

/// Reads `Retry-After` in whole seconds, up to a day. The form with a date is ignored, because the contract does not use it. The code
/// that makes a pause decides how much of it is followed.
fn retry_after(text: &str) -> Option<Duration> {
    let digits = text.trim();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds = digits.parse().unwrap_or(u64::MAX);
    Some(Duration::from_secs(seconds).min(LONGEST_ADVICE))
}

/// Reads `Date` of RFC 9110, which is a form of RFC 2822.
fn date(text: &str) -> Option<Timestamp> {
    rfc2822::DateTimeParser::new().parse_timestamp(text).ok()
}

/// The grace period after an interruption for an order, a completion notice, or another change in flight.
const GRACE: Duration = Duration::from_secs(10);
/// The upper bound of a value of `Retry-After`. It is longer than every pause.
const LONGEST_ADVICE: Duration = Duration::from_secs(86_400);
/// The time between two log lines about a request without an answer.
const NOTICE: Duration = Duration::from_secs(30);
/// The shortest time limit of an attempt.
const LEAST_TIME: Duration = Duration::from_millis(100);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advice_is_read_in_seconds_and_bounded() {
        for (text, seconds) in [
            ("0", Some(0)),
            ("7", Some(7)),
            (" 60 ", Some(60)),
            ("61", Some(61)),
            ("18446744073709551615", Some(86_400)),
            ("99999999999999999999999999", Some(86_400)),
            ("", None),
            ("-1", None),
            ("+5", None),
            ("1.5", None),
            ("Fri, 31 Dec 1999 23:59:59 GMT", None),
        ] {
            assert_eq!(retry_after(text), seconds.map(Duration::from_secs), "{text}");
        }
    }
}
