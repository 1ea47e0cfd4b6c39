//! Whether a run still moves.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// How long nothing must have happened. Between two calls about objects that depend on nothing, Terraform takes a few milliseconds;
/// a machine that is busy may take a hundred times as long.
pub(super) const STILLNESS: Duration = Duration::from_millis(500);

/// What happens in a run.
#[derive(Debug, Default)]
pub(super) struct Stillness(Mutex<Motion>);

#[derive(Debug, Default)]
struct Motion {
    calls: usize,
    last: Option<Instant>,
}

impl Stillness {
    /// A call comes.
    pub(super) fn begin(&self) {
        let mut motion = self.motion();
        motion.calls += 1;
        motion.last = Some(Instant::now());
    }

    /// A call is answered.
    pub(super) fn end(&self) {
        let mut motion = self.motion();
        motion.calls = motion.calls.saturating_sub(1);
        motion.last = Some(Instant::now());
    }

    /// Waits until nothing has happened for [`STILLNESS`].
    pub(super) async fn wait(&self) {
        while let Some(until) = self.still_at() {
            tokio::time::sleep_until(until).await;
        }
    }

    /// When to look again; none once the run is still.
    fn still_at(&self) -> Option<Instant> {
        let (now, motion) = (Instant::now(), self.motion());
        let since = if motion.calls > 0 { now } else { motion.last? };
        let until = since + STILLNESS;
        (until > now).then_some(until)
    }

    fn motion(&self) -> MutexGuard<'_, Motion> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
