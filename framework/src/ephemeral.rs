//! The interface of an ephemeral resource, which is opened for one run of Terraform and never stored.
//!
//! [`EphemeralResource`] opens it. A resource that must be renewed during the run, or closed at its end, also
//! implements [`Renews`] and [`Closes`]. The wire form is in `crate::rpc`.

use async_trait::async_trait;
use jiff::Timestamp;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::Model;
use crate::private::Private;
use crate::resource::{Context, Validates};

/// An ephemeral resource of a provider.
///
/// It is opened during plan, and again during apply (conformance rule E1).
#[async_trait]
pub trait EphemeralResource: Send + Sync + 'static {
    /// The struct that is the schema.
    type Model: Model;

    /// The name in HCL, with the provider's prefix.
    fn type_name(&self) -> &'static str;

    /// Opens the resource. Configured values are returned unchanged, and nothing is unknown in the result
    /// (conformance rules E1 and E5).
    ///
    /// # Errors
    /// The reason of the failure. Nothing is closed after an error, so nothing may be left open.
    async fn open(&self, request: Open<Self::Model>) -> Result<Opened<Self::Model>, Diagnostics>;

    /// Returns the check of rules that span several attributes, if there is one.
    fn validates(&self) -> Option<&dyn Validates<Self::Model>> {
        None
    }

    /// Returns the ability to renew, if there is one.
    fn renews(&self) -> Option<&dyn Renews> {
        None
    }

    /// Returns the ability to close, if there is one.
    fn closes(&self) -> Option<&dyn Closes> {
        None
    }
}

/// The ability to renew an opened resource before it expires.
#[async_trait]
pub trait Renews: Send + Sync {
    /// Renews the resource that `private` identifies. `private` is the result of the last opening or renewal
    /// (conformance rule E2).
    ///
    /// # Errors
    /// The reason of the failure. There is no further renewal after an error. Terraform may not show the errors, so
    /// they are also logged.
    async fn renew(&self, private: Private, context: &Context) -> Result<Renewed, Diagnostics>;
}

/// The ability to close a resource before it expires.
#[async_trait]
pub trait Closes: Send + Sync {
    /// Closes the resource that `private` identifies. A second call is not an error. The call must be short, because
    /// the client waits 10 s (conformance rule E4).
    ///
    /// Terraform sends the private data of the opening, and OpenTofu that of the last renewal (conformance rule E3).
    /// Therefore, `private` contains data that does not change, such as an ID.
    async fn close(&self, private: Private, context: &Context) -> Diagnostics;
}

/// The request to open an ephemeral resource.
#[derive(Clone, Debug)]
pub struct Open<M> {
    /// The configuration as the user wrote it.
    pub config: M,
    /// The context of the call.
    pub context: Context,
}

/// An opened ephemeral resource.
#[derive(Clone, Debug)]
pub struct Opened<M> {
    /// The object that Terraform's language can refer to.
    pub result: M,
    /// The data for renewal and closing. It is never stored.
    pub private: Private,
    /// The time of the first renewal; `None` if there is none.
    pub renew_at: Option<Timestamp>,
    /// Warnings.
    pub diagnostics: Diagnostics,
}

impl<M> Opened<M> {
    /// Returns a resource without private data, renewal, and warnings.
    pub fn new(result: M) -> Self {
        Self {
            result,
            private: Private::new(),
            renew_at: None,
            diagnostics: Diagnostics::new(),
        }
    }

    /// Returns the same with private data.
    #[must_use]
    pub fn with_private(mut self, private: Private) -> Self {
        self.private = private;
        self
    }

    /// Returns the same with a renewal at a time in the future (conformance rule E2).
    #[must_use]
    pub fn renewed_at(mut self, time: Timestamp) -> Self {
        self.renew_at = Some(time);
        self
    }

    /// Returns the same with one more warning.
    #[must_use]
    pub fn with_warning(mut self, warning: Diagnostic) -> Self {
        self.diagnostics.push(warning);
        self
    }
}

/// The result of a renewal.
#[derive(Clone, Debug, Default)]
pub struct Renewed {
    /// The data for the next renewal, which replaces the previous data.
    pub private: Private,
    /// The time of the next renewal; `None` if there is none.
    pub renew_at: Option<Timestamp>,
    /// Warnings.
    pub diagnostics: Diagnostics,
}
