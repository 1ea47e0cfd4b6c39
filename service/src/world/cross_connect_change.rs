//! The changes of a cross connect by a customer, and the decisions about changes that wait for a person.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::refusal::Refusal;
use crate::step_times::StepTimes;
use crate::world::cross_connect::{CrossConnect, CrossConnectStatus, RedundancyRole};
use crate::world::event::Actor;
use crate::world::letter::Letter;
use crate::world::proposal::{Proposal, Refused};

/// The values of a cross connect whose change can wait for a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposals {
    /// The bandwidth, in Mbps.
    pub bandwidth_mbps: Proposal<u32>,
    /// The administrative switch.
    pub enabled: Proposal<bool>,
    /// The party on the letter.
    pub loa_entity: Proposal<String>,
    /// The revision of the letter.
    pub letter_revision: Proposal<u64>,
}

impl Proposals {
    /// True while a change waits.
    pub fn are_pending(&self) -> bool {
        self.bandwidth_mbps.pending.is_some() || self.enabled.pending.is_some() || self.want_letter()
    }

    /// The instant of the earliest request that waits.
    pub fn since(&self) -> Option<Timestamp> {
        let instants = [
            self.bandwidth_mbps.since(),
            self.enabled.since(),
            self.loa_entity.since(),
            self.letter_revision.since(),
        ];
        instants.into_iter().flatten().min()
    }

    /// True while a request for a new letter waits.
    pub fn want_letter(&self) -> bool {
        self.loa_entity.pending.is_some() || self.letter_revision.pending.is_some()
    }

    /// True if a change was declined and not requested again.
    pub fn were_declined(&self) -> bool {
        self.bandwidth_mbps.declined.is_some()
            || self.enabled.declined.is_some()
            || self.loa_entity.declined.is_some()
            || self.letter_revision.declined.is_some()
    }
}

/// The values that a request changes in a cross connect. `None` does not change a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CrossConnectChange {
    /// The name.
    pub unique_name: Option<String>,
    /// The bandwidth, in Mbps.
    pub bandwidth_mbps: Option<u32>,
    /// The party on the letter.
    pub loa_entity: Option<String>,
    /// The redundancy group; `Some(None)`: no group.
    pub redundancy_group: Option<Option<String>>,
    /// The role in the group; `Some(None)`: no role.
    pub redundancy_role: Option<Option<RedundancyRole>>,
    /// The administrative switch.
    pub enabled: Option<bool>,
}

impl CrossConnectChange {
    pub(super) fn without_what_is_so(mut self, current: &CrossConnect) -> Self {
        self.unique_name = self.unique_name.filter(|name| *name != current.unique_name);
        self.bandwidth_mbps = self
            .bandwidth_mbps
            .filter(|bandwidth| *bandwidth != current.bandwidth_mbps);
        self.loa_entity = self.loa_entity.filter(|entity| *entity != current.loa_entity);
        self.redundancy_group = self.redundancy_group.filter(|group| *group != current.redundancy_group);
        self.redundancy_role = self.redundancy_role.filter(|role| *role != current.redundancy_role);
        self.enabled = self.enabled.filter(|enabled| *enabled != current.enabled);
        self
    }

    pub(super) fn refuse_unless_allowed(&self, current: &CrossConnect) -> Result<(), Refusal> {
        if *self == Self::default() {
            return Err(Refusal::new(
                Code::NothingToChange,
                "the request does not change anything",
            ));
        }
        if self.loa_entity.is_some() {
            current.allow_entity()?;
        }
        if self.bandwidth_mbps.is_some() {
            current.allow_bandwidth(self.enabled == Some(true))?;
        }
        Ok(())
    }

    /// Writes the values. The caller issues a new letter where it is issued at once.
    pub(super) fn apply(self, changed: &mut CrossConnect, times: &StepTimes, at: Timestamp) {
        if let Some(name) = self.unique_name {
            let description = format!("renamed from {} to {name}", changed.unique_name);
            changed.unique_name = name;
            changed.note(Actor::Customer, at, &description);
        }
        if let Some(group) = self.redundancy_group {
            changed.redundancy_group = group;
            changed.note(Actor::Customer, at, "redundancy group changed");
        }
        if let Some(entity) = self.loa_entity {
            changed.name_entity(entity, times, at);
        }
        if let Some(role) = self.redundancy_role {
            changed.redundancy_role = role;
            changed.note(Actor::Customer, at, "redundancy role changed");
        }
        if self.enabled == Some(true) {
            changed.switch(true, times, at);
        }
        if let Some(bandwidth) = self.bandwidth_mbps {
            changed.order_bandwidth(bandwidth, times, at);
        }
        if self.enabled == Some(false) {
            changed.switch(false, times, at);
        }
    }
}

