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
use crate::world::event::{Actor, Event};
use crate::world::letter::Letter;
use crate::world::reason::Reason;
use crate::world::waiting::WaitingFor;

/// The administrative status of a cross connect. A deleted one is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CrossConnectStatus {
    /// Ordered; Twilio issues the letter.
    Requested,
    /// Turned down for want of capacity; the end.
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
    /// Deleted; the data centre removes it.
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
    /// When the customer reported it.
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
        self.due
    }

    /// When a machine will move it: as `next_step_at`, without the expiry of a letter that waits for a person.
    pub fn in_transition_until(&self) -> Option<Timestamp> {
        self.next_step_at()
            .filter(|_| self.status != CrossConnectStatus::LoaIssued)
    }

    /// The present wait.
    pub fn waiting_for(&self) -> Option<WaitingFor> {
        let (since, due) = (self.status_since, self.due);
        match self.status {
            CrossConnectStatus::Requested
            | CrossConnectStatus::Configuring
            | CrossConnectStatus::Failed
            | CrossConnectStatus::Updating => Some(WaitingFor::other(Actor::Twilio, since, due)),
            CrossConnectStatus::PendingDeletion => Some(WaitingFor::other(Actor::DataCenter, since, due)),
            CrossConnectStatus::LoaIssued => Some(WaitingFor::customer(since, self.next_step_at())),
            CrossConnectStatus::LoaExpired => Some(WaitingFor::customer(since, None)),
            CrossConnectStatus::Rejected | CrossConnectStatus::Active | CrossConnectStatus::Inactive => None,
        }
    }

    /// True for an order that nobody has acted on.
    pub fn is_untouched(&self) -> bool {
        self.status == CrossConnectStatus::Requested
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
                format!("the order of {} was declined", self.unique_name),
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
                "the letter of {} has been used: completion is reported",
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

    /// Whether completion can be reported now.
    ///
    /// # Errors
    /// 62014 before the letter, 62028 after its expiry and on a declined order, 20409 when it was reported, 62020
    /// while it is removed.
    pub fn allow_completion(&self) -> Result<(), Refusal> {
        self.refuse_if_pending_deletion()?;
        self.refuse_if_expired()?;
        match (&self.letter, &self.completion) {
            (_, Some(completion)) => {
                let message = format!(
                    "completion of {} was reported already, as {}",
                    self.unique_name, completion.reference
                );
                Err(Refusal::new(Code::Conflict, message))
            }
            (Some(_), None) => Ok(()),
            (None, None) => Err(self.not_ready()),
        }
    }

    fn not_ready(&self) -> Refusal {
        Refusal::new(
            Code::NotReady,
            format!("{} is not configured far enough for this", self.unique_name),
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
        self.letter = Some(letter);
        self.enter(
            CrossConnectStatus::LoaIssued,
            Actor::Twilio,
            at,
            "letter of authorization issued",
        );
    }

    /// Twilio declines the order.
    pub fn reject(&mut self, at: Timestamp) {
        self.enter(
            CrossConnectStatus::Rejected,
            Actor::Twilio,
            at,
            "order declined: no capacity",
        );
        self.status_reason = Some(Reason::no_capacity());
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
    pub fn replace_letter(&mut self, letter: Letter, at: Timestamp) {
        self.letter = Some(letter);
        self.enter(
            CrossConnectStatus::LoaIssued,
            Actor::Customer,
            at,
            "letter of authorization issued anew",
        );
    }

    /// The customer reports completion.
    pub fn complete(&mut self, completion: Completion, times: &StepTimes, at: Timestamp) {
        self.completion = Some(completion);
        self.revision += 1;
        self.enter(
            CrossConnectStatus::Configuring,
            Actor::Customer,
            at,
            "completion reported",
        );
        self.due_after(times, times.configuration, at);
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

    /// The customer orders another bandwidth.
    pub fn order_bandwidth(&mut self, bandwidth_mbps: u32, times: &StepTimes, at: Timestamp) {
        let description = format!(
            "bandwidth changed from {} to {bandwidth_mbps} Mbps",
            self.bandwidth_mbps
        );
        self.bandwidth_mbps = bandwidth_mbps;
        self.enter(CrossConnectStatus::Updating, Actor::Customer, at, &description);
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
        self.enter(
            CrossConnectStatus::PendingDeletion,
            Actor::Customer,
            at,
            "deleted; the data centre removes it",
        );
        self.due_after(times, times.deletion, at);
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
