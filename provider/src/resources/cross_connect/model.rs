//! The model of `twilio_cross_connect`: schema, codec, and documentation; and its conversions from and to the records of the service.

use framework::path::Path;
use framework::{Attr, Diagnostics, Model};

use crate::api::{self, CrossConnectChange, CrossConnectOrder, Edit};
use crate::checks::{Severity, Subject, protection};
use crate::domain::{
    AccountSid, Bandwidth, CompletedOn, Completion, CompletionReference, CrossConnectSid, CrossConnectStatus, Exchange,
    LetterSid, LoaEntity, LoaRevision, RedundancyGroup, RedundancyRole, UniqueName, WaitFor,
};
use crate::resources::finding;
use crate::resources::next_action;
use crate::resources::timeouts::Timeouts;

/// A cross connect: a fiber between your router and Twilio's, in the meet-me room of an exchange.
///
/// A cross connect is a paid, physical circuit that takes weeks to deliver. Twilio issues a letter of authorization, the data center installs the
/// cable, you report its completion, and Twilio configures the connection. Apply waits for Twilio's steps. If a person has to act next, apply
/// succeeds, and `next_action` describes the step.
///
/// Twilio publishes no API for Interconnect: this resource uses *Interconnect v1*, this project's own HTTP contract.
#[derive(Clone, Debug, Model)]
pub(crate) struct CrossConnectModel {
    /// The edge id of the exchange. A change forces replacement, because another exchange requires a new circuit.
    #[attr(required, replace)]
    pub(crate) exchange: Attr<Exchange>,
    /// The bandwidth in Mbps. Once the cross connect is active, you can update it in place. One Mbps carries about 10 concurrent G.711 calls.
    #[attr(required)]
    pub(crate) bandwidth_mbps: Attr<Bandwidth>,
    /// The company named on the letter of authorization. Until you report completion, a change issues a new letter. After that, a change forces
    /// replacement.
    #[attr(required)]
    pub(crate) loa_entity: Attr<LoaEntity>,
    /// Your name for the circuit. An account accepts each name only once, which prevents a duplicate order if the state is lost.
    #[attr(required)]
    pub(crate) unique_name: Attr<UniqueName>,
    /// The label that all members of a redundant set share.
    #[attr(optional)]
    pub(crate) redundancy_group: Attr<RedundancyGroup>,
    /// The role of the cross connect in its redundant set. Defaults to `primary`. A `backup` carries traffic only when a primary is down, so it
    /// does not need the same bandwidth.
    #[attr(optional)]
    pub(crate) redundancy_role: Attr<RedundancyRole>,
    /// The administrative state of the cross connect: `true` enables it, and `false` deactivates it. A cross connect ordered with `false` stays
    /// out of service after it is configured.
    #[attr(default = true)]
    pub(crate) enabled: Attr<bool>,
    /// The minimum revision of the letter of authorization. To request a new letter, set it to one more than `letter_of_authorization.revision`.
    /// The current letter then becomes void. A revision that the letter has already reached has no effect.
    #[attr(optional)]
    pub(crate) loa_revision: Attr<LoaRevision>,
    /// The data center's completion notice. Adding the block reports completion to Twilio. You cannot change or withdraw the report.
    #[block]
    pub(crate) completion: Attr<CompletionModel>,
    /// The status that apply waits for. Apply never waits for a person to act.
    #[attr(default = WaitFor::LoaIssued)]
    pub(crate) wait_for: Attr<WaitFor>,
    /// The protection against deletion. If `true`, the plan rejects destruction or replacement of the cross connect. To destroy or replace it,
    /// first set this attribute to `false` and apply that change.
    #[attr(default = false)]
    pub(crate) deletion_protection: Attr<bool>,
    /// The longest time that Terraform waits for each operation.
    #[block]
    pub(crate) timeouts: Attr<Timeouts>,
    /// The SID of the cross connect, the same as `sid`.
    #[attr(computed, stable)]
    pub(crate) id: Attr<CrossConnectSid>,
    /// The SID of the cross connect.
    #[attr(computed, stable)]
    pub(crate) sid: Attr<CrossConnectSid>,
    /// The status of the order: `requested`, `loa_issued`, `loa_expired`, `configuring`, `active`, `updating`, `inactive`, `failed`,
    /// `rejected`, or `pending_deletion`.
    #[attr(computed)]
    pub(crate) status: Attr<CrossConnectStatus>,
    /// The next step of the order: who has to act, what to do, and by when.
    #[attr(computed)]
    pub(crate) next_action: Attr<String>,
    /// The data center of the exchange.
    #[attr(computed, stable)]
    pub(crate) data_center: Attr<String>,
    /// The account that the cross connect belongs to.
    #[attr(computed, stable)]
    pub(crate) account_sid: Attr<AccountSid>,
    /// The time when the cross connect was ordered, in UTC.
    #[attr(computed, stable)]
    pub(crate) date_created: Attr<String>,
    /// The current letter of authorization, including the reserved port and its dates; null until Twilio issues a letter. A letter is valid for
    /// 60 days. `revision` is the number of letters that Twilio has issued for this cross connect.
    #[attr(computed)]
    pub(crate) letter_of_authorization: Attr<LetterModel>,
}

