//! The watch for the sudden end of the parent process, which nothing else reports. Deliberately not here: the parent's
//! ordinary end, which the call `Shutdown` announces.

use std::{os::unix::process::parent_id, time::Duration};

use super::shutdown::{Reason, Shutdown};

/// The time between two checks: long enough to be cheap, and short enough to end an orphan soon.
const INTERVAL: Duration = Duration::from_millis(250);

/// Begins the shutdown when the parent process dies, which changes the parent's ID.
///
/// `parent` is the parent's ID at the start of the process.
pub(super) async fn watch(parent: u32, shutdown: Shutdown) {
    while parent_id() == parent {
        tokio::time::sleep(INTERVAL).await;
    }
    shutdown.begin(Reason::ParentGone);
}
