//! Upgrades from older versions of the stored state to the current one.

use super::conversion::Conversion;
use crate::diagnostics::Diagnostics;
use crate::model::Model;

/// An upgrade from an older version of the stored state to the current one.
pub struct Upgrade<M> {
    pub(crate) from_version: i64,
    conversion: Conversion<M>,
}

impl<M: Model> Upgrade<M> {
    /// Returns an upgrade from version `from_version`, whose struct was `Old`.
    pub fn from<Old: Model>(from_version: i64, convert: fn(Old) -> Result<M, Diagnostics>) -> Self {
        Self {
            from_version,
            conversion: Conversion::of(convert),
        }
    }

    /// Reads stored JSON of the old version and upgrades it.
    pub(crate) fn apply(&self, json: &[u8]) -> Result<M, Diagnostics> {
        self.conversion
            .apply(json, &format!("The stored data of version {}", self.from_version))
    }
}