/// The completion notice of the data center.
#[derive(Clone, Debug, PartialEq, Model)]
pub(crate) struct CompletionModel {
    /// The data center's reference, as printed on the completion notice.
    #[attr(required)]
    pub(crate) reference: Attr<CompletionReference>,
    /// The day when the data center completed the work.
    #[attr(required)]
    pub(crate) completed_on: Attr<CompletedOn>,
}

/// A letter of authorization.
#[derive(Clone, Debug, PartialEq, Model)]
pub(crate) struct LetterModel {
    /// The SID of the letter.
    #[attr(computed)]
    sid: Attr<LetterSid>,
    /// The company that the letter authorizes.
    #[attr(computed)]
    entity: Attr<String>,
    /// The data center of the exchange.
    #[attr(computed)]
    pub(super) facility: Attr<String>,
    /// The cage in the data center; null if the letter does not specify one.
    #[attr(computed)]
    pub(super) cage: Attr<String>,
    /// The patch panel in the cage; null if the letter does not specify one.
    #[attr(computed)]
    pub(super) patch_panel: Attr<String>,
    /// The port reserved for the cross connect, as printed on the letter; null if the letter does not specify one.
    #[attr(computed)]
    port: Attr<String>,
    /// The first day that the letter is valid, as a local date at the exchange.
    #[attr(computed)]
    pub(super) issued_on: Attr<String>,
    /// The last day that the letter is valid, as a local date at the exchange.
    #[attr(computed)]
    pub(super) expires_on: Attr<String>,
    /// The time when Twilio issued the letter, in UTC.
    #[attr(computed)]
    pub(super) issued_at: Attr<String>,
    /// The end of the last valid day, in UTC.
    #[attr(computed)]
    pub(super) expires_at: Attr<String>,
    /// The number of letters that Twilio has issued for this cross connect.
    #[attr(computed)]
    pub(super) revision: Attr<i64>,
}

impl CrossConnectModel {
    /// The order for a planned cross connect; `None` while one of its values is unknown.
    pub(super) fn to_order(&self) -> Option<CrossConnectOrder> {
        Some(CrossConnectOrder {
            unique_name: self.unique_name.known()?.clone(),
            exchange: self.exchange.known()?.clone(),
            bandwidth: *self.bandwidth_mbps.known()?,
            loa_entity: self.loa_entity.known()?.clone(),
            redundancy_group: self.redundancy_group.known().cloned(),
            redundancy_role: self.redundancy_role.known().copied(),
            enabled: self.enabled.known().filter(|enabled| !**enabled).copied(),
        })
    }

    /// The changes from `prior` to this model; `None` if there are none.
    pub(super) fn change_from(&self, prior: &Self) -> Option<CrossConnectChange> {
        let change = CrossConnectChange {
            unique_name: changed(&self.unique_name, &prior.unique_name),
            bandwidth: changed(&self.bandwidth_mbps, &prior.bandwidth_mbps),
            loa_entity: changed(&self.loa_entity, &prior.loa_entity),
            redundancy_group: edited(&self.redundancy_group, &prior.redundancy_group),
            redundancy_role: edited(&self.redundancy_role, &prior.redundancy_role),
            enabled: self.switched_from(prior),
        };
        (!change.is_empty()).then_some(change)
    }

    /// The completion to report; `None` if `prior` has a completion block, or this model has none.
    pub(super) fn completion_since(&self, prior: &Self) -> Option<Completion> {
        let added = self.completion.known().filter(|_| prior.completion.is_null())?;
        Some(Completion {
            reference: added.reference.known()?.clone(),
            completed_on: *added.completed_on.known()?,
        })
    }

    /// The value of `enabled` to send. The default is not sent if the state has no value.
    fn switched_from(&self, prior: &Self) -> Option<bool> {
        changed(&self.enabled, &prior.enabled).filter(|enabled| !(*enabled && prior.enabled.is_null()))
    }

    /// The revision of the letter to request; `None` if the current letter has it, or if it was already requested.
    pub(super) fn letter_since(&self, prior: &Self) -> Option<LoaRevision> {
        let wanted = self
            .loa_revision
            .known()
            .filter(|_| self.loa_revision != prior.loa_revision)?;
        let present = prior.letter_of_authorization.known()?.revision.known()?;
        (i64::from(wanted.get()) > *present).then_some(*wanted)
    }

    /// The status that apply waits for.
    pub(super) fn wait_for(&self) -> WaitFor {
        self.wait_for.known().copied().unwrap_or_default()
    }

    /// True if the cross connect must not be destroyed. A rejected or deleted order is never protected.
    pub(super) fn is_protected(&self) -> bool {
        let is_dead = self.status.known().is_some_and(CrossConnectStatus::is_dead);
        self.deletion_protection.known().copied().unwrap_or_default() && !is_dead
    }

