//! Which error an answer is: by status and code, never by text.

use super::call::Call;
use super::error::Error;
use super::refusal::{Refusal, printable};
use super::retry::Limit;
use super::transport::Reply;
use serde_json::Value;

/// The error that a reply other than 2xx is.
pub(super) fn of_reply(reply: &Reply, call: &Call, limit: Option<Limit>) -> Error {
    let refusal = Refusal::read(reply.status, reply.request_id.clone(), &reply.body, &reply.secrets).map(Box::new);
    match (reply.status, refusal) {
        (429, refusal) => Error::RateLimited {
            refusal: refusal.unwrap_or_else(|| Box::new(reply.bare())),
            retry_after: reply.retry_after,
            limit,
        },
        (500..=599, refusal) => Error::Unavailable {
            refusal: refusal.unwrap_or_else(|| Box::new(reply.bare())),
            retry_after: reply.retry_after,
            limit,
        },
        (401, refusal) => Error::Unauthorized(refusal.unwrap_or_else(|| Box::new(reply.bare()))),
        (403, refusal) => Error::Forbidden(refusal.unwrap_or_else(|| Box::new(reply.bare()))),
        (300..=399, _) => unexpected(reply, "a redirect, which is not followed"),
        (400..=499, Some(refusal)) => refused(refusal, call),
        _ => unexpected(reply, "an error in a form that is not Twilio's"),
    }
}

/// The error that a reply is whose body cannot be read, or belongs to something else.
pub(super) fn unexpected(reply: &Reply, reason: &str) -> Error {
    let body = String::from_utf8_lossy(&reply.body);
    let sid = serde_json::from_slice::<Value>(&reply.body).ok();
    let sid = sid.and_then(|body| {
        body.get("sid")?
            .as_str()
            .map(|sid| printable(&reply.secrets.scrub(sid), LONGEST_SID))
    });
    Error::Unexpected {
        status: reply.status,
        request_id: reply.request_id.clone(),
        reason: printable(&reply.secrets.scrub(reason), LONGEST_EXCERPT),
        excerpt: printable(&reply.secrets.scrub(&body), LONGEST_EXCERPT),
        sid,
    }
}

fn refused(refusal: Box<Refusal>, call: &Call) -> Error {
    match (refusal.status, refusal.code) {
        (404, Some(NOT_FOUND | EXCHANGE_NOT_FOUND | CONNECTION_NOT_FOUND)) if call.names_an_instance() => {
            Error::NotFound(refusal)
        }
        (409, Some(CONNECTION_IN_TRANSITION | UPDATE_IN_PROGRESS)) => Error::InTransition(refusal),
        (412, _) => Error::Conflict(refusal),
        _ => Error::Refused(refusal),
    }
}

const NOT_FOUND: u32 = 20_404;
const EXCHANGE_NOT_FOUND: u32 = 62_002;
const CONNECTION_NOT_FOUND: u32 = 62_012;
const CONNECTION_IN_TRANSITION: u32 = 62_015;
const UPDATE_IN_PROGRESS: u32 = 20_162;

const LONGEST_EXCERPT: usize = 200;
const LONGEST_SID: usize = 34;
