//! One call of the contract, before it is a request.

use super::body::Form;
use super::idempotency_key::IdempotencyKey;
use super::revision::Revision;
use reqwest::Method;
use url::Url;

/// A method, a place, and what goes with them. The same call makes the same request on every attempt.
#[derive(Debug, Clone)]
pub(super) struct Call {
    pub(super) method: Method,
    pub(super) url: Url,
    pub(super) accept: &'static str,
    pub(super) form: Form,
    pub(super) if_match: Option<Revision>,
    pub(super) idempotency_key: Option<IdempotencyKey>,
    names_an_instance: bool,
}

impl Call {
    /// Reads one object.
    pub(super) fn get(url: Url) -> Self {
        Self::new(Method::GET, url, true)
    }

    /// Reads an object as a document of another type than JSON.
    pub(super) fn document(url: Url, accept: &'static str) -> Self {
        Self {
            accept,
            ..Self::get(url)
        }
    }

    /// Reads a page of a list.
    pub(super) fn list(url: Url) -> Self {
        Self::new(Method::GET, url, false)
    }

    /// Creates an object.
    pub(super) fn create(url: Url, form: Form, key: &IdempotencyKey) -> Self {
        Self {
            form,
            idempotency_key: Some(key.clone()),
            ..Self::new(Method::POST, url, false)
        }
    }

    /// Changes an object, or what hangs on it.
    pub(super) fn change(url: Url, form: Form, revision: Option<Revision>) -> Self {
        Self {
            form,
            if_match: revision,
            ..Self::new(Method::POST, url, true)
        }
    }

    /// Deletes an object.
    pub(super) fn delete(url: Url, revision: Option<Revision>) -> Self {
        Self {
            if_match: revision,
            ..Self::new(Method::DELETE, url, true)
        }
    }

    /// Whether the path names an object, so that "not found" means that object and not a parameter.
    pub(super) fn names_an_instance(&self) -> bool {
        self.names_an_instance
    }

    /// Whether sending the request twice has the effect of sending it once: a read or a deletion, a creation under a key, a change
    /// of one revision.
    pub(super) fn is_repeatable(&self) -> bool {
        self.method != Method::POST || self.idempotency_key.is_some() || self.if_match.is_some()
    }

    /// Whether an interruption may abandon the request at once, because a later run can tell or repeat what it does.
    pub(super) fn may_be_cut_off(&self) -> bool {
        self.method != Method::POST
    }

    /// Whether the request changes nothing.
    pub(super) fn is_read(&self) -> bool {
        self.method == Method::GET
    }

    fn new(method: Method, url: Url, names_an_instance: bool) -> Self {
        let accept = "application/json";
        Self {
            method,
            url,
            accept,
            form: Form::default(),
            if_match: None,
            idempotency_key: None,
            names_an_instance,
        }
    }
}
