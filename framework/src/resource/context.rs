//! What every operation is told besides its values: the interruption, the module's word to the provider, and whether an
//! answer may wait.

use std::sync::{Arc, OnceLock};

use tokio_util::sync::CancellationToken;

use crate::decoding::Source;
use crate::diagnostics::Diagnostics;
use crate::model::{Model, read_model};
use crate::value::Value;

/// What every operation is told besides its values.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Cancelled when the user interrupts Terraform: end soon, with what exists by now.
    pub stop: CancellationToken,
    provider_meta: Option<Value>,
    deferral: Option<Arc<OnceLock<Deferral>>>,
    is_deferral_allowed: bool,
}

/// Why an answer has to wait for a later run (R12).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deferral {
    /// The configuration of the object is not known yet, and without it there is nothing to say.
    ResourceConfigUnknown,
    /// The provider block is not known yet, so there is nobody to ask.
    ProviderConfigUnknown,
    /// Something that has to be there first is not there yet.
    AbsentPrerequisite,
}

impl Context {
    /// Asks to leave the answer to a later run. `true` where that is allowed: then end as briefly as possible, an empty failure
    /// included, which is none here; what is answered is thrown away. `false` means to go on as if there were no such thing,
    /// which is so in every ordinary run of Terraform and OpenTofu.
    ///
    /// Never allowed where everything that could be unknown is known (R11). The first reason counts.
    #[must_use]
    pub fn defer(&self, reason: Deferral) -> bool {
        match &self.deferral {
            Some(desk) => {
                desk.get_or_init(|| reason);
                true
            }
            None => false,
        }
    }

    /// Why the answer has to wait, if it has to.
    pub fn deferred(&self) -> Option<Deferral> {
        self.deferral.as_ref()?.get().copied()
    }

    /// Whether the client allows an answer to wait (`deferral_allowed`).
    ///
    /// Terraform allows it where it plans a change once more within an apply, and where a user lets a plan defer changes (Stacks,
    /// `-allow-deferral`). OpenTofu allows it nowhere. So it does not tell a plan from an apply: what a plan must not miss
    /// belongs in both, and what would only be repeated can be left out here.
    pub fn is_deferral_allowed(&self) -> bool {
        self.is_deferral_allowed
    }

    /// What the module says to the provider in `terraform { provider_meta "…" { … } }`; `None` where it says nothing.
    ///
    /// # Errors
    /// What the types of `M` refuse. Terraform checks the block by its schema only, and nobody else asks about it.
    pub fn provider_meta<M: Model>(&self) -> Result<Option<M>, Diagnostics> {
        let (meta, diagnostics) = read_model::<M>(self.provider_meta.as_ref().unwrap_or(&Value::Null), Source::Config);
        diagnostics.into_result(meta)
    }

    /// The same for a call of a module that says `meta`.
    #[must_use]
    pub fn with_provider_meta(mut self, meta: Value) -> Self {
        self.provider_meta = Some(meta);
        self
    }

    /// The same for a call whose answer may wait.
    #[must_use]
    pub fn allowing_deferral(mut self) -> Self {
        self.deferral = Some(Arc::default());
        self.with_deferral_allowed()
    }

    /// The same for a client that allows answers to wait, where nothing is unknown that an answer could wait for.
    #[must_use]
    pub fn with_deferral_allowed(mut self) -> Self {
        self.is_deferral_allowed = true;
        self
    }

    /// The context of a call that ends when `stop` is cancelled.
    pub(crate) fn stopped_by(stop: CancellationToken) -> Self {
        Self {
            stop,
            ..Self::default()
        }
    }
}
