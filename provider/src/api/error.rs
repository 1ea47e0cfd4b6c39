//! The errors of a call, sorted by what the caller can do about them.

use super::effect::Effect;
use super::refusal::Refusal;
use super::request_id::RequestId;
use super::retry::Limit;
use std::time::Duration;

/// The cause of an error, from any lower layer.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// The error of a call that failed.
///
/// Displays as a lower-case fragment about its own layer. The cause, if there is one, is its `source`.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The object does not exist: the service answered 404 with a code of the contract.
    ///
    /// A 404 without such a code, as from a proxy or under a wrong base URL, is [`Error::Unexpected`] instead. It does not prove
    /// that the object is gone.
    #[error("the object was not found: {0}")]
    NotFound(Box<Refusal>),
    /// The service refused the request, and would refuse it again.
    #[error("the service refused the request: {0}")]
    Refused(Box<Refusal>),
    /// Another client changed the object after its revision was read (412).
    #[error("the object was changed outside this run: {0}")]
    Conflict(Box<Refusal>),
    /// The object is in transition (62015, 20162). The same call succeeds when the transition is over.
    #[error("the object is in transition: {0}")]
    InTransition(Box<Refusal>),
    /// The credentials are not accepted (401).
    #[error("the credentials were not accepted: {0}")]
    Unauthorized(Box<Refusal>),
    /// The credentials are accepted, but do not permit this request (403).
    #[error("the credentials do not permit this request: {0}")]
    Forbidden(Box<Refusal>),
    /// Too many requests (429). The service did not process the last attempt.
    #[error("the service limits the rate of requests: {refusal}")]
    RateLimited {
        /// The refusal.
        refusal: Box<Refusal>,
        /// The pause that the service advises (`Retry-After`).
        retry_after: Option<Duration>,
        /// The limit that ended the retries, if there were any.
        limit: Option<Limit>,
    },
    /// The service failed (5xx).
    #[error("the service is not available: {refusal}")]
    Unavailable {
        /// The refusal.
        refusal: Box<Refusal>,
        /// The pause that the service advises (`Retry-After`).
        retry_after: Option<Duration>,
        /// The limit that ended the retries, if there were any.
        limit: Option<Limit>,
    },
    /// No answer was received.
    #[error("{}", if *.sent { "no response was received, although the request was sent" } else { "the service could not be reached" })]
    Unreachable {
        /// The cause.
        source: Cause,
        /// True where the request, or a part of it, may have reached the service.
        sent: bool,
        /// The limit that ended the retries, if there were any.
        limit: Option<Limit>,
    },
    /// The run was interrupted before an answer was received.
    #[error("the run was interrupted before the service answered")]
    Interrupted,
    /// The answer is not one of the contract.
    #[error("the service returned an unexpected response (HTTP status {status}): {reason}{}", quoted(.excerpt))]
    Unexpected {
        /// The HTTP status.
        status: u16,
        /// `Twilio-Request-Id`.
        request_id: Option<RequestId>,
        /// The fault of the answer.
        reason: String,
        /// The beginning of the body, printable, on one line; empty if the body is.
        excerpt: String,
        /// The SID in the body, if there is one. An order may be accepted although its record is unreadable.
        sid: Option<String>,
    },
    /// The client could not be built, for example because the machine has no certificate authorities.
    #[error("the client could not be set up")]
    Setup {
        /// The cause.
        source: Cause,
    },
}

impl Error {
    /// Returns the limit that ended the retries of the request, if one did.
    pub fn limit(&self) -> Option<Limit> {
        match self {
            Self::RateLimited { limit, .. } | Self::Unavailable { limit, .. } | Self::Unreachable { limit, .. } => {
                *limit
            }
            Self::NotFound(_) | Self::Refused(_) | Self::Conflict(_) | Self::InTransition(_) => None,
            Self::Unauthorized(_) | Self::Forbidden(_) | Self::Unexpected { .. } => None,
            Self::Setup { .. } | Self::Interrupted => None,
        }
    }

