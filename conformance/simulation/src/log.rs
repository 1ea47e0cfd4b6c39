//! The log of a life: one text, the same in every run of a seed.

use std::fmt::{self, Display};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::time::Instant;

/// The log that carrier, core, and life share.
#[derive(Clone, Debug)]
pub(crate) struct Log {
    lines: Arc<Mutex<Vec<String>>>,
    started: Instant,
}

impl Log {
    /// Creates an empty log that starts now.
    pub(crate) fn start() -> Self {
        Self {
            lines: Arc::default(),
            started: Instant::now(),
        }
    }

    /// Writes a line with the paused time in milliseconds.
    pub(crate) fn write(&self, line: impl Display) {
        let at = self.started.elapsed().as_millis();
        self.lines
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(format!("{at:>9} {line}"));
    }
}

impl fmt::Display for Log {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        lines.iter().try_for_each(|line| writeln!(formatter, "{line}"))
    }
}
