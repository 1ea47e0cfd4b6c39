//! The picture of one run, which its calls fill and judge.

use std::sync::{Arc, Mutex, PoisonError};

use crate::checks::Picture;

/// The picture of one run. Clones share it. No call waits for another: each judges what is there when it comes.
#[derive(Clone, Debug, Default)]
pub(crate) struct SharedPicture(Arc<Mutex<Picture>>);

impl SharedPicture {
    /// Looks at the picture, or draws in it, in one step.
    pub(crate) fn with<T>(&self, work: impl FnOnce(&mut Picture) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Forgets everything but the activations, and what the user requires.
    pub(crate) fn clear(&self) {
        self.with(Picture::clear);
    }
}
