//! What a provider remembers about an object and shows to nobody: small JSON values by name.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::diagnostics::Diagnostic;

/// The private data of one object.
///
/// That of a managed resource is stored with the state, in clear. That of an ephemeral resource is stored nowhere, but Terraform
/// keeps it in memory and hands it back as long as the run lasts. Neither holds a secret: what opens, renews or closes something
/// is found again by an id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Private(BTreeMap<String, serde_json::Value>);

impl Private {
    /// Nothing remembered.
    pub fn new() -> Self {
        Self::default()
    }

    /// What is remembered under `key`; `None` when there is nothing, or something of another shape.
    pub fn get<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        serde_json::from_value(self.0.get(key)?.clone()).ok()
    }

    /// Remembers `value` under `key`.
    ///
    /// A value that has no JSON form is forgotten, as if it were absent.
    pub fn set(&mut self, key: &str, value: impl Serialize) {
        match serde_json::to_value(value) {
            Ok(value) => self.0.insert(key.to_owned(), value),
            Err(_) => self.0.remove(key),
        };
    }

    /// The same data with `value` under `key`.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Serialize) -> Self {
        self.set(key, value);
        self
    }

    /// Reads the bytes that core stored; nothing stored is nothing remembered.
    ///
    /// # Errors
    /// Bytes that this framework has not written.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, Diagnostic> {
        if bytes.is_empty() {
            return Ok(Self::new());
        }
        serde_json::from_slice(bytes).map(Self).map_err(|error| {
            Diagnostic::error(
                "Unreadable private data",
                format!(
                    "The private data stored with this object is not what this provider writes ({error}). \
                     Nothing was changed. Remove the object from the state and import it again."
                ),
            )
        })
    }

    /// The bytes that core shall store; none where there is nothing to remember.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        if self.0.is_empty() {
            return Vec::new();
        }
        serde_json::to_vec(&self.0).unwrap_or_default()
    }
}
