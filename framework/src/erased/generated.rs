//! The type-erased generation of a configuration from an object.

use super::managed::Managed;
use crate::decoding::Source;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::generate::{config_of, writable};
use crate::model::{Model, read_model};
use crate::resource::Resource;
use crate::semantic_equality::OriginalValue;
use crate::value::Value;

impl<R: Resource> Managed<R> {
    pub(super) fn config_of(&self, state: &Value) -> Result<Value, Diagnostics> {
        let block = self.schema.block();
        let config = config_of(block, state);
        let Some(author) = self.resource.generates() else {
            return Ok(config);
        };
        let (object, mut better) = (readable::<R::Model>(state)?, readable::<R::Model>(&config)?);
        let original = OriginalValue::new(config, Some(&better));
        author.generate(&object, &mut better);
        Ok(writable(block, &original.updated_to(Some(&better))))
    }
}

fn readable<M: Model>(value: &Value) -> Result<M, Diagnostics> {
    let (model, diagnostics) = read_model::<M>(value, Source::State);
    diagnostics.into_result(())?;
    let nothing = || {
        Diagnostic::error(
            "Missing object",
            "Terraform sent no object to generate a configuration for.",
        )
    };
    Ok(model.ok_or_else(nothing)?)
}
