//! The `timeouts` block: the time limits of operations.

use std::time::Duration;

use framework::{Attr, Model};

use crate::attributes::TimeLimit;

/// The longest time that Terraform waits for each operation.
///
/// If a creation or an update reaches its limit after the service accepted the request, the result is a warning and not an error.
#[derive(Clone, Debug, Default, PartialEq, Model)]
pub(crate) struct Timeouts {
    /// The time limit for creation. Defaults to `30m`.
    #[attr(optional)]
    pub(crate) create: Attr<TimeLimit>,
    /// The time limit for an update. Defaults to `30m`.
    #[attr(optional)]
    pub(crate) update: Attr<TimeLimit>,
    /// The time limit for deletion. Defaults to `60m`.
    #[attr(optional)]
    pub(crate) delete: Attr<TimeLimit>,
}

impl Timeouts {
    /// The limit of a creation.
    pub(crate) fn create(timeouts: &Attr<Self>) -> Duration {
        limit(timeouts.known().map(|limits| &limits.create), CREATE_LIMIT)
    }

    /// The limit of an update.
    pub(crate) fn update(timeouts: &Attr<Self>) -> Duration {
        limit(timeouts.known().map(|limits| &limits.update), UPDATE_LIMIT)
    }

    /// The limit of a deletion.
    pub(crate) fn delete(timeouts: &Attr<Self>) -> Duration {
        limit(timeouts.known().map(|limits| &limits.delete), DELETE_LIMIT)
    }
}

fn limit(given: Option<&Attr<TimeLimit>>, default: Duration) -> Duration {
    given.and_then(Attr::known).map_or(default, TimeLimit::get)
}

const CREATE_LIMIT: Duration = Duration::from_secs(30 * 60);
/// The limit of an update if none is set.
pub(crate) const UPDATE_LIMIT: Duration = Duration::from_secs(30 * 60);
const DELETE_LIMIT: Duration = Duration::from_secs(60 * 60);
