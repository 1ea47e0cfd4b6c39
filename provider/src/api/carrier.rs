//! The carrier of one attempt of a request, below retries, limits, and the contract.

use super::base_url::BaseUrl;
use super::error::{Cause, Error};
use super::tls;
use super::transport_error::TransportError;
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

/// The body of an answer, as a stream.
pub type Chunks = BoxStream<'static, Result<Bytes, Cause>>;

/// The carrier of one request to the service, and of its answer.
///
/// The client sends over HTTP. A simulation calls the service in the same process.
#[async_trait]
pub trait Carrier: fmt::Debug + Send + Sync {
    /// Carries one request, and returns the head of the answer with a stream of its body.
    ///
    /// # Errors
    /// [`NotAnswered`] if no head of an answer was received.
    async fn carry(&self, request: Request<String>) -> Result<Response<Chunks>, NotAnswered>;
}

/// An attempt without an answer.
#[derive(Debug)]
pub struct NotAnswered {
    /// The cause.
    pub source: Cause,
    /// True where the request, or a part of it, may have reached the service.
    pub sent: bool,
}

/// A pool of HTTP connections. It follows no redirects, which would send credentials elsewhere, retries nothing by itself, and uses
/// no proxy for this machine.
#[derive(Debug)]
pub(super) struct Http(reqwest::Client);

impl Http {
    /// Creates a pool for the service at `base_url`. It sends nothing yet.
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
            // The resolver of the C library loads modules that are built for another version of it, and a static executable crashes in
            // them. On other systems, the system resolver finds more names than the name servers do, such as those of a VPN.
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
            Err(error) => Some((Err(TransportError::of(&error).into()), None)),
        }
    })
    .boxed()
}

/// Sorts an error: a connection that was not established sent nothing; otherwise a part of the request may have arrived.
fn not_answered(error: &reqwest::Error) -> NotAnswered {
    let sent = !(error.is_connect() || error.is_builder());
    NotAnswered {
        source: TransportError::of(error).into(),
        sent,
    }
}

/// The time limit of a connection. It is longer than any handshake over a continent.
const LONGEST_CONNECT: Duration = Duration::from_secs(10);
