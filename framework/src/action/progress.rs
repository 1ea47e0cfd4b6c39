//! What an action tells on its way.

use std::fmt;
use std::sync::Arc;

/// Who is told how an action goes. Clones tell the same listener.
#[derive(Clone)]
pub struct ProgressReport(Arc<dyn Fn(String) + Send + Sync>);

impl ProgressReport {
    /// A report to `listener`, which is called once for each message and does not wait.
    pub fn to(listener: impl Fn(String) + Send + Sync + 'static) -> Self {
        Self(Arc::new(listener))
    }

    /// Tells the user at once how it goes: a line or two. What is said after the end of the action is dropped.
    pub fn say(&self, message: impl Into<String>) {
        (self.0)(message.into());
    }
}

impl fmt::Debug for ProgressReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ProgressReport")
    }
}
