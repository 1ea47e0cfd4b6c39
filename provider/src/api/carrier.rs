//! One attempt of one request: below retries, limits and the contract.

use super::base_url::BaseUrl;
use super::error::{Cause, Error};
use super::tls;
use super::trouble::Trouble;
use super::user_agent::UserAgent;
use crate::domain::RequestTimeout;
use async_trait::async_trait;
use bytes::Bytes;
use futures_util::stream::{self, BoxStream, StreamExt};
use http::{Request, Response};
use reqwest::{redirect, retry};
use rustls::RootCertStore;
use std::fmt;
use std::time::Duration;

/// The body of an answer as it arrives.
pub type Chunks = BoxStream<'static, Result<Bytes, Cause>>;

/// The carrier of a request to the service and of its answer back, once.
///
/// The client sends over HTTP; a simulation calls the service within the process.
#[async_trait]
pub trait Carrier: fmt::Debug + Send + Sync {
    /// Carries one request. The answer's body is still arriving.
    ///
    /// # Errors
    /// [`NotAnswered`] if no head of an answer came.
    async fn carry(&self, request: Request<String>) -> Result<Response<Chunks>, NotAnswered>;
}

/// An attempt without an answer.
#[derive(Debug)]
pub struct NotAnswered {
    /// The cause.
    pub source: Cause,
    /// Whether the request, or a part of it, may have reached the service.
    pub sent: bool,
}

/// One pool of HTTP connections: no redirects (they would carry credentials away), no retries below the client's, no proxy to
/// this machine.
#[derive(Debug)]
pub(super) struct Http(reqwest::Client);

impl Http {
    /// A pool for the service at `base_url`; nothing is sent yet.
    ///
    /// # Errors
    /// [`Error::Setup`] if the machine's certificate authorities cannot be read.
    pub(super) fn new(base_url: &BaseUrl, user_agent: &UserAgent, timeout: RequestTimeout) -> Result<Self, Error> {
        let tls = if base_url.is_https() {
            tls::with_machine_roots()?
        } else {
            tls::with_roots(RootCertStore::empty())?
        };
        let builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .user_agent(user_agent.as_str())
            .connect_timeout(timeout.get().min(LONGEST_CONNECT))
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            // The C library asks modules that are made for another version of it, and a static executable crashes in them. Elsewhere
            // the system knows more names than the file of name servers, such as those of a VPN.
            .hickory_dns(cfg!(target_os = "linux"))
            .https_only(base_url.is_https());
        let builder = if base_url.is_loopback() {
            builder.no_proxy()
        } else {
            builder
        };
        let pool = builder.build().map_err(|error| Error::Setup { source: error.into() })?;
        Ok(Self(pool))
    }
}

#[async_trait]
impl Carrier for Http {
    async fn carry(&self, request: Request<String>) -> Result<Response<Chunks>, NotAnswered> {
        let request = reqwest::Request::try_from(request).map_err(|error| not_answered(&error))?;
        let mut answer = self.0.execute(request).await.map_err(|error| not_answered(&error))?;
        let mut response = Response::new(());
        *response.status_mut() = answer.status();
        std::mem::swap(response.headers_mut(), answer.headers_mut());
        Ok(response.map(|()| chunks(answer)))
    }
}

fn chunks(answer: reqwest::Response) -> Chunks {
    stream::unfold(Some(answer), |answer| async move {
        let mut answer = answer?;
        match answer.chunk().await {
            Ok(chunk) => chunk.map(|chunk| (Ok(chunk), Some(answer))),
            Err(error) => Some((Err(Trouble::of(&error).into()), None)),
        }
    })
    .boxed()
}

/// A connection that was never established carried nothing; of every other request a part may have arrived.
fn not_answered(error: &reqwest::Error) -> NotAnswered {
    let sent = !(error.is_connect() || error.is_builder());
    NotAnswered {
        source: Trouble::of(error).into(),
        sent,
    }
}

/// Longer than any handshake over a continent takes.
const LONGEST_CONNECT: Duration = Duration::from_secs(10);
