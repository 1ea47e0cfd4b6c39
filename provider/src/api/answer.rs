//! What the service said, with what it said beside it.

use super::request_id::RequestId;
use std::time::Duration;

/// The value of an answer, and the two things of its head that callers need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<T> {
    /// The record, or the records of every page.
    pub value: T,
    /// `Twilio-Request-Id`, which belongs into every diagnostic. Of a list, that of its last page.
    pub request_id: Option<RequestId>,
    /// The service's advice when to look at an object in transition again. Zero is advice too.
    pub retry_after: Option<Duration>,
    /// Whether an earlier request with the same key created it (`Idempotency-Replayed`).
    pub is_replayed: bool,
}

impl<T> Answer<T> {
    /// The same answer about another value.
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
