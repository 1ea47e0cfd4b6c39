//! The effects of this client at the service: the facts that claims are compared with.

use http::{Method, Request};
use serde_json::Value;

/// An effect of a request of this client at the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The step of the life.
    pub step: usize,
    /// The action.
    pub kind: EffectKind,
    /// The unique name of an order, the SID of the cross connect of a new session, or the SID of the changed object.
    pub subject: String,
    /// The SID of the object.
    pub sid: String,
    /// True where the client received the whole answer.
    pub told: bool,
}

/// The action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EffectKind {
    /// A cross connect was ordered.
    Ordered,
    /// A session was opened.
    Opened,
    /// An object was changed.
    Changed,
    /// A completion was reported.
    Completed,
    /// A new letter was issued.
    Reissued,
    /// An object was deleted.
    Deleted,
}

impl Effect {
    /// Returns the effect of a request with its answer, if it had one.
    pub(crate) fn of(step: usize, request: &Request<String>, status: u16, replayed: bool, body: &[u8]) -> Option<Self> {
        let segments: Vec<&str> = request.uri().path().split('/').skip(2).collect();
        let body: Value = serde_json::from_slice(body).unwrap_or_default();
        let sid = body.get("sid").and_then(Value::as_str).unwrap_or_default().to_owned();
        let (kind, subject, sid) = match (request.method(), status, segments.as_slice()) {
            (&Method::POST, 201, ["CrossConnects"]) if !replayed => {
                (EffectKind::Ordered, parameter(request.body(), "UniqueName"), sid)
            }
            (&Method::POST, 201, ["BgpSessions"]) if !replayed => {
                (EffectKind::Opened, parameter(request.body(), "CrossConnectSid"), sid)
            }
            (&Method::POST, 200, [_, changed]) => (EffectKind::Changed, (*changed).to_owned(), (*changed).to_owned()),
            (&Method::POST, 201 | 202, [_, changed, what]) => {
                let kind = match *what {
                    "CompletionNotices" => EffectKind::Completed,
                    _ => EffectKind::Reissued,
                };
                (kind, (*changed).to_owned(), (*changed).to_owned())
            }
            (&Method::DELETE, 204, [_, deleted]) => (EffectKind::Deleted, (*deleted).to_owned(), (*deleted).to_owned()),
            _ => return None,
        };
        Some(Self {
            step,
            kind,
            subject,
            sid,
            told: false,
        })
    }
}

/// A parameter of a form.
pub(crate) fn parameter(form: &str, name: &str) -> String {
    let found = form_urlencoded::parse(form.as_bytes()).find(|(key, _)| key == name);
    found.map(|(_, value)| value.into_owned()).unwrap_or_default()
}
