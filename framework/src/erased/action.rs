//! The adapter from an action's Rust types to values.

use async_trait::async_trait;

use super::{AnyAction, with_reason};
use crate::action::{Action, Invoke, PlanInvocation, ProgressReport};
use crate::decoding::Source;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Model, read_model};
use crate::resource::Context;
use crate::schema::Schema;
use crate::validate::{self, ClientAbilities};
use crate::value::Value;

/// An action with its schema.
pub(super) struct ErasedAction<A> {
    action: A,
    schema: Schema,
}

impl<A: Action> ErasedAction<A> {
    pub(super) fn new(action: A) -> Self {
        let schema = Schema::new(0, A::Model::block());
        Self { action, schema }
    }

    /// Returns the configuration after its checks by schema and rules. Core validates an action before root variables
    /// are known, so their values are checked only here.
    fn accepted(&self, config: &Value) -> Result<A::Model, Diagnostics> {
        let model = readable::<A::Model>(config)?;
        let client = ClientAbilities { write_only: true };
        let mut refused = validate::by_schema(self.schema.block(), config, client);
        if let Some(rules) = self.action.validates() {
            refused.extend(rules.validate(&model));
        }
        refused.into_result(model)
    }
}

#[async_trait]
impl<A: Action> AnyAction for ErasedAction<A> {
    fn type_name(&self) -> &'static str {
        self.action.type_name()
    }

    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn validate(&self, config: &Value) -> Diagnostics {
        let (model, mut diagnostics) = read_model::<A::Model>(config, Source::Config);
        if let (Some(model), Some(rules)) = (model, self.action.validates()) {
            diagnostics.extend(rules.validate(&model));
        }
        diagnostics
    }

    async fn plan(&self, config: &Value, context: Context) -> Diagnostics {
        let config = match self.accepted(config) {
            Ok(config) => config,
            Err(refused) => return refused,
        };
        match self.action.plans() {
            Some(plans) => plans.plan(PlanInvocation { config, context }).await,
            None => Diagnostics::new(),
        }
    }

    async fn invoke(&self, config: &Value, progress: ProgressReport, context: Context) -> Diagnostics {
        if !config.is_wholly_known() {
            return undecided().into();
        }
        let config = match self.accepted(config) {
            Ok(config) => config,
            Err(refused) => return refused,
        };
        let request = Invoke {
            config,
            progress,
            context,
        };
        self.action.invoke(request).await.unwrap_or_else(with_reason)
    }
}

fn readable<M: Model>(config: &Value) -> Result<M, Diagnostics> {
    let (model, diagnostics) = read_model::<M>(config, Source::Config);
    match model {
        Some(model) if !diagnostics.has_errors() => Ok(model),
        _ => Err(with_reason(diagnostics)),
    }
}

fn undecided() -> Diagnostic {
    Diagnostic::error(
        "Unknown value in the action configuration",
        "An action can be invoked only with known values, so the action was not invoked.",
    )
}
