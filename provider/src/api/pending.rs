//! Changes that wait for a person's decision, and declined changes.

use super::waiting::Actor;
use super::wire::{self, Received};
use jiff::Timestamp;
use serde::Deserialize;

/// A change that waits for a person. The attribute has the requested value.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(bound(deserialize = "T: Received"))]
pub struct Pending<T> {
    /// The value in service.
    #[serde(deserialize_with = "wire::one")]
    pub in_service: T,
    /// The requested value.
    #[serde(deserialize_with = "wire::one")]
    pub requested: T,
    /// The instant of the request.
    #[serde(deserialize_with = "wire::one")]
    pub since: Timestamp,
    /// The party that decides.
    pub actor: Actor,
    /// The role that decides, if the service has roles.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub role: Option<String>,
}

/// A declined change. The attribute has the value in service again.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(bound(deserialize = "T: Received"))]
pub struct Declined<T> {
    /// The requested value.
    #[serde(deserialize_with = "wire::one")]
    pub requested: T,
    /// The instant of the decision.
    #[serde(deserialize_with = "wire::one")]
    pub at: Timestamp,
    /// The party that declined the change.
    pub actor: Actor,
    /// The role that declined the change, if the service has roles.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub role: Option<String>,
    /// The reason, as the declining party wrote it.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub reason: Option<String>,
}

/// A hold on an object. No one acts on the object until the hold is lifted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Hold {
    /// The reason.
    #[serde(deserialize_with = "wire::one")]
    pub reason: String,
    /// The beginning of the hold.
    #[serde(deserialize_with = "wire::one")]
    pub since: Timestamp,
}

/// A waiting change, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingChange {
    /// The attribute as Terraform names it.
    pub attribute: &'static str,
    /// The change: `from 100 to 1000`; empty for a change without values to show.
    pub change: String,
    /// The instant of the request.
    pub since: Timestamp,
    /// The party that decides, with its role: `Twilio (network planning)`.
    pub decided_by: String,
}

/// A declined change, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclinedChange {
    /// The attribute as Terraform names it.
    pub attribute: &'static str,
    /// The requested value: `to 1000`; empty for a change without a value to show.
    pub change: String,
    /// The instant of the decision.
    pub at: Timestamp,
    /// The party that declined the change, with its role.
    pub declined_by: String,
    /// The reason, if there is one.
    pub reason: Option<String>,
}

impl<T> Pending<T> {
    /// Returns the change as text, with the function that writes a value.
    pub(super) fn told(&self, attribute: &'static str, value: impl Fn(&T) -> String) -> PendingChange {
        PendingChange {
            attribute,
            change: format!("from {} to {}", value(&self.in_service), value(&self.requested)),
            ..self.told_without_values(attribute)
        }
    }

    /// Returns the change as text, without its values.
    pub(super) fn told_without_values(&self, attribute: &'static str) -> PendingChange {
        PendingChange {
            attribute,
            change: String::new(),
            since: self.since,
            decided_by: party(self.actor, self.role.as_ref()),
        }
    }
}

impl<T> Declined<T> {
    /// Returns the change as text, with the function that writes a value.
    pub(super) fn told(&self, attribute: &'static str, value: impl Fn(&T) -> String) -> DeclinedChange {
        DeclinedChange {
            attribute,
            change: format!("to {}", value(&self.requested)),
            ..self.told_without_value(attribute)
        }
    }

    /// Returns the change as text, without its value.
    pub(super) fn told_without_value(&self, attribute: &'static str) -> DeclinedChange {
        DeclinedChange {
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
