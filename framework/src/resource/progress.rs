//! What an operation notes on its way, for the case that it does not come to its end.

use std::sync::{Arc, Mutex, PoisonError};

use crate::private::Private;

/// A note of what exists already. If the operation panics, this is what is saved.
#[derive(Clone, Debug)]
pub struct Progress<M>(Arc<Mutex<Option<(M, Private)>>>);

impl<M> Default for Progress<M> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<M: Clone> Progress<M> {
    /// Notes that `state` exists from now on.
    pub fn note(&self, state: &M, private: &Private) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((state.clone(), private.clone()));
    }

    /// What was noted last.
    pub(crate) fn latest(&self) -> Option<(M, Private)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
