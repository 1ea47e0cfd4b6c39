//! Records that an operation makes, for the case that it does not complete.

use std::sync::{Arc, Mutex, PoisonError};

use crate::private::Private;

/// A record of the object that exists already. If the operation panics, this object is saved.
#[derive(Clone, Debug)]
pub struct Progress<M>(Arc<Mutex<Option<(M, Private)>>>);

impl<M> Default for Progress<M> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<M: Clone> Progress<M> {
    /// Records that `state` exists from now on.
    pub fn note(&self, state: &M, private: &Private) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((state.clone(), private.clone()));
    }

    /// Returns the last record.
    pub(crate) fn latest(&self) -> Option<(M, Private)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
