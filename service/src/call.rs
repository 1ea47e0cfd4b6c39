//! One authenticated request of the contract, as the handlers receive it.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri, header};

use crate::code::Code;
use crate::gate::Received;
use crate::parameters::{Parameters, decimal};
use crate::refusal::Refusal;
use crate::routes::Place;
use crate::service::Service;

/// A request at its handler: authenticated, with the right content type, decoded.
#[derive(Clone, Debug)]
pub struct Call {
    /// The URI as requested.
    pub uri: Uri,
    /// The parameters of the query string.
    pub query: Parameters,
    /// The parameters of the body.
    pub form: Parameters,
    /// The scheme and host under which the caller reached the server.
    pub base_url: String,
    headers: HeaderMap,
}

impl Call {
    /// Reads a request that has passed the gate.
    ///
    /// # Errors
    /// 20413 and 20415 for the body of a `POST`.
    fn read(parts: &Parts, received: &Received) -> Result<Self, Refusal> {
        let headers = parts.headers.clone();
        let form = match parts.method {
            Method::POST => form(&headers, received.body.clone()?.as_ref())?,
            _ => Parameters::default(),
        };
        Ok(Self {
            uri: parts.uri.clone(),
            query: Parameters::decode(parts.uri.query().unwrap_or_default().as_bytes()),
            form,
            base_url: received.base_url.clone(),
            headers,
        })
    }

    /// The account and the base URL of the answer.
    pub fn place<'a>(&'a self, service: &'a Service) -> Place<'a> {
        Place {
            account_sid: &service.account_sid,
            base_url: &self.base_url,
        }
    }

    /// The value of a header, if the request has it.
    ///
    /// # Errors
    /// 20422 for a value that is not ASCII.
    pub fn header(&self, name: &str) -> Result<Option<&str>, Refusal> {
        let Some(value) = self.headers.get(name) else {
            return Ok(None);
        };
        let text = value.to_str().ok();
        let refusal = || {
            Refusal::new(
                Code::InvalidParameter,
                format!("the header {name} has characters that are not ASCII"),
            )
            .about(name)
        };
        text.map(Some).ok_or_else(refusal)
    }

    /// Refuses a request whose `If-Match` has another revision of the object. Without `If-Match` nothing is checked.
    ///
    /// # Errors
    /// 20412 for another revision, 20422 for a value that is not a revision.
    pub fn check_revision(&self, revision: u64) -> Result<(), Refusal> {
        let Some(text) = self.header("If-Match")? else {
            return Ok(());
        };
        let Some(wanted) = IfMatch::read(text) else {
            let message = format!("If-Match {text} is not a revision");
            return Err(Refusal::new(Code::InvalidParameter, message).about("If-Match"));
        };
        if wanted.is(revision) {
            return Ok(());
        }
        let message = format!(
            "the object has revision {revision}, not {}, because it was changed",
            text.trim()
        );
        Err(Refusal::new(Code::RevisionMismatch, message))
    }
}

/// The SID or edge id in a path, percent-decoded.
#[derive(Clone, Debug)]
pub struct PathParameter(pub String);

impl<S: Send + Sync> FromRequestParts<S> for PathParameter {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let Path(named) = Path::<String>::from_request_parts(parts, state)
            .await
            .map_err(|_| Refusal::new(Code::NotFound, "there is no such path: it is not valid UTF-8"))?;
        Ok(Self(named))
    }
}

/// The revisions in an `If-Match` header.
/// Source: RFC 9110 section 13.1.1. A bare number is accepted beside an entity tag.
enum IfMatch<'a> {
    /// `*`: any revision.
    Any,
    /// The entity tags of a list, each as it is written.
    Tags(Vec<&'a str>),
}

impl<'a> IfMatch<'a> {
    /// Reads a header. None if a member of the list is neither an entity tag of a revision nor a number.
    fn read(text: &'a str) -> Option<Self> {
        if text.trim() == "*" {
            return Some(Self::Any);
        }
        let tags: Vec<&str> = text.split(',').map(str::trim).collect();
        let is_revision = |tag: &&str| decimal::<u64>(bare(tag.strip_prefix("W/").unwrap_or(tag))).is_some();
        tags.iter().all(is_revision).then_some(Self::Tags(tags))
    }

    /// True for a revision among them. A weak tag never matches: the comparison is the strong one.
    fn is(&self, revision: u64) -> bool {
        match self {
            Self::Any => true,
            Self::Tags(tags) => tags.iter().any(|tag| decimal(bare(tag)) == Some(revision)),
        }
    }
}

fn bare(tag: &str) -> &str {
    tag.strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(tag)
}

impl<S: Send + Sync> FromRequestParts<S> for Call {
    type Rejection = Refusal;

    /// Reads the request from the gate's extension. A route that is not behind the gate gets a refusal.
    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Refusal> {
        let received = parts.extensions.get::<Received>();
        let received =
            received.ok_or_else(|| Refusal::new(Code::NoAuthentication, "the request is not authenticated"))?;
        Self::read(parts, received)
    }
}

const FORM: &str = "application/x-www-form-urlencoded";

/// True where the content type is that of a form.
pub fn is_form(headers: &HeaderMap) -> bool {
    media_type(headers).is_some_and(|media_type| media_type.eq_ignore_ascii_case(FORM))
}

fn media_type(headers: &HeaderMap) -> Option<&str> {
    let given = headers.get(header::CONTENT_TYPE)?.to_str().unwrap_or("?");
    Some(given.split(';').next().unwrap_or_default().trim())
}

fn form(headers: &HeaderMap, body: &[u8]) -> Result<Parameters, Refusal> {
    if is_form(headers) {
        return Ok(Parameters::decode(body));
    }
    let given = media_type(headers);
    if given.is_none() && body.is_empty() {
        return Ok(Parameters::default());
    }
    let message = format!("the content type must be {FORM}; it is {}", given.unwrap_or("missing"));
    Err(Refusal::new(Code::UnsupportedMediaType, message))
}
