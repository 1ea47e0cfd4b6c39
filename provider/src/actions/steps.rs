//! The steps of something that is watched, each told once.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use framework::action::ProgressReport;
use tokio::time::Instant;

/// The report of a watch: it tells a step when it comes, and once in a while how long it has lasted.
pub(super) struct Steps<'a> {
    progress: &'a ProgressReport,
    told: Mutex<Told>,
}

struct Told {
    step: String,
    since: Instant,
    at: Instant,
}

impl<'a> Steps<'a> {
    /// The steps after one that has been told.
    pub(super) fn after(step: String, progress: &'a ProgressReport) -> Self {
        let now = Instant::now();
        let told = Told {
            step,
            since: now,
            at: now,
        };
        Self {
            progress,
            told: Mutex::new(told),
        }
    }

    /// Tells a step if it is another one, or if nothing was told for [`A_WHILE`].
    pub(super) fn tell(&self, step: String) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        if step != told.step {
            self.progress.say(step.clone());
            *told = Told {
                step,
                since: now,
                at: now,
            };
        } else if now.duration_since(told.at) >= A_WHILE {
            let minutes = now.duration_since(told.since).as_secs() / 60;
            self.progress.say(format!("{step} ({minutes} min)"));
            told.at = now;
        }
    }
}

/// The time after which a step is told once more.
const A_WHILE: Duration = Duration::from_secs(120);

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_step_is_told_when_it_comes_and_every_two_minutes() {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ear = Arc::clone(&heard);
        let progress = ProgressReport::to(move |said| ear.lock().unwrap().push(said));
        let steps = Steps::after("It is configuring.".to_owned(), &progress);
        for _ in 0..50 {
            tokio::time::advance(Duration::from_secs(5)).await;
            steps.tell("It is configuring.".to_owned());
        }
        steps.tell("It is active.".to_owned());
        assert_eq!(
            *heard.lock().unwrap(),
            [
                "It is configuring. (2 min)",
                "It is configuring. (4 min)",
                "It is active."
            ]
        );
    }
}
