//! The struct of `twilio_cross_connect`: schema, codec and documentation; and its ways to and from the service.

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

/// A cross connect: a fibre between your router and Twilio's, in the meet-me room of an exchange.
///
/// It is a paid, physical thing that takes weeks: Twilio issues a letter of authorization, the data centre lays the cable, you report
/// its completion, Twilio configures the connection. Apply waits for Twilio's steps and ends in success where a person is next;
/// `next_action` says whose turn it is.
///
/// Twilio publishes no API for Interconnect: this resource speaks *Interconnect v1*, this project's own HTTP contract.
#[derive(Clone, Debug, Model)]
pub(crate) struct CrossConnectModel {
    /// The exchange by its edge id. Another exchange is another circuit, so a change replaces.
    #[attr(required, replace)]
    pub(crate) exchange: Attr<Exchange>,
    /// The bandwidth in Mbps. It changes in place once the cross connect is active. One Mbps carries about 10 concurrent calls (G.711).
    #[attr(required)]
    pub(crate) bandwidth_mbps: Attr<Bandwidth>,
    /// The party named on the letter of authorization. A change issues a new letter until completion is reported, and replaces afterwards.
    #[attr(required)]
    pub(crate) loa_entity: Attr<LoaEntity>,
    /// Your name for the circuit. It keeps a second order from being placed when the state is lost.
    #[attr(required)]
    pub(crate) unique_name: Attr<UniqueName>,
    /// A label that ties the members of one redundant set.
    #[attr(optional)]
    pub(crate) redundancy_group: Attr<RedundancyGroup>,
    /// The part of the cross connect in its redundant set; `primary` where it is left out. A `backup` carries traffic only when a primary is
    /// down, so equal bandwidth is not asked of it.
    #[attr(optional)]
    pub(crate) redundancy_role: Attr<RedundancyRole>,
    /// The administrative switch. `false` deactivates the cross connect; with the order, it stays out of service once it is configured.
    #[attr(default = true)]
    pub(crate) enabled: Attr<bool>,
    /// The least revision that the letter of authorization must have. One more than `letter_of_authorization.revision` asks for one new
    /// letter, and the present letter becomes void. A number that the letter has already changes nothing.
    #[attr(optional)]
    pub(crate) loa_revision: Attr<LoaRevision>,
    /// The data centre's completion notice. Adding the block reports completion, which cannot be changed or withdrawn.
    #[block]
    pub(crate) completion: Attr<CompletionModel>,
    /// What apply waits for. A step that a person has to take ends every wait.
    #[attr(default = WaitFor::LoaIssued)]
    pub(crate) wait_for: Attr<WaitFor>,
    /// Refuses to destroy or replace the cross connect, in the plan already. To let it go, set `false` and apply that first.
    #[attr(default = false)]
    pub(crate) deletion_protection: Attr<bool>,
    /// How long to wait for the service.
    #[block]
    pub(crate) timeouts: Attr<Timeouts>,
    /// The SID of the cross connect, the same as `sid`.
    #[attr(computed, stable)]
    pub(crate) id: Attr<CrossConnectSid>,
    /// The SID of the cross connect.
    #[attr(computed, stable)]
    pub(crate) sid: Attr<CrossConnectSid>,
    /// Where the order stands: `requested`, `loa_issued`, `loa_expired`, `configuring`, `active`, `updating`, `inactive`, `failed`,
    /// `rejected` or `pending_deletion`.
    #[attr(computed)]
    pub(crate) status: Attr<CrossConnectStatus>,
    /// Whose turn it is, what to do, and by when, in one sentence.
    #[attr(computed)]
    pub(crate) next_action: Attr<String>,
    /// The data centre of the exchange.
    #[attr(computed, stable)]
    pub(crate) data_center: Attr<String>,
    /// The account that the cross connect belongs to.
    #[attr(computed, stable)]
    pub(crate) account_sid: Attr<AccountSid>,
    /// When it was ordered, in UTC.
    #[attr(computed, stable)]
    pub(crate) date_created: Attr<String>,
    /// The letter that the data centre works by, with the port set aside and the dates; null before it is issued. It is valid for 60
    /// days. `revision` counts how often a letter has been issued for this cross connect.
    #[attr(computed)]
    pub(crate) letter_of_authorization: Attr<LetterModel>,
}

