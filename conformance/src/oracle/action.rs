//! The rule for the events of an action (X1).

use super::Broken;

/// One event of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionEvent {
    /// Progress.
    Progress,
    /// Completion.
    Completed,
    /// An empty message, at which core panics.
    Empty,
}

/// Returns the broken rules: any number of progress events come first, and exactly one completion is the last.
pub fn action(events: &[ActionEvent]) -> Vec<Broken> {
    let mut found = Vec::new();
    let mut say = |is_broken: bool, explanation: &str| {
        if is_broken {
            found.push(Broken::whole("X1", explanation));
        }
    };
    let completed = events.iter().filter(|event| **event == ActionEvent::Completed).count();
    say(
        events.contains(&ActionEvent::Empty),
        "unexpected event type: an event says nothing",
    );
    say(
        completed == 0,
        "the events end without a completion, which passes for success",
    );
    say(completed > 1, "more than one completion");
    let is_last = events.last() == Some(&ActionEvent::Completed);
    say(completed == 1 && !is_last, "events follow the completion");
    found
}
