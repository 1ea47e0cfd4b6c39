//! What an author writes for an ephemeral resource: something that is opened for one run of Terraform and never stored.
//!
//! [`EphemeralResource`] opens. What has to be renewed while the run lasts, or closed at its end, offers [`Renews`] and
//! [`Closes`]. The wire is not here, see `crate::rpc`.

use async_trait::async_trait;
use jiff::Timestamp;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::Model;
use crate::private::Private;
use crate::resource::{Context, Validates};

/// A kind of thing that exists for one run.
///
/// It is opened in plan and again in apply, each time anew (E1).
#[async_trait]
pub trait EphemeralResource: Send + Sync + 'static {
    /// The struct that is its schema.
    type Model: Model;

    /// The name in HCL, with the provider's prefix.
    fn type_name(&self) -> &'static str;

    /// Brings it into being. Configured values come back unchanged, and nothing stays unknown (E1, E5).
    ///
    /// # Errors
    /// Whatever prevents it. Nothing is closed after an error, so nothing may be left open.
    async fn open(&self, request: Open<Self::Model>) -> Result<Opened<Self::Model>, Diagnostics>;

    /// Rules that span several attributes.
    fn validates(&self) -> Option<&dyn Validates<Self::Model>> {
        None
    }

    /// A way to make it last longer.
    fn renews(&self) -> Option<&dyn Renews> {
        None
    }

    /// A way to end it.
    fn closes(&self) -> Option<&dyn Closes> {
        None
    }
}

/// The ability to make something last longer than it would.
#[async_trait]
pub trait Renews: Send + Sync {
    /// Renews what `private` remembers, which is what the last opening or renewal answered (E2).
    ///
    /// # Errors
    /// Whatever prevents it; then there is no further renewal. Terraform may not show the errors, so they are logged too.
    async fn renew(&self, private: Private, context: &Context) -> Result<Renewed, Diagnostics>;
}

/// The ability to end something before it ends by itself.
#[async_trait]
pub trait Closes: Send + Sync {
    /// Ends what `private` remembers. To end it twice is no error, and it is quick: the client waits 10 s (E4).
    ///
    /// Terraform gives the private data of the opening, OpenTofu that of the last renewal (E3): so `private` holds what does not
    /// change, such as an id.
    async fn close(&self, private: Private, context: &Context) -> Diagnostics;
}

/// The request to open.
#[derive(Clone, Debug)]
pub struct Open<M> {
    /// What the user wrote.
    pub config: M,
    /// The rest.
    pub context: Context,
}

/// What was opened.
#[derive(Clone, Debug)]
pub struct Opened<M> {
    /// What Terraform's language sees of it.
    pub result: M,
    /// What renewal and closing need to know. It is never stored.
    pub private: Private,
    /// When to renew it; `None` for never.
    pub renew_at: Option<Timestamp>,
    /// Warnings.
    pub diagnostics: Diagnostics,
}

impl<M> Opened<M> {
    /// Something that is not renewed and about which there is nothing to remember, without warnings.
    pub fn new(result: M) -> Self {
        Self {
            result,
            private: Private::new(),
            renew_at: None,
            diagnostics: Diagnostics::new(),
        }
    }

    /// The same with private data.
    #[must_use]
    pub fn with_private(mut self, private: Private) -> Self {
        self.private = private;
        self
    }

    /// The same to be renewed at a time in the future (E2).
    #[must_use]
    pub fn renewed_at(mut self, time: Timestamp) -> Self {
        self.renew_at = Some(time);
        self
    }

    /// The same with a warning more.
    #[must_use]
    pub fn with_warning(mut self, warning: Diagnostic) -> Self {
        self.diagnostics.push(warning);
        self
    }
}

/// What was renewed.
#[derive(Clone, Debug, Default)]
pub struct Renewed {
    /// What the next renewal needs to know, in place of what was known before.
    pub private: Private,
    /// When to renew it again; `None` for never.
    pub renew_at: Option<Timestamp>,
    /// Warnings.
    pub diagnostics: Diagnostics,
}
