//! The picture of one run, which its calls fill and judge.

use std::sync::{Arc, Mutex, PoisonError};

use crate::checks::Picture;

/// The picture of one run. Clones share it. No call waits for another one: each call judges the picture at its time.
#[derive(Clone, Debug, Default)]
pub(crate) struct SharedPicture(Arc<Mutex<Picture>>);

impl SharedPicture {
    /// Reads or changes the picture in one step, under its lock.
    pub(crate) fn with<T>(&self, work: impl FnOnce(&mut Picture) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Removes everything except the activations and the requirements of the user.
    pub(crate) fn clear(&self) {
        self.with(Picture::clear);
    }
}
