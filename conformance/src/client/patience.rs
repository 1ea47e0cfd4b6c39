//! The time limit for events that a test expects.

use std::time::Duration;

/// Far above the time that anything in a test takes.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Waits for an event, and fails the test instead of hanging when it does not occur.
pub async fn patiently<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, what)
        .await
        .expect("it happens within half a minute")
}
