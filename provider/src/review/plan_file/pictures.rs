//! The pictures of a plan, one for each account, because a name is unique only in its account.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::configuration::Argument;
use super::moment::Moment;
use super::{CROSS_CONNECT, ChangeValues, PlanFile, ResourceChange, Stored, Unreadable, unreadable};
use crate::checks::object_index::ObjectIndex;
use crate::checks::picture::Extent;
use crate::checks::planned::{Cause, Change, Object, Planned};
use crate::checks::record::{BgpSession, CrossConnect};
use crate::checks::{Fact, Picture};

/// The objects of one account, on which the rules are applied together.
#[derive(Debug)]
pub struct Judgeable {
    /// The SID of the account; none if no object exists yet.
    pub account_sid: Option<String>,
    /// The keys of the provider configurations of its resources.
    pub provider_keys: Vec<String>,
    /// The circuits and sessions.
    pub picture: Picture,
}

impl PlanFile {
    /// Returns the objects and changes of the plan, grouped by account.
    ///
    /// # Errors
    /// An action or an attribute that this version does not support.
    pub fn judgeables(&self) -> Result<Vec<Judgeable>, Unreadable> {
        let accounts = self.accounts();
        let mut all: BTreeMap<String, Judgeable> = BTreeMap::new();
        for change in self.changes() {
            let key = self.configuration.provider_of(&change.address);
            let account = Moment::known(&change.change.before).account_sid();
            self.entry(&mut all, key, account.or_else(|| accounts.get(key?).copied()))
                .add(self, change)?;
        }
        for stored in self.untouched() {
            let key = self.configuration.provider_of(&stored.address);
            let account = Moment::known(&stored.values).account_sid();
            self.entry(&mut all, key, account).keep(stored)?;
        }
        Ok(all.into_values().collect())
    }

    /// Returns an argument of the provider blocks of an account: the first one that is set.
    pub fn provider_argument(&self, judgeable: &Judgeable, argument: &str) -> ProviderArgument {
        let keys = judgeable.provider_keys.iter();
        let set = keys.map(|key| self.configuration.provider_argument(key, argument));
        match set.into_iter().find(|argument| *argument != Argument::Unset) {
            None | Some(Argument::Unset) => ProviderArgument::Unset,
            Some(Argument::Constant(value)) => ProviderArgument::Constant(value.clone()),
            Some(Argument::Computed) => ProviderArgument::Computed,
        }
    }

    /// Returns the nested blocks with a name in the provider blocks of an account. `None` stands for a block with a value that is not in
    /// the plan.
    pub fn provider_blocks(&self, judgeable: &Judgeable, name: &str) -> Vec<Option<Value>> {
        let keys = judgeable.provider_keys.iter();
        keys.flat_map(|key| self.configuration.provider_blocks(key, name))
            .collect()
    }

    /// Returns the account of each provider configuration that has an object with a known account.
    fn accounts(&self) -> HashMap<&str, &str> {
        let changed = self.changes().map(|change| (&change.address, &change.change.before));
        let stored = self.stored().map(|stored| (&stored.address, &stored.values));
        let all = changed.chain(stored);
        all.filter_map(|(address, values)| {
            Some((
                self.configuration.provider_of(address)?,
                Moment::known(values).account_sid()?,
            ))
        })
        .collect()
    }

    /// The objects of the prior state that are not in the plan.
    fn untouched(&self) -> impl Iterator<Item = &Stored> {
        let mentioned: std::collections::HashSet<&str> = self.changes().map(|change| change.address.as_str()).collect();
        let moved: std::collections::HashSet<String> =
            self.changes().filter_map(|change| sid(&change.change.before)).collect();
        self.stored().filter(move |stored| {
            let is_moved = sid(&stored.values).is_some_and(|sid| moved.contains(&sid));
            !mentioned.contains(stored.address.as_str()) && !is_moved
        })
    }

