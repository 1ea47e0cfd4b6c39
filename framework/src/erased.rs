//! Typed authors on one side, values on the other: the bridge between [`crate::resource::Resource`] and `crate::rpc`.
//!
//! [`managed`] and [`looked_up`] turn what an author wrote into trait objects that know only values. What the framework
//! adds for every author, the planning recipe, the checks on answers, the catching of panics, happens here.

use std::panic::AssertUnwindSafe;

use async_trait::async_trait;
use futures_util::FutureExt;

use crate::codec;
use crate::conform;
use crate::data_source::DataSource;
use crate::decoding::Source;
use crate::diagnostics::{Diagnostic, Diagnostics, Severity};
use crate::model::{Model, read_model};
use crate::path::Path;
use crate::plan::{Proposal, Recipe, by_recipe};
use crate::private::Private;
use crate::resource::{Context, Create, Delete, Failure, Outcome, Plan, Progress, Read, Resource, Saved, Update};
use crate::schema::Schema;
use crate::value::Value;

/// A managed resource that knows only values.
#[async_trait]
pub trait AnyResource: Send + Sync {
    /// The name in HCL.
    fn type_name(&self) -> &'static str;
    /// The schema.
    fn schema(&self) -> &Schema;
    /// Reports everything that is wrong with a configuration, apart from what the schema's marks say.
    fn validate(&self, config: &Value) -> Diagnostics;
    /// Plans a change.
    async fn plan(&self, change: PlanChange) -> Planned;
    /// Carries out a planned change.
    async fn apply(&self, change: ApplyChange) -> Applied;
    /// Looks at the object; a null state means that it is gone.
    async fn read(&self, stored: Stored, context: Context) -> Applied;
    /// Finds an object by id.
    async fn import(&self, id: &str, context: Context) -> Result<Applied, Diagnostics>;
    /// Brings stored JSON to the present version.
    ///
    /// # Errors
    /// JSON that is not of that version, or a version without a way to the present one.
    fn upgrade(&self, version: i64, json: &[u8]) -> Result<Value, Diagnostics>;
}

/// A data source that knows only values.
#[async_trait]
pub trait AnyDataSource: Send + Sync {
    /// The name in HCL.
    fn type_name(&self) -> &'static str;
    /// The schema.
    fn schema(&self) -> &Schema;
    /// Reports everything that is wrong with a configuration, apart from what the schema's marks say.
    fn validate(&self, config: &Value) -> Diagnostics;
    /// Looks up what the configuration asks for.
    async fn read(&self, config: &Value, context: Context) -> (Value, Diagnostics);
}

/// An object with what is remembered about it.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The object.
    pub state: Value,
    /// What is remembered.
    pub private: Private,
}

/// The request for a plan.
#[derive(Clone, Debug)]
pub struct PlanChange {
    /// The object as it is, or null.
    pub prior: Value,
    /// What the user wrote, or null.
    pub config: Value,
    /// Core's merge of both.
    pub proposed: Value,
    /// What is remembered.
    pub private: Private,
    /// The rest.
    pub context: Context,
}

/// A plan.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The promised object, or null.
    pub planned: Value,
    /// Attributes whose change needs a new object, sorted.
    pub replace: Vec<Path>,
    /// Handed on to apply.
    pub private: Private,
    /// Warnings and refusals.
    pub diagnostics: Diagnostics,
}

/// The request to carry out a plan.
#[derive(Clone, Debug)]
pub struct ApplyChange {
    /// The object as it was, or null.
    pub prior: Value,
    /// The promised object, or null.
    pub planned: Value,
    /// What the user wrote, write-only values included.
    pub config: Value,
    /// What the plan remembered.
    pub private: Private,
    /// The rest.
    pub context: Context,
}

/// What exists after an operation.
#[derive(Clone, Debug)]
pub struct Applied {
    /// The object, or null.
    pub state: Value,
    /// What to remember.
    pub private: Private,
    /// Warnings and errors.
    pub diagnostics: Diagnostics,
}

/// Makes a resource ready for the catalogue.
pub fn managed<R: Resource>(resource: R) -> Box<dyn AnyResource> {
    let schema = Schema {
        version: resource.version(),
        block: R::Model::block(),
    };
    Box::new(Managed { resource, schema })
}

/// Makes a data source ready for the catalogue.
pub fn looked_up<D: DataSource>(data_source: D) -> Box<dyn AnyDataSource> {
    let schema = Schema {
        version: 0,
        block: D::Model::block(),
    };
    Box::new(LookedUp { data_source, schema })
}

struct Managed<R> {
    resource: R,
    schema: Schema,
}

struct LookedUp<D> {
    data_source: D,
    schema: Schema,
}

