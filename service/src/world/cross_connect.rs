//! A cross connect and its state machine: what each status allows, and what every step leaves behind.
//!
//! The methods here change one cross connect and know nothing of others, of BGP sessions, or of HTTP parameters:
//! uniqueness of names and the sessions that hang on a cross connect are the world's business (`world.rs`).

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

/// The administrative status of a cross connect. A deleted one is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CrossConnectStatus {
    /// Ordered; Twilio issues the letter.
    Requested,
    /// Declined; the end.
    Rejected,
    /// The letter is valid; the customer orders from the data centre and reports completion.
    LoaIssued,
    /// The letter was not used in time.
    LoaExpired,
    /// Completion is reported; Twilio configures.
    Configuring,
    /// Configuration did not succeed; Twilio tries again after a while.
    Failed,
    /// In service.
    Active,
    /// In service, and a new bandwidth is on its way.
    Updating,
    /// Switched off by the customer.
    Inactive,
    /// Deleted; somebody decides about it, and the data centre removes it.
    PendingDeletion,
}

/// The part of a cross connect in its redundant set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RedundancyRole {
    /// Carries traffic.
    Primary,
    /// Takes over.
    Backup,
}

/// The operational status of the fibre.
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

/// The data centre's completion notice, as the customer reported it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Completion {
    /// The notice's reference.
    pub reference: String,
    /// The day on which the data centre completed the work.
    #[schema(value_type = String, format = Date)]
    pub completed_on: Date,
    /// The instant at which the customer reported it, or at which it was recorded at the service.
    #[schema(value_type = String, format = DateTime)]
    pub reported_at: Timestamp,
}

/// A cross connect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CrossConnect {
    /// Grows with each object of the world: the order of creation.
    pub ordinal: u64,
    /// The SID.
    pub sid: String,
    /// The customer's name for it, unique in the account.
    pub unique_name: String,
    /// The edge id of the exchange.
    pub exchange: String,
    /// The bandwidth ordered, in Mbps.
    pub bandwidth_mbps: u32,
    /// The party that the letter names.
    pub loa_entity: String,
    /// The label that ties the members of one redundant set.
    pub redundancy_group: Option<String>,
    /// The part that it has in that set.
    pub redundancy_role: Option<RedundancyRole>,
    /// The administrative switch.
    pub enabled: bool,
    /// The administrative status.
    pub status: CrossConnectStatus,
    /// Why it is `rejected` or `failed`.
    pub status_reason: Option<Reason>,
    /// Whether Twilio has configured it at some time.
    pub configured: bool,
    /// The letter of authorization, once issued.
    pub letter: Option<Letter>,
    /// The completion notice, once reported.
    pub completion: Option<Completion>,
    /// Grows with each change by a customer.
    pub revision: u64,
    /// When it was ordered.
    pub date_created: Timestamp,
    /// When it last changed.
    pub date_updated: Timestamp,
    /// Since when it has this status.
    pub status_since: Timestamp,
    /// The end of the machine's present step; none where a person ends it.
    pub due: Option<Timestamp>,
    /// The changes that wait for a person, or were declined.
    pub proposals: Proposals,
    /// The removal, once asked for.
    pub deletion: Option<Deletion>,
    /// The hold on it.
    pub on_hold: Option<Hold>,
    /// The times at which it may be out of service.
    pub maintenance: Vec<Maintenance>,
    /// The timeline, oldest first.
    pub events: Vec<Event>,
}

impl CrossConnect {
    /// The operational status of the fibre.
    pub fn link_status(&self) -> LinkStatus {
        if matches!(self.status, CrossConnectStatus::Active | CrossConnectStatus::Updating) {
            LinkStatus::Up
        } else if self.configured {
            LinkStatus::Down
        } else {
            LinkStatus::Unknown
        }
    }

    /// When the next step happens without a person: the end of a machine's step, or the expiry of the letter.
    pub fn next_step_at(&self) -> Option<Timestamp> {
        if self.status == CrossConnectStatus::LoaIssued {
            return self.letter.as_ref().map(|letter| letter.expires_at);
        }
        self.due.filter(|_| self.on_hold.is_none())
    }

    /// When a machine will move it: as `next_step_at`, without the expiry of a letter that waits for a person.
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

    /// True while the service, or somebody at it, has a step to take.
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

