//! Changes of a value that wait for a person's decision.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::world::event::Actor;

/// A change that waits for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Pending<T> {
    /// The value in service.
    pub in_service: T,
    /// The requested value, which the attribute shows.
    pub requested: T,
    /// The time of the request.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
    /// The party that decides.
    pub actor: Actor,
    /// The role of the person who decides; null if the service does not have roles.
    pub role: Option<String>,
}

/// The last declined change of a value, until the next request for the value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Declined<T> {
    /// The requested value.
    pub requested: T,
    /// The time of the decision.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The party that declined the change.
    pub actor: Actor,
    /// The role of the person who declined the change; null if the service does not have roles.
    pub role: Option<String>,
    /// The reason.
    pub reason: String,
}

impl<T> Pending<T> {
    /// The same change with its values in another form.
    pub fn map<U>(&self, form: impl Fn(&T) -> U) -> Pending<U> {
        Pending {
            in_service: form(&self.in_service),
            requested: form(&self.requested),
            since: self.since,
            actor: self.actor,
            role: self.role.clone(),
        }
    }
}

impl<T> Declined<T> {
    /// The same change with its value in another form.
    pub fn map<U>(&self, form: impl Fn(&T) -> U) -> Declined<U> {
        Declined {
            requested: form(&self.requested),
            at: self.at,
            actor: self.actor,
            role: self.role.clone(),
            reason: self.reason.clone(),
        }
    }
}

/// A refusal by a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The party.
    pub actor: Actor,
    /// The role, where the service has roles.
    pub role: Option<String>,
    /// The reason.
    pub reason: String,
}

/// The proposals for a value: the waiting one, and the last declined one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal<T> {
    /// The change that waits.
    pub pending: Option<Pending<T>>,
    /// The last declined change.
    pub declined: Option<Declined<T>>,
}

impl<T> Default for Proposal<T> {
    fn default() -> Self {
        Self {
            pending: None,
            declined: None,
        }
    }
}

impl<T: Clone + PartialEq> Proposal<T> {
    /// Requests another value, in place of an earlier request. A request for the value in service withdraws the proposal.
    pub fn ask(&mut self, shown: T, requested: T, since: Timestamp) {
        self.ask_always(shown, requested, since);
        self.pending = self.pending.take().filter(|asked| asked.in_service != asked.requested);
    }

    /// Requests another value, also if it is equal to the value in service.
    pub fn ask_always(&mut self, shown: T, requested: T, since: Timestamp) {
        let in_service = self.pending.take().map_or(shown, |before| before.in_service);
        self.declined = None;
        self.pending = Some(Pending {
            in_service,
            requested,
            since,
            actor: Actor::Twilio,
            role: None,
        });
    }

    /// Removes the proposals, because the value changed without them.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Accepts the waiting change. True if there was one.
    pub fn accept(&mut self) -> bool {
        self.pending.take().is_some()
    }

    /// Declines the waiting change, and returns the value in service.
    pub fn decline(&mut self, by: &Refused, at: Timestamp) -> Option<T> {
        let pending = self.pending.take()?;
        self.declined = Some(Declined {
            requested: pending.requested,
            at,
            actor: by.actor,
            role: by.role.clone(),
            reason: by.reason.clone(),
        });
        Some(pending.in_service)
    }

    /// The instant of the waiting request.
    pub fn since(&self) -> Option<Timestamp> {
        self.pending.as_ref().map(|pending| pending.since)
    }

    /// The value in service, if a requested value is shown.
    pub fn in_service(&self) -> Option<&T> {
        self.pending.as_ref().map(|pending| &pending.in_service)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(values: &[u32]) -> Proposal<u32> {
        let mut proposal = Proposal::default();
        let mut shown = 100;
        for value in values {
            proposal.ask(shown, *value, Timestamp::UNIX_EPOCH);
            shown = *value;
        }
        proposal
    }

    #[test]
    fn a_later_request_replaces_an_earlier_one_and_the_value_in_service_stays() {
        let pending = asked(&[500, 1000]).pending.unwrap();
        assert_eq!((pending.in_service, pending.requested), (100, 1000));
        assert_eq!(asked(&[500, 100]), Proposal::default(), "taken back");
    }

    #[test]
    fn a_declined_change_leaves_its_reason_until_the_next_request() {
        let mut proposal = asked(&[1000]);
        let by = Refused {
            actor: Actor::Twilio,
            role: None,
            reason: "no budget".to_owned(),
        };
        assert_eq!(proposal.decline(&by, Timestamp::UNIX_EPOCH), Some(100));
        assert_eq!(proposal.declined.as_ref().unwrap().reason, "no budget");
        assert_eq!(
            proposal.decline(&by, Timestamp::UNIX_EPOCH),
            None,
            "nothing waits any more"
        );
        proposal.ask(100, 500, Timestamp::UNIX_EPOCH);
        assert_eq!(proposal.declined, None);
    }
}
