//! Faults: errors that a test requests, and the selection of the affected requests.
//!
//! This module selects the fault; `play.rs` carries it out.

use axum::http::Method;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::admission::{Admission, Places};

/// The name of a limit in JSON.
pub(crate) const ADMITS: &str = "admits";

/// A fault that applies to matching requests to the contract's paths.
///
/// The first fault in the list that matches a request applies to it, and the request does not count for the other faults. A limit
/// (`admits`) is checked first. The other faults apply only to the requests that the limit admits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// The HTTP method in uppercase. If it is omitted, the fault matches any method.
    #[serde(default)]
    pub method: Option<String>,
    /// The path without its query string. A segment `*` matches one segment, and a last segment `**` matches the rest.
    /// If the path is omitted, the fault matches any path of the contract.
    #[serde(default)]
    pub path: Option<String>,
    /// The number of matching requests that pass before the fault applies.
    #[serde(default)]
    pub after: u32,
    /// The number of matching requests to which the fault then applies. With 0, it applies to all. A limit (`admits`) applies until it is
    /// removed, regardless of this field.
    #[serde(default = "once")]
    pub times: u32,
    /// The kind of the fault.
    pub kind: FaultKind,
}

fn once() -> u32 {
    1
}

impl Fault {
    /// A fault that applies once, to the next request of the contract.
    pub fn new(kind: FaultKind) -> Self {
        Self {
            method: None,
            path: None,
            after: 0,
            times: 1,
            kind,
        }
    }

    /// Restricts the fault to a method and a path pattern.
    #[must_use]
    pub fn on(mut self, method: &str, path: &str) -> Self {
        self.method = Some(method.to_owned());
        self.path = Some(path.to_owned());
        self
    }

    /// Sets the number of matching requests that pass first.
    #[must_use]
    pub fn after(mut self, requests: u32) -> Self {
        self.after = requests;
        self
    }

    /// Sets the number of requests to which the fault applies; 0: all.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = times;
        self
    }

    fn matches(&self, method: &Method, path: &str) -> bool {
        let method_matches = self.method.as_deref().is_none_or(|wanted| wanted == method.as_str());
        method_matches && self.path.as_deref().is_none_or(|pattern| is_path(pattern, path))
    }
}

/// The kind of the fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FaultKind {
    /// The server responds with an error.
    Refuse {
        /// The HTTP status, 400 to 599.
        status: u16,
        /// The code in the error body.
        code: u32,
        /// The message in the error body.
        message: String,
        /// The `Retry-After` header, in seconds.
        #[serde(default)]
        retry_after: Option<u64>,
        /// True if the request takes effect nevertheless.
        #[serde(default)]
        after_effect: bool,
    },
    /// The server responds with 429 and code 20429, and the request does not take effect.
    TooManyRequests {
        /// The `Retry-After` header, in seconds. If it is omitted, the response does not have this header.
        #[serde(default)]
        retry_after: Option<u64>,
    },
    /// The request takes effect after a delay, so that the response is late.
    Delay {
        /// The delay in real milliseconds.
        milliseconds: u64,
    },
    /// The connection breaks before the request takes effect.
    DropBeforeEffect,
    /// The request takes effect, but the connection breaks before the response.
    DropAfterEffect,
    /// The request takes effect, but the body of the response is malformed.
    MalformedBody {
        /// The form of the malformed body.
        form: MalformedForm,
    },
    /// The response contains the SID of another account.
    WrongAccount,
    /// The response contains the SID and the name of another object in the account.
    WrongObject,
    /// The `status` in the response has a value that is not in the contract.
    UnknownStatus {
        /// The value of `status`.
        status: String,
    },
    /// Reads show the result of the write late. Until then, a created object is not found, and a changed or deleted object is shown
    /// as it was before the write.
    Lag {
        /// The number of affected reads of the object, or of lists that contain it.
        reads: u32,
    },
    /// The next reads do not find the object of the request, although it exists.
    HiddenForReads {
        /// The number of affected reads of the object, or of lists that contain it.
        reads: u32,
    },
    /// A limit on concurrent matching requests. The server responds to further requests with 429 and code 20429 immediately.
    Admits {
        /// The maximum number of concurrent requests.
        requests: u32,
        /// The delay before each admitted request is served, in real milliseconds.
        #[serde(default)]
        milliseconds: u64,
        /// The `Retry-After` header of a 429, in seconds. If it is omitted, the response does not have this header.
        #[serde(default)]
        retry_after: Option<u64>,
    },
}

impl FaultKind {
    /// The name in JSON.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Refuse { .. } => "refuse",
            Self::TooManyRequests { .. } => "too_many_requests",
            Self::Delay { .. } => "delay",
            Self::DropBeforeEffect => "drop_before_effect",
            Self::DropAfterEffect => "drop_after_effect",
            Self::MalformedBody { .. } => "malformed_body",
            Self::WrongAccount => "wrong_account",
            Self::WrongObject => "wrong_object",
            Self::UnknownStatus { .. } => "unknown_status",
            Self::HiddenForReads { .. } => "hidden_for_reads",
            Self::Lag { .. } => "lag",
            Self::Admits { .. } => ADMITS,
        }
    }
}