#[async_trait]
impl<R: Resource> AnyResource for Managed<R> {
    fn type_name(&self) -> &'static str {
        self.resource.type_name()
    }

    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn validate(&self, config: &Value) -> Diagnostics {
        let (model, mut diagnostics) = read_model::<R::Model>(config, Source::Config);
        if let (Some(model), Some(rules)) = (model, self.resource.validates()) {
            diagnostics.extend(rules.validate(&model));
        }
        diagnostics
    }

    async fn plan(&self, change: PlanChange) -> Planned {
        let PlanChange {
            prior,
            config,
            proposed,
            private,
            context,
        } = change;
        let proposal = Proposal {
            prior: &prior,
            config: &config,
            proposed: &proposed,
        };
        let recipe = by_recipe(&self.schema.block, proposal);
        let Some(author) = self.resource.plans_changes() else {
            return Planned::from_recipe(recipe, private, Diagnostics::new());
        };
        let mut models = Models::default();
        let (prior, config) = (models.stored(&prior), models.stored(&config));
        let planned = models.stored::<R::Model>(&recipe.planned);
        if models.diagnostics.has_errors() {
            return Planned::from_recipe(recipe, private, models.diagnostics);
        }
        let before = planned.as_ref().map(Model::to_fields);
        let Recipe {
            planned: promised,
            replace,
        } = recipe;
        let mut plan = Plan {
            prior,
            config,
            planned,
            replace,
            private,
            diagnostics: Diagnostics::new(),
            context,
        };
        author.plan(&mut plan).await;
        let after = plan.planned.as_ref().map(Model::to_fields);
        let promised = conform::with_changes(promised, before.as_ref(), after.as_ref());
        Planned::from_recipe(
            Recipe {
                planned: promised,
                replace: plan.replace,
            },
            plan.private,
            plan.diagnostics,
        )
    }

    async fn apply(&self, change: ApplyChange) -> Applied {
        match (change.prior.is_null(), change.planned.is_null()) {
            (_, true) => self.apply_delete(change).await,
            (true, false) => self.apply_create(change).await,
            (false, false) => self.apply_update(change).await,
        }
    }

    async fn read(&self, stored: Stored, context: Context) -> Applied {
        let Stored { state, private } = stored;
        let (Some(model), mut diagnostics) = read_model::<R::Model>(&state, Source::State) else {
            return Applied {
                state,
                private,
                diagnostics: Diagnostics::new(),
            };
        };
        if diagnostics.has_errors() {
            return Applied {
                state,
                private,
                diagnostics,
            };
        }
        let request = Read {
            state: model,
            private: private.clone(),
            context,
        };
        match self.resource.read(request).await {
            Ok(Some(saved)) => {
                diagnostics.extend(saved.diagnostics);
                let state = conform::without_unknowns(saved.state.to_object(), &mut diagnostics);
                Applied {
                    state,
                    private: saved.private,
                    diagnostics,
                }
            }
            Ok(None) => Applied {
                state: Value::Null,
                private: Private::new(),
                diagnostics,
            },
            Err(errors) => Applied {
                state,
                private,
                diagnostics: errors,
            },
        }
    }

    async fn import(&self, id: &str, context: Context) -> Result<Applied, Diagnostics> {
        let unsupported = || {
            Diagnostic::error(
                "Import is not supported",
                format!("{} cannot be imported.", self.resource.type_name()),
            )
        };
        let importer = self.resource.imports().ok_or_else(unsupported)?;
        let saved = importer.import(id, &context).await?;
        let mut diagnostics = saved.diagnostics;
        let state = conform::without_unknowns(saved.state.to_object(), &mut diagnostics);
        Ok(Applied {
            state,
            private: saved.private,
            diagnostics,
        })
    }

    fn upgrade(&self, version: i64, json: &[u8]) -> Result<Value, Diagnostics> {
        if version == self.schema.version {
            return codec::decode_json_state(json, &self.schema.block.terraform_type()).map_err(|error| {
                Diagnostic::error(
                    "Unreadable stored state",
                    format!("The stored state cannot be read: {error}."),
                )
                .into()
            });
        }
        let upgrades = self.resource.upgrades();
        let upgrade = upgrades.iter().find(|upgrade| upgrade.from_version == version).ok_or_else(|| {
            Diagnostic::error(
                "Stored state of an unknown version",
                format!(
                    "The state was stored with version {version} of {}, and this provider knows no way from there to \
                     version {}. Use a version of the provider that does, or import the object again.",
                    self.type_name(),
                    self.schema.version
                ),
            )
        })?;
        upgrade.apply(json).map(|model| model.to_object())
    }
}

impl<R: Resource> Managed<R> {
    async fn apply_create(&self, change: ApplyChange) -> Applied {
        let mut models = Models::default();
        let (planned, config) = (models.stored(&change.planned), models.stored(&change.config));
        let (Some(planned), Some(config)) = (planned, config) else {
            return Applied::unchanged(change, models.broken());
        };
        let progress = Progress::default();
        let request = Create {
            planned,
            config,
            private: change.private.clone(),
            progress: progress.clone(),
            context: change.context.clone(),
        };
        let outcome = AssertUnwindSafe(self.resource.create(request)).catch_unwind().await;
        let outcome = outcome.unwrap_or_else(|_| after_panic_in_create(&progress));
        finish(change, outcome)
    }

