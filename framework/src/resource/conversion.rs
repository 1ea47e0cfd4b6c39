//! The conversion of a stored value to the current struct.

use crate::codec;
use crate::decoding::Source;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Model, read_model};
use crate::types::Type;
use crate::value::Value;

/// A conversion of stored JSON from one struct to another.
pub(crate) struct Conversion<M> {
    from: Type,
    convert: Convert<M>,
}

type Convert<M> = Box<dyn Fn(&Value) -> Result<M, Diagnostics> + Send + Sync>;

impl<M: Model> Conversion<M> {
    /// Returns a conversion from the stored JSON of an `Old`.
    pub(crate) fn of<Old: Model>(convert: fn(Old) -> Result<M, Diagnostics>) -> Self {
        let convert = move |value: &Value| {
            let (old, diagnostics) = read_model::<Old>(value, Source::State);
            diagnostics.into_result(())?;
            let missing = || {
                Diagnostic::error(
                    "Empty stored state",
                    "The stored state is null and cannot be converted.",
                )
            };
            convert(old.ok_or_else(missing)?)
        };
        Self {
            from: Old::block().terraform_type(),
            convert: Box::new(convert),
        }
    }

    /// Reads stored JSON and converts it. `what` is its name in a message.
    pub(crate) fn apply(&self, json: &[u8], what: &str) -> Result<M, Diagnostics> {
        let value = codec::decode_json_state(json, &self.from).map_err(|error| {
            Diagnostic::error("Unreadable stored state", format!("{what} cannot be read: {error}."))
        })?;
        (self.convert)(&value)
    }
}
