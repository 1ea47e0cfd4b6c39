//! The messages that one run has given already.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::checks::Check;

/// The messages of one run that are said once, by a key. Clones share them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said(Arc<Mutex<BTreeSet<String>>>);

impl Said {
    /// Whether this is the first time in this run that `key` is said.
    pub(crate) fn is_news(&self, key: &str) -> bool {
        self.keys().insert(key.to_owned())
    }

    /// Whether `key` was said in this run.
    pub(crate) fn was_said(&self, key: &str) -> bool {
        self.keys().contains(key)
    }

    /// Notes that a read has said a finding about the object with a SID. The plan that follows does not repeat it.
    pub(crate) fn note_read(&self, check: &Check, sid: &str) {
        self.keys().insert(of_read(check, sid));
    }

    /// Whether a read of this run has said a finding about the object with a SID.
    pub(crate) fn was_said_by_a_read(&self, check: &Check, sid: &str) -> bool {
        self.was_said(&of_read(check, sid))
    }

    fn keys(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn of_read(check: &Check, sid: &str) -> String {
    format!("{sid} {}", check.code)
}