    fn entry<'a>(
        &self,
        all: &'a mut BTreeMap<String, Judgeable>,
        key: Option<&str>,
        account: Option<&str>,
    ) -> &'a mut Judgeable {
        let only = || self.configuration.provider_keys().next();
        let key = key.or_else(only).unwrap_or_default();
        let entry = all
            .entry(account.unwrap_or(key).to_owned())
            .or_insert_with(|| Judgeable {
                account_sid: account.map(str::to_owned),
                provider_keys: Vec::new(),
                picture: Picture {
                    extent: Extent::Whole,
                    now: self.timestamp.as_ref().and_then(|at| at.parse().ok()),
                    ..Picture::default()
                },
            });
        if !entry.provider_keys.iter().any(|known| known == key) {
            entry.provider_keys.push(key.to_owned());
        }
        entry
    }
}

/// An argument of a provider block, as a plan records it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProviderArgument {
    /// The block does not set it.
    Unset,
    /// The block sets this value.
    Constant(Value),
    /// The block sets an expression, and the plan does not contain its value.
    Computed,
}

impl Judgeable {
    fn add(&mut self, plan: &PlanFile, change: &ResourceChange) -> Result<(), Unreadable> {
        if change.resource_type == CROSS_CONNECT {
            let read = |moment: Moment<'_>| moment.cross_connect();
            check(change, &CROSS_CONNECT_ATTRIBUTES)?;
            let mut changes = changes(change, read, CrossConnect::ordered, CrossConnect::kept_from)?;
            for each in &mut changes {
                if let Change::Kept { before, .. } = each {
                    before.last_enabled = plan.last_enabled(change, before);
                }
            }
            plan_all(&mut self.picture.cross_connects, change, changes);
            return Ok(());
        }
        let read = |moment: Moment<'_>| moment.bgp_session();
        check(change, &BGP_SESSION_ATTRIBUTES)?;
        let kept = |after: BgpSession, before: &BgpSession| plan.given_up(change, after.kept_from(before));
        let changes = changes(change, read, BgpSession::created, kept)?;
        plan_all(&mut self.picture.sessions, change, changes);
        Ok(())
    }

    /// Adds an object that the plan does not change.
    fn keep(&mut self, stored: &Stored) -> Result<(), Unreadable> {
        let moment = Moment::known(&stored.values);
        if stored.resource_type == CROSS_CONNECT {
            known(moment, &stored.address, &CROSS_CONNECT_ATTRIBUTES)?;
            let circuit = moment.cross_connect();
            self.picture.cross_connects.plan(unchanged(circuit, &stored.address));
        } else {
            known(moment, &stored.address, &BGP_SESSION_ATTRIBUTES)?;
            let session = moment.bgp_session();
            self.picture.sessions.plan(unchanged(session, &stored.address));
        }
        Ok(())
    }
}

impl PlanFile {
    /// The value of `enabled` in the stored state.
    fn last_enabled(&self, change: &ResourceChange, before: &CrossConnect) -> Fact<bool> {
        let mut drift = self.resource_drift.iter();
        let drifted = drift.find(|drifted| drifted.address == change.address);
        drifted.map_or(before.enabled, |drifted| {
            Moment::known(&drifted.change.before).cross_connect().enabled
        })
    }

    /// Marks the values of a session that the user no longer sets, and that Twilio therefore assigns.
    fn given_up(&self, change: &ResourceChange, after: BgpSession) -> BgpSession {
        let is_given_up = |name: &str| !self.configuration.sets(&change.address, name);
        let asn = after.customer_asn.is_unknown() && is_given_up("customer_asn");
        let address = after.customer_address.is_unknown() && is_given_up("customer_address");
        BgpSession {
            customer_asn: if asn { Fact::Null } else { after.customer_asn },
            customer_address: if address { Fact::Null } else { after.customer_address },
            ..after
        }
    }
}

fn unchanged<T: Clone>(object: T, address: &str) -> Planned<T> {
    let change = Change::Kept {
        before: object.clone(),
        after: object,
    };
    Planned {
        address: Some(address.to_owned()),
        is_in_state: true,
        ..Planned::new(change)
    }
}