/// The form of a malformed body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MalformedForm {
    /// The first half of the JSON text.
    Truncated,
    /// An HTML page, as from a proxy.
    Html,
    /// JSON with strings instead of numbers, and numbers instead of strings.
    WrongTypes,
    /// An empty body.
    Empty,
}

/// The faults that tests have requested, with the count of each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Faults {
    armed: Vec<Armed>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Armed {
    fault: Fault,
    seen: u32,
    /// The places of a limit. They are free after a restart.
    #[serde(skip)]
    places: Places,
}

impl Faults {
    /// Adds a fault at the end of the list.
    pub(crate) fn add(&mut self, fault: Fault) {
        self.armed.push(Armed {
            fault,
            seen: 0,
            places: Places::default(),
        });
    }

    /// Removes all faults.
    pub(crate) fn clear(&mut self) {
        self.armed.clear();
    }

    /// The faults that can still apply.
    pub(crate) fn list(&self) -> Vec<Fault> {
        self.armed.iter().map(|armed| armed.fault.clone()).collect()
    }

    /// The decision of the limits about a request, and the fault that applies to it.
    pub(crate) fn decide(&mut self, method: &Method, path: &str) -> (Admission, Option<FaultKind>) {
        let admission = self.admit(method, path);
        let fault = match &admission {
            Admission::Refused { .. } => None,
            Admission::Unlimited | Admission::Admitted { .. } => self.next_fault(method, path),
        };
        (admission, fault)
    }

    /// The decision of the first limit that matches a request.
    fn admit(&mut self, method: &Method, path: &str) -> Admission {
        let limits = self.armed.iter_mut().filter(|armed| armed.is_limit());
        let mut matching = limits.filter(|armed| armed.fault.matches(method, path));
        matching
            .find_map(|armed| armed.see().map(|kind| armed.places.decide(&kind)))
            .unwrap_or(Admission::Unlimited)
    }

    /// The fault that applies to an admitted request, if there is one. Used-up faults are removed.
    fn next_fault(&mut self, method: &Method, path: &str) -> Option<FaultKind> {
        let faults = self.armed.iter_mut().filter(|armed| !armed.is_limit());
        let mut matching = faults.filter(|armed| armed.fault.matches(method, path));
        let found = matching.find_map(Armed::see);
        self.armed.retain(|armed| !armed.is_used_up());
        found
    }
}

impl Armed {
    fn see(&mut self) -> Option<FaultKind> {
        self.seen = self.seen.saturating_add(1);
        (self.seen > self.fault.after).then(|| self.fault.kind.clone())
    }

    fn is_limit(&self) -> bool {
        matches!(self.fault.kind, FaultKind::Admits { .. })
    }

    fn is_used_up(&self) -> bool {
        !self.is_limit() && self.fault.times > 0 && self.seen >= self.fault.after.saturating_add(self.fault.times)
    }
}

pub(crate) fn is_path(pattern: &str, path: &str) -> bool {
    let mut segments = path.split('/');
    for wanted in pattern.split('/') {
        match (wanted, segments.next()) {
            ("**", Some(_)) => return true,
            ("*", Some(_)) => {}
            (_, Some(segment)) if segment == wanted => {}
            _ => return false,
        }
    }
    segments.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_matches_segment_by_segment() {
        assert!(is_path("/v1/CrossConnects", "/v1/CrossConnects"));
        assert!(!is_path("/v1/CrossConnects", "/v1/CrossConnects/XC1"));
        assert!(is_path("/v1/CrossConnects/*", "/v1/CrossConnects/XC1"));
        assert!(!is_path("/v1/CrossConnects/*", "/v1/CrossConnects"));
        assert!(!is_path("/v1/CrossConnects/*", "/v1/CrossConnects/XC1/Events"));
        assert!(is_path("/v1/**", "/v1/CrossConnects/XC1/Events"));
        assert!(!is_path("/v1/**", "/v1"));
    }

    #[test]
    fn a_fault_waits_happens_and_is_used_up() {
        let mut faults = Faults::default();
        faults.add(
            Fault::new(FaultKind::DropBeforeEffect)
                .on("GET", "/v1/*")
                .after(1)
                .times(2),
        );
        let mut applies = |method: Method| faults.next_fault(&method, "/v1/Exchanges").is_some();
        assert!(!applies(Method::POST));
        assert!(!applies(Method::GET));
        assert!(applies(Method::GET));
        assert!(applies(Method::GET));
        assert!(!applies(Method::GET));
    }

    #[test]
    fn a_fault_without_a_count_of_times_happens_for_ever() {
        let mut faults = Faults::default();
        faults.add(Fault::new(FaultKind::WrongAccount).times(0));
        for _ in 0..100 {
            assert!(faults.next_fault(&Method::GET, "/v1/Exchanges").is_some());
        }
    }
}
