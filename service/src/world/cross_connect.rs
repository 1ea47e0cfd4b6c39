//! A cross connect and its state machine: the changes that each status allows, and the steps.
//!
//! The methods here change one cross connect. They do not use other cross connects, BGP sessions, or HTTP parameters.
//! The world (`world/mod.rs`) checks the uniqueness of names and the sessions of a cross connect.

use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::code::Code;
use crate::refusal::Refusal;
use crate::step_times::StepTimes;
use crate::world::cross_connect_change::Proposals;
use crate::world::deletion::Deletion;
use crate::world::event::{Actor, Event};
use crate::world::letter::{self, Letter};
use crate::world::maintenance::{Hold, Maintenance};
use crate::world::proposal::Refused;
use crate::world::reason::Reason;
use crate::world::waiting::WaitingFor;

/// The administrative status of a cross connect. A deleted cross connect is not stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CrossConnectStatus {
    /// Ordered; Twilio issues the letter next.
    Requested,
    /// Declined; the status does not change again.
    Rejected,
    /// The letter is valid; the customer orders the work from the data center and reports completion next.
    LoaIssued,
    /// The letter expired before completion was reported.
    LoaExpired,
    /// Completion is reported; Twilio configures the cross connect.
    Configuring,
    /// Configuration did not succeed; Twilio tries again after a while.
    Failed,
    /// In service.
    Active,
    /// In service, with a change of the bandwidth in progress.
    Updating,
    /// Configured, and deactivated by the customer.
    Inactive,
    /// Deleted by the customer; the removal waits for a decision or for the data center.
    PendingDeletion,
}

/// The role of a cross connect in its redundant set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RedundancyRole {
    /// Carries traffic at all times.
    Primary,
    /// Carries traffic only while a primary is down.
    Backup,
}

/// The operational status of the fiber.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LinkStatus {
    /// In service.
    Up,
    /// Configured, and out of service.
    Down,
    /// Not configured yet.
    Unknown,
}

/// The data center's completion notice, as reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Completion {
    /// The reference of the notice.
    pub reference: String,
    /// The day on which the data center completed the work.
    #[schema(value_type = String, format = Date)]
    pub completed_on: Date,
    /// The instant at which the customer reported the notice, or at which the service recorded it.
    #[schema(value_type = String, format = DateTime)]
    pub reported_at: Timestamp,
}

/// A cross connect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CrossConnect {
    /// The place in the order of creation, among all objects.
    pub ordinal: u64,
    /// The SID.
    pub sid: String,
    /// The customer's name for the cross connect, unique in the account.
    pub unique_name: String,
    /// The edge id of the exchange.
    pub exchange: String,
    /// The bandwidth ordered, in Mbps.
    pub bandwidth_mbps: u32,
    /// The party on the letter.
    pub loa_entity: String,
    /// The label of its redundant set.
    pub redundancy_group: Option<String>,
    /// The role in the redundant set.
    pub redundancy_role: Option<RedundancyRole>,
    /// The administrative switch.
    pub enabled: bool,
    /// The administrative status.
    pub status: CrossConnectStatus,
    /// The reason of the status `rejected` or `failed`.
    pub status_reason: Option<Reason>,
    /// True once Twilio has configured it.
    pub configured: bool,
    /// The letter of authorization, once issued.
    pub letter: Option<Letter>,
    /// The completion notice, once reported.
    pub completion: Option<Completion>,
    /// The revision, which grows with each change by a customer.
    pub revision: u64,
    /// The instant of the order.
    pub date_created: Timestamp,
    /// The instant of its last change.
    pub date_updated: Timestamp,
    /// The instant at which it entered its status.
    pub status_since: Timestamp,
    /// The end of the present machine step; none where a person ends the step.
    pub due: Option<Timestamp>,
    /// The changes that wait for a person, or were declined.
    pub proposals: Proposals,
    /// The removal; none before it is requested.
    pub deletion: Option<Deletion>,
    /// The hold; none where it is not on hold.
    pub on_hold: Option<Hold>,
    /// The times at which it can be out of service.
    pub maintenance: Vec<Maintenance>,
    /// The timeline, oldest first.
    pub events: Vec<Event>,
}

