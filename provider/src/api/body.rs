//! The form-encoded body of a request, and the bounded reading of an answer's.

use super::carrier::Chunks;
use super::error::Cause;
use super::secrets::Secrets;
use futures_util::StreamExt;
use url::form_urlencoded::Serializer;

/// The parameters of a request, in Twilio's PascalCase. What is left out is left alone by the service.
#[derive(Debug, Clone, Default)]
pub(super) struct Form {
    fields: Vec<(&'static str, String)>,
    /// What must not come back in an error.
    pub(super) secrets: Secrets,
}

impl Form {
    /// Adds a parameter.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.fields.push((name, value.into()));
        self
    }

    /// Adds a parameter, if there is a value.
    pub(super) fn maybe(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Adds a list, which repeats its key.
    pub(super) fn list(self, name: &'static str, values: impl IntoIterator<Item = String>) -> Self {
        values.into_iter().fold(self, |form, value| form.with(name, value))
    }

    /// Adds a secret, if there is one, which no error will repeat.
    pub(super) fn secret(mut self, name: &'static str, value: Option<String>) -> Self {
        self.secrets.add(value.as_deref().unwrap_or_default());
        self.maybe(name, value)
    }

    /// Whether there is nothing to send.
    pub(super) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// The parameters, in the order in which they were added.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(name, value)| (*name, value.as_str()))
    }

    /// The body.
    pub(super) fn encoded(&self) -> String {
        Serializer::new(String::new()).extend_pairs(self.pairs()).finish()
    }
}

/// How reading an answer's body ended.
pub(super) enum Reading {
    /// The whole body.
    Whole(Vec<u8>),
    /// More than a body may have; this is its beginning.
    TooLong(Vec<u8>),
    /// The connection broke.
    Broken(Cause),
}

/// Reads a body up to a bound, so that no answer can fill the memory.
pub(super) async fn read(mut chunks: Chunks) -> Reading {
    let mut body = Vec::new();
    while let Some(chunk) = chunks.next().await {
        match chunk {
            Ok(chunk) => body.extend_from_slice(&chunk),
            Err(error) => return Reading::Broken(error),
        }
        if body.len() > LONGEST_BODY {
            return Reading::TooLong(body);
        }
    }
    Reading::Whole(body)
}

/// A page of 1,000 records has about 1.5 MB.
const LONGEST_BODY: usize = 16 * 1024 * 1024;
