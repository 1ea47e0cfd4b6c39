//! Ways from older versions of the stored state to the present one.

use crate::codec;
use crate::decoding::Source;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Model, read_model};
use crate::types::Type;
use crate::value::Value;

/// A way from an older version of the stored state to the present one.
pub struct Upgrade<M> {
    pub(crate) from_version: i64,
    pub(crate) prior_type: Type,
    pub(crate) convert: Conversion<M>,
}

impl<M: Model> Upgrade<M> {
    /// From version `from_version`, whose struct was `Old`.
    pub fn from<Old: Model>(from_version: i64, convert: fn(Old) -> Result<M, Diagnostics>) -> Self {
        let convert = move |value: &Value| {
            let (old, diagnostics) = read_model::<Old>(value, Source::State);
            diagnostics.into_result(())?;
            let missing = || Diagnostic::error("Empty stored state", "The stored state to upgrade is null.");
            convert(old.ok_or_else(missing)?)
        };
        Self {
            from_version,
            prior_type: Old::block().terraform_type(),
            convert: Box::new(convert),
        }
    }

    /// Reads stored JSON of the old version and brings it to the present one.
    pub(crate) fn apply(&self, json: &[u8]) -> Result<M, Diagnostics> {
        let value = codec::decode_json_state(json, &self.prior_type).map_err(|error| {
            Diagnostic::error(
                "Unreadable stored state",
                format!("Version {} cannot be read: {error}.", self.from_version),
            )
        })?;
        (self.convert)(&value)
    }
}

/// From a stored value of an older version to the present struct.
type Conversion<M> = Box<dyn Fn(&Value) -> Result<M, Diagnostics> + Send + Sync>;
