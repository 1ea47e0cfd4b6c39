//! How long a test waits for what must happen.

use std::time::Duration;

/// Far above what anything in a test needs.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Waits for something that must happen, and fails the test instead of hanging when it does not.
pub async fn patiently<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, what)
        .await
        .expect("it happens within half a minute")
}
