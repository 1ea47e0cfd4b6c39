//! A cross connect: its record, and the parameters to order, find, and change it.

use super::body::Form;
use super::edit::Edit;
use super::letter::Letter;
use super::pending::{Declined, DeclinedChange, Hold, Pending, PendingChange};
use super::reason::StatusReason;
use super::revision::Revision;
use super::waiting::{self, WaitingFor};
use super::wire;
use crate::domain::{
    AccountSid, Bandwidth, CompletedOn, Completion, CompletionReference, CrossConnectSid, CrossConnectStatus, Exchange,
    ExchangeSid, LinkStatus, LoaEntity, RedundancyGroup, RedundancyGroupFilter, RedundancyRole, UniqueName,
};
use jiff::Timestamp;
use serde::{Deserialize, Deserializer};

/// A cross connect as the service has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CrossConnect {
    /// The SID.
    #[serde(deserialize_with = "wire::one")]
    pub sid: CrossConnectSid,
    /// The account that ordered it.
    #[serde(deserialize_with = "wire::one")]
    pub account_sid: AccountSid,
    /// The unique name.
    #[serde(deserialize_with = "wire::one")]
    pub unique_name: UniqueName,
    /// The exchange, by edge id.
    #[serde(deserialize_with = "wire::one")]
    pub exchange: Exchange,
    /// The exchange, by SID.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub exchange_sid: Option<ExchangeSid>,
    /// The data center.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub data_center: Option<String>,
    /// The bandwidth.
    #[serde(rename = "bandwidth_mbps", deserialize_with = "wire::one")]
    pub bandwidth: Bandwidth,
    /// The party named on the letter.
    #[serde(deserialize_with = "wire::one")]
    pub loa_entity: LoaEntity,
    /// The redundancy group.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub redundancy_group: Option<RedundancyGroup>,
    /// The role in the redundancy group; none if the customer set none, or for a word that this version does not support.
    #[serde(default, deserialize_with = "role")]
    pub redundancy_role: Option<RedundancyRole>,
    /// The value of `enabled`: false to keep it out of service. While a change waits, the requested value.
    #[serde(default)]
    pub enabled: Option<bool>,
    /// The status.
    #[serde(deserialize_with = "wire::one")]
    pub status: CrossConnectStatus,
    /// The reason for the status, if the service reports one.
    #[serde(default)]
    pub status_reason: Option<StatusReason>,
    /// The present wait; none if the service reports none, or if there is none.
    #[serde(default)]
    pub waiting_for: Option<WaitingFor>,
    /// The changes that wait for a person.
    #[serde(default)]
    pub pending_change: Option<Box<CrossConnectPending>>,
    /// The declined changes that have not been requested again.
    #[serde(default)]
    pub last_declined: Option<Box<CrossConnectDeclined>>,
    /// The removal, after it was requested.
    #[serde(default)]
    pub deletion: Option<Deletion>,
    /// The hold, if there is one.
    #[serde(default)]
    pub on_hold: Option<Box<Hold>>,
    /// The maintenance windows, in which it may be out of service.
    #[serde(default)]
    pub maintenance: Vec<Maintenance>,
    /// The status of the link, if the service measures it.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub link_status: Option<LinkStatus>,
    /// The letter of authorization, after it is issued.
    #[serde(default)]
    pub letter_of_authorization: Option<Letter>,
    /// The completion notice, after it is reported.
    #[serde(default)]
    pub completion: Option<CompletionNotice>,
    /// The revision, which grows with each change of a customer.
    #[serde(deserialize_with = "wire::one")]
    pub revision: Revision,
    /// The instant of the order.
    #[serde(deserialize_with = "wire::one")]
    pub date_created: Timestamp,
    /// The instant of the last change.
    #[serde(deserialize_with = "wire::one")]
    pub date_updated: Timestamp,
}

/// The changes of a cross connect that wait for a person.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CrossConnectPending {
    /// Of the bandwidth.
    #[serde(default)]
    pub bandwidth_mbps: Option<Pending<Bandwidth>>,
    /// Of `enabled`.
    #[serde(default)]
    pub enabled: Option<Pending<bool>>,
    /// Of the party on the letter.
    #[serde(default)]
    pub loa_entity: Option<Pending<LoaEntity>>,
    /// Of the letter: a requested re-issue.
    #[serde(default)]
    pub letter_revision: Option<Pending<Revision>>,
}

/// The changes of a cross connect that were declined.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CrossConnectDeclined {
    /// Of the bandwidth.
    #[serde(default)]
    pub bandwidth_mbps: Option<Declined<Bandwidth>>,
    /// Of `enabled`.
    #[serde(default)]
    pub enabled: Option<Declined<bool>>,
    /// Of the party on the letter.
    #[serde(default)]
    pub loa_entity: Option<Declined<LoaEntity>>,
    /// Of the letter: a declined re-issue.
    #[serde(default)]
    pub letter_revision: Option<Declined<Revision>>,
}

