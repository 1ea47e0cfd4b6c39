//! Warnings of an operation, beside what it ends with.

use std::sync::{Arc, Mutex, PoisonError};

use crate::diagnostics::{Diagnostic, Diagnostics};

/// The warnings of a read. They reach the user whatever the read ends with. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Warnings(Arc<Mutex<Diagnostics>>);

impl Warnings {
    /// Adds a warning.
    pub fn add(&self, warning: Diagnostic) {
        self.diagnostics().push(warning);
    }

    /// The warnings so far, which are gone from here.
    pub(crate) fn take(&self) -> Diagnostics {
        std::mem::take(&mut *self.diagnostics())
    }

    fn diagnostics(&self) -> std::sync::MutexGuard<'_, Diagnostics> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