    /// This model with the values of the service. Values that only Terraform has are kept: `wait_for`, protection, and time limits.
    ///
    /// An absent completion block stays absent. The block is the user's report, and a report by someone else must not cause a planned change.
    pub(super) fn refreshed_from(&self, seen: &api::CrossConnect) -> Self {
        let completion = match (&self.completion, &seen.completion) {
            (Attr::Known(_), Some(reported)) => Attr::Known(CompletionModel::of(reported)),
            (Attr::Known(_), None) | (Attr::Null | Attr::Unknown, _) => Attr::Null,
        };
        Self {
            completion,
            loa_revision: self.revision_that_holds(seen),
            ..self.described_by(seen)
        }
    }

    /// The lowest revision of the letter, at most the latest one that was issued or requested. A declined letter does not count, so the
    /// next plan requests it again.
    fn revision_that_holds(&self, seen: &api::CrossConnect) -> Attr<LoaRevision> {
        let Some(present) = seen
            .letter_of_authorization
            .as_ref()
            .map(|letter| letter.revision.get())
        else {
            return self.loa_revision.clone();
        };
        let latest = seen.letter_revision_asked_for().unwrap_or(present);
        match self.loa_revision.known() {
            Some(least) if u64::from(least.get()) > latest => {
                u32::try_from(latest).ok().map(LoaRevision::trusted).into()
            }
            _ => self.loa_revision.clone(),
        }
    }

    /// The model of an imported cross connect. It has no completion block, because the configuration may have none.
    pub(super) fn imported(seen: &api::CrossConnect) -> Self {
        let nothing = Self {
            wait_for: WaitFor::default().into(),
            deletion_protection: false.into(),
            ..Self::nothing()
        };
        nothing.described_by(seen)
    }

    fn described_by(&self, seen: &api::CrossConnect) -> Self {
        Self {
            exchange: seen.exchange.clone().into(),
            bandwidth_mbps: seen.bandwidth.into(),
            loa_entity: seen.loa_entity.clone().into(),
            unique_name: seen.unique_name.clone().into(),
            redundancy_group: seen.redundancy_group.clone().into(),
            redundancy_role: seen.redundancy_role.into(),
            enabled: seen.enabled.into(),
            id: seen.sid.clone().into(),
            sid: seen.sid.clone().into(),
            status: seen.status.clone().into(),
            next_action: next_action::of(seen).sentence.into(),
            data_center: seen.data_center.clone().into(),
            account_sid: seen.account_sid.clone().into(),
            date_created: seen.date_created.to_string().into(),
            letter_of_authorization: seen.letter_of_authorization.as_ref().map(LetterModel::of).into(),
            ..self.clone()
        }
    }

    fn nothing() -> Self {
        Self {
            exchange: Attr::Null,
            bandwidth_mbps: Attr::Null,
            loa_entity: Attr::Null,
            unique_name: Attr::Null,
            redundancy_group: Attr::Null,
            redundancy_role: Attr::Null,
            enabled: Attr::Null,
            loa_revision: Attr::Null,
            completion: Attr::Null,
            wait_for: Attr::Null,
            deletion_protection: Attr::Null,
            timeouts: Attr::Null,
            id: Attr::Null,
            sid: Attr::Null,
            status: Attr::Null,
            next_action: Attr::Null,
            data_center: Attr::Null,
            account_sid: Attr::Null,
            date_created: Attr::Null,
            letter_of_authorization: Attr::Null,
        }
    }
}

impl CompletionModel {
    /// The model of the notice that the service returned.
    pub(crate) fn of(reported: &api::CompletionNotice) -> Self {
        Self {
            reference: reported.reference.clone().into(),
            completed_on: reported.completed_on.into(),
        }
    }
}

impl LetterModel {
    /// The model of the letter that the service returned.
    pub(crate) fn of(letter: &api::Letter) -> Self {
        Self {
            sid: letter.sid.clone().into(),
            entity: letter.entity.to_string().into(),
            facility: letter.facility.clone().into(),
            cage: letter.cage.clone().into(),
            patch_panel: letter.patch_panel.clone().into(),
            port: letter.port.clone().into(),
            issued_on: letter.issued_on.to_string().into(),
            expires_on: letter.expires_on.to_string().into(),
            issued_at: letter.issued_at.to_string().into(),
            expires_at: letter.expires_at.to_string().into(),
            revision: i64::try_from(letter.revision.get()).ok().into(),
        }
    }
}

/// The error of a destroy of a protected cross connect. The severities of plan checks do not change it.
pub(super) fn protected(state: &CrossConnectModel) -> Diagnostics {
    let found = protection::destroyed(&super::review::record(state), "", Subject::default());
    finding::diagnostic(&found, Severity::Error).into()
}

fn changed<T: Clone + PartialEq>(planned: &Attr<T>, prior: &Attr<T>) -> Option<T> {
    planned.known().filter(|value| prior.known() != Some(value)).cloned()
}

fn edited<T: Clone + PartialEq>(planned: &Attr<T>, prior: &Attr<T>) -> Edit<T> {
    if planned.known() == prior.known() {
        Edit::Keep
    } else {
        Edit::to(planned.known().cloned())
    }
}

/// The path of the attribute `name`.
pub(super) fn at(name: &str) -> Path {
    Path::attribute(name)
}