impl CrossConnectDeclined {
    /// The reasons of all declined changes, which the service wrote.
    pub(super) fn reasons(&mut self) -> impl Iterator<Item = &mut String> {
        let reasons = [
            self.bandwidth_mbps.as_mut().and_then(|it| it.reason.as_mut()),
            self.enabled.as_mut().and_then(|it| it.reason.as_mut()),
            self.loa_entity.as_mut().and_then(|it| it.reason.as_mut()),
            self.letter_revision.as_mut().and_then(|it| it.reason.as_mut()),
        ];
        reasons.into_iter().flatten()
    }
}

/// The removal of a cross connect.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Deletion {
    /// The instant of the decision, after which the name is free; none while a person can withdraw the request.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub decided_at: Option<Timestamp>,
}

/// A maintenance window, in which a cross connect may be out of service.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Maintenance {
    /// The beginning.
    #[serde(deserialize_with = "wire::one")]
    pub from: Timestamp,
    /// The end.
    #[serde(deserialize_with = "wire::one")]
    pub until: Timestamp,
    /// The work.
    #[serde(deserialize_with = "wire::one")]
    pub reason: String,
}

/// A completion notice as the service has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CompletionNotice {
    /// The data center's reference.
    #[serde(deserialize_with = "wire::one")]
    pub reference: CompletionReference,
    /// The day on which the work was done.
    #[serde(deserialize_with = "wire::one")]
    pub completed_on: CompletedOn,
    /// The instant of the report, if the service returns it.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub reported_at: Option<Timestamp>,
}

/// An order for a cross connect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrossConnectOrder {
    /// The unique name.
    pub unique_name: UniqueName,
    /// The exchange.
    pub exchange: Exchange,
    /// The bandwidth.
    pub bandwidth: Bandwidth,
    /// The party to name on the letter.
    pub loa_entity: LoaEntity,
    /// The redundancy group.
    pub redundancy_group: Option<RedundancyGroup>,
    /// The role in the redundancy group.
    pub redundancy_role: Option<RedundancyRole>,
    /// The value of `enabled`. If it is none, the service activates the cross connect after it has configured it.
    pub enabled: Option<bool>,
}

/// A change of a cross connect. Values that do not change are not sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CrossConnectChange {
    /// A new name.
    pub unique_name: Option<UniqueName>,
    /// A new bandwidth.
    pub bandwidth: Option<Bandwidth>,
    /// A new party on the letter, which is then re-issued.
    pub loa_entity: Option<LoaEntity>,
    /// A new redundancy group, or none.
    pub redundancy_group: Edit<RedundancyGroup>,
    /// A new role in the redundancy group, or none.
    pub redundancy_role: Edit<RedundancyRole>,
    /// The new value of `enabled`.
    pub enabled: Option<bool>,
}

/// The filter of a list of cross connects. An empty filter lists all of the account.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CrossConnectFilter {
    /// With this name.
    pub unique_name: Option<UniqueName>,
    /// At this exchange.
    pub exchange: Option<Exchange>,
    /// In this status.
    pub status: Option<CrossConnectStatus>,
    /// In this redundancy group, or in none.
    pub redundancy_group: Option<RedundancyGroupFilter>,
}

impl CrossConnect {
    /// The wait for a person other than the customer, if there is one.
    pub fn waits_for_somebody(&self) -> Option<&WaitingFor> {
        waiting::somebody(self.waiting_for.as_ref())
    }

    /// The revision of the letter that a person will issue, requested as a re-issue or by a new party on the letter.
    pub fn letter_revision_asked_for(&self) -> Option<u64> {
        let pending = self.pending_change.as_ref()?;
        let asked = pending.letter_revision.as_ref().map(|it| it.requested.get());
        let present = self.letter_of_authorization.as_ref()?.revision.get();
        asked.or_else(|| pending.loa_entity.as_ref().and_then(|_| present.checked_add(1)))
    }

    /// The changes that wait for a person, by attribute.
    pub fn pending_changes(&self) -> Vec<PendingChange> {
        let Some(pending) = &self.pending_change else {
            return Vec::new();
        };
        let told = [
            pending
                .bandwidth_mbps
                .as_ref()
                .map(|it| it.told("bandwidth_mbps", ToString::to_string)),
            pending
                .enabled
                .as_ref()
                .map(|it| it.told("enabled", ToString::to_string)),
            pending
                .loa_entity
                .as_ref()
                .map(|it| it.told("loa_entity", |entity| format!("\"{entity}\""))),
            pending
                .letter_revision
                .as_ref()
                .map(|it| it.told_without_values("letter_of_authorization")),
        ];
        told.into_iter().flatten().collect()
    }