    async fn apply_update(&self, change: ApplyChange) -> Applied {
        let mut models = Models::default();
        let (prior, planned) = (models.stored(&change.prior), models.stored(&change.planned));
        let (Some(prior), Some(planned), Some(config)) = (prior, planned, models.stored(&change.config)) else {
            return Applied::unchanged(change, models.broken());
        };
        let progress = Progress::default();
        let (private, context) = (change.private.clone(), change.context.clone());
        let request = Update {
            prior,
            planned,
            config,
            private,
            progress: progress.clone(),
            context,
        };
        let outcome = AssertUnwindSafe(self.resource.update(request)).catch_unwind().await;
        let outcome = outcome.unwrap_or_else(|_| {
            Err(Failure {
                partial: progress.latest(),
                diagnostics: crashed().into(),
            })
        });
        finish(change, outcome)
    }

    async fn apply_delete(&self, change: ApplyChange) -> Applied {
        let mut models = Models::default();
        let Some(state) = models.stored(&change.prior) else {
            return Applied::unchanged(change, models.broken());
        };
        let request = Delete {
            state,
            private: change.private.clone(),
            context: change.context.clone(),
        };
        let outcome = AssertUnwindSafe(self.resource.delete(request)).catch_unwind().await;
        match outcome.unwrap_or_else(|_| Err(crashed().into())) {
            Ok(diagnostics) => Applied {
                state: Value::Null,
                private: Private::new(),
                diagnostics,
            },
            Err(failure) => Applied::failed(change, failure),
        }
    }
}

#[async_trait]
impl<D: DataSource> AnyDataSource for LookedUp<D> {
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
            _ => return (Value::Null, diagnostics),
        };
        match self.data_source.read(model, &context).await {
            Ok(found) => {
                let mut diagnostics = found.diagnostics;
                (
                    conform::without_unknowns(found.state.to_object(), &mut diagnostics),
                    diagnostics,
                )
            }
            Err(errors) => (Value::Null, errors),
        }
    }
}

impl Planned {
    fn from_recipe(recipe: Recipe, private: Private, diagnostics: Diagnostics) -> Self {
        let Recipe { planned, mut replace } = recipe;
        replace.sort();
        replace.dedup();
        Self {
            planned,
            replace,
            private,
            diagnostics,
        }
    }
}

impl Applied {
    /// Nothing happened: what was stored stays.
    fn unchanged(change: ApplyChange, diagnostics: Diagnostics) -> Self {
        Self {
            state: change.prior,
            private: change.private,
            diagnostics,
        }
    }

    fn failed<M: Model>(change: ApplyChange, failure: Failure<M>) -> Self {
        let mut diagnostics = failure.diagnostics;
        if !diagnostics.has_errors() {
            diagnostics.push(without_reason());
        }
        match failure.partial {
            Some((state, private)) => {
                let state = conform::without_unknowns(state.to_object(), &mut diagnostics);
                Self {
                    state,
                    private,
                    diagnostics,
                }
            }
            None => Self::unchanged(change, diagnostics),
        }
    }
}

/// Reads models that have been checked before, and gathers what is nevertheless wrong with them.
#[derive(Default)]
struct Models {
    diagnostics: Diagnostics,
}

impl Models {
    fn stored<M: Model>(&mut self, value: &Value) -> Option<M> {
        let (model, diagnostics) = read_model(value, Source::State);
        self.diagnostics.extend(diagnostics);
        model.filter(|_| !self.diagnostics.has_errors())
    }

    fn broken(mut self) -> Diagnostics {
        if !self.diagnostics.has_errors() {
            self.diagnostics.push(Diagnostic::error(
                "Incomplete request",
                "Terraform asked for a change without the values that it needs. This is a bug; nothing was changed.",
            ));
        }
        self.diagnostics
    }
}

fn finish<M: Model>(change: ApplyChange, outcome: Outcome<M>) -> Applied {
    match outcome {
        Ok(Saved {
            state,
            private,
            mut diagnostics,
        }) => {
            let state = conform::without_unknowns(state.to_object(), &mut diagnostics);
            let state = conform::to_plan(state, &change.planned, &mut diagnostics);
            Applied {
                state,
                private,
                diagnostics,
            }
        }
        Err(failure) => Applied::failed(change, failure),
    }
}

/// An error would taint what exists by now, and the next apply would replace it; so what was noted is saved with a
/// warning, and only a creation of which nothing is known fails.
fn after_panic_in_create<M: Model>(progress: &Progress<M>) -> Outcome<M> {
    match progress.latest() {
        Some((state, private)) => {
            let warning = Diagnostic {
                severity: Severity::Warning,
                ..crashed()
            };
            Ok(Saved::new(state).with_private(private).with_warning(warning))
        }
        None => Err(crashed().into()),
    }
}

fn crashed() -> Diagnostic {
    Diagnostic::error(
        "The provider crashed during this operation",
        "This is a bug in the provider. What it had noted before is saved in the state; run terraform plan to see how \
         things stand, and report the crash with the lines that start with \"panic:\" in the log (TF_LOG=error).",
    )
}

fn without_reason() -> Diagnostic {
    Diagnostic::error(
        "The operation failed without a reason",
        "This is a bug in the provider: it reported a failure without saying why. Run terraform plan to see how things stand.",
    )
}
