//! Admission: the number of requests that a limit serves at a time, and the refusal of the others.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::fault::FaultKind;

/// The places of a limit that are in use. Clones share the count.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places(Arc<AtomicU32>);

/// Equal for all limits: the number of places in use does not count in a comparison.
impl PartialEq for Places {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

impl Eq for Places {}

/// A place of a limit. Dropping it frees the place.
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
    /// All places are in use.
    Refused {
        /// The `Retry-After` header, in seconds.
        retry_after: Option<u64>,
    },
}

impl Places {
    /// Takes a place of a limit, if one is free. Any other fault is not a limit.
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
    /// True if all places are in use.
    pub(crate) fn is_refused(&self) -> bool {
        matches!(self, Self::Refused { .. })
    }
}
