//! Why a call came to nothing, sorted by what the caller can do about it.

use super::effect::Effect;
use super::refusal::Refusal;
use super::request_id::RequestId;
use super::retry::Limit;
use std::time::Duration;

/// The cause of an error, of whatever layer below.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// A call that came to nothing.
///
/// Displays as a lower-case fragment about its own layer; the cause, where there is one, is its `source`.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The object does not exist: the service says so with a code of its own.
    ///
    /// A 404 without such a code, as from a proxy or under a wrong base URL, is [`Error::Unexpected`] instead: nothing is
    /// forgotten on its word.
    #[error("the service does not know the object: {0}")]
    NotFound(Box<Refusal>),
    /// The service declines, and would again.
    #[error("the service declined: {0}")]
    Refused(Box<Refusal>),
    /// The object was changed by someone else since its revision was read (412).
    #[error("the object was changed elsewhere: {0}")]
    Conflict(Box<Refusal>),
    /// The service is working on the object; the same call works once it has settled (62015, 20162).
    #[error("the object is in transition: {0}")]
    InTransition(Box<Refusal>),
    /// The credentials are not accepted (401).
    #[error("the credentials were not accepted: {0}")]
    Unauthorized(Box<Refusal>),
    /// The credentials are accepted and lack the right to make this request (403).
    #[error("the credentials lack a right: {0}")]
    Forbidden(Box<Refusal>),
    /// Too many requests at once (429); the last attempt was not processed.
    #[error("the service limits the rate of requests: {refusal}")]
    RateLimited {
        /// The service's words.
        refusal: Box<Refusal>,
        /// Its advice when to come again.
        retry_after: Option<Duration>,
        /// The limit that ended the retries, if there were any.
        limit: Option<Limit>,
    },
    /// The service fails (5xx).
    #[error("the service is not available: {refusal}")]
    Unavailable {
        /// The service's words.
        refusal: Box<Refusal>,
        /// Its advice when to come again.
        retry_after: Option<Duration>,
        /// The limit that ended the retries, if there were any.
        limit: Option<Limit>,
    },
    /// No answer came.
    #[error("the service could not be reached{}", if *.sent { ", though the request was sent" } else { "" })]
    Unreachable {
        /// The cause.
        source: Cause,
        /// Whether the request, or a part of it, may have reached the service.
        sent: bool,
        /// The limit that ended the retries, if there were any.
        limit: Option<Limit>,
    },
    /// The run was interrupted before an answer came.
    #[error("the run was interrupted before the service answered")]
    Interrupted,
    /// An answer came that the contract does not know.
    #[error("the service gave an unexpected answer (HTTP status {status}): {reason}{}", quoted(.excerpt))]
    Unexpected {
        /// The HTTP status.
        status: u16,
        /// `Twilio-Request-Id`.
        request_id: Option<RequestId>,
        /// What is wrong with the answer.
        reason: String,
        /// The beginning of the body, printable, on one line; empty if it has nothing to say.
        excerpt: String,
        /// The SID in the body, should there be one: an order may have been accepted though its record is unreadable.
        sid: Option<String>,
    },
    /// The client could not be built, as without a certificate of any authority on the machine.
    #[error("the client could not be set up")]
    Setup {
        /// What is missing.
        source: Cause,
    },
}

impl Error {
    /// The limit that ended the retries of the request.
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

    /// The error with its causes, from the top, as a fragment.
    pub fn in_full(&self) -> String {
        let mut text = self.to_string();
        let mut cause = std::error::Error::source(self);
        while let Some(inner) = cause {
            text.push_str(&format!(": {inner}"));
            cause = inner.source();
        }
        text
    }

    /// Whether the object is known not to exist.
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::NotFound(_))
    }

    /// The service's words, where the error carries them.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::NotFound(refusal) | Self::Refused(refusal) | Self::Conflict(refusal) => Some(refusal),
            Self::InTransition(refusal) | Self::Unauthorized(refusal) | Self::Forbidden(refusal) => Some(refusal),
            Self::RateLimited { refusal, .. } | Self::Unavailable { refusal, .. } => Some(refusal),
            Self::Unreachable { .. } | Self::Unexpected { .. } | Self::Setup { .. } | Self::Interrupted => None,
        }
    }

    /// `Twilio-Request-Id` of the answer, if one came.
    pub fn request_id(&self) -> Option<&str> {
        if let Self::Unexpected { request_id, .. } = self {
            return request_id.as_ref().map(RequestId::as_str);
        }
        self.refusal()?.request_id.as_ref().map(RequestId::as_str)
    }
}

/// A request with an effect that ended in an error, and what is known of its effect over all attempts.
///
/// The error is that of the last attempt alone: a refusal after a lost answer leaves the effect open.
#[derive(Debug)]
pub struct WriteError {
    /// The error of the last attempt.
    pub error: Error,
    /// The effect, over all attempts.
    pub effect: Effect,
    /// The SID that an answer named, should one have done so.
    pub sid: Option<String>,
}

impl WriteError {
    /// The error, with the effect of all attempts.
    pub(super) fn new(error: Error, effect: Effect) -> Self {
        let sid = if let Error::Unexpected { sid, .. } = &error {
            sid.clone()
        } else {
            None
        };
        Self { error, effect, sid }
    }

    /// Whether the object may have what was asked for: an attempt may have had its effect, or the service refused because the object has
    /// changed or has it already (409, 412), as it does when a network delivers a request twice.
    pub fn may_be_done(&self) -> bool {
        let status = self.error.refusal().map(|refusal| refusal.status);
        !self.effect.is_none() || matches!(status, Some(409 | 412))
    }

    /// This error where no look at the object could tell whether it has what was asked for: a refusal that leaves that open (409, 412)
    /// is then no proof that nothing happened.
    pub fn undecided(self) -> Self {
        let effect = if self.may_be_done() && self.effect.is_none() {
            Effect::Perhaps
        } else {
            self.effect
        };
        Self { effect, ..self }
    }

    /// This error after `earlier` attempts of the same request.
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
        format!("; it begins: {excerpt}")
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
