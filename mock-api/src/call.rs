//! One authenticated request of the contract, as the handlers see it.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};

use crate::code::Code;
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use crate::routes::Place;
use crate::service::Service;

/// A request that has passed the gate: authenticated, in the right content type, decoded.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    /// The URI as requested.
    pub(crate) uri: Uri,
    /// The parameters of the query string.
    pub(crate) query: Parameters,
    /// The parameters of the body.
    pub(crate) form: Parameters,
    /// The scheme and host under which the caller knows the server.
    pub(crate) base_url: String,
    headers: HeaderMap,
}

impl Call {
    /// Puts a call together.
    pub(crate) fn new(uri: Uri, headers: HeaderMap, form: Parameters, own_url: &str) -> Self {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let base_url = host.map_or_else(|| own_url.to_owned(), |host| format!("http://{host}"));
        let query = Parameters::decode(uri.query().unwrap_or_default().as_bytes());
        Self {
            uri,
            query,
            form,
            base_url,
            headers,
        }
    }

    /// Where the answer is read.
    pub(crate) fn place<'a>(&'a self, service: &'a Service) -> Place<'a> {
        Place {
            account_sid: &service.account_sid,
            base_url: &self.base_url,
        }
    }

    /// A header's value, where it is text.
    ///
    /// # Errors
    /// 20422 for a value that is not ASCII.
    pub(crate) fn header(&self, name: &str) -> Result<Option<&str>, Refusal> {
        let Some(value) = self.headers.get(name) else {
            return Ok(None);
        };
        let text = value.to_str().ok();
        let refusal = || Refusal::new(Code::InvalidParameter, format!("{name} is not plain text")).about(name);
        text.map(Some).ok_or_else(refusal)
    }

    /// Refuses a request that was made about another revision of the object. Without `If-Match` all is well.
    ///
    /// # Errors
    /// 20412 for another revision, 20422 for what is no revision.
    pub(crate) fn check_revision(&self, revision: u64) -> Result<(), Refusal> {
        let Some(text) = self.header("If-Match")? else {
            return Ok(());
        };
        let bare = text
            .trim()
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'))
            .unwrap_or(text.trim());
        match bare.parse::<u64>() {
            Ok(wanted) if wanted == revision => Ok(()),
            Ok(wanted) => {
                let message = format!("the object is at revision {revision}, not {wanted}: someone else changed it");
                Err(Refusal::new(Code::RevisionMismatch, message))
            }
            Err(_) => {
                let message = format!("If-Match {text} is not a revision");
                Err(Refusal::new(Code::InvalidParameter, message).about("If-Match"))
            }
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Call {
    type Rejection = Refusal;

    /// Takes what the gate has left. A route that does not stand behind the gate has no call.
    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Refusal> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| Refusal::new(Code::NoAuthentication, "not authenticated"))
    }
}
