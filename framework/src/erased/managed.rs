//! The adapter from a managed resource's Rust types to values. The apply of a change is in `change`.

use async_trait::async_trait;

use super::identified::Fault;
use super::moved;
use super::{
    AnyIdentified, AnyListed, AnyResource, Applied, ApplyChange, PlanChange, Planned, SourceState, Stored, Upgraded,
    unless_deferred,
};
use crate::codec;
use crate::coercion;
use crate::decoding::Source;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Model, read_model};
use crate::path::Path;
use crate::plan::{Proposal, Recipe, by_recipe};
use crate::plan_consistency;
use crate::private::Private;
use crate::resource::{Context, MoveSource, Plan, Read, Resource, Saved, Upgrade, Warnings};
use crate::schema::Schema;
use crate::semantic_equality::OriginalValue;
use crate::value::Value;

/// A resource with its schema.
pub(super) struct Managed<R> {
    pub(super) resource: R,
    pub(super) schema: Schema,
    pub(super) identity: Option<Schema>,
    pub(super) list: Option<Schema>,
}

impl<R: Resource> Managed<R> {
    pub(super) fn new(resource: R) -> Self {
        let schema = Schema::new(resource.version(), R::Model::block());
        let identity = resource.identifies().map(|author| author.schema());
        let list = resource.lists().map(|author| author.schema());
        Self {
            resource,
            schema,
            identity,
            list,
        }
    }
}

#[async_trait]
impl<R: Resource> AnyResource for Managed<R> {
    fn type_name(&self) -> &'static str {
        self.resource.type_name()
    }

    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn upgradable_versions(&self) -> Vec<i64> {
        let upgrades = self.resource.upgrades();
        upgrades.iter().map(|upgrade| upgrade.from_version).collect()
    }

    fn validate(&self, config: &Value) -> Diagnostics {
        let (model, mut diagnostics) = read_model::<R::Model>(config, Source::Config);
        if let (Some(model), Some(rules)) = (model, self.resource.validates()) {
            diagnostics.extend(rules.validate(&model));
        }
        diagnostics
    }

    async fn plan(&self, change: PlanChange) -> Planned {
        let recipe = by_recipe(self.schema.block(), change.proposal());
        let Some(author) = self.resource.plans_changes() else {
            return Planned::by(&change, recipe);
        };
        let mut plan = match typed_plan::<R::Model>(&change, &recipe) {
            Ok(plan) => plan,
            Err(unreadable) => return Planned::by(&change, recipe).with(unreadable),
        };
        let original = OriginalValue::new(recipe.planned, plan.planned.as_ref());
        let is_destruction = plan.planned.is_none();
        author.plan(&mut plan).await;
        if plan.planned.is_none() != is_destruction {
            plan.diagnostics.push(existence_mismatch());
        }
        let planned = original.updated_to(plan.planned.as_ref());
        self.promised(&change, planned, plan)
    }

    async fn apply(&self, change: ApplyChange) -> Applied {
        self.carry_out(change).await
    }

    async fn read(&self, stored: Stored, context: Context) -> Applied {
        let (model, diagnostics) = read_model::<R::Model>(&stored.state, Source::State);
        let Some(model) = model.filter(|_| !diagnostics.has_errors()) else {
            return Applied::unchanged(stored, diagnostics);
        };
        let original = OriginalValue::new(stored.state.clone(), Some(&model));
        let warnings = Warnings::default();
        let request = Read {
            state: model,
            private: stored.private.clone(),
            warnings: warnings.clone(),
            context: context.clone(),
        };
        let mut found = match self.resource.read(request).await {
            Ok(Some(saved)) => self.refreshed(stored, original, saved),
            Ok(None) => Applied::gone(Diagnostics::new()),
            Err(errors) => Applied::unchanged(
                stored,
                unless_deferred(&context, errors).unwrap_or_else(|errors| errors),
            ),
        };
        found.diagnostics.extend(warnings.take());
        found
    }

    async fn import(&self, id: &str, context: Context) -> Result<Applied, Diagnostics> {
        let importer = self.resource.imports().ok_or_else(|| self.not_importable())?;
        let saved = match importer.import(id, &context).await {
            Ok(saved) => saved,
            Err(errors) => return unless_deferred(&context, errors).map(Applied::gone),
        };
        let mut found = self.read_result(None, saved);
        found.identity = self.identity_after(&found.state, &Value::Null, &mut found.diagnostics);
        Ok(found)
    }

    fn generate_config(&self, state: &Value) -> Result<Value, Diagnostics> {
        self.config_of(state)
    }

    fn move_sources(&self) -> Vec<MoveSource> {
        moved::sources(&self.resource.moves())
    }

    fn move_here(&self, foreign: &SourceState<'_>) -> Result<Applied, Diagnostics> {
        self.take_over(foreign)
    }

    fn identified(&self) -> Option<&dyn AnyIdentified> {
        self.identity.is_some().then_some(self as &dyn AnyIdentified)
    }

    fn listed(&self) -> Option<&dyn AnyListed> {
        self.list.is_some().then_some(self as &dyn AnyListed)
    }

    fn upgrade(&self, version: i64, json: &[u8]) -> Result<Upgraded, Diagnostics> {
        let state = if version == self.schema.version() {
            codec::decode_json_state(json, self.schema.terraform_type()).map_err(|error| unreadable_state(&error))?
        } else {
            self.way_from(version)?.apply(json)?.to_object()
        };
        let mut diagnostics = Diagnostics::new();
        let state = coercion::savable_state(self.schema.block(), state, &mut diagnostics);
        Ok(Upgraded { state, diagnostics })
    }
}

