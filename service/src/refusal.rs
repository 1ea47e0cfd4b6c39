//! Refusals: the error body of the contract, and the list of problems from which it is made.
//!
//! `code.rs` lists the codes.

use axum::Json;
use axum::http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::code::Code;

/// The refusal of a request: the error body and its HTTP status.
#[derive(Clone, Debug)]
pub struct Refusal {
    status: StatusCode,
    body: Box<ErrorBody>,
    retry_after: Option<u64>,
}

impl Refusal {
    /// A refusal with the usual status of the code.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self::custom(code.status(), code.number(), message)
    }

    /// A refusal with any number and status, for faults.
    pub fn custom(status: StatusCode, code: u32, message: impl Into<String>) -> Self {
        let is_own = Code::numbered(code).is_some_and(Code::is_of_this_contract);
        let dictionary = if is_own {
            "/v1/errors"
        } else {
            "https://www.twilio.com/docs/errors"
        };
        let body = ErrorBody {
            code,
            message: message.into(),
            more_info: format!("{dictionary}/{code}"),
            status: status.as_u16(),
            details: None,
        };
        Self {
            status,
            body: Box::new(body),
            retry_after: None,
        }
    }

    /// Adds the parameter at fault.
    pub fn about(mut self, parameter: &str) -> Self {
        self.details().parameter = Some(parameter.to_owned());
        self
    }

    /// Adds the object that has the name, or the session on the cross connect.
    pub fn held_by(mut self, sid: &str) -> Self {
        self.details().existing_sid = Some(sid.to_owned());
        self
    }

    /// Adds the BGP sessions that run over the cross connect.
    pub fn with_sessions(mut self, sids: Vec<String>) -> Self {
        self.details().bgp_session_sids = Some(sids);
        self
    }

    /// Adds the `Retry-After` header, in seconds.
    pub fn retry_after(mut self, seconds: Option<u64>) -> Self {
        self.retry_after = seconds;
        self
    }

    /// The refusal with a complete `more_info`: a path of this server gets the scheme and host under which the caller reached it.
    #[must_use]
    pub fn read_at(mut self, base_url: &str) -> Self {
        if self.body.more_info.starts_with('/') {
            self.body.more_info.insert_str(0, base_url);
        }
        self
    }

    /// The number in the body.
    pub fn code(&self) -> u32 {
        self.body.code
    }

    /// The body.
    pub fn body(&self) -> &ErrorBody {
        &self.body
    }

    /// The sentence in the body.
    pub fn message(&self) -> &str {
        &self.body.message
    }

    fn details(&mut self) -> &mut Details {
        self.body.details.get_or_insert_default()
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let left = self.clone();
        let mut response = (self.status, Json(self.body)).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            let realm = HeaderValue::from_static("Basic realm=\"Interconnect v1\"");
            response.headers_mut().insert(WWW_AUTHENTICATE, realm);
        }
        // Stored in the extensions, so that an outer layer does not have to read the body.
        response.extensions_mut().insert(left);
        response
    }
}

/// The invalid values of a request, collected for one answer.
#[derive(Debug, Default)]
pub struct Problems {
    found: Vec<(Code, Problem)>,
}

impl Problems {
    /// Adds one broken rule. The value must not be a secret.
    pub fn add(&mut self, code: Code, parameter: &str, value: &str, message: impl Into<String>) {
        let problem = Problem {
            code: code.number(),
            parameter: parameter.to_owned(),
            value: value.to_owned(),
            message: message.into(),
        };
        self.found.push((code, problem));
    }

    /// The messages so far.
    #[cfg(test)]
    pub fn messages(&self) -> Vec<String> {
        self.found.iter().map(|(_, problem)| problem.message.clone()).collect()
    }

    /// Refuses if there is a problem. The first one determines the code, the status, and the parameter.
    ///
    /// # Errors
    /// One refusal with every problem, in the order in which they were added.
    pub fn refuse_if_any(self) -> Result<(), Refusal> {
        let Some((code, first)) = self.found.first() else {
            return Ok(());
        };
        let message = match self.found.len() - 1 {
            0 => first.message.clone(),
            others => format!("{} (and {others} more)", first.message),
        };
        let mut refusal = Refusal::new(*code, message).about(&first.parameter);
        refusal.details().problems = Some(self.found.into_iter().map(|(_, problem)| problem).collect());
        Err(refusal)
    }
}

/// The error body of Interconnect v1.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Error)]
pub struct ErrorBody {
    /// The code of the error.
    code: u32,
    /// A description of the error.
    message: String,
    /// The URL of the page that explains the code.
    more_info: String,
    /// The HTTP status of the response.
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<Details>,
}

/// Machine-readable details of a refusal.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct Details {
    /// The name of the invalid parameter.
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<String>,
    /// The SID of the object that already has the name, or of the session that already runs over the cross connect.
    #[serde(skip_serializing_if = "Option::is_none")]
    existing_sid: Option<String>,
    /// The SIDs of the BGP sessions that run over the cross connect.
    #[serde(skip_serializing_if = "Option::is_none")]
    bgp_session_sids: Option<Vec<String>>,
    /// Every invalid value.
    #[serde(skip_serializing_if = "Option::is_none")]
    problems: Option<Vec<Problem>>,
}

/// An invalid value in the request.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    code: u32,
    parameter: String,
    value: String,
    message: String,
}
