//! The process that started this one, whose sudden death nobody reports. Deliberately not here: its ordinary end, which the
//! call `Shutdown` announces.

use std::{os::unix::process::parent_id, time::Duration};

use super::shutdown::{Reason, Shutdown};

/// The time between two looks: long enough to cost nothing, short enough that no orphan goes on waiting.
const INTERVAL: Duration = Duration::from_millis(250);

/// Begins the end when the parent dies: an orphan is given another parent.
///
/// `parent` is the parent's id at the start of the process.
pub(super) async fn watch(parent: u32, shutdown: Shutdown) {
    while parent_id() == parent {
        tokio::time::sleep(INTERVAL).await;
    }
    shutdown.begin(Reason::ParentGone);
}