// The requests. At the pace of people, a change of a value in service or of a letter waits for a decision.
impl CrossConnect {
    /// Changes the bandwidth, or requests the change.
    pub fn order_bandwidth(&mut self, bandwidth_mbps: u32, times: &StepTimes, at: Timestamp) {
        let before = std::mem::replace(&mut self.bandwidth_mbps, bandwidth_mbps);
        if times.wait_for_people() {
            self.proposals.bandwidth_mbps.ask(before, bandwidth_mbps, at);
            let description = format!("change from {before} to {bandwidth_mbps} Mbps requested");
            self.note(Actor::Customer, at, &description);
        } else {
            self.proposals.bandwidth_mbps.clear();
            self.begin_update(
                &format!("bandwidth changed from {before} to {bandwidth_mbps} Mbps"),
                times,
                at,
            );
        }
    }

    fn switch(&mut self, enabled: bool, times: &StepTimes, at: Timestamp) {
        let is_in_service = matches!(self.status, CrossConnectStatus::Active | CrossConnectStatus::Inactive);
        if is_in_service && times.wait_for_people() {
            self.proposals.enabled.ask(self.enabled, enabled, at);
            self.enabled = enabled;
            let description = if enabled {
                "activation requested"
            } else {
                "deactivation requested"
            };
            self.note(Actor::Customer, at, description);
        } else {
            self.enable(enabled, at);
        }
    }

    fn name_entity(&mut self, entity: String, times: &StepTimes, at: Timestamp) {
        let before = std::mem::replace(&mut self.loa_entity, entity.clone());
        if self.letter.is_some() && times.wait_for_people() {
            self.proposals.loa_entity.ask(before, entity, at);
            self.note(Actor::Customer, at, "letter for another party requested");
        } else {
            self.proposals.loa_entity.clear();
            self.note(Actor::Customer, at, "party on the letter changed");
        }
    }

    /// Requests a new letter, which a person issues.
    pub(super) fn ask_for_letter(&mut self, at: Timestamp) {
        let present = self.letter.as_ref().map_or(0, |letter| letter.revision);
        self.revision += 1;
        self.proposals.letter_revision.ask(present, present + 1, at);
        self.note(Actor::Customer, at, "new letter of authorization requested");
    }
}

// The decisions.
impl CrossConnect {
    /// Accepts every waiting change. `letter` is the new letter, if a change requests one.
    pub(super) fn accept_changes(&mut self, letter: Option<Letter>, at: Timestamp) {
        if self.proposals.bandwidth_mbps.accept() {
            self.note(Actor::Twilio, at, "new bandwidth in force");
        }
        if self.proposals.enabled.accept() {
            self.enable(self.enabled, at);
        }
        if let Some(letter) = letter.filter(|_| self.proposals.want_letter()) {
            self.replace_letter(letter, Actor::Twilio, at);
        }
    }

    /// Declines every waiting change. The cross connect shows the values in service again.
    pub(super) fn decline_changes(&mut self, by: &Refused, at: Timestamp) {
        if let Some(bandwidth) = self.proposals.bandwidth_mbps.decline(by, at) {
            self.bandwidth_mbps = bandwidth;
            self.note(
                by.actor,
                at,
                &format!("change of the bandwidth declined: {}", by.reason),
            );
        }
        if let Some(enabled) = self.proposals.enabled.decline(by, at) {
            let description = if enabled { "deactivation" } else { "activation" };
            self.enabled = enabled;
            self.note(by.actor, at, &format!("{description} declined: {}", by.reason));
        }
        self.decline_letter(by, at);
    }

    /// Declines a waiting request for a new letter.
    pub(super) fn decline_letter(&mut self, by: &Refused, at: Timestamp) {
        let entity = self.proposals.loa_entity.decline(by, at);
        let revision = self.proposals.letter_revision.decline(by, at);
        if entity.is_some() || revision.is_some() {
            self.note(
                by.actor,
                at,
                &format!("new letter of authorization declined: {}", by.reason),
            );
        }
        self.loa_entity = entity.unwrap_or_else(|| self.loa_entity.clone());
    }
}
