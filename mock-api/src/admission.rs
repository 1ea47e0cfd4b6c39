//! Admission: how many requests a limit serves at a time, and what becomes of the others.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::fault::FaultKind;

/// The places that a limit has given out. Clones count together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places(Arc<AtomicU32>);

/// Two limits are equal by what they limit, not by how busy they are.
impl PartialEq for Places {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

impl Eq for Places {}

/// A place of a limit, free again when it is dropped.
#[derive(Debug)]
pub(crate) struct Place(Arc<AtomicU32>);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The decision of a limit about a request.
#[derive(Debug)]
pub(crate) enum Admission {
    /// No limit matches.
    Unlimited,
    /// The request is served, after a wait.
    Admitted {
        /// Held until the request is answered.
        place: Place,
        /// The wait.
        takes: Duration,
    },
    /// All places are taken.
    Refused {
        /// The `Retry-After` header, in seconds.
        retry_after: Option<u64>,
    },
}

impl Places {
    /// Takes a place of a limit, if one is free. Any other fault is no limit.
    pub(crate) fn decide(&self, kind: &FaultKind) -> Admission {
        let FaultKind::Admits {
            requests,
            milliseconds,
            retry_after,
        } = kind
        else {
            return Admission::Unlimited;
        };
        let one_more = |taken: u32| (taken < *requests).then(|| taken + 1);
        match self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_more) {
            Ok(_) => Admission::Admitted {
                place: Place(Arc::clone(&self.0)),
                takes: Duration::from_millis(*milliseconds),
            },
            Err(_) => Admission::Refused {
                retry_after: *retry_after,
            },
        }
    }
}

impl Admission {
    /// Whether all places are taken.
    pub(crate) fn is_refused(&self) -> bool {
        matches!(self, Self::Refused { .. })
    }
}
