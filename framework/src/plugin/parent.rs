//! The process that started us, whose sudden death nobody reports. Deliberately not here: its ordinary end, which the
//! call `Shutdown` announces.

use std::{os::unix::process::parent_id, time::Duration};

use super::shutdown::{Reason, Shutdown};

/// How often to look: seldom enough to cost nothing, often enough that no orphan lingers.
const INTERVAL: Duration = Duration::from_secs(1);

/// Begins the end when our parent dies: an orphan is given another parent.
///
/// `parent` is the parent's id at the start of the process.
pub(super) async fn watch(parent: u32, shutdown: Shutdown) {
    while parent_id() == parent {
        tokio::time::sleep(INTERVAL).await;
    }
    shutdown.begin(Reason::ParentGone);
}
