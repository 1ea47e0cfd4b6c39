//! The loop that sends a request until it is answered or given up, and the log line of each attempt.
//!
//! Which failures allow another attempt stands in `failing`, which error an answer is in
//! `fault`. Nothing of a header or a body is logged.

use super::answer::Answer;
use super::base_url::BaseUrl;
use super::body::{self, Reading};
use super::call::Call;
use super::client::Settings;
use super::credentials::Credentials;
use super::error::{Cause, Error};
use super::failing::Failing;
use super::fault;
use super::refusal::Refusal;
use super::retry_policy::RetryPolicy;
use super::secrets::Secrets;
use super::tls;
use crate::domain::AccountSid;
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use reqwest::header::{ACCEPT, CONTENT_TYPE, DATE, HeaderMap, IF_MATCH, RETRY_AFTER};
use reqwest::{Method, redirect, retry};
use rustls::RootCertStore;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// One pool of connections with everything that each request carries.
#[derive(Debug)]
pub(super) struct Transport {
    http: reqwest::Client,
    account_sid: AccountSid,
    credentials: Credentials,
    policy: RetryPolicy,
    secrets: Secrets,
    last_date: Mutex<Option<Timestamp>>,
}

/// An answer of whatever status, read to its end.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) request_id: Option<String>,
    pub(super) retry_after: Option<Duration>,
    pub(super) is_replayed: bool,
    /// When the service answered, by its own clock.
    pub(super) date: Option<Timestamp>,
    pub(super) body: Vec<u8>,
    /// The secrets of the request, which nothing that is said about the answer may repeat.
    pub(super) secrets: Secrets,
}

impl Transport {
    pub(super) fn new(settings: Settings) -> Result<Self, Error> {
        let tls = if settings.base_url.is_https() {
            tls::with_machine_roots()?
        } else {
            tls::with_roots(RootCertStore::empty())?
        };
        Self::with_tls(settings, tls)
    }

    pub(super) fn with_tls(settings: Settings, tls: rustls::ClientConfig) -> Result<Self, Error> {
        let http = connections(&settings.base_url, &settings, tls)?;
        Ok(Self {
            http,
            secrets: Secrets::of(&settings.credentials, &settings.account_sid),
            account_sid: settings.account_sid,
            credentials: settings.credentials,
            policy: settings.retry_policy,
            last_date: Mutex::default(),
        })
    }

    /// When the service last answered, by its own clock.
    pub(super) fn last_date(&self) -> Option<Timestamp> {
        *self.last_date.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends a call until it succeeds or no further attempt is allowed.
    ///
    /// # Errors
    /// Every kind but `Setup`.
    pub(super) async fn send(&self, call: &Call) -> Result<Reply, Error> {
        let mut retries = 0;
        loop {
            let attempt = self.attempt(call, retries).await;
            let failing = attempt.failing();
            if !failing
                .is_some_and(|failing| failing.allows_retry(call.is_repeatable()) && retries < self.policy.max_retries)
            {
                return attempt.conclude(call);
            }
            tokio::time::sleep(self.policy.pause(retries, attempt.advice())).await;
            retries += 1;
        }
    }

    async fn attempt(&self, call: &Call, retries: u32) -> Attempt {
        let started = Instant::now();
        let attempt = match self.request(call).send().await {
            Ok(response) => answered(response, self.secrets.clone().with(&call.form.secrets)).await,
            Err(error) => unanswered(error),
        };
        if let Attempt::Answered(Reply { date: Some(date), .. }) = &attempt {
            *self.last_date.lock().unwrap_or_else(PoisonError::into_inner) = Some(*date);
        }
        attempt.log(call, retries, started.elapsed());
        attempt
    }

    fn request(&self, call: &Call) -> reqwest::RequestBuilder {
        let user_name = self.credentials.user_name(&self.account_sid);
        let mut request = self.http.request(call.method.clone(), call.url.clone());
        request = request.basic_auth(user_name, Some(self.credentials.password()));
        if call.method != Method::DELETE {
            request = request.header(ACCEPT, call.accept);
        }
        if call.method == Method::POST {
            request = request
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(call.form.encoded());
        }
        if let Some(revision) = call.if_match {
            request = request.header(IF_MATCH, revision.get());
        }
        if let Some(key) = &call.idempotency_key {
            request = request.header("Idempotency-Key", key.as_str());
        }
        request
    }
}

/// One pool: no redirects (they would carry credentials away), no retries below ours, no proxy to this machine.
fn connections(base_url: &BaseUrl, settings: &Settings, tls: rustls::ClientConfig) -> Result<reqwest::Client, Error> {
    let timeout = settings.request_timeout.get();
    let builder = reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .user_agent(settings.user_agent.as_str())
        .timeout(timeout)
        .connect_timeout(timeout.min(LONGEST_CONNECT))
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .https_only(base_url.is_https());
    let builder = if base_url.is_loopback() {
        builder.no_proxy()
    } else {
        builder
    };
    builder.build().map_err(|error| Error::Setup { source: error.into() })
}

/// How one attempt ended.
#[derive(Debug)]
enum Attempt {
    Answered(Reply),
    /// An answer with more than a body may have.
    TooLong(Reply),
    Unanswered {
        source: Cause,
        sent: bool,
    },
}

async fn answered(response: reqwest::Response, secrets: Secrets) -> Attempt {
    let mut reply = Reply {
        secrets,
        ..Reply::from_head(response.status().as_u16(), response.headers())
    };
    match body::read(response).await {
        Reading::Whole(body) => {
            reply.body = body;
            Attempt::Answered(reply)
        }
        Reading::TooLong(body) => {
            reply.body = body;
            Attempt::TooLong(reply)
        }
        Reading::Broken(source) => Attempt::Unanswered { source, sent: true },
    }
}

/// A connection that never stood carried nothing; of everything else, a part may have arrived.
fn unanswered(error: reqwest::Error) -> Attempt {
    let sent = !(error.is_connect() || error.is_builder());
    Attempt::Unanswered {
        source: error.without_url().into(),
        sent,
    }
}

impl Attempt {
    fn failing(&self) -> Option<Failing> {
        match self {
            Self::Answered(reply) => Failing::from_status(reply.status),
            Self::TooLong(_) => None,
            Self::Unanswered { sent: true, .. } => Some(Failing::Uncertain),
            Self::Unanswered { sent: false, .. } => Some(Failing::NotSent),
        }
    }

