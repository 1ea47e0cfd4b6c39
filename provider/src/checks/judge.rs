//! The list of all rules, for each kind of object.
//!
//! The plan runs the rules about an object when the object is planned. The command and the data source run the same rules over a whole
//! picture.

use std::collections::{BTreeMap, BTreeSet};

use super::catalogue::{Check, InPlan};
use super::finding::Finding;
use super::picture::{Part, Picture};
use super::planned::Planned;
use super::record::{BgpSession, CrossConnect};
use super::severity::{Severities, Severity};
use super::{
    capacity, destruction, identity, interface, lifecycle, md5_key, overlap, protection, redundancy_group, replacement,
    service, status, traffic,
};

/// One rule about an object of a kind.
pub struct Rule<T> {
    /// The checks whose findings it gives.
    checks: &'static [&'static Check],
    /// True where an object can break the rule, so that the needed parts of the account must be read.
    concerns: fn(&Planned<T>) -> bool,
    /// The findings that involve an object.
    find: fn(&Picture, &Planned<T>) -> Vec<Finding>,
}

/// The rules about cross connects.
const OF_CROSS_CONNECTS: &[Rule<CrossConnect>] = &[
    Rule {
        checks: &[Check::NAME_IN_USE, Check::NAME_PASSES_ON, Check::NAME_FREED],
        concerns: identity::uses_a_name,
        find: identity::of_cross_connect,
    },
    Rule {
        checks: redundancy_group::OF_CIRCUITS,
        concerns: redundancy_group::is_of_a_group,
        find: redundancy_group::of_cross_connect,
    },
    Rule {
        checks: &[Check::ROUTES_ON_ONE_LEG, Check::ROUTES_OVERLAP],
        concerns: redundancy_group::changes_its_group,
        find: overlap::of_cross_connect,
    },
    Rule {
        checks: traffic::CHECKS,
        concerns: traffic::ends,
        find: traffic::of_cross_connect,
    },
    Rule {
        checks: &[Check::REPLACED],
        concerns: replacement::is_replaced,
        find: replacement::of_cross_connect,
    },
    Rule {
        checks: &[Check::DESTROY_PROTECTED, Check::REPLACE_PROTECTED],
        concerns: protection::ends_protected,
        find: protection::of_cross_connect,
    },
    Rule {
        checks: &[Check::UNPROTECTED_DESTROYED],
        concerns: destruction::is_unprotected,
        find: destruction::of_cross_connect,
    },
    Rule {
        checks: &[Check::SESSION_LEFT],
        concerns: service::is_given_up,
        find: service::of_cross_connect,
    },
    Rule {
        checks: lifecycle::CHECKS,
        concerns: |_| true,
        find: lifecycle::of_cross_connect,
    },
    Rule {
        checks: status::CHECKS,
        concerns: |_| true,
        find: status::of_cross_connect,
    },
    Rule {
        checks: &[Check::NO_CAPACITY],
        concerns: capacity::asks_for_bandwidth,
        find: capacity::of_cross_connect,
    },
];

/// The rules about BGP sessions.
const OF_SESSIONS: &[Rule<BgpSession>] = &[
    Rule {
        checks: &[Check::SESSION_EXISTS],
        concerns: identity::takes_a_circuit,
        find: identity::of_session,
    },
    Rule {
        checks: &[Check::UNFIT_CIRCUIT, Check::SESSION_LEFT],
        concerns: service::asks_of_a_circuit,
        find: service::of_session,
    },
    Rule {
        checks: &[Check::CHANGE_REFUSED],
        concerns: |planned| lifecycle::changed_in_session(planned).is_some(),
        find: lifecycle::of_session,
    },
    Rule {
        checks: &[Check::DECLINED],
        concerns: |_| true,
        find: lifecycle::of_declined_session,
    },
    Rule {
        checks: &[Check::KEY_DIFFERS],
        concerns: |_| true,
        find: md5_key::of_session,
    },
    Rule {
        checks: &[Check::ROUTES_ON_ONE_LEG, Check::ROUTES_OVERLAP],
        concerns: overlap::announces,
        find: overlap::of_session,
    },
    Rule {
        checks: &[Check::ADDRESS_IN_USE],
        concerns: interface::takes_a_subnet,
        find: interface::of_session,
    },
    Rule {
        checks: traffic::CHECKS,
        concerns: traffic::interrupts,
        find: traffic::of_session,
    },
    Rule {
        checks: &[Check::FAILED],
        concerns: |_| true,
        find: status::of_session,
    },
];

