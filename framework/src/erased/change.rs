//! The apply of a planned change: create, update, or delete, and the state that is saved after any outcome.

use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;

use super::crash::Crash;
use super::managed::Managed;
use super::{Applied, ApplyChange, Stored, with_reason};
use crate::coercion;
use crate::decoding::Source;
use crate::diagnostics::{Diagnostic, Diagnostics, Severity};
use crate::model::{Model, read_model};
use crate::plan_consistency;
use crate::resource::{Create, Delete, Failure, Progress, Resource, Saved, Update};
use crate::semantic_equality::OriginalValue;
use crate::value::Value;

impl<R: Resource> Managed<R> {
    pub(super) async fn carry_out(&self, change: ApplyChange) -> Applied {
        match (change.prior.is_null(), change.planned.is_null()) {
            (_, true) => self.delete(change).await,
            (true, false) => self.create(change).await,
            (false, false) => self.update(change).await,
        }
    }

    async fn create(&self, change: ApplyChange) -> Applied {
        let mut models = Models::default();
        let (Some(planned), Some(config)) = (models.read(&change.planned), models.read(&change.config)) else {
            return Applied::unchanged(change.into_stored(), models.broken());
        };
        let promised = OriginalValue::new(change.planned.clone(), Some(&planned));
        let progress = Progress::default();
        let request = Create {
            planned,
            config,
            private: change.private.clone(),
            progress: progress.clone(),
            context: change.context.clone(),
        };
        match unless_it_panics(self.resource.create(request)).await {
            Some(Ok(saved)) => self.saved(&change, promised, saved),
            Some(Err(failure)) => self.failed(change, promised, failure),
            None => self.crashed_in_creation(change, promised, &progress),
        }
    }

    async fn update(&self, change: ApplyChange) -> Applied {
        let mut models = Models::default();
        let (prior, planned) = (models.read(&change.prior), models.read(&change.planned));
        let (Some(prior), Some(planned), Some(config)) = (prior, planned, models.read(&change.config)) else {
            return Applied::unchanged(change.into_stored(), models.broken());
        };
        let before = OriginalValue::new(change.prior.clone(), Some(&prior));
        let promised = OriginalValue::new(change.planned.clone(), Some(&planned));
        let progress = Progress::default();
        let request = Update {
            prior,
            planned,
            config,
            private: change.private.clone(),
            progress: progress.clone(),
            context: change.context.clone(),
        };
        match unless_it_panics(self.resource.update(request)).await {
            Some(Ok(saved)) => self.saved(&change, promised, saved),
            Some(Err(failure)) => self.failed(change, before, failure),
            None => self.failed(change, before, crash_after(&progress)),
        }
    }

    async fn delete(&self, change: ApplyChange) -> Applied {
        let mut models = Models::default();
        let Some(state) = models.read::<R::Model>(&change.prior) else {
            return Applied::unchanged(change.into_stored(), models.broken());
        };
        let before = OriginalValue::new(change.prior.clone(), Some(&state));
        let request = Delete {
            state,
            private: change.private.clone(),
            context: change.context.clone(),
        };
        match unless_it_panics(self.resource.delete(request)).await {
            Some(Ok(diagnostics)) => Applied::gone(diagnostics),
            Some(Err(failure)) => self.failed(change, before, failure),
            None => self.failed(change, before, Failure::nothing_changed(Crash::Deletion.diagnostic())),
        }
    }

    /// Returns the result of a success. It must be complete and match the plan.
    fn saved(&self, change: &ApplyChange, promised: OriginalValue, saved: Saved<R::Model>) -> Applied {
        let Saved {
            state,
            private,
            mut diagnostics,
        } = saved;
        let state = promised.updated_to(Some(&state));
        let state = self.typed(change, state, &mut diagnostics);
        let state = coercion::savable_state(self.schema.block(), state, &mut diagnostics);
        let state = plan_consistency::as_planned(state, &change.planned, &mut diagnostics);
        let identity = self.identity_after(&state, &change.identity_before(), &mut diagnostics);
        Applied {
            state,
            private,
            identity,
            diagnostics,
        }
    }