    /// The declined changes, by attribute.
    pub fn declined_changes(&self) -> Vec<DeclinedChange> {
        let Some(declined) = &self.last_declined else {
            return Vec::new();
        };
        let told = [
            declined
                .bandwidth_mbps
                .as_ref()
                .map(|it| it.told("bandwidth_mbps", ToString::to_string)),
            declined
                .enabled
                .as_ref()
                .map(|it| it.told("enabled", ToString::to_string)),
            declined
                .loa_entity
                .as_ref()
                .map(|it| it.told("loa_entity", |entity| format!("\"{entity}\""))),
            declined
                .letter_revision
                .as_ref()
                .map(|it| it.told("loa_revision", |revision| revision.get().to_string())),
        ];
        told.into_iter().flatten().collect()
    }

    /// True until its removal is decided. Until then no other cross connect can have its name.
    pub fn holds_name(&self) -> bool {
        self.deletion
            .as_ref()
            .is_none_or(|deletion| deletion.decided_at.is_none())
    }

    /// True where the record is of a deleted object.
    pub fn is_deleted(&self) -> bool {
        self.status == CrossConnectStatus::Deleted
    }
}

impl CompletionNotice {
    /// True where the notice reports this completion.
    pub(super) fn reports(&self, completion: &Completion) -> bool {
        self.reference == completion.reference && self.completed_on == completion.completed_on
    }
}

impl CrossConnectOrder {
    /// True where a record is of this order. The name decides, because it is unique in the account.
    pub(super) fn is_filled_by(&self, made: &CrossConnect) -> bool {
        made.unique_name == self.unique_name && made.exchange == self.exchange
    }

    pub(super) fn form(&self) -> Form {
        Form::default()
            .with("UniqueName", self.unique_name.as_str())
            .with("Exchange", self.exchange.as_str())
            .with("BandwidthMbps", self.bandwidth.get().to_string())
            .with("LoaEntity", self.loa_entity.as_str())
            .maybe(
                "RedundancyGroup",
                self.redundancy_group.as_ref().map(RedundancyGroup::as_str),
            )
            .maybe("RedundancyRole", self.redundancy_role.map(RedundancyRole::as_str))
            .maybe("Enabled", self.enabled.map(|enabled| enabled.to_string()))
    }
}

impl CrossConnectChange {
    /// True where it changes nothing. Such a change is never sent.
    pub fn is_empty(&self) -> bool {
        self.form().is_empty()
    }

    pub(super) fn form(&self) -> Form {
        Form::default()
            .maybe("UniqueName", self.unique_name.as_ref().map(UniqueName::as_str))
            .maybe(
                "BandwidthMbps",
                self.bandwidth.map(|bandwidth| bandwidth.get().to_string()),
            )
            .maybe("LoaEntity", self.loa_entity.as_ref().map(LoaEntity::as_str))
            .maybe("RedundancyGroup", self.redundancy_group.parameter(ToString::to_string))
            .maybe("RedundancyRole", self.redundancy_role.parameter(ToString::to_string))
            .maybe("Enabled", self.enabled.map(|enabled| enabled.to_string()))
    }
}

impl CrossConnectFilter {
    /// True where a record matches the filter.
    pub(super) fn admits(&self, listed: &CrossConnect) -> bool {
        let group = listed.redundancy_group.as_ref();
        let is_in_group = match &self.redundancy_group {
            None => true,
            Some(RedundancyGroupFilter::MembersOf(wanted)) => group == Some(wanted),
            Some(RedundancyGroupFilter::Ungrouped) => group.is_none_or(|group| group.as_str().is_empty()),
        };
        is_in_group
            && is_asked_for(self.unique_name.as_ref(), &listed.unique_name)
            && is_asked_for(self.exchange.as_ref(), &listed.exchange)
            && is_asked_for(self.status.as_ref(), &listed.status)
    }

    pub(super) fn form(&self) -> Form {
        Form::default()
            .maybe("UniqueName", self.unique_name.as_ref().map(UniqueName::as_str))
            .maybe("Exchange", self.exchange.as_ref().map(Exchange::as_str))
            .maybe("Status", self.status.as_ref().map(CrossConnectStatus::as_str))
            .maybe(
                "RedundancyGroup",
                self.redundancy_group.as_ref().map(RedundancyGroupFilter::as_str),
            )
    }
}

fn role<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<RedundancyRole>, D::Error> {
    let word: Option<String> = wire::maybe(deserializer)?;
    Ok(word.as_deref().and_then(RedundancyRole::stored))
}

/// True where a filter has no value, or the same value as a record.
pub(super) fn is_asked_for<T: PartialEq>(wanted: Option<&T>, listed: &T) -> bool {
    wanted.is_none_or(|wanted| wanted == listed)
}

/// The parameters of a completion notice.
pub(super) fn completion_form(completion: &Completion) -> Form {
    Form::default()
        .with("Reference", completion.reference.as_str())
        .with("CompletedOn", completion.completed_on.to_string())
}