/// The data centre's completion notice.
#[derive(Clone, Debug, PartialEq, Model)]
pub(crate) struct CompletionModel {
    /// The reference on the notice.
    #[attr(required)]
    pub(crate) reference: Attr<CompletionReference>,
    /// The day on which the work was completed.
    #[attr(required)]
    pub(crate) completed_on: Attr<CompletedOn>,
}

/// A letter of authorization.
#[derive(Clone, Debug, PartialEq, Model)]
pub(crate) struct LetterModel {
    /// The SID of the letter.
    #[attr(computed)]
    sid: Attr<LetterSid>,
    /// The party that it authorizes.
    #[attr(computed)]
    entity: Attr<String>,
    /// The data centre.
    #[attr(computed)]
    pub(super) facility: Attr<String>,
    /// The cage there; null where the letter names none.
    #[attr(computed)]
    pub(super) cage: Attr<String>,
    /// The patch panel in the cage; null where the letter names none.
    #[attr(computed)]
    pub(super) patch_panel: Attr<String>,
    /// The port set aside, as printed; null where the letter names none.
    #[attr(computed)]
    port: Attr<String>,
    /// The first day on which it is valid, at the exchange.
    #[attr(computed)]
    pub(super) issued_on: Attr<String>,
    /// The last day on which it is valid, at the exchange.
    #[attr(computed)]
    pub(super) expires_on: Attr<String>,
    /// The instant from which the service has it, in UTC.
    #[attr(computed)]
    pub(super) issued_at: Attr<String>,
    /// The end of the last day, in UTC.
    #[attr(computed)]
    pub(super) expires_at: Attr<String>,
    /// How often a letter has been issued for this cross connect.
    #[attr(computed)]
    pub(super) revision: Attr<i64>,
}

impl CrossConnectModel {
    /// The order of a planned cross connect; `None` while one of its values is not known.
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

    /// What has to be changed to get here from `prior`; `None` where nothing has.
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

    /// The completion that is reported by going here from `prior`.
    pub(super) fn completion_since(&self, prior: &Self) -> Option<Completion> {
        let added = self.completion.known().filter(|_| prior.completion.is_null())?;
        Some(Completion {
            reference: added.reference.known()?.clone(),
            completed_on: *added.completed_on.known()?,
        })
    }

    /// The position of the administrative switch to send. The default is not sent where the state has none.
    fn switched_from(&self, prior: &Self) -> Option<bool> {
        changed(&self.enabled, &prior.enabled).filter(|enabled| !(*enabled && prior.enabled.is_null()))
    }

    /// The revision of the letter to ask for on the way here from `prior`; nothing where the present letter has it, or where it was
    /// asked for before.
    pub(super) fn letter_since(&self, prior: &Self) -> Option<LoaRevision> {
        let wanted = self
            .loa_revision
            .known()
            .filter(|_| self.loa_revision != prior.loa_revision)?;
        let present = prior.letter_of_authorization.known()?.revision.known()?;
        (i64::from(wanted.get()) > *present).then_some(*wanted)
    }

    /// What apply waits for.
    pub(super) fn wait_for(&self) -> WaitFor {
        self.wait_for.known().copied().unwrap_or_default()
    }

    /// Whether it must not be destroyed. A dead order is nothing to protect.
    pub(super) fn is_protected(&self) -> bool {
        let is_dead = self.status.known().is_some_and(CrossConnectStatus::is_dead);
        self.deletion_protection.known().copied().unwrap_or_default() && !is_dead
    }

    /// This model with what the service says. What only Terraform knows stays: waiting, protection, time limits.
    ///
    /// A completion block that is not there stays away: it is the user's report, and a colleague's is not a reason to plan a change.
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

    /// The least revision of the letter, as far as the service has it. A letter that was declined is no letter, so that the next plan
    /// asks for it again.
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

    /// The model of a cross connect that comes under Terraform, without the completion block: the configuration may have none.
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
    /// The notice that the service has.
    pub(crate) fn of(reported: &api::CompletionNotice) -> Self {
        Self {
            reference: reported.reference.clone().into(),
            completed_on: reported.completed_on.into(),
        }
    }
}

impl LetterModel {
    /// The letter that the service has.
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

/// The refusal to destroy a protected cross connect, whatever the severities of plan checks are.
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

/// The attribute named `name`.
pub(super) fn at(name: &str) -> Path {
    Path::attribute(name)
}