    /// Returns the result of a failure. The state may be incomplete and may differ from the plan (conformance rule A6).
    fn failed(&self, change: ApplyChange, original: OriginalValue, failure: Failure<R::Model>) -> Applied {
        let mut diagnostics = with_reason(failure.diagnostics);
        let Some((state, private)) = failure.partial else {
            return Applied::unchanged(change.into_stored(), diagnostics);
        };
        let state = self.typed(&change, original.updated_to(Some(&state)), &mut diagnostics);
        let state = coercion::savable_state_without_warnings(self.schema.block(), state);
        let identity = self.identity_after_failure(&state, &change.identity_before(), &mut diagnostics);
        Applied {
            state,
            private,
            identity,
            diagnostics,
        }
    }

    /// Returns the result of a panic in a creation. An error would taint the new object, and the next apply would
    /// replace it. Therefore, a recorded object is saved with a warning; only a creation without a record fails.
    fn crashed_in_creation(
        &self,
        change: ApplyChange,
        promised: OriginalValue,
        progress: &Progress<R::Model>,
    ) -> Applied {
        let Some((state, private)) = progress.latest() else {
            return Applied::unchanged(change.into_stored(), Crash::Creation.diagnostic().into());
        };
        let mut diagnostics = Diagnostics::from(Diagnostic {
            severity: Severity::Warning,
            ..Crash::NotedCreation.diagnostic()
        });
        let state = self.typed(&change, promised.updated_to(Some(&state)), &mut diagnostics);
        let state = coercion::savable_state_without_warnings(self.schema.block(), state);
        let state = plan_consistency::as_planned(state, &change.planned, &mut diagnostics);
        let identity = self.identity_after(&state, &Value::Null, &mut diagnostics);
        Applied {
            state,
            private,
            identity,
            diagnostics,
        }
    }

    /// Returns the state with only such values as core can read.
    fn typed(&self, change: &ApplyChange, state: Value, diagnostics: &mut Diagnostics) -> Value {
        coercion::to_type(state, self.schema.terraform_type(), &change.planned, diagnostics)
    }
}

impl ApplyChange {
    /// Returns the state for the case that nothing happened.
    fn into_stored(self) -> Stored {
        Stored {
            identity: self.identity_before(),
            state: self.prior,
            private: self.private,
        }
    }

    /// Returns the identity before the change, which a plan carries.
    fn identity_before(&self) -> Value {
        if self.prior.is_null() {
            Value::Null
        } else {
            self.identity.clone()
        }
    }
}

/// Reads models that were checked before, and collects their remaining errors.
#[derive(Default)]
struct Models {
    diagnostics: Diagnostics,
}

impl Models {
    fn read<M: Model>(&mut self, value: &Value) -> Option<M> {
        let (model, diagnostics) = read_model(value, Source::State);
        self.diagnostics.extend(diagnostics);
        model.filter(|_| !self.diagnostics.has_errors())
    }

    fn broken(mut self) -> Diagnostics {
        if !self.diagnostics.has_errors() {
            self.diagnostics.push(Diagnostic::error(
                "Incomplete request",
                "The request for this change lacks required values. Nothing was changed. This is a bug.",
            ));
        }
        self.diagnostics
    }
}

/// Runs the author's operation and returns its result; `None` if it panics.
async fn unless_it_panics<T>(operation: impl Future<Output = T>) -> Option<T> {
    AssertUnwindSafe(operation).catch_unwind().await.ok()
}

fn crash_after<M: Model>(progress: &Progress<M>) -> Failure<M> {
    Failure {
        partial: progress.latest(),
        diagnostics: Crash::Update.diagnostic().into(),
    }
}
