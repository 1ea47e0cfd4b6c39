//! Changes that wait for a person's decision, and those that were declined.

use super::waiting::Actor;
use super::wire::{self, Received};
use jiff::Timestamp;
use serde::Deserialize;

/// A change that waits for a person. The attribute shows the value that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(bound(deserialize = "T: Received"))]
pub struct Pending<T> {
    /// The value in service.
    #[serde(deserialize_with = "wire::one")]
    pub in_service: T,
    /// The value that was asked for.
    #[serde(deserialize_with = "wire::one")]
    pub requested: T,
    /// The instant of the request.
    #[serde(deserialize_with = "wire::one")]
    pub since: Timestamp,
    /// The party that decides.
    pub actor: Actor,
    /// The role that decides, where the service gives its people roles.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub role: Option<String>,
}

/// A change that was declined. The attribute shows the value in service again.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(bound(deserialize = "T: Received"))]
pub struct Declined<T> {
    /// The value that was asked for.
    #[serde(deserialize_with = "wire::one")]
    pub requested: T,
    /// The instant of the decision.
    #[serde(deserialize_with = "wire::one")]
    pub at: Timestamp,
    /// The party that declined it.
    pub actor: Actor,
    /// The role that declined it, where the service gives its people roles.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub role: Option<String>,
    /// The reason, in the words of the one who declined it.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub reason: Option<String>,
}

/// A hold: nobody acts on the object until it is lifted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Hold {
    /// The reason.
    #[serde(deserialize_with = "wire::one")]
    pub reason: String,
    /// The instant from which it holds.
    #[serde(deserialize_with = "wire::one")]
    pub since: Timestamp,
}

/// A change that waits, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The attribute as Terraform names it.
    pub attribute: &'static str,
    /// The change: `from 100 to 1000`; empty for one that has no values to show.
    pub change: String,
    /// The instant of the request.
    pub since: Timestamp,
    /// The party that decides, with its role: `Twilio (network planning)`.
    pub decided_by: String,
}

/// A change that was declined, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TurnedDown {
    /// The attribute as Terraform names it.
    pub attribute: &'static str,
    /// The value that was asked for: `to 1000`; empty for one that has none to show.
    pub change: String,
    /// The instant of the decision.
    pub at: Timestamp,
    /// The party that declined it, with its role.
    pub declined_by: String,
    /// The reason, where one was given.
    pub reason: Option<String>,
}

impl<T> Pending<T> {
    /// The change in words, each value by a function.
    pub(super) fn told(&self, attribute: &'static str, value: impl Fn(&T) -> String) -> Waiting {
        Waiting {
            attribute,
            change: format!("from {} to {}", value(&self.in_service), value(&self.requested)),
            ..self.told_without_values(attribute)
        }
    }

    /// The change in words, without its values.
    pub(super) fn told_without_values(&self, attribute: &'static str) -> Waiting {
        Waiting {
            attribute,
            change: String::new(),
            since: self.since,
            decided_by: party(self.actor, self.role.as_ref()),
        }
    }
}

impl<T> Declined<T> {
    /// The change in words, its value by a function.
    pub(super) fn told(&self, attribute: &'static str, value: impl Fn(&T) -> String) -> TurnedDown {
        TurnedDown {
            attribute,
            change: format!("to {}", value(&self.requested)),
            ..self.told_without_value(attribute)
        }
    }

    /// The change in words, without its value.
    pub(super) fn told_without_value(&self, attribute: &'static str) -> TurnedDown {
        TurnedDown {
            attribute,
            change: String::new(),
            at: self.at,
            declined_by: party(self.actor, self.role.as_ref()),
            reason: self.reason.clone(),
        }
    }
}

fn party(actor: Actor, role: Option<&String>) -> String {
    let role = role.map(|role| format!(" ({role})")).unwrap_or_default();
    format!("{actor}{role}")
}
