//! The way from resources to the service: not configured yet, postponed, or ready.

use std::sync::{Arc, PoisonError, RwLock};

use framework::resource::{Context, Deferral};
use framework::{Diagnostic, Diagnostics};

use crate::checks::Severities;
use crate::run::Run;

/// What every resource and data source holds: a handle to whatever the provider block led to.
///
/// A process that serves several runs is configured several times; the last configuration counts.
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
    /// Takes a configuration into use.
    pub(crate) fn connect(&self, run: Run) {
        self.set(State::Ready(Box::new(run)));
    }

    /// Notes that `attributes` of the provider block are decided only during apply.
    pub(crate) fn postpone(&self, attributes: Vec<&'static str>) {
        self.set(State::Postponed(attributes));
    }

    /// Whether the provider block is decided only during apply.
    pub(crate) fn is_postponed(&self) -> bool {
        matches!(self.state(), State::Postponed(_))
    }

    /// The run for a call that `context` interrupts; nothing while the provider block is not known.
    pub(crate) fn ready(&self, context: &Context) -> Option<Run> {
        match self.state() {
            State::Ready(run) => Some(run.stopped_by(&context.stop)),
            State::Postponed(_) | State::NotConfigured => None,
        }
    }

    /// True if the answer waits until the provider block is known, because the client allows it.
    pub(crate) fn defers(&self, context: &Context) -> bool {
        self.is_postponed() && context.defer(Deferral::ProviderConfigUnknown)
    }

    /// The run for a call that `context` interrupts.
    ///
    /// # Errors
    /// The provider block is not known yet; the message says which attributes. Where the answer waits for the block, there is
    /// nothing to say.
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

    /// The run for a call that `context` interrupts and that changes something.
    ///
    /// # Errors
    /// As [`Self::run`].
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
            "{} in the provider block is decided only during apply, so the service cannot be asked now. Apply what it \
             depends on first (terraform apply -target=...), or give it a value that is known.",
            attributes.join(", ")
        ),
    )
}

fn not_configured() -> Diagnostic {
    Diagnostic::error(
        "The provider is not configured",
        "Terraform asked for the service before it configured the provider. This is a bug; nothing was changed.",
    )
}
