//! Progress messages of an action.

use std::fmt;
use std::sync::Arc;

/// The receiver of an action's progress messages. Clones send to the same listener.
#[derive(Clone)]
pub struct ProgressReport(Arc<dyn Fn(String) + Send + Sync>);

impl ProgressReport {
    /// Returns a report to `listener`, which is called once for each message and must not block.
    pub fn to(listener: impl Fn(String) + Send + Sync + 'static) -> Self {
        Self(Arc::new(listener))
    }

    /// Sends a progress message of one or two lines at once. A message sent after the end of the action is dropped.
    pub fn say(&self, message: impl Into<String>) {
        (self.0)(message.into());
    }
}

impl fmt::Debug for ProgressReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ProgressReport")
    }
}