    fn advice(&self) -> Option<Duration> {
        match self {
            Self::Answered(reply) => reply.retry_after,
            Self::TooLong(_) | Self::Unanswered { .. } => None,
        }
    }

    fn conclude(self, call: &Call) -> Result<Reply, Error> {
        match self {
            Self::Answered(reply) if (200..300).contains(&reply.status) => Ok(reply),
            Self::Answered(reply) => Err(fault::of_reply(&reply, call)),
            Self::TooLong(reply) => Err(fault::unexpected(&reply, "the body is too long")),
            Self::Unanswered { source, sent } => Err(Error::Unreachable { source, sent }),
        }
    }

    fn log(&self, call: &Call, retries: u32, duration: Duration) {
        let duration_ms = u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
        let (method, path, attempt) = (call.method.as_str(), call.url.path(), retries + 1);
        match self {
            Self::Answered(reply) | Self::TooLong(reply) => {
                let request_id = reply.request_id.as_deref().unwrap_or_default();
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
        }
    }
}

impl Reply {
    fn from_head(status: u16, headers: &HeaderMap) -> Self {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        Self {
            status,
            request_id: text("twilio-request-id").map(str::to_owned),
            retry_after: text(RETRY_AFTER.as_str()).and_then(retry_after),
            is_replayed: text("idempotency-replayed") == Some("true"),
            date: text(DATE.as_str()).and_then(date),
            body: Vec::new(),
            secrets: Secrets::default(),
        }
    }

    /// The answer with the value that was read from the body.
    pub(super) fn answer<T>(self, value: T) -> Answer<T> {
        Answer {
            value,
            request_id: self.request_id,
            retry_after: self.retry_after,
            is_replayed: self.is_replayed,
        }
    }

    /// The refusal of which only the head is known.
    pub(super) fn bare(&self) -> Refusal {
        Refusal::of_status(self.status, self.request_id.clone())
    }
}

/// `Retry-After` in whole seconds, as the contract writes it; the form with a date is passed over.
fn retry_after(text: &str) -> Option<Duration> {
    text.trim().parse().ok().map(Duration::from_secs)
}

/// `Date` as RFC 9110 has it, which is a form of RFC 2822's.
fn date(text: &str) -> Option<Timestamp> {
    rfc2822::DateTimeParser::new().parse_timestamp(text).ok()
}

/// Longer than any handshake over a continent takes.
const LONGEST_CONNECT: Duration = Duration::from_secs(10);
