//! A successful answer of the service.

use super::request_id::RequestId;
use std::time::Duration;

/// The value of an answer, with the fields of its head that callers need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<T> {
    /// The record, or the records of every page.
    pub value: T,
    /// The `Twilio-Request-Id`, which every diagnostic quotes; for a list, that of its last page.
    pub request_id: Option<RequestId>,
    /// The advised pause before the next read of an object in transition. It may be zero.
    pub retry_after: Option<Duration>,
    /// True where an earlier request with the same key created the object (`Idempotency-Replayed`).
    pub is_replayed: bool,
}

impl<T> Answer<T> {
    /// Returns the same answer with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Answer<U> {
        let Self {
            value,
            request_id,
            retry_after,
            is_replayed,
        } = self;
        Answer {
            value: change(value),
            request_id,
            retry_after,
            is_replayed,
        }
    }
}
