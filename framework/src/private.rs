//! The private data of an object: small JSON values by name, which are never shown to a user.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::diagnostics::{Diagnostic, Diagnostics};

/// The private data of one object.
///
/// Private data of a managed resource is stored in the state, in plain text. Private data of an ephemeral resource is
/// not stored: Terraform keeps it in memory and returns it during the run. Neither may contain a secret. To open,
/// renew, or close an object, the provider finds it by an ID.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Private(BTreeMap<String, serde_json::Value>);

impl Private {
    /// Returns empty private data.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the value under `key`; `None` if there is none, or if it has another type.
    pub fn get<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        serde_json::from_value(self.0.get(key)?.clone()).ok()
    }

    /// Stores `value` under `key`.
    ///
    /// A value without a JSON form removes the key.
    pub fn set(&mut self, key: &str, value: impl Serialize) {
        match serde_json::to_value(value) {
            Ok(value) => self.0.insert(key.to_owned(), value),
            Err(_) => self.0.remove(key),
        };
    }

    /// Returns the same data with `value` under `key`.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Serialize) -> Self {
        self.set(key, value);
        self
    }

    /// Reads the bytes that core stored. No bytes, and the `null` of older Go providers, are empty private data.
    ///
    /// Returns `None` for bytes that this framework cannot have written.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        if bytes.is_empty() {
            return Some(Self::new());
        }
        let stored: Option<BTreeMap<_, _>> = serde_json::from_slice(bytes).ok()?;
        Some(Self(stored.unwrap_or_default()))
    }

    /// Reads the private data of a managed resource. Unreadable bytes count as empty, with a warning.
    pub(crate) fn of_stored(bytes: &[u8], diagnostics: &mut Diagnostics) -> Self {
        Self::from_bytes(bytes).unwrap_or_else(|| {
            diagnostics.push(unreadable_in_state());
            Self::new()
        })
    }

    /// Reads the private data of an ephemeral resource.
    ///
    /// # Errors
    /// Bytes that this framework cannot have written, because without them nothing can be renewed or closed.
    pub(crate) fn of_opened(bytes: &[u8]) -> Result<Self, Diagnostic> {
        Self::from_bytes(bytes).ok_or_else(unreadable_in_memory)
    }

    /// Returns the bytes for core to store; no bytes for empty private data.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        if self.0.is_empty() {
            return Vec::new();
        }
        serde_json::to_vec(&self.0).unwrap_or_default()
    }
}

fn unreadable_in_state() -> Diagnostic {
    Diagnostic::warning(
        "Unreadable private data",
        "The private data stored with this object is damaged or was not written by this provider, so the provider ignores it. The object and \
         its attributes are not affected. The provider stores new private data when it next changes the object.",
    )
}

fn unreadable_in_memory() -> Diagnostic {
    Diagnostic::error(
        "Unreadable private data",
        "Terraform returned private data that this provider did not write. Nothing was renewed or closed. This is a \
         bug.",
    )
}
