//! The context of an operation: the interruption, the module's `provider_meta`, and the deferral of a result.

use std::sync::{Arc, OnceLock};

use tokio_util::sync::CancellationToken;

use crate::decoding::Source;
use crate::diagnostics::Diagnostics;
use crate::model::{Model, read_model};
use crate::value::Value;

/// The context of an operation.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The token that is canceled when the user interrupts Terraform. The operation must then end soon, with the part
    /// that exists.
    pub stop: CancellationToken,
    provider_meta: Option<Value>,
    deferral: Option<Arc<OnceLock<Deferral>>>,
    is_deferral_allowed: bool,
}

/// The reason why a result is deferred to a later run (conformance rule R12).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deferral {
    /// The configuration of the object is unknown, and the result depends on it.
    ResourceConfigUnknown,
    /// The provider block is unknown, so the service cannot be called.
    ProviderConfigUnknown,
    /// A prerequisite of the object does not exist yet.
    AbsentPrerequisite,
}

impl Context {
    /// Requests to defer the result to a later run, and returns `true` if that is allowed. The operation must then end
    /// as soon as possible. An empty failure is allowed, and the result is discarded. `false` means to continue without
    /// deferral, which is the case in every ordinary run of Terraform and OpenTofu.
    ///
    /// Deferral is never allowed if everything that could be unknown is known (conformance rule R11). The first reason
    /// counts.
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

    /// Returns the reason why the result is deferred, if it is.
    pub fn deferred(&self) -> Option<Deferral> {
        self.deferral.as_ref()?.get().copied()
    }

    /// True where the client allows deferral (`deferral_allowed`).
    ///
    /// Terraform allows it in two cases: it plans a change again within an apply, or a user lets a plan defer changes
    /// (Stacks, `-allow-deferral`). OpenTofu never allows it. Therefore, this method does not distinguish a plan from
    /// an apply. A check that a plan must not miss belongs in both; a mere repetition can be omitted if this method
    /// returns true.
    pub fn is_deferral_allowed(&self) -> bool {
        self.is_deferral_allowed
    }

    /// Returns the module's block `terraform { provider_meta "…" { … } }`; `None` if there is none.
    ///
    /// # Errors
    /// Values that the types of `M` reject. Terraform checks the block only by its schema.
    pub fn provider_meta<M: Model>(&self) -> Result<Option<M>, Diagnostics> {
        let (meta, diagnostics) = read_model::<M>(self.provider_meta.as_ref().unwrap_or(&Value::Null), Source::Config);
        diagnostics.into_result(meta)
    }

    /// Returns the same for a call of a module with the block `meta`.
    #[must_use]
    pub fn with_provider_meta(mut self, meta: Value) -> Self {
        self.provider_meta = Some(meta);
        self
    }

    /// Returns the same for a call whose result may be deferred.
    #[must_use]
    pub fn allowing_deferral(mut self) -> Self {
        self.deferral = Some(Arc::default());
        self.with_deferral_allowed()
    }

    /// Returns the same for a client that allows deferral, in a call without unknown values.
    #[must_use]
    pub fn with_deferral_allowed(mut self) -> Self {
        self.is_deferral_allowed = true;
        self
    }

    /// Returns the context of a call that ends when `stop` is canceled.
    pub(crate) fn stopped_by(stop: CancellationToken) -> Self {
        Self {
            stop,
            ..Self::default()
        }
    }
}