fn plan_all<T: Object>(index: &mut ObjectIndex<T>, change: &ResourceChange, changes: Vec<Change<T>>) {
    for each in changes {
        index.plan(Planned {
            address: Some(change.address.clone()),
            is_imported: change.change.importing.is_some(),
            is_created_first: change.change.actions == ["create", "delete"],
            is_in_state: true,
            ..Planned::new(each)
        });
    }
}

fn changes<T>(
    change: &ResourceChange,
    read: impl Fn(Moment<'_>) -> T,
    created: impl Fn(T) -> T,
    kept: impl Fn(T, &T) -> T,
) -> Result<Vec<Change<T>>, Unreadable> {
    let ChangeValues {
        actions,
        before,
        after,
        after_unknown,
        ..
    } = &change.change;
    let before = || read(Moment::known(before));
    let after = || read(Moment::planned(after, after_unknown));
    let actions: Vec<&str> = actions.iter().map(String::as_str).collect();
    Ok(match actions.as_slice() {
        ["no-op" | "update"] => {
            let before = before();
            let after = kept(after(), &before);
            vec![Change::Kept { before, after }]
        }
        ["create"] => vec![Change::Created(created(after()))],
        ["delete"] => vec![Change::Destroyed(before())],
        ["forget"] => vec![Change::Forgotten(before())],
        ["create", "forget"] | ["forget", "create"] => {
            vec![Change::Forgotten(before()), Change::Created(created(after()))]
        }
        ["create", "delete"] | ["delete", "create"] => {
            let (before, after) = (before(), created(after()));
            vec![Change::Replaced {
                before,
                after,
                cause: cause(change),
            }]
        }
        _ => {
            return Err(unreadable(format!(
                "The plan for {} has actions that this version of the provider does not support: {}.",
                change.address,
                actions.join(", ")
            )));
        }
    })
}

fn cause(change: &ResourceChange) -> Cause {
    match change.action_reason.as_deref() {
        Some("replace_because_tainted") => Cause::Tainted,
        Some("replace_by_request" | "replace_by_triggers") => Cause::Requested,
        _ => Cause::Changed(change.change.replace_paths.iter().map(|path| dotted(path)).collect()),
    }
}

fn dotted(path: &[Value]) -> String {
    let steps = path
        .iter()
        .map(|step| step.as_str().map_or_else(|| step.to_string(), str::to_owned));
    steps.collect::<Vec<_>>().join(".")
}

fn sid(values: &Value) -> Option<String> {
    Some(values.get("sid")?.as_str()?.to_owned())
}

fn check(change: &ResourceChange, attributes: &[&str]) -> Result<(), Unreadable> {
    known(Moment::known(&change.change.before), &change.address, attributes)?;
    known(Moment::known(&change.change.after), &change.address, attributes)
}

fn known(moment: Moment<'_>, address: &str, attributes: &[&str]) -> Result<(), Unreadable> {
    match moment.unknown_attributes(attributes) {
        None => Ok(()),
        Some(name) => Err(unreadable(format!(
            "{address} has the attribute {name}, which this version of the provider does not support. Review the plan with the version that made it."
        ))),
    }
}

/// The attributes and blocks of `twilio_cross_connect`.
pub const CROSS_CONNECT_ATTRIBUTES: [&str; 20] = [
    "account_sid",
    "bandwidth_mbps",
    "completion",
    "data_center",
    "date_created",
    "deletion_protection",
    "enabled",
    "exchange",
    "id",
    "letter_of_authorization",
    "loa_entity",
    "loa_revision",
    "next_action",
    "redundancy_group",
    "redundancy_role",
    "sid",
    "status",
    "timeouts",
    "unique_name",
    "wait_for",
];

/// The attributes and blocks of `twilio_bgp_session`.
pub const BGP_SESSION_ATTRIBUTES: [&str; 15] = [
    "account_sid",
    "cross_connect_sid",
    "customer_address",
    "customer_asn",
    "date_created",
    "enabled",
    "id",
    "ip_routes",
    "md5_key_wo",
    "md5_key_wo_version",
    "sid",
    "status",
    "timeouts",
    "twilio_address",
    "twilio_asn",
];