impl<R: Resource> Managed<R> {
    /// Returns the author's plan, checked against the rules of core.
    fn promised(&self, change: &PlanChange, planned: Value, plan: Plan<R::Model>) -> Planned {
        let block = self.schema.block();
        let planned = coercion::to_schema(block, planned);
        let Plan {
            replace,
            private,
            mut diagnostics,
            ..
        } = plan;
        diagnostics.extend(plan_consistency::contradictions(block, change.proposal(), &planned));
        let replace = addressable(replace, &change.prior, &planned, &mut diagnostics);
        let recipe = Recipe { planned, replace };
        Planned {
            private,
            ..Planned::by(change, recipe).with(diagnostics)
        }
    }

    /// Returns the object after a read. An object with a changed identity does not replace the stored one.
    fn refreshed(&self, stored: Stored, original: OriginalValue, saved: Saved<R::Model>) -> Applied {
        let mut found = self.read_result(Some(original), saved);
        match self.identity_of(&found.state, &stored.identity) {
            Ok(identity) => found.identity = identity,
            Err(Fault::Missing(bug)) => {
                found.diagnostics.push(bug);
                found.identity = stored.identity;
            }
            Err(Fault::Changed(bug)) => {
                found.diagnostics.push(bug);
                return Applied::unchanged(stored, found.diagnostics);
            }
        }
        found
    }

    /// Returns the result of a read or an import in the form that can be saved.
    pub(super) fn read_result(&self, stored: Option<OriginalValue>, saved: Saved<R::Model>) -> Applied {
        let Saved {
            state,
            private,
            mut diagnostics,
        } = saved;
        let state = stored.map_or_else(|| state.to_object(), |stored| stored.updated_to(Some(&state)));
        let state = coercion::savable_state(self.schema.block(), state, &mut diagnostics);
        Applied {
            state,
            private,
            identity: Value::Null,
            diagnostics,
        }
    }

    fn not_importable(&self) -> Diagnostic {
        let type_name = self.type_name();
        let detail = match &self.identity {
            Some(_) => {
                format!("{type_name} cannot be imported by an ID. Import it by its identity (Terraform 1.12 or later).")
            }
            None => format!("{type_name} cannot be imported."),
        };
        Diagnostic::error("Import is not supported", detail)
    }