    /// Returns the error followed by its causes, as a fragment.
    pub fn in_full(&self) -> String {
        let mut text = self.to_string();
        let mut cause = std::error::Error::source(self);
        while let Some(inner) = cause {
            text.push_str(&format!(": {inner}"));
            cause = inner.source();
        }
        text
    }

    /// True where the service reported that the object does not exist.
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::NotFound(_))
    }

    /// Returns the refusal of the service, if the error contains one.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::NotFound(refusal) | Self::Refused(refusal) | Self::Conflict(refusal) => Some(refusal),
            Self::InTransition(refusal) | Self::Unauthorized(refusal) | Self::Forbidden(refusal) => Some(refusal),
            Self::RateLimited { refusal, .. } | Self::Unavailable { refusal, .. } => Some(refusal),
            Self::Unreachable { .. } | Self::Unexpected { .. } | Self::Setup { .. } | Self::Interrupted => None,
        }
    }

    /// Returns the `Twilio-Request-Id` of the answer, if one was received.
    pub fn request_id(&self) -> Option<&str> {
        if let Self::Unexpected { request_id, .. } = self {
            return request_id.as_ref().map(RequestId::as_str);
        }
        self.refusal()?.request_id.as_ref().map(RequestId::as_str)
    }
}

/// The error of a request that changes something, with its effect over all attempts.
///
/// The error is that of the last attempt. A refusal after a lost answer leaves the effect open.
#[derive(Debug)]
pub struct WriteError {
    /// The error of the last attempt.
    pub error: Error,
    /// The effect, over all attempts.
    pub effect: Effect,
    /// The SID in an answer, if an answer contained one.
    pub sid: Option<String>,
}

impl WriteError {
    /// Creates the error with the effect of all attempts.
    pub(super) fn new(error: Error, effect: Effect) -> Self {
        let sid = if let Error::Unexpected { sid, .. } = &error {
            sid.clone()
        } else {
            None
        };
        Self { error, effect, sid }
    }

    /// True where the object may have the requested values.
    ///
    /// An attempt may have had its effect, or the service refused because the object has changed or has the values already (409, 412).
    /// The service refuses in this way if a network delivers a request twice.
    pub fn may_be_done(&self) -> bool {
        let status = self.error.refusal().map(|refusal| refusal.status);
        !self.effect.is_none() || matches!(status, Some(409 | 412))
    }

    /// Returns this error for a caller that could not read the object to check for the requested values.
    ///
    /// A refusal that leaves the effect open (409, 412) then does not prove that nothing happened.
    pub fn undecided(self) -> Self {
        let effect = if self.may_be_done() && self.effect.is_none() {
            Effect::Perhaps
        } else {
            self.effect
        };
        Self { effect, ..self }
    }

    /// Returns this error combined with `earlier` attempts of the same request.
    pub(super) fn after(self, earlier: &Self) -> Self {
        Self {
            effect: self.effect.and(earlier.effect),
            sid: self.sid.or_else(|| earlier.sid.clone()),
            ..self
        }
    }
}

fn quoted(excerpt: &str) -> String {
    if excerpt.is_empty() {
        String::new()
    } else {
        format!("; the body begins: {excerpt}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_that_leaves_it_open_is_no_proof_without_a_look() {
        let table = [
            (400, Effect::None, Effect::None),
            (409, Effect::None, Effect::Perhaps),
            (412, Effect::None, Effect::Perhaps),
            (412, Effect::Certain, Effect::Certain),
        ];
        for (status, effect, expected) in table {
            let refusal = Box::new(Refusal {
                status,
                ..Refusal::default()
            });
            let failed = WriteError::new(Error::Refused(refusal), effect);
            assert_eq!(failed.undecided().effect, expected, "{status} {effect:?}");
        }
    }
}
