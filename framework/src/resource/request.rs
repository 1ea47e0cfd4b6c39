//! What an author is told: one struct for each operation, with named fields.

use super::context::Context;
use super::progress::Progress;
use super::warnings::Warnings;
use crate::diagnostics::Diagnostics;
use crate::path::Path;
use crate::private::Private;

/// A plan in the making.
#[derive(Clone, Debug)]
pub struct Plan<M> {
    /// The object as it is; `None` when there is none yet.
    pub prior: Option<M>,
    /// What the user wrote; `None` to destroy.
    pub config: Option<M>,
    /// The promised object; `None` to destroy.
    pub planned: Option<M>,
    /// Attributes whose change needs a new object.
    pub replace: Vec<Path>,
    /// What is remembered; handed on to apply.
    pub private: Private,
    /// Warnings and refusals.
    pub diagnostics: Diagnostics,
    /// The rest.
    pub context: Context,
}

/// The request to create.
#[derive(Clone, Debug)]
pub struct Create<M> {
    /// The promised object; what the provider decides is unknown.
    pub planned: M,
    /// What the user wrote, write-only values included.
    pub config: M,
    /// What the plan remembered.
    pub private: Private,
    /// Where to note what exists already, in case the operation does not come to its end.
    pub progress: Progress<M>,
    /// The rest.
    pub context: Context,
}

/// The request to look.
#[derive(Clone, Debug)]
pub struct Read<M> {
    /// The stored object.
    pub state: M,
    /// What was remembered.
    pub private: Private,
    /// The sink for warnings, also about an object that is gone.
    pub warnings: Warnings,
    /// The rest.
    pub context: Context,
}

/// The request to change in place.
#[derive(Clone, Debug)]
pub struct Update<M> {
    /// The object as it was.
    pub prior: M,
    /// The promised object.
    pub planned: M,
    /// What the user wrote, write-only values included.
    pub config: M,
    /// What the plan remembered.
    pub private: Private,
    /// Where to note what has been done already.
    pub progress: Progress<M>,
    /// The rest.
    pub context: Context,
}

/// The request to take away.
#[derive(Clone, Debug)]
pub struct Delete<M> {
    /// The stored object.
    pub state: M,
    /// What was remembered.
    pub private: Private,
    /// The rest.
    pub context: Context,
}
