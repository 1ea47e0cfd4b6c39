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
    /// The value asked for, which the attribute shows.
    pub requested: T,
    /// The instant of the request.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
    /// The party that decides.
    pub actor: Actor,
    /// The role that decides, where the service gives its people roles.
    pub role: Option<String>,
}

/// The last change of a value that was declined. The next request for the value takes it away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Declined<T> {
    /// The value asked for.
    pub requested: T,
    /// The instant of the decision.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The party that declined it.
    pub actor: Actor,
    /// The role that declined it, where the service gives its people roles.
    pub role: Option<String>,
    /// The reason, in a sentence.
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
    /// The role, where the service gives its people roles.
    pub role: Option<String>,
    /// The reason, in a sentence.
    pub reason: String,
}

/// The proposal of another value: waiting for a person, or declined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal<T> {
    /// The change that waits.
    pub pending: Option<Pending<T>>,
    /// The last one that was declined.
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
    /// Asks for another value, in place of what was asked for before. The value in service takes the proposal back.
    pub fn ask(&mut self, shown: T, requested: T, since: Timestamp) {
        self.ask_always(shown, requested, since);
        self.pending = self.pending.take().filter(|asked| asked.in_service != asked.requested);
    }

    /// Asks for another value, also where the one in service looks the same.
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

    /// Forgets what became of earlier proposals: the value changed by itself.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Accepts the change that waits. Says whether there was one.
    pub fn accept(&mut self) -> bool {
        self.pending.take().is_some()
    }

    /// Declines the change that waits, and gives the value in service.
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

    /// The instant of the request that waits.
    pub fn since(&self) -> Option<Timestamp> {
        self.pending.as_ref().map(|pending| pending.since)
    }

    /// The value in service, where another one is shown.
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
