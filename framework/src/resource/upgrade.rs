//! Ways from older versions of the stored state to the present one.

use super::conversion::Conversion;
use crate::diagnostics::Diagnostics;
use crate::model::Model;

/// A way from an older version of the stored state to the present one.
pub struct Upgrade<M> {
    pub(crate) from_version: i64,
    conversion: Conversion<M>,
}

impl<M: Model> Upgrade<M> {
    /// From version `from_version`, whose struct was `Old`.
    pub fn from<Old: Model>(from_version: i64, convert: fn(Old) -> Result<M, Diagnostics>) -> Self {
        Self {
            from_version,
            conversion: Conversion::of(convert),
        }
    }

    /// Reads stored JSON of the old version and brings it to the present one.
    pub(crate) fn apply(&self, json: &[u8]) -> Result<M, Diagnostics> {
        self.conversion
            .apply(json, &format!("The stored data of version {}", self.from_version))
    }
}
