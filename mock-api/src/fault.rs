//! Faults: what a test asks to go wrong, and which request it happens to.
//!
//! Choosing the fault is here; playing it is the gate's business (`gate.rs`).

use axum::http::Method;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::admission::{Admission, Places};

/// The name of a limit in JSON.
pub(crate) const ADMITS: &str = "admits";

/// Something that goes wrong with certain requests of the contract.
///
/// The first fault of the list that matches a request is played; the others do not see that request. A limit (`admits`) is
/// no part of this order: it is decided first, and a request that it admits meets the other faults as if there were no limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// The method, in capitals; left out: any.
    #[serde(default)]
    pub method: Option<String>,
    /// The path without its query string. A segment `*` stands for any one segment, a last segment `**` for any rest.
    /// Left out: any path of the contract.
    #[serde(default)]
    pub path: Option<String>,
    /// How many matching requests pass unharmed first.
    #[serde(default)]
    pub after: u32,
    /// How many matching requests it happens to; 0: every one from then on. A limit (`admits`) is in force until it is
    /// forgotten, whatever this says.
    #[serde(default = "once")]
    pub times: u32,
    /// What goes wrong.
    pub kind: FaultKind,
}

fn once() -> u32 {
    1
}

impl Fault {
    /// A fault that happens once, to the next request of the contract.
    pub fn new(kind: FaultKind) -> Self {
        Self {
            method: None,
            path: None,
            after: 0,
            times: 1,
            kind,
        }
    }

    /// Confines the fault to a method and a path pattern.
    #[must_use]
    pub fn on(mut self, method: &str, path: &str) -> Self {
        self.method = Some(method.to_owned());
        self.path = Some(path.to_owned());
        self
    }

    /// Lets a number of matching requests pass first.
    #[must_use]
    pub fn after(mut self, requests: u32) -> Self {
        self.after = requests;
        self
    }

    /// Lets the fault happen a number of times; 0: always.
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

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FaultKind {
    /// An error answer.
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
        /// Whether the request is carried out all the same.
        #[serde(default)]
        after_effect: bool,
    },
    /// 429 with code 20429, before anything happens.
    TooManyRequests {
        /// The `Retry-After` header, in seconds; none when left out.
        #[serde(default)]
        retry_after: Option<u64>,
    },
    /// The answer comes late; the request is carried out after the wait.
    Delay {
        /// Real milliseconds.
        milliseconds: u64,
    },
    /// The connection breaks before anything happens.
    DropBeforeEffect,
    /// The request is carried out, and the connection breaks in place of the answer.
    DropAfterEffect,
    /// The request is carried out, and the answer's body is spoilt.
    MalformedBody {
        /// How.
        form: MalformedForm,
    },
    /// The answer names another account.
    WrongAccount,
    /// The answer is about another object of the account: its SID and name are those of another one.
    WrongObject,
    /// The answer's `status` has a value that is not in the contract.
    UnknownStatus {
        /// The value.
        status: String,
    },
    /// A write that reads show late. Before that, an object that it creates is not found, and one that it changes or deletes is shown as
    /// it was.
    Lag {
        /// The number of reads of the object, or of a list that shows it.
        reads: u32,
    },
    /// The object of the request is not found by the next reads, though it was there before.
    HiddenForReads {
        /// The number of reads of the object, or of a list that would show it.
        reads: u32,
    },
    /// A limit: only so many matching requests are served at a time; the others are answered 429 with code 20429 at once.
    Admits {
        /// The number of requests that are served at a time.
        requests: u32,
        /// The real milliseconds that each of them takes before it is carried out.
        #[serde(default)]
        milliseconds: u64,
        /// The `Retry-After` header of a 429, in seconds; none when left out.
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

/// How a body is spoilt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MalformedForm {
    /// The first half of the JSON text.
    Truncated,
    /// A page of HTML, as a proxy would send it.
    Html,
    /// JSON with strings for numbers and numbers for strings.
    WrongTypes,
    /// Nothing.
    Empty,
}

/// The faults that tests have asked for, with what has become of each.
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
    /// The places of a limit. A restart finds them free.
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

    /// Forgets all faults.
    pub(crate) fn clear(&mut self) {
        self.armed.clear();
    }

    /// The faults that can still happen.
    pub(crate) fn list(&self) -> Vec<Fault> {
        self.armed.iter().map(|armed| armed.fault.clone()).collect()
    }

    /// The decision of the limits about a request, and the fault that happens to it.
    pub(crate) fn meet(&mut self, method: &Method, path: &str) -> (Admission, Option<FaultKind>) {
        let admission = self.admit(method, path);
        let fault = match &admission {
            Admission::Refused { .. } => None,
            Admission::Unlimited | Admission::Admitted { .. } => self.strike(method, path),
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

    /// The fault that happens to an admitted request, if one does. Used-up faults leave the list.
    fn strike(&mut self, method: &Method, path: &str) -> Option<FaultKind> {
        let faults = self.armed.iter_mut().filter(|armed| !armed.is_limit());
        let mut matching = faults.filter(|armed| armed.fault.matches(method, path));
        let struck = matching.find_map(Armed::see);
        self.armed.retain(|armed| !armed.is_used_up());
        struck
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
        let mut strikes = |method: Method| faults.strike(&method, "/v1/Exchanges").is_some();
        assert!(!strikes(Method::POST));
        assert!(!strikes(Method::GET));
        assert!(strikes(Method::GET));
        assert!(strikes(Method::GET));
        assert!(!strikes(Method::GET));
    }

    #[test]
    fn a_fault_without_a_count_of_times_happens_for_ever() {
        let mut faults = Faults::default();
        faults.add(Fault::new(FaultKind::WrongAccount).times(0));
        for _ in 0..100 {
            assert!(faults.strike(&Method::GET, "/v1/Exchanges").is_some());
        }
    }
}
