//! Why a call came to nothing, sorted by what the caller can do about it.

use super::refusal::Refusal;
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
    /// The credentials are not accepted, or lack the right (401, 403).
    #[error("the credentials were not accepted: {0}")]
    Unauthorized(Box<Refusal>),
    /// Too many requests at once, after all retries (429); nothing was processed.
    #[error("the service limits the rate of requests: {refusal}")]
    RateLimited {
        /// The service's words.
        refusal: Box<Refusal>,
        /// Its advice when to come again.
        retry_after: Option<Duration>,
    },
    /// The service fails, after all retries (5xx).
    #[error("the service is not available: {refusal}")]
    Unavailable {
        /// The service's words.
        refusal: Box<Refusal>,
        /// Its advice when to come again.
        retry_after: Option<Duration>,
    },
    /// No answer came, after all retries.
    #[error("the service could not be reached{}", if *.sent { ", though the request was sent" } else { "" })]
    Unreachable {
        /// What broke.
        source: Cause,
        /// Whether the request, or a part of it, may have reached the service.
        sent: bool,
    },
    /// An answer came that the contract does not know.
    #[error("the service gave an unexpected answer (HTTP status {status}): {reason}{}", quoted(.excerpt))]
    Unexpected {
        /// The HTTP status.
        status: u16,
        /// `Twilio-Request-Id`.
        request_id: Option<String>,
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
    /// Whether the same call may well succeed later without anybody doing anything.
    pub fn is_transient(&self) -> bool {
        matches!(
            self,
            Self::InTransition(_) | Self::RateLimited { .. } | Self::Unavailable { .. } | Self::Unreachable { .. }
        )
    }

    /// Whether a call that changes something may have done so in spite of the error: look before doing it again.
    pub fn is_outcome_unknown(&self) -> bool {
        match self {
            Self::Unreachable { sent, .. } => *sent,
            Self::Unavailable { .. } => true,
            Self::Unexpected { status, .. } => (200..300).contains(status),
            Self::NotFound(_) | Self::Refused(_) | Self::Conflict(_) | Self::InTransition(_) => false,
            Self::Unauthorized(_) | Self::RateLimited { .. } | Self::Setup { .. } => false,
        }
    }

    /// Whether the object is known not to exist.
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::NotFound(_))
    }

    /// The service's words, where the error carries them.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::NotFound(refusal) | Self::Refused(refusal) | Self::Conflict(refusal) => Some(refusal),
            Self::InTransition(refusal) | Self::Unauthorized(refusal) => Some(refusal),
            Self::RateLimited { refusal, .. } | Self::Unavailable { refusal, .. } => Some(refusal),
            Self::Unreachable { .. } | Self::Unexpected { .. } | Self::Setup { .. } => None,
        }
    }

    /// `Twilio-Request-Id` of the answer, if one came.
    pub fn request_id(&self) -> Option<&str> {
        if let Self::Unexpected { request_id, .. } = self {
            return request_id.as_deref();
        }
        self.refusal()?.request_id.as_deref()
    }
}

fn quoted(excerpt: &str) -> String {
    if excerpt.is_empty() {
        String::new()
    } else {
        format!("; it begins: {excerpt}")
    }
}
