//! The error of an answer, by its status and code and never by its text.

use super::body::Unreadable;
use super::call::Call;
use super::error::Error;
use super::refusal::Refusal;
use super::retry::Limit;
use super::transport::Reply;
use crate::domain::ObjectSid;
use serde::de::{DeserializeOwned, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// Returns the error of a reply other than 2xx.
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
        (300..=399, _) => unexpected(reply, "a redirect, which the provider does not follow"),
        (400..=499, Some(refusal)) => refused(refusal, call),
        _ => unexpected(reply, "an error that is not in Twilio's format"),
    }
}

/// Returns the error of a reply with a body that cannot be read or is of something else. The reason is this program's text.
pub(super) fn unexpected(reply: &Reply, reason: &str) -> Error {
    because(reply, reason.to_owned())
}

/// Reads the record in the body of a success.
pub(super) fn record<T: DeserializeOwned>(reply: &Reply) -> Result<T, Error> {
    serde_json::from_slice(&reply.body)
        .map_err(|error| unexpected_value(reply, "the record cannot be read:", &error.to_string()))
}

/// Returns the error of a reply with the record of another object. It contains nothing of the record but its name.
pub(super) fn of_another(reply: &Reply, reason: &str, name: &str) -> Error {
    let mut error = unexpected_value(reply, reason, name);
    if let Error::Unexpected { sid, excerpt, .. } = &mut error {
        *sid = None;
        excerpt.clear();
    }
    error
}

/// Returns the error of a reply with a body that is too long or malformed.
pub(super) fn unreadable(reply: &Reply, found: &Unreadable) -> Error {
    match &found.value {
        Some(value) => unexpected_value(reply, &found.reason, value),
        None => unexpected(reply, &found.reason),
    }
}

/// Returns the error of [`unexpected`] with a value of the service after the reason. Only the value can contain a secret.
pub(super) fn unexpected_value(reply: &Reply, reason: &str, value: &str) -> Error {
    let value = reply.secrets.line(value, LONGEST_EXCERPT);
    because(reply, format!("{reason} {value}"))
}

fn because(reply: &Reply, reason: String) -> Error {
    let beginning = reply.body.get(..LONGEST_READ).unwrap_or(&reply.body);
    let beginning = String::from_utf8_lossy(beginning);
    Error::Unexpected {
        status: reply.status,
        request_id: reply.request_id.clone(),
        reason,
        excerpt: reply.secrets.line(&beginning, LONGEST_EXCERPT),
        sid: sid_in(&reply.body).map(|sid| sid.to_string()),
    }
}

/// Finds the SID of the object in a body. A body that cannot be read after the SID still gives the SID, so that an order is not lost.
fn sid_in(body: &[u8]) -> Option<ObjectSid> {
    let mut search = SidSearch(None);
    // An error is ignored: a SID before the place of the error is kept.
    let _ = serde_json::Deserializer::from_slice(body).deserialize_map(&mut search);
    search.0
}

struct SidSearch(Option<ObjectSid>);

impl<'de> Visitor<'de> for &mut SidSearch {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        while let Some(name) = fields.next_key::<Cow<'_, str>>()? {
            if name == "sid" && self.0.is_none() {
                let value = fields.next_value::<&RawValue>()?;
                let text = serde_json::from_str::<Cow<'_, str>>(value.get()).ok();
                self.0 = text.and_then(|text| ObjectSid::parse(&text));
            } else {
                fields.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
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

/// The most characters of an excerpt.
const LONGEST_EXCERPT: usize = 200;
/// The most bytes of a body from which an excerpt is taken.
const LONGEST_READ: usize = 4096;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const XC: &str = "XC00000000000000000000000000000001";

    #[test]
    fn the_first_sid_of_a_body_is_found_though_the_rest_cannot_be_read() {
        for body in [
            format!(r#"{{"sid": "{XC}"}}"#),
            format!(r#"{{"a": {{"sid": "BG00000000000000000000000000000001"}}, "sid": "{XC}", "sid": "x""#),
            format!(r#"{{"sid": "", "sid": "{XC}", "status": "#),
            format!(r#"{{"sid": "{XC}", !"#),
        ] {
            assert_eq!(sid_in(body.as_bytes()), ObjectSid::parse(XC), "{body}");
        }
        for body in [
            "",
            "[]",
            "{}",
            r#"{"sid": "XC1"}"#,
            r#"{"sid": 7}"#,
            r#"{"sid": "XC0000"#,
        ] {
            assert_eq!(sid_in(body.as_bytes()), None, "{body}");
        }
    }

    proptest! {
        #[test]
        fn looking_for_a_sid_never_panics(body: Vec<u8>, text in "[{}\\[\\]\":,sid0 ]*") {
            let _ = sid_in(&body);
            let _ = sid_in(text.as_bytes());
        }
    }
}