impl CrossConnect {
    /// The operational status of the fiber.
    pub fn link_status(&self) -> LinkStatus {
        if matches!(self.status, CrossConnectStatus::Active | CrossConnectStatus::Updating) {
            LinkStatus::Up
        } else if self.configured {
            LinkStatus::Down
        } else {
            LinkStatus::Unknown
        }
    }

    /// The next event without a person: the end of a machine step, or the expiry of the letter.
    pub fn next_step_at(&self) -> Option<Timestamp> {
        if self.status == CrossConnectStatus::LoaIssued {
            return self.letter.as_ref().map(|letter| letter.expires_at);
        }
        self.due.filter(|_| self.on_hold.is_none())
    }

    /// The end of the present machine step; none without such a step. The expiry of a letter is not a machine step.
    pub fn in_transition_until(&self) -> Option<Timestamp> {
        self.next_step_at()
            .filter(|_| self.status != CrossConnectStatus::LoaIssued)
    }

    /// The present wait.
    pub fn waiting_for(&self) -> Option<WaitingFor> {
        let (since, due) = (self.status_since, self.in_transition_until());
        match self.status {
            CrossConnectStatus::Requested
            | CrossConnectStatus::Configuring
            | CrossConnectStatus::Failed
            | CrossConnectStatus::Updating => Some(WaitingFor::other(Actor::Twilio, since, due)),
            CrossConnectStatus::PendingDeletion => Some(self.waiting_for_removal(due)),
            CrossConnectStatus::LoaIssued => Some(WaitingFor::customer(since, self.next_step_at())),
            CrossConnectStatus::LoaExpired if self.proposals.want_letter() => {
                Some(WaitingFor::other(Actor::Twilio, since, None))
            }
            CrossConnectStatus::LoaExpired => Some(WaitingFor::customer(since, None)),
            CrossConnectStatus::Rejected | CrossConnectStatus::Active | CrossConnectStatus::Inactive => None,
        }
    }

    fn waiting_for_removal(&self, due: Option<Timestamp>) -> WaitingFor {
        let decided_at = self.deletion.as_ref().and_then(|deletion| deletion.decided_at);
        match decided_at {
            Some(decided_at) => WaitingFor::other(Actor::DataCenter, decided_at, due),
            None if self.due.is_some() => WaitingFor::other(Actor::DataCenter, self.status_since, due),
            None => WaitingFor::other(Actor::Twilio, self.status_since, None),
        }
    }

    /// True while the service or its people have a step to take.
    pub fn has_step_of_others(&self) -> bool {
        matches!(
            self.status,
            CrossConnectStatus::Requested
                | CrossConnectStatus::Configuring
                | CrossConnectStatus::Failed
                | CrossConnectStatus::Updating
                | CrossConnectStatus::PendingDeletion
        )
    }

    /// True until the removal is decided. Until then no other cross connect can have the name.
    pub fn holds_name(&self) -> bool {
        self.deletion
            .as_ref()
            .is_none_or(|deletion| deletion.decided_at.is_none())
    }

    /// True while a person can withdraw the removal.
    pub fn can_be_kept(&self) -> bool {
        self.status == CrossConnectStatus::PendingDeletion && self.holds_name() && self.due.is_none()
    }

    /// Every letter of the cross connect, oldest first.
    pub fn letters(&self) -> Vec<&Letter> {
        let earlier = self
            .events
            .iter()
            .filter_map(|event| event.letter_of_authorization.as_ref());
        let mut letters: Vec<&Letter> = earlier.collect();
        letters.extend(self.letter.as_ref().filter(|present| !letters.contains(present)));
        letters
    }

    /// True for an order that no one has acted on.
    pub fn is_untouched(&self) -> bool {
        self.status == CrossConnectStatus::Requested && self.on_hold.is_none()
    }

    /// Refuses every change while it is being removed.
    ///
    /// # Errors
    /// 62020.
    pub fn refuse_if_pending_deletion(&self) -> Result<(), Refusal> {
        if self.status == CrossConnectStatus::PendingDeletion {
            return Err(Refusal::new(
                Code::PendingDeletion,
                format!("{} is being removed", self.unique_name),
            ));
        }
        Ok(())
    }

    /// Refuses a change of a rejected or expired order.
    ///
    /// # Errors
    /// 62028 while `rejected` or `loa_expired`.
    pub fn refuse_if_expired(&self) -> Result<(), Refusal> {
        if self.status == CrossConnectStatus::LoaExpired {
            let message = format!("the letter of authorization of {} has expired", self.unique_name);
            return Err(Refusal::new(Code::Expired, message));
        }
        self.refuse_if_rejected()
    }

