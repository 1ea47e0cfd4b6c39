//! The wait of an object for a person or a machine.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::world::event::Actor;

/// The kind of the next actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = WaitingForKind)]
pub enum Kind {
    /// The step waits until a person acts.
    Person,
    /// The step finishes without a person.
    Machine,
}

/// The wait of an object for a person or a machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WaitingFor {
    /// The party that acts next.
    pub actor: Actor,
    /// The role of the person who acts next; null if the service does not have roles.
    pub role: Option<String>,
    /// The kind of the next actor: a person or a machine.
    pub kind: Kind,
    /// The time at which the wait began.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
    /// The expected or latest end of the wait; null if it is unknown.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub expected_by: Option<Timestamp>,
}

impl WaitingFor {
    /// A wait for the customer.
    pub(super) fn customer(since: Timestamp, until: Option<Timestamp>) -> Self {
        Self {
            actor: Actor::Customer,
            role: None,
            kind: Kind::Person,
            since,
            expected_by: until,
        }
    }

    /// A wait for another party: for a machine if the end of its step is known, and for a person otherwise.
    pub(super) fn other(actor: Actor, since: Timestamp, due: Option<Timestamp>) -> Self {
        Self {
            actor,
            role: None,
            kind: due.map_or(Kind::Person, |_| Kind::Machine),
            since,
            expected_by: due,
        }
    }
}
