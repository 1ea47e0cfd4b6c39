//! The wait of an object for a person or a machine, as the service tells it.

use super::wire;
use jiff::Timestamp;
use serde::Deserialize;
use std::fmt;

/// The wait of an object for a person or a machine.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct WaitingFor {
    /// The party that acts next.
    pub actor: Actor,
    /// The role that acts, where the service gives its people roles.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub role: Option<String>,
    /// A person, or a machine.
    pub kind: Kind,
    /// The expected end of the wait, where the service knows it.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub expected_by: Option<Timestamp>,
}

/// The party that acts next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The account's own people.
    Customer,
    /// Twilio.
    Twilio,
    /// The operator of the data centre.
    DataCenter,
    /// Somebody whom this version does not know.
    #[serde(other)]
    Other,
}

/// The kind of the next actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The step ends by itself.
    Machine,
    /// Somebody has to act.
    Person,
    /// Something that this version does not know, and that nothing waits for.
    #[serde(other)]
    Other,
}

/// The wait, if it is for somebody who is not the customer.
pub(super) fn somebody(waiting_for: Option<&WaitingFor>) -> Option<&WaitingFor> {
    waiting_for.filter(|waiting_for| waiting_for.kind != Kind::Machine && waiting_for.actor != Actor::Customer)
}

impl WaitingFor {
    /// The role and the instant, where the service gives them: ` (noc)`, ` by 2026-01-07T09:00:00Z`.
    pub fn particulars(&self) -> (String, String) {
        let role = self.role.as_ref().map(|role| format!(" ({role})"));
        let by = self.expected_by.map(|by| format!(", expected by {by}"));
        (role.unwrap_or_default(), by.unwrap_or_default())
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Customer => "you",
            Self::Twilio => "Twilio",
            Self::DataCenter => "the data centre",
            Self::Other => "somebody else",
        })
    }
}