    fn refuse_if_rejected(&self) -> Result<(), Refusal> {
        if self.status == CrossConnectStatus::Rejected {
            return Err(Refusal::new(
                Code::Expired,
                format!("the order for {} was declined", self.unique_name),
            ));
        }
        Ok(())
    }

    fn refuse_if_updating(&self) -> Result<(), Refusal> {
        if self.status == CrossConnectStatus::Updating {
            let message = format!("a change of {} is still in progress", self.unique_name);
            return Err(Refusal::new(Code::InTransition, message));
        }
        Ok(())
    }

    /// Refuses a new bandwidth that the status does not allow.
    ///
    /// # Errors
    /// 62014 before it is configured, 62015 while `updating`, 62016 while `inactive` unless the request activates it, 62028 for a rejected
    /// or expired order.
    pub fn allow_bandwidth(&self, is_activated: bool) -> Result<(), Refusal> {
        self.refuse_if_expired()?;
        self.refuse_if_updating()?;
        let is_inactive = self.status == CrossConnectStatus::Inactive;
        let is_activated = is_activated || self.enabled;
        if self.status == CrossConnectStatus::Active || is_inactive && is_activated {
            return Ok(());
        }
        Err(if is_inactive {
            self.not_active()
        } else {
            self.not_ready()
        })
    }

    /// Refuses a new party on the letter that the status does not allow.
    ///
    /// # Errors
    /// 20409 after completion was reported, 62015 while `updating`, 62028 for a declined order.
    pub fn allow_entity(&self) -> Result<(), Refusal> {
        self.refuse_if_rejected()?;
        self.refuse_if_updating()?;
        if self.completion.is_some() {
            let message = format!(
                "the letter of {} cannot change, because completion was reported",
                self.unique_name
            );
            return Err(Refusal::new(Code::Conflict, message));
        }
        Ok(())
    }

    /// Refuses a new letter that the status does not allow.
    ///
    /// # Errors
    /// 62014 before the first letter, 20409 after completion was reported, 62015 while `updating`, 62020 while it is
    /// removed, 62028 for a declined order.
    pub fn allow_reissue(&self) -> Result<(), Refusal> {
        self.refuse_if_pending_deletion()?;
        if self.status == CrossConnectStatus::Requested {
            return Err(self.not_ready());
        }
        self.allow_entity()
    }

    /// Refuses a completion notice that the status or the letters do not allow.
    ///
    /// # Errors
    /// - 62014 before the letter
    /// - 62028 for a day without a letter in force, and for a declined order
    /// - 20409 after an earlier notice
    /// - 62020 while the cross connect is removed
    pub fn allow_completion(&self, day: Date) -> Result<(), Refusal> {
        self.refuse_if_pending_deletion()?;
        self.refuse_if_rejected()?;
        match (&self.letter, &self.completion) {
            (_, Some(completion)) => {
                let message = format!(
                    "completion of {} was already reported, with the reference {}",
                    self.unique_name, completion.reference
                );
                Err(Refusal::new(Code::Conflict, message))
            }
            (Some(_), None) if letter::in_force_on(&self.letters(), day) => Ok(()),
            (Some(_), None) => {
                let message = format!(
                    "no letter of authorization of {} was in force on {day}",
                    self.unique_name
                );
                Err(Refusal::new(Code::Expired, message).about("CompletedOn"))
            }
            (None, None) => Err(self.not_ready()),
        }
    }

    fn not_ready(&self) -> Refusal {
        Refusal::new(
            Code::NotReady,
            format!(
                "{} is not ready for this request: an earlier step is not complete",
                self.unique_name
            ),
        )
    }

    fn not_active(&self) -> Refusal {
        Refusal::new(Code::NotActive, format!("{} is not active", self.unique_name))
    }
}

// The steps. Each one records an event and sets the end of the next machine step.
impl CrossConnect {
    /// Records the first letter, issued by Twilio.
    pub fn issue_letter(&mut self, letter: Letter, at: Timestamp) {
        self.take_letter(letter, Actor::Twilio, at, "letter of authorization issued");
    }

