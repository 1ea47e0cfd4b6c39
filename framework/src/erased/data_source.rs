//! The adapter from a data source's Rust types to values.

use async_trait::async_trait;

use super::{AnyDataSource, undecided, unless_deferred, with_reason};
use crate::coercion;
use crate::data_source::DataSource;
use crate::decoding::Source;
use crate::diagnostics::Diagnostics;
use crate::model::{Model, read_model};
use crate::resource::Context;
use crate::schema::Schema;
use crate::semantic_equality::OriginalValue;
use crate::value::Value;

/// A data source with its schema.
pub(super) struct ErasedDataSource<D> {
    data_source: D,
    schema: Schema,
}

impl<D: DataSource> ErasedDataSource<D> {
    pub(super) fn new(data_source: D) -> Self {
        let schema = Schema::new(0, D::Model::block());
        Self { data_source, schema }
    }
}

#[async_trait]
impl<D: DataSource> AnyDataSource for ErasedDataSource<D> {
    fn type_name(&self) -> &'static str {
        self.data_source.type_name()
    }

    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn validate(&self, config: &Value) -> Diagnostics {
        let (model, mut diagnostics) = read_model::<D::Model>(config, Source::Config);
        if let (Some(model), Some(rules)) = (model, self.data_source.validates()) {
            diagnostics.extend(rules.validate(&model));
        }
        diagnostics
    }

    async fn read(&self, config: &Value, context: Context) -> (Value, Diagnostics) {
        let (model, diagnostics) = read_model::<D::Model>(config, Source::Config);
        let model = match model {
            Some(model) if !diagnostics.has_errors() => model,
            _ => return (Value::Null, with_reason(diagnostics)),
        };
        let original = OriginalValue::new(config.clone(), Some(&model));
        match self.data_source.read(model, &context).await {
            Ok(found) => {
                let mut diagnostics = found.diagnostics;
                let state = original.updated_to(Some(&found.state));
                (
                    coercion::savable_state(self.schema.block(), state, &mut diagnostics),
                    diagnostics,
                )
            }
            Err(errors) => match unless_deferred(&context, errors) {
                Ok(warnings) => (undecided(self.schema.block(), config), warnings),
                Err(errors) => (Value::Null, errors),
            },
        }
    }
}
