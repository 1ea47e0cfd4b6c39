//! Who is next: whom or what an object waits for.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::world::event::Actor;

/// What kind of actor is next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = WaitingForKind)]
pub enum Kind {
    /// Somebody has to act, and nothing moves before.
    Person,
    /// The step ends by itself.
    Machine,
}

/// What an object waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WaitingFor {
    /// Who acts next.
    pub actor: Actor,
    /// The role that acts, where the service gives its people roles.
    pub role: Option<String>,
    /// A person, or a machine.
    pub kind: Kind,
    /// Since when it waits.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
    /// When the wait should end, or will at the latest; null where that is not known.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub expected_by: Option<Timestamp>,
}

impl WaitingFor {
    /// A wait for the customer's own people.
    pub(super) fn customer(since: Timestamp, until: Option<Timestamp>) -> Self {
        Self {
            actor: Actor::Customer,
            role: None,
            kind: Kind::Person,
            since,
            expected_by: until,
        }
    }

    /// A wait for somebody else: a machine, if the end of its step is known, and a person otherwise.
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