    fn take_letter(&mut self, letter: Letter, actor: Actor, at: Timestamp, description: &str) {
        self.letter = Some(letter.clone());
        self.proposals.loa_entity.accept();
        self.proposals.letter_revision.accept();
        self.enter(CrossConnectStatus::LoaIssued, actor, at, description);
        if let Some(event) = self.events.last_mut() {
            event.letter_of_authorization = Some(letter);
        }
    }

    /// Declines the order for lack of capacity.
    pub fn reject(&mut self, at: Timestamp) {
        self.enter(
            CrossConnectStatus::Rejected,
            Actor::Twilio,
            at,
            "order declined: no capacity",
        );
        self.status_reason = Some(Reason::no_capacity());
    }

    /// Declines the order by a person: at the customer, at Twilio, or at the data center.
    pub fn decline(&mut self, by: &Refused, at: Timestamp) {
        let description = format!("order declined: {}", by.reason);
        self.enter(CrossConnectStatus::Rejected, by.actor, at, &description);
        self.status_reason = Some(Reason::declined(by));
    }

    /// Records the expiry of the letter.
    pub fn expire(&mut self, at: Timestamp) {
        self.enter(
            CrossConnectStatus::LoaExpired,
            Actor::Twilio,
            at,
            "letter of authorization expired",
        );
    }

    /// Records a letter that replaces the last one.
    pub fn replace_letter(&mut self, letter: Letter, actor: Actor, at: Timestamp) {
        self.take_letter(letter, actor, at, "letter of authorization re-issued");
    }

    /// Records completion, as reported by the customer.
    pub fn complete(&mut self, completion: Completion, times: &StepTimes, at: Timestamp) {
        self.revision += 1;
        self.take_completion(completion, Actor::Customer, at);
        self.due_after(times, times.configuration, at);
    }

    /// Records completion, as recorded by a person at the service.
    pub fn record_completion(&mut self, completion: Completion, times: &StepTimes, at: Timestamp) {
        self.take_completion(completion, Actor::Twilio, at);
        self.due_after(times, times.configuration, at);
    }

    fn take_completion(&mut self, completion: Completion, actor: Actor, at: Timestamp) {
        let used = Refused {
            actor,
            role: None,
            reason: "completion was reported with the current letter".to_owned(),
        };
        self.decline_letter(&used, at);
        self.completion = Some(completion);
        self.enter(CrossConnectStatus::Configuring, actor, at, "completion reported");
    }

    /// Begins another attempt at the configuration.
    pub fn retry_configuration(&mut self, times: &StepTimes, at: Timestamp) {
        self.enter(
            CrossConnectStatus::Configuring,
            Actor::Twilio,
            at,
            "configuration retried",
        );
        self.due_after(times, times.configuration, at);
    }

    /// Records a failed configuration.
    pub fn fail(&mut self, times: &StepTimes, at: Timestamp) {
        self.enter(
            CrossConnectStatus::Failed,
            Actor::Twilio,
            at,
            "configuration failed: network unavailable",
        );
        self.status_reason = Some(Reason::network_unavailable());
        self.due_after(times, times.recovery, at);
    }

    /// Records a successful configuration.
    pub fn configure(&mut self, at: Timestamp) {
        self.configured = true;
        self.enter(self.in_service(), Actor::Twilio, at, "configured");
    }

    /// Begins a change of the bandwidth by a machine.
    pub fn begin_update(&mut self, description: &str, times: &StepTimes, at: Timestamp) {
        self.enter(CrossConnectStatus::Updating, Actor::Customer, at, description);
        self.due_after(times, times.bandwidth_update, at);
    }

    /// Puts the new bandwidth in force.
    pub fn finish_update(&mut self, at: Timestamp) {
        self.enter(self.in_service(), Actor::Twilio, at, "new bandwidth in force");
    }

    /// Activates or deactivates it: at once if it is configured and no change is in progress, and otherwise when it enters service.
    pub fn enable(&mut self, enabled: bool, at: Timestamp) {
        self.enabled = enabled;
        let description = if enabled { "activated" } else { "deactivated" };
        if matches!(self.status, CrossConnectStatus::Active | CrossConnectStatus::Inactive) {
            self.enter(self.in_service(), Actor::Customer, at, description);
        } else {
            self.note(Actor::Customer, at, description);
        }
    }

    /// The status of a configured cross connect, by its switch.
    fn in_service(&self) -> CrossConnectStatus {
        match self.enabled {
            true => CrossConnectStatus::Active,
            false => CrossConnectStatus::Inactive,
        }
    }

