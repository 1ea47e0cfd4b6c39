//! The steps of a wait, each reported once.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use framework::action::ProgressReport;
use tokio::time::Instant;

/// The progress report of a wait. It reports each new step, and every two minutes the duration of the present step.
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
    /// The steps after a step that has already been reported.
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

    /// Reports a step if it is a new one, or if nothing was reported for [`A_WHILE`].
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

/// The time after which the same step is reported again.
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
