//! A successful answer: JSON with the headers of the contract.

use axum::Json;
use axum::http::header::{ETAG, RETRY_AFTER};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// The header of an answer that repeats the result of an earlier request.
const IDEMPOTENCY_REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// The answer of a call that is not refused.
#[derive(Debug)]
pub struct Answer<T> {
    status: StatusCode,
    body: Option<T>,
    revision: Option<u64>,
    retry_after: Option<u64>,
    replayed: bool,
}

impl<T> Answer<T> {
    /// 200 with a body.
    pub fn ok(body: T) -> Self {
        Self {
            status: StatusCode::OK,
            body: Some(body),
            revision: None,
            retry_after: None,
            replayed: false,
        }
    }

    /// 201 with a body.
    pub fn created(body: T) -> Self {
        Self {
            status: StatusCode::CREATED,
            ..Self::ok(body)
        }
    }

    /// 202 with a body: the request waits for a person.
    pub fn accepted(body: T) -> Self {
        Self {
            status: StatusCode::ACCEPTED,
            ..Self::ok(body)
        }
    }

    /// 204 without a body.
    pub fn no_content() -> Self {
        Self {
            status: StatusCode::NO_CONTENT,
            body: None,
            revision: None,
            retry_after: None,
            replayed: false,
        }
    }

    /// Adds the `ETag` header: the revision in quotes.
    pub fn revision(mut self, revision: u64) -> Self {
        self.revision = Some(revision);
        self
    }

    /// Adds the `Retry-After` header, in real seconds, to an answer about an object with a machine's step ahead.
    pub fn retry_after(mut self, seconds: Option<u64>) -> Self {
        self.retry_after = seconds;
        self
    }

    /// Adds the `Idempotency-Replayed` header if an earlier request created the object.
    pub fn replayed(mut self, replayed: bool) -> Self {
        self.replayed = replayed;
        self
    }
}

impl<T: Serialize> IntoResponse for Answer<T> {
    fn into_response(self) -> Response {
        let mut response = match self.body {
            Some(body) => (self.status, Json(body)).into_response(),
            None => self.status.into_response(),
        };
        let headers = response.headers_mut();
        if let Some(etag) = self
            .revision
            .and_then(|revision| HeaderValue::try_from(format!("\"{revision}\"")).ok())
        {
            headers.insert(ETAG, etag);
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.replayed {
            headers.insert(IDEMPOTENCY_REPLAYED, HeaderValue::from_static("true"));
        }
        response
    }
}
