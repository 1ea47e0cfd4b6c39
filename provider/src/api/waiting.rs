//! The wait of an object for a person or a machine, as the service reports it.

use super::wire;
use jiff::Timestamp;
use serde::Deserialize;
use std::fmt;

/// The wait of an object for a person or a machine.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct WaitingFor {
    /// The party that acts next.
    pub actor: Actor,
    /// The role that acts, if the service has roles.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub role: Option<String>,
    /// A person, or a machine.
    pub kind: Kind,
    /// The expected end of the wait, if the service reports it.
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
    /// The operator of the data center.
    DataCenter,
    /// A party that this version does not support.
    #[serde(other)]
    Other,
}

/// The kind of the next actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A machine: the step ends by itself.
    Machine,
    /// A person: the step ends when they act.
    Person,
    /// A kind that this version does not support. No apply waits for it.
    #[serde(other)]
    Other,
}

/// Returns the wait, unless it is for a machine or for the customer.
pub(super) fn somebody(waiting_for: Option<&WaitingFor>) -> Option<&WaitingFor> {
    waiting_for.filter(|waiting_for| waiting_for.kind != Kind::Machine && waiting_for.actor != Actor::Customer)
}

impl WaitingFor {
    /// Returns the role and the expected end, if the service reports them: ` (noc)`, `, expected by 2026-01-07T09:00:00Z`.
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
            Self::DataCenter => "the data center",
            Self::Other => "someone else",
        })
    }
}