    fn way_from(&self, version: i64) -> Result<Upgrade<R::Model>, Diagnostic> {
        let mut upgrades = self.resource.upgrades().into_iter();
        let way = upgrades.find(|upgrade| upgrade.from_version == version);
        way.ok_or_else(|| unknown_version(self.type_name(), version, self.schema.version()))
    }
}

impl PlanChange {
    fn proposal(&self) -> Proposal<'_> {
        Proposal {
            prior: &self.prior,
            config: &self.config,
            proposed: &self.proposed,
        }
    }
}

impl Planned {
    /// Returns a plan with the private data of the request. An existing object has its identity. A new object, or one
    /// that replaces another, has none yet.
    fn by(change: &PlanChange, recipe: Recipe) -> Self {
        let Recipe { planned, mut replace } = recipe;
        replace.sort();
        replace.dedup();
        let identity = if change.prior.is_null() {
            Value::Null
        } else {
            change.identity.clone()
        };
        Self {
            planned,
            replace,
            private: change.private.clone(),
            identity,
            diagnostics: Diagnostics::new(),
        }
    }

    fn with(self, diagnostics: Diagnostics) -> Self {
        Self { diagnostics, ..self }
    }
}

impl Applied {
    /// Returns the stored state, for the case that nothing is known to have changed.
    pub(super) fn unchanged(stored: Stored, diagnostics: Diagnostics) -> Self {
        Self {
            state: stored.state,
            private: stored.private,
            identity: stored.identity,
            diagnostics,
        }
    }

    /// Returns the state of an object that does not exist any more.
    pub(super) fn gone(diagnostics: Diagnostics) -> Self {
        Self {
            state: Value::Null,
            private: Private::new(),
            identity: Value::Null,
            diagnostics,
        }
    }
}

/// Returns the recipe's plan in the author's types.
fn typed_plan<M: Model>(change: &PlanChange, recipe: &Recipe) -> Result<Plan<M>, Diagnostics> {
    let mut unreadable = Diagnostics::new();
    let mut read = |value: &Value| {
        let (model, diagnostics) = read_model(value, Source::State);
        unreadable.extend(diagnostics);
        model
    };
    let plan = Plan {
        prior: read(&change.prior),
        config: read(&change.config),
        planned: read(&recipe.planned),
        replace: recipe.replace.clone(),
        private: change.private.clone(),
        diagnostics: Diagnostics::new(),
        context: change.context.clone(),
    };
    unreadable.into_result(plan)
}

/// Returns the replacements that exist in one of the two objects (conformance rule P11). Without a prior object,
/// nothing is replaced.
fn addressable(replace: Vec<Path>, prior: &Value, planned: &Value, diagnostics: &mut Diagnostics) -> Vec<Path> {
    if prior.is_null() || planned.is_null() {
        return Vec::new();
    }
    let (found, lost): (Vec<_>, Vec<_>) = replace
        .into_iter()
        .partition(|path| prior.at(path).is_some() || planned.at(path).is_some());
    diagnostics.extend(lost.iter().map(nothing_there));
    found
}

fn nothing_there(path: &Path) -> Diagnostic {
    Diagnostic::error(
        "Invalid replacement path",
        format!(
            "\"{path}\" forces replacement, but does not exist in the current state or in the plan. This is a bug in the provider."
        ),
    )
}

fn existence_mismatch() -> Diagnostic {
    Diagnostic::error(
        "Plan contradicts the configuration",
        "The plan removes an object that is configured, or keeps an object that is not configured. Nothing was \
         changed. This is a bug in the provider.",
    )
}

fn unreadable_state(error: &codec::CodecError) -> Diagnostic {
    Diagnostic::error(
        "Unreadable stored state",
        format!("The stored state cannot be read: {error}."),
    )
}

fn unknown_version(type_name: &str, stored: i64, present: i64) -> Diagnostic {
    Diagnostic::error(
        "Unsupported state version",
        format!(
            "The stored state of this {type_name} has version {stored}, and this provider cannot upgrade it to \
             version {present}. Use a provider version that can upgrade it, or import the object again."
        ),
    )
}
