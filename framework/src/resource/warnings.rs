//! The warnings of an operation, in addition to its result.

use std::sync::{Arc, Mutex, PoisonError};

use crate::diagnostics::{Diagnostic, Diagnostics};

/// The warnings of a read, which reach the user after any result. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Warnings(Arc<Mutex<Diagnostics>>);

impl Warnings {
    /// Adds a warning.
    pub fn add(&self, warning: Diagnostic) {
        self.diagnostics().push(warning);
    }

    /// Removes and returns the warnings.
    pub(crate) fn take(&self) -> Diagnostics {
        std::mem::take(&mut *self.diagnostics())
    }

    fn diagnostics(&self) -> std::sync::MutexGuard<'_, Diagnostics> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
