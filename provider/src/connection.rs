//! The connection of resources to the service: not configured yet, postponed, or ready.

use std::sync::{Arc, PoisonError, RwLock};

use framework::resource::{Context, Deferral};
use framework::{Diagnostic, Diagnostics};

use crate::checks::Severities;
use crate::run::Run;

/// A handle to the configured run, which every resource and data source holds.
///
/// A process that serves several runs is configured several times. The last configuration is in effect.
#[derive(Clone, Debug, Default)]
pub(crate) struct Connection(Arc<RwLock<State>>);

#[derive(Clone, Debug, Default)]
enum State {
    #[default]
    NotConfigured,
    Postponed(Vec<&'static str>),
    Ready(Box<Run>),
}

impl Connection {
    /// Stores the run of a configuration, which every clone then uses.
    pub(crate) fn connect(&self, run: Run) {
        self.set(State::Ready(Box::new(run)));
    }

    /// Records that `attributes` of the provider block are known only after apply.
    pub(crate) fn postpone(&self, attributes: Vec<&'static str>) {
        self.set(State::Postponed(attributes));
    }

    /// True if the provider block is known only after apply.
    pub(crate) fn is_postponed(&self) -> bool {
        matches!(self.state(), State::Postponed(_))
    }

    /// The run for a call that `context` can interrupt; `None` while the provider block is not known.
    pub(crate) fn ready(&self, context: &Context) -> Option<Run> {
        match self.state() {
            State::Ready(run) => Some(run.stopped_by(&context.stop)),
            State::Postponed(_) | State::NotConfigured => None,
        }
    }

    /// True if the answer is deferred until the provider block is known. The client has to allow that.
    pub(crate) fn defers(&self, context: &Context) -> bool {
        self.is_postponed() && context.defer(Deferral::ProviderConfigUnknown)
    }

    /// The run for a call that `context` can interrupt.
    ///
    /// # Errors
    /// The provider block is not known yet; the message lists its unknown attributes. For a deferred answer, the error has no
    /// diagnostics.
    pub(crate) fn run(&self, context: &Context) -> Result<Run, Diagnostics> {
        if self.defers(context) {
            return Err(Diagnostics::new());
        }
        match self.state() {
            State::Ready(run) => Ok(run.stopped_by(&context.stop)),
            State::Postponed(attributes) => Err(postponed(&attributes).into()),
            State::NotConfigured => Err(not_configured().into()),
        }
    }

    /// The run for a call that changes something and that `context` can interrupt.
    ///
    /// # Errors
    /// The errors of [`Self::run`].
    pub(crate) fn change(&self, context: &Context) -> Result<Run, Diagnostics> {
        let run = self.run(context)?;
        run.begin_change();
        Ok(run)
    }

    /// The severities of the plan checks; the defaults while the provider block is not known.
    pub(crate) fn severities(&self) -> Severities {
        match self.state() {
            State::Ready(ready) => ready.severities,
            State::Postponed(_) | State::NotConfigured => Severities::default(),
        }
    }

    fn state(&self) -> State {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, state: State) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = state;
    }
}

fn postponed(attributes: &[&str]) -> Diagnostic {
    Diagnostic::error(
        "The provider block is not known yet",
        format!(
            "These attributes of the provider block are known only after apply: {}. The provider cannot send requests until then. First apply the \
             resources that they depend on (terraform apply -target=...), or set known values.",
            attributes.join(", ")
        ),
    )
}

fn not_configured() -> Diagnostic {
    Diagnostic::error(
        "The provider is not configured",
        "Terraform sent a request to the provider before it configured the provider. This is a bug. Nothing was changed.",
    )
}
