//! What a provider remembers about an object and shows to nobody: small JSON values by name.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::diagnostics::{Diagnostic, Diagnostics};

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

    /// Reads the bytes that core stored. Nothing stored, and the `null` of older Go providers, is nothing remembered.
    ///
    /// `None` for bytes that this framework cannot have written.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        if bytes.is_empty() {
            return Some(Self::new());
        }
        let stored: Option<BTreeMap<_, _>> = serde_json::from_slice(bytes).ok()?;
        Some(Self(stored.unwrap_or_default()))
    }

    /// Reads what is stored with a managed resource. Bytes that cannot be read count as none, with a warning.
    pub(crate) fn of_stored(bytes: &[u8], diagnostics: &mut Diagnostics) -> Self {
        Self::from_bytes(bytes).unwrap_or_else(|| {
            diagnostics.push(unreadable_in_state());
            Self::new()
        })
    }

    /// Reads what core keeps for an ephemeral resource.
    ///
    /// # Errors
    /// Bytes that this framework cannot have written: without them, nothing can be renewed or closed.
    pub(crate) fn of_opened(bytes: &[u8]) -> Result<Self, Diagnostic> {
        Self::from_bytes(bytes).ok_or_else(unreadable_in_memory)
    }

    /// The bytes that core shall store; none where there is nothing to remember.
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
        "The private data stored with this object is damaged or was not written by this provider. It is ignored; the \
         object and its attributes are not affected. The provider stores new private data when it next changes the \
         object.",
    )
}

fn unreadable_in_memory() -> Diagnostic {
    Diagnostic::error(
        "Unreadable private data",
        "Terraform returned private data that this provider did not write. Nothing was renewed or closed. This is a \
         bug.",
    )
}