    /// True until the removal is decided: no other cross connect can have the name.
    pub fn holds_name(&self) -> bool {
        self.deletion
            .as_ref()
            .is_none_or(|deletion| deletion.decided_at.is_none())
    }

    /// True while a person can withdraw the removal.
    pub fn can_be_kept(&self) -> bool {
        self.status == CrossConnectStatus::PendingDeletion && self.holds_name() && self.due.is_none()
    }

    /// Every letter so far, oldest first.
    pub fn letters(&self) -> Vec<&Letter> {
        let earlier = self
            .events
            .iter()
            .filter_map(|event| event.letter_of_authorization.as_ref());
        let mut letters: Vec<&Letter> = earlier.collect();
        letters.extend(self.letter.as_ref().filter(|present| !letters.contains(present)));
        letters
    }

    /// True for an order that nobody has acted on.
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

    /// Refuses what a dead order does not allow any more.
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

    /// Whether a new bandwidth can be ordered now.
    ///
    /// # Errors
    /// 62014 before it is configured, 62015 while it is updated, 62016 while inactive unless it is activated with it, 62028 on a dead
    /// order.
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

    /// Whether the party that the letter names can change now.
    ///
    /// # Errors
    /// 20409 once completion is reported, 62015 while it is updated, 62028 on a declined order.
    pub fn allow_entity(&self) -> Result<(), Refusal> {
        self.refuse_if_rejected()?;
        self.refuse_if_updating()?;
        if self.completion.is_some() {
            let message = format!(
                "the letter of {} has been used: completion was reported",
                self.unique_name
            );
            return Err(Refusal::new(Code::Conflict, message));
        }
        Ok(())
    }

    /// Whether the letter can be issued anew now.
    ///
    /// # Errors
    /// 62014 before the first letter, 20409 once completion is reported, 62015 while it is updated, 62020 while it is
    /// removed, 62028 on a declined order.
    pub fn allow_reissue(&self) -> Result<(), Refusal> {
        self.refuse_if_pending_deletion()?;
        if self.status == CrossConnectStatus::Requested {
            return Err(self.not_ready());
        }
        self.allow_entity()
    }

    /// Refuses a report of completion on a day that cannot be made now.
    ///
    /// # Errors
    /// 62014 before the letter, 62028 for a day on which no letter was in force and on a declined order, 20409 when it was reported, 62020
    /// while it is removed.
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
            format!("{} is not ready for this: an earlier step is not complete", self.unique_name),
        )
    }

    fn not_active(&self) -> Refusal {
        Refusal::new(Code::NotActive, format!("{} is not active", self.unique_name))
    }
}

// The steps. Each notes an event and sets when the next machine's step ends.
impl CrossConnect {
    /// Twilio issues the first letter.
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

    /// Twilio declines the order for want of capacity.
    pub fn reject(&mut self, at: Timestamp) {
        self.enter(
            CrossConnectStatus::Rejected,
            Actor::Twilio,
            at,
            "order declined: no capacity",
        );
        self.status_reason = Some(Reason::no_capacity());
    }

    /// A person declines the order: one of the customer's own people, or somebody at Twilio or the data centre.
    pub fn decline(&mut self, by: &Refused, at: Timestamp) {
        let description = format!("order declined: {}", by.reason);
        self.enter(CrossConnectStatus::Rejected, by.actor, at, &description);
        self.status_reason = Some(Reason::declined(by));
    }

    /// The letter's time is over.
    pub fn expire(&mut self, at: Timestamp) {
        self.enter(
            CrossConnectStatus::LoaExpired,
            Actor::Twilio,
            at,
            "letter of authorization expired",
        );
    }

    /// The customer has a letter that replaces the last one.
    pub fn replace_letter(&mut self, letter: Letter, actor: Actor, at: Timestamp) {
        self.take_letter(letter, actor, at, "letter of authorization issued anew");
    }

    /// The customer reports completion.
    pub fn complete(&mut self, completion: Completion, times: &StepTimes, at: Timestamp) {
        self.revision += 1;
        self.take_completion(completion, Actor::Customer, at);
        self.due_after(times, times.configuration, at);
    }

    /// Somebody at the service records completion.
    pub fn record_completion(&mut self, completion: Completion, times: &StepTimes, at: Timestamp) {
        self.take_completion(completion, Actor::Twilio, at);
        self.due_after(times, times.configuration, at);
    }

