//! The messages that one run has already reported.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::checks::Check;

/// The messages that one run reports only once, by key. Clones share them.
#[derive(Clone, Debug, Default)]
pub(crate) struct ReportedMessages(Arc<Mutex<BTreeSet<String>>>);

impl ReportedMessages {
    /// Records `key`, and returns true if this run had not recorded it before.
    pub(crate) fn record(&self, key: &str) -> bool {
        self.keys().insert(key.to_owned())
    }

    /// True where this run has recorded `key`.
    pub(crate) fn contains(&self, key: &str) -> bool {
        self.keys().contains(key)
    }

    /// Records that a read has reported a finding about the object with a SID. The plan after it does not repeat the finding.
    pub(crate) fn record_read(&self, check: &Check, sid: &str) {
        self.keys().insert(of_read(check, sid));
    }

    /// True where a read of this run has reported a finding about the object with a SID.
    pub(crate) fn was_reported_by_read(&self, check: &Check, sid: &str) -> bool {
        self.contains(&of_read(check, sid))
    }

    fn keys(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn of_read(check: &Check, sid: &str) -> String {
    format!("{sid} {}", check.code)
}
