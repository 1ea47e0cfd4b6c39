//! The adapter from an ephemeral resource's Rust types to values.

use async_trait::async_trait;
use jiff::Timestamp;

use super::{AnyEphemeralResource, OpenedValue, undecided, unless_deferred, with_reason};
use crate::codec;
use crate::coercion;
use crate::config_equality;
use crate::decoding::Source;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ephemeral::{EphemeralResource, Open, Opened, Renewed};
use crate::model::{Model, read_model};
use crate::private::Private;
use crate::resource::Context;
use crate::schema::Schema;
use crate::semantic_equality::OriginalValue;
use crate::value::Value;

/// An ephemeral resource with its schema.
pub(super) struct ErasedEphemeral<E> {
    resource: E,
    schema: Schema,
}

impl<E: EphemeralResource> ErasedEphemeral<E> {
    pub(super) fn new(resource: E) -> Self {
        let schema = Schema::new(0, E::Model::block());
        Self { resource, schema }
    }

    /// Returns the faults for which core would reject a result. All of them are bugs of the author
    /// (conformance rules E1 and E5).
    fn mistakes(&self, config: &Value, result: &Value) -> Diagnostics {
        let undecided = result.unknown_paths();
        let undecided = undecided
            .into_iter()
            .map(|path| mistake("returned an unknown value").at(path));
        let changed = config_equality::differences(self.schema.block(), config, result);
        let changed = changed
            .into_iter()
            .map(|path| mistake("changed a configured value").at(path));
        let wrong_type = codec::encode_msgpack(result, self.schema.terraform_type()).err();
        let wrong_type =
            wrong_type.map(|error| mistake(&format!("returned a value that does not match its schema ({error})")));
        undecided.chain(changed).chain(wrong_type).collect()
    }

    /// Returns the opened resource, or an error if core would reject it.
    async fn accepted(
        &self,
        config: &Value,
        mut opened: OpenedValue,
        context: &Context,
    ) -> Result<OpenedValue, Diagnostics> {
        let mistakes = self.mistakes(config, &opened.result);
        if mistakes.has_errors() {
            return Err(self.closed_again(opened.private, context, mistakes).await);
        }
        opened.renew_at = self.renewable(opened.renew_at, &mut opened.diagnostics);
        Ok(opened)
    }

    /// Closes a resource whose result is rejected or deferred. Core does not close it, because core closes only a
    /// resource that it has opened.
    async fn closed_again(&self, private: Private, context: &Context, mut told: Diagnostics) -> Diagnostics {
        if let Some(closes) = self.resource.closes() {
            told.extend(closes.close(private, context).await);
        }
        told
    }

    /// Returns the result of a deferred opening, in which nothing is open.
    fn waiting(&self, config: &Value, told: Diagnostics) -> OpenedValue {
        OpenedValue {
            result: undecided(self.schema.block(), config),
            private: Private::new(),
            renew_at: None,
            diagnostics: told,
        }
    }

    /// Returns the time of the renewal, if the resource can be renewed.
    fn renewable(&self, renew_at: Option<Timestamp>, diagnostics: &mut Diagnostics) -> Option<Timestamp> {
        if renew_at.is_some() && self.resource.renews().is_none() {
            diagnostics.push(Diagnostic::warning(
                "Unsupported renewal",
                "The provider requested a renewal of this ephemeral resource, but cannot renew it. The resource is \
                 usable until it expires. This is a bug in the provider.",
            ));
            return None;
        }
        renew_at
    }
}

#[async_trait]
impl<E: EphemeralResource> AnyEphemeralResource for ErasedEphemeral<E> {
    fn type_name(&self) -> &'static str {
        self.resource.type_name()
    }

    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn validate(&self, config: &Value) -> Diagnostics {
        let (model, mut diagnostics) = read_model::<E::Model>(config, Source::Config);
        if let (Some(model), Some(rules)) = (model, self.resource.validates()) {
            diagnostics.extend(rules.validate(&model));
        }
        diagnostics
    }

    async fn open(&self, config: &Value, context: Context) -> Result<OpenedValue, Diagnostics> {
        let (model, diagnostics) = read_model::<E::Model>(config, Source::Config);
        let model = match model {
            Some(model) if !diagnostics.has_errors() => model,
            _ => return Err(with_reason(diagnostics)),
        };
        let original = OriginalValue::new(config.clone(), Some(&model));
        let request = Open {
            config: model,
            context: context.clone(),
        };
        match self.resource.open(request).await {
            Ok(opened) if context.deferred().is_none() => {
                let result = coercion::to_schema(self.schema.block(), original.updated_to(Some(&opened.result)));
                self.accepted(config, OpenedValue::of(opened, result), &context).await
            }
            Ok(opened) => {
                let told = self.closed_again(opened.private, &context, opened.diagnostics).await;
                Ok(self.waiting(config, told))
            }
            Err(errors) => unless_deferred(&context, errors).map(|told| self.waiting(config, told)),
        }
    }

    async fn renew(&self, private: Private, context: Context) -> Result<Renewed, Diagnostics> {
        match self.resource.renews() {
            Some(renews) => renews.renew(private, &context).await.map_err(with_reason),
            None => Err(Diagnostic::error(
                "Renewal is not supported",
                format!(
                    "\"{}\" cannot be renewed. It is usable until it expires.",
                    self.type_name()
                ),
            )
            .into()),
        }
    }

    async fn close(&self, private: Private, context: Context) -> Diagnostics {
        match self.resource.closes() {
            Some(closes) => closes.close(private, &context).await,
            None => Diagnostics::new(),
        }
    }
}

impl OpenedValue {
    fn of<M>(opened: Opened<M>, result: Value) -> Self {
        Self {
            result,
            private: opened.private,
            renew_at: opened.renew_at,
            diagnostics: opened.diagnostics,
        }
    }
}

fn mistake(what: &str) -> Diagnostic {
    Diagnostic::error(
        "Invalid ephemeral resource",
        format!("The provider {what}, so the ephemeral resource is closed again. This is a bug in the provider."),
    )
}