/// The parts of the account that the rules need to judge a cross connect. `is_heard` is true for the checks that matter.
pub fn parts_for_circuit(planned: &Planned<CrossConnect>, is_heard: impl Fn(&Check) -> bool) -> BTreeSet<Part> {
    parts(OF_CROSS_CONNECTS, planned, is_heard)
}

/// The parts of the account that the rules need to judge a BGP session. `is_heard` is true for the checks that matter.
pub fn parts_for_session(planned: &Planned<BgpSession>, is_heard: impl Fn(&Check) -> bool) -> BTreeSet<Part> {
    parts(OF_SESSIONS, planned, is_heard)
}

fn parts<T>(rules: &[Rule<T>], planned: &Planned<T>, is_heard: impl Fn(&Check) -> bool) -> BTreeSet<Part> {
    let concerned = rules.iter().filter(|rule| (rule.concerns)(planned));
    let checks = concerned.flat_map(|rule| rule.checks.iter().copied());
    checks
        .filter(|check| is_heard(check))
        .flat_map(|check| check.needs.iter().copied())
        .collect()
}

/// The checks of the rules about BGP sessions, in the order of the codes.
pub fn checks_of_sessions() -> Vec<&'static Check> {
    let checks = OF_SESSIONS.iter().flat_map(|rule| rule.checks.iter().copied());
    let by_code: BTreeMap<&str, &'static Check> = checks.map(|check| (check.code, check)).collect();
    by_code.into_values().collect()
}

/// The findings that name a cross connect, after it is planned, in the order of the codes.
pub fn of_cross_connect(picture: &Picture, planned: &Planned<CrossConnect>) -> Vec<Finding> {
    let found = OF_CROSS_CONNECTS.iter().flat_map(|rule| (rule.find)(picture, planned));
    sorted(found.collect())
}

/// The findings that name a BGP session, after it is planned, in the order of the codes.
pub fn of_session(picture: &Picture, planned: &Planned<BgpSession>) -> Vec<Finding> {
    let found = OF_SESSIONS.iter().flat_map(|rule| (rule.find)(picture, planned));
    sorted(found.collect())
}

/// All findings in a picture, each one once, ordered by address, name, and code.
pub fn all(picture: &Picture) -> Vec<Finding> {
    let circuits = picture.cross_connects.iter().filter(|each| each.is_planned());
    let sessions = picture.sessions.iter().filter(|each| each.is_planned());
    let found = circuits.flat_map(|each| of_cross_connect(picture, each));
    let mut found: Vec<Finding> = found
        .chain(sessions.flat_map(|each| of_session(picture, each)))
        .collect();
    found.sort_by(|one, other| order(one).cmp(&order(other)));
    let mut seen = BTreeSet::new();
    found.retain(|finding| seen.insert((finding.check.code, finding.title.clone(), finding.detail.clone())));
    found
}

/// The order of findings. It does not depend on the order in which objects are planned.
fn order(finding: &Finding) -> impl Ord {
    (
        &finding.subject,
        finding.check.code,
        &finding.title,
        &finding.detail,
        finding.attribute,
        &finding.others,
    )
}

fn sorted(mut found: Vec<Finding>) -> Vec<Finding> {
    found.sort_by(|one, other| (one.check.code, &one.title).cmp(&(other.check.code, &other.title)));
    found.dedup();
    found
}

/// The severity that the plan itself gives a finding.
pub fn severity_in_plan(finding: &Finding, severities: &Severities) -> Severity {
    severity(finding.check, finding.is_at_most_a_warning_in_the_plan(), severities)
}

/// The highest severity that the plan itself can give a finding of a check about an object. A new object does not limit a check whose
/// findings can be about existing objects.
pub fn most_severe_in_plan(check: &Check, is_new: bool, severities: &Severities) -> Severity {
    severity(check, is_new && check.in_plan == InPlan::Partly, severities)
}

fn severity(check: &Check, is_limited: bool, severities: &Severities) -> Severity {
    let set = severities.of(check);
    match check.in_plan {
        InPlan::Silent | InPlan::Reported => Severity::Off,
        InPlan::Warns | InPlan::Read => set.min(Severity::Warn),
        InPlan::Whole | InPlan::Partly if is_limited => set.min(Severity::Warn),
        InPlan::Whole | InPlan::Partly => set,
    }
}

#[cfg(test)]
mod tests;
