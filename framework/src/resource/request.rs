//! The requests to an author: one struct for each operation.

use super::context::Context;
use super::progress::Progress;
use super::warnings::Warnings;
use crate::diagnostics::Diagnostics;
use crate::path::Path;
use crate::private::Private;

/// A plan that an author can change.
#[derive(Clone, Debug)]
pub struct Plan<M> {
    /// The current object; `None` if there is none yet.
    pub prior: Option<M>,
    /// The configuration as the user wrote it; `None` to destroy.
    pub config: Option<M>,
    /// The planned object; `None` to destroy.
    pub planned: Option<M>,
    /// The attributes that force replacement.
    pub replace: Vec<Path>,
    /// The private data, which apply receives.
    pub private: Private,
    /// Warnings and errors.
    pub diagnostics: Diagnostics,
    /// The context of the call.
    pub context: Context,
}

/// The request to create an object.
#[derive(Clone, Debug)]
pub struct Create<M> {
    /// The planned object; computed values are unknown.
    pub planned: M,
    /// The configuration as the user wrote it, including write-only values.
    pub config: M,
    /// The private data of the plan.
    pub private: Private,
    /// The receiver of records of the object, for the case that the operation does not complete.
    pub progress: Progress<M>,
    /// The context of the call.
    pub context: Context,
}

/// The request to read an object.
#[derive(Clone, Debug)]
pub struct Read<M> {
    /// The stored object.
    pub state: M,
    /// The private data.
    pub private: Private,
    /// The receiver of warnings, also about an object that does not exist any more.
    pub warnings: Warnings,
    /// The context of the call.
    pub context: Context,
}

/// The request to update an object in place.
#[derive(Clone, Debug)]
pub struct Update<M> {
    /// The prior object.
    pub prior: M,
    /// The planned object.
    pub planned: M,
    /// The configuration as the user wrote it, including write-only values.
    pub config: M,
    /// The private data of the plan.
    pub private: Private,
    /// The receiver of records of the changes made so far.
    pub progress: Progress<M>,
    /// The context of the call.
    pub context: Context,
}

/// The request to delete an object.
#[derive(Clone, Debug)]
pub struct Delete<M> {
    /// The stored object.
    pub state: M,
    /// The private data.
    pub private: Private,
    /// The context of the call.
    pub context: Context,
}