    fn take_completion(&mut self, completion: Completion, actor: Actor, at: Timestamp) {
        let used = Refused {
            actor,
            role: None,
            reason: "completion was reported with the present letter".to_owned(),
        };
        self.decline_letter(&used, at);
        self.completion = Some(completion);
        self.enter(CrossConnectStatus::Configuring, actor, at, "completion reported");
    }

    /// Twilio begins to configure again.
    pub fn retry_configuration(&mut self, times: &StepTimes, at: Timestamp) {
        self.enter(
            CrossConnectStatus::Configuring,
            Actor::Twilio,
            at,
            "configuration tried again",
        );
        self.due_after(times, times.configuration, at);
    }

    /// Configuration did not succeed.
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

    /// Twilio has configured it.
    pub fn configure(&mut self, at: Timestamp) {
        self.configured = true;
        self.enter(self.in_service(), Actor::Twilio, at, "configured");
    }

    /// A machine begins to bring another bandwidth into force.
    pub fn begin_update(&mut self, description: &str, times: &StepTimes, at: Timestamp) {
        self.enter(CrossConnectStatus::Updating, Actor::Customer, at, description);
        self.due_after(times, times.bandwidth_update, at);
    }

    /// The new bandwidth is in force.
    pub fn finish_update(&mut self, at: Timestamp) {
        self.enter(self.in_service(), Actor::Twilio, at, "new bandwidth in force");
    }

    /// The customer switches it on or off: at once where it is configured and nothing is on its way, and otherwise from then on.
    pub fn enable(&mut self, enabled: bool, at: Timestamp) {
        self.enabled = enabled;
        let description = if enabled { "activated" } else { "deactivated" };
        if matches!(self.status, CrossConnectStatus::Active | CrossConnectStatus::Inactive) {
            self.enter(self.in_service(), Actor::Customer, at, description);
        } else {
            self.note(Actor::Customer, at, description);
        }
    }

    /// The status of what is configured.
    fn in_service(&self) -> CrossConnectStatus {
        match self.enabled {
            true => CrossConnectStatus::Active,
            false => CrossConnectStatus::Inactive,
        }
    }

    /// The customer deletes it.
    pub fn delete(&mut self, times: &StepTimes, at: Timestamp) {
        self.deletion = Some(Deletion {
            requested_at: at,
            decided_at: None,
            status_before: self.status,
        });
        self.enter(CrossConnectStatus::PendingDeletion, Actor::Customer, at, "deleted");
        self.due_after(times, times.deletion, at);
    }

    /// A person decides that it goes: its name is free, and the data centre removes it.
    pub(super) fn decide_deletion(&mut self, at: Timestamp) {
        if let Some(deletion) = &mut self.deletion {
            deletion.decided_at = Some(at);
            self.note(Actor::Twilio, at, "removal decided; the data center removes the cross connect");
        }
    }

    /// A person withdraws the removal: the former status is back.
    pub(super) fn keep(&mut self, by: &Refused, at: Timestamp) {
        if let Some(deletion) = self.deletion.take() {
            let description = format!("removal withdrawn: {}", by.reason);
            self.enter(deletion.status_before, by.actor, at, &description);
        }
    }

    /// Holds it, or lifts the hold. A machine's step that would have ended meanwhile ends when the hold is lifted.
    pub fn hold(&mut self, reason: Option<String>, at: Timestamp) {
        let description = match &reason {
            Some(reason) => format!("on hold: {reason}"),
            None => "hold lifted".to_owned(),
        };
        self.on_hold = reason.map(|reason| Hold { reason, since: at });
        self.due = self.due.map(|due| due.max(at));
        self.note(Actor::Twilio, at, &description);
    }

    /// Notes an event that leaves the status alone.
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

/// What an order says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The name.
    pub unique_name: String,
    /// The edge id of the exchange.
    pub exchange: String,
    /// The bandwidth, in Mbps.
    pub bandwidth_mbps: u32,
    /// The party that the letter is to name.
    pub loa_entity: String,
    /// The label of the redundant set.
    pub redundancy_group: Option<String>,
    /// The part in that set.
    pub redundancy_role: Option<RedundancyRole>,
    /// The administrative switch.
    pub enabled: bool,
}

impl Order {
    /// The cross connect that the order brings into being.
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

/// What the world gives a new object.
pub struct Identity {
    /// Its place in the order of creation.
    pub ordinal: u64,
    /// Its SID.
    pub sid: String,
}
