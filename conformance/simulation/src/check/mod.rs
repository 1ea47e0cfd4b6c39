//! The checkers: pure functions from the evidence of a life to breaches.

mod accounted;
mod bugs;
mod claims;
mod orders;
mod rules;
mod traffic;

use std::fmt;

use mock_api::{BgpSession, CrossConnect};

use crate::effect::Effect;
use crate::message::Message;
use crate::service::NameRefusal;
use crate::state::State;

/// The evidence after a step.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// The step.
    pub step: usize,
    /// All messages of the life.
    pub messages: Vec<Message>,
    /// The present state.
    pub state: State,
    /// The effects of this client at the service.
    pub effects: Vec<Effect>,
    /// Refusals of a name in use that reached the client.
    pub name_refusals: Vec<NameRefusal>,
    /// The cross connects of the service.
    pub cross_connects: Vec<CrossConnect>,
    /// The sessions of the service.
    pub sessions: Vec<BgpSession>,
    /// The SIDs with a planned destruction, per step.
    pub to_destroy: Vec<(usize, String)>,
    /// The names and SIDs with a planned creation, per step; empty where the SID was not known.
    pub to_create: Vec<(usize, String)>,
    /// The SIDs with a planned in-place update, per step.
    pub to_change: Vec<(usize, String)>,
    /// The rules of the protocol that answers broke, per step.
    pub broken: Vec<(usize, String)>,
    /// True where the life has crashes, lost states, and colleagues who order under its names. The name guard is then on.
    pub wild: bool,
    /// True where the provider was killed in this step.
    pub killed: bool,
    /// The SIDs that no state and no message can contain, because the process was killed or the state lost.
    pub excused: Vec<String>,
    /// True where this step planned without any fault.
    pub calm_plan: bool,
}

impl Evidence {
    fn said(&self, words: &str) -> bool {
        self.messages.iter().any(|message| message.text.contains(words))
    }

    fn said_now(&self, words: &str) -> bool {
        let mut now = self.messages.iter().filter(|message| message.step == self.step);
        now.any(|message| message.text.contains(words))
    }

    fn in_state(&self, sid: &str) -> bool {
        self.state.values().any(|instance| instance.sid() == sid)
    }
}

/// A state that must never occur.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// The checker.
    pub checker: &'static str,
    /// The step.
    pub step: usize,
    /// The fault.
    pub text: String,
}

impl Breach {
    pub(crate) fn new(checker: &'static str, step: usize, text: impl Into<String>) -> Self {
        Self {
            checker,
            step,
            text: text.into(),
        }
    }
}

impl fmt::Display for Breach {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} in step {}: {}", self.checker, self.step, self.text)
    }
}

/// Returns all breaches that the checkers find after a step.
pub fn all(evidence: &Evidence) -> Vec<Breach> {
    let found = [
        orders::check(evidence),
        accounted::check(evidence),
        claims::check(evidence),
        traffic::check(evidence),
        bugs::check(evidence),
        rules::check(evidence),
    ];
    found.concat()
}
