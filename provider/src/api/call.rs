//! One call of the contract, from which requests are made.

use super::body::Form;
use super::idempotency_key::IdempotencyKey;
use super::revision::Revision;
use reqwest::Method;
use url::Url;

/// The method, the URL, and the parameters of a request. Every attempt of a call sends the same request.
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
    /// Creates a call that reads one object.
    pub(super) fn get(url: Url) -> Self {
        Self::new(Method::GET, url, true)
    }

    /// Creates a call that reads an object as a document of another type than JSON.
    pub(super) fn document(url: Url, accept: &'static str) -> Self {
        Self {
            accept,
            ..Self::get(url)
        }
    }

    /// Creates a call that reads a page of a list.
    pub(super) fn list(url: Url) -> Self {
        Self::new(Method::GET, url, false)
    }

    /// Creates a call that creates an object.
    pub(super) fn create(url: Url, form: Form, key: &IdempotencyKey) -> Self {
        Self {
            form,
            idempotency_key: Some(key.clone()),
            ..Self::new(Method::POST, url, false)
        }
    }

    /// Creates a call that changes an object or a part of it.
    pub(super) fn change(url: Url, form: Form, revision: Option<Revision>) -> Self {
        Self {
            form,
            if_match: revision,
            ..Self::new(Method::POST, url, true)
        }
    }

    /// Creates a call that deletes an object.
    pub(super) fn delete(url: Url, revision: Option<Revision>) -> Self {
        Self {
            if_match: revision,
            ..Self::new(Method::DELETE, url, true)
        }
    }

    /// True where the path names an object, so that "not found" is about that object and not about a parameter.
    pub(super) fn names_an_instance(&self) -> bool {
        self.names_an_instance
    }

    /// True where a repeated request has no second effect: a read, a deletion, a creation with a key, or a change of one revision.
    pub(super) fn is_repeatable(&self) -> bool {
        self.method != Method::POST || self.idempotency_key.is_some() || self.if_match.is_some()
    }

    /// True where an interruption may abandon the request at once, because a later run can find or repeat its effect.
    pub(super) fn may_be_cut_off(&self) -> bool {
        self.method != Method::POST
    }

    /// True where the request changes nothing.
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