    /// Begins the deletion, requested by the customer.
    pub fn delete(&mut self, times: &StepTimes, at: Timestamp) {
        self.deletion = Some(Deletion {
            requested_at: at,
            decided_at: None,
            status_before: self.status,
        });
        self.enter(CrossConnectStatus::PendingDeletion, Actor::Customer, at, "deleted");
        self.due_after(times, times.deletion, at);
    }

    /// Records the decision on the removal. The name is free, and the data center removes the cross connect.
    pub(super) fn decide_deletion(&mut self, at: Timestamp) {
        if let Some(deletion) = &mut self.deletion {
            deletion.decided_at = Some(at);
            self.note(
                Actor::Twilio,
                at,
                "removal decided; the data center removes the cross connect",
            );
        }
    }

    /// Withdraws the removal by a person, and restores the former status.
    pub(super) fn keep(&mut self, by: &Refused, at: Timestamp) {
        if let Some(deletion) = self.deletion.take() {
            let description = format!("removal withdrawn: {}", by.reason);
            self.enter(deletion.status_before, by.actor, at, &description);
        }
    }

    /// Sets or lifts the hold. A machine step whose time ended during the hold ends when the hold is lifted.
    pub fn hold(&mut self, reason: Option<String>, at: Timestamp) {
        let description = match &reason {
            Some(reason) => format!("on hold: {reason}"),
            None => "hold lifted".to_owned(),
        };
        self.on_hold = reason.map(|reason| Hold { reason, since: at });
        self.due = self.due.map(|due| due.max(at));
        self.note(Actor::Twilio, at, &description);
    }

    /// Records an event that does not change the status.
    pub fn note(&mut self, actor: Actor, at: Timestamp, description: &str) {
        self.record(Some(self.status), actor, at, description);
    }

    fn enter(&mut self, status: CrossConnectStatus, actor: Actor, at: Timestamp, description: &str) {
        let from = self.status;
        if status != from {
            self.status_since = at;
        }
        self.status = status;
        self.status_reason = None;
        self.due = None;
        self.record(Some(from), actor, at, description);
    }

    fn record(&mut self, from_status: Option<CrossConnectStatus>, actor: Actor, at: Timestamp, description: &str) {
        self.date_updated = at;
        let description = description.to_owned();
        self.events.push(Event {
            at,
            actor,
            from_status,
            to_status: self.status,
            description,
            letter_of_authorization: None,
        });
    }

    fn due_after(&mut self, times: &StepTimes, step: Duration, at: Timestamp) {
        self.due = times.end_of(step, at);
    }
}

/// The values of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The name.
    pub unique_name: String,
    /// The edge id of the exchange.
    pub exchange: String,
    /// The bandwidth, in Mbps.
    pub bandwidth_mbps: u32,
    /// The party for the letter.
    pub loa_entity: String,
    /// The label of the redundant set.
    pub redundancy_group: Option<String>,
    /// The role in that set.
    pub redundancy_role: Option<RedundancyRole>,
    /// The administrative switch.
    pub enabled: bool,
}

impl Order {
    /// The cross connect of the order.
    pub fn place(self, identity: Identity, times: &StepTimes, at: Timestamp) -> CrossConnect {
        let mut placed = CrossConnect {
            ordinal: identity.ordinal,
            sid: identity.sid,
            unique_name: self.unique_name,
            exchange: self.exchange,
            bandwidth_mbps: self.bandwidth_mbps,
            loa_entity: self.loa_entity,
            redundancy_group: self.redundancy_group,
            redundancy_role: self.redundancy_role,
            enabled: self.enabled,
            status: CrossConnectStatus::Requested,
            status_reason: None,
            configured: false,
            letter: None,
            completion: None,
            revision: 1,
            date_created: at,
            date_updated: at,
            status_since: at,
            due: None,
            proposals: Proposals::default(),
            deletion: None,
            on_hold: None,
            maintenance: Vec::new(),
            events: Vec::new(),
        };
        placed.record(None, Actor::Customer, at, "ordered");
        placed.due_after(times, times.letter_issue, at);
        placed
    }
}

/// The identity of a new object.
pub struct Identity {
    /// Its place in the order of creation.
    pub ordinal: u64,
    /// Its SID.
    pub sid: String,
}
