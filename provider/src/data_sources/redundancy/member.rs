//! A member of a set: its block, in one of two forms, and its values for the verdict.

use std::collections::BTreeSet;

use framework::collection::Set;
use framework::path::Path;
use framework::{Attr, Diagnostics, Model};

use super::places;
use crate::attributes::broken_rule;
use crate::checks::Leg;
use crate::checks::demarcation::Demarcation;
use crate::domain::{
    Bandwidth, CrossConnectSid, Exchange, IpRoute, IpRoutes, Problem, RedundancyRole, RouteProblem, Rule, UniqueName,
};

/// A member of the set. Set either `sid`, or all other attributes; `redundancy_role` is optional.
#[derive(Clone, Debug, PartialEq, Model)]
pub(super) struct MemberModel {
    /// The SID of an existing cross connect. The provider reads all other values from the account.
    #[attr(optional)]
    pub(super) sid: Attr<CrossConnectSid>,
    /// The name of a planned cross connect.
    #[attr(optional)]
    name: Attr<UniqueName>,
    /// The edge id of the exchange of a planned cross connect.
    #[attr(optional)]
    exchange: Attr<Exchange>,
    /// The bandwidth of a planned cross connect, in Mbps.
    #[attr(optional)]
    bandwidth_mbps: Attr<Bandwidth>,
    /// The routes of the BGP session on a planned cross connect. Set it to `[]` if the cross connect has no session.
    #[attr(optional)]
    ip_routes: Attr<Set<IpRoute>>,
    /// The role of the member in the set. Defaults to `primary`. A `backup` carries traffic only when a primary is down.
    #[attr(optional)]
    redundancy_role: Attr<RedundancyRole>,
}

/// A member whose values are all known.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// The name of the cross connect.
    pub(super) name: String,
    /// The exchange of the cross connect.
    pub(super) exchange: Exchange,
    /// The bandwidth of the cross connect.
    pub(super) bandwidth: Bandwidth,
    /// The role in the set.
    pub(super) role: RedundancyRole,
    /// The demarcation at the data center; `None` before a letter is issued.
    pub(super) demarcation: Option<Demarcation>,
    /// The routes of its session; empty if there is no session.
    pub(super) routes: IpRoutes,
    /// The status, in a few words.
    pub(super) status: String,
    /// True if the cross connect is in service or is going to be.
    pub(super) is_leg: bool,
}

impl Member {
    /// The leg to judge; `None` for a rejected or deleted order, and for a cross connect that is being removed.
    pub(super) fn leg(&self) -> Option<Leg> {
        self.is_leg.then(|| Leg {
            name: self.name.clone(),
            exchange: Some(self.exchange.clone()),
            bandwidth: Some(self.bandwidth),
            role: Some(self.role),
            demarcation: self.demarcation.clone(),
            routes: Some(self.routes.clone()),
        })
    }
}

impl MemberModel {
    /// The member with planned values; `None` while one of them is not known.
    pub(super) fn planned(&self) -> Option<Member> {
        Some(Member {
            name: self.name.known()?.to_string(),
            exchange: self.exchange.known()?.clone(),
            bandwidth: *self.bandwidth_mbps.known()?,
            role: self.role()?,
            demarcation: None,
            routes: IpRoutes::trusted(self.ip_routes.known()?.known().copied()),
            status: "planned".to_owned(),
            is_leg: true,
        })
    }

    /// The configured role, or primary by default.
    fn role(&self) -> Option<RedundancyRole> {
        match &self.redundancy_role {
            Attr::Known(role) => Some(*role),
            Attr::Null => Some(RedundancyRole::Primary),
            Attr::Unknown => None,
        }
    }

    /// The problems of the block at `place`, without regard to other blocks.
    pub(super) fn problems(&self, place: &Path) -> Diagnostics {
        let form = self.form_problem(place);
        let values = self.value_problems().into_iter();
        let values = values.map(|(attribute, problem)| (place.child_attribute(attribute), problem));
        let all = form.into_iter().chain(values);
        all.map(|(at, problem)| broken_rule(&problem).at(at)).collect()
    }

    /// The problem of a block in neither form, in both, or in an incomplete form. An unknown value may still become null.
    fn form_problem(&self, place: &Path) -> Option<(Path, Problem)> {
        let planned = self.planned_values();
        let named = |wanted: Presence| {
            let names = planned.iter().filter(|(_, presence)| *presence == wanted);
            names.map(|(name, _)| *name).collect::<Vec<_>>()
        };
        let (mut given, missing) = (named(Presence::Given), named(Presence::Missing));
        given.extend(self.redundancy_role.known().map(|_| "redundancy_role"));
        match (Presence::of(&self.sid), given.first()) {
            (Presence::Given, Some(_)) => Some((place.child_attribute("sid"), both_forms(&given))),
            (Presence::Missing, None) if missing.len() == planned.len() => Some((place.clone(), no_form(place))),
            (Presence::Missing, Some(first)) if !missing.is_empty() => {
                Some((place.child_attribute(*first), half_a_form(&missing)))
            }
            (Presence::Given | Presence::Missing | Presence::Undecided, _) => None,
        }
    }

    fn planned_values(&self) -> [(&'static str, Presence); 4] {
        [
            ("name", Presence::of(&self.name)),
            ("exchange", Presence::of(&self.exchange)),
            ("bandwidth_mbps", Presence::of(&self.bandwidth_mbps)),
            ("ip_routes", Presence::of(&self.ip_routes)),
        ]
    }

    /// The problems that the resources would report too, by the same rules.
    fn value_problems(&self) -> Vec<(&'static str, Problem)> {
        let bandwidth = self.bandwidth_mbps.known().zip(self.exchange.known());
        let bandwidth = bandwidth.and_then(|(bandwidth, exchange)| bandwidth.problem_at(exchange));
        let bandwidth = bandwidth.map(|problem| ("bandwidth_mbps", problem));
        let routes = self.ip_routes.known().map(route_problems).unwrap_or_default();
        let routes = routes.into_iter().map(|found| ("ip_routes", found.problem));
        bandwidth.into_iter().chain(routes).collect()
    }
}

/// The errors of members that are in the set twice.
pub(super) fn repetitions(written: &[MemberModel]) -> Diagnostics {
    let (mut sids, mut names) = (BTreeSet::new(), BTreeSet::new());
    let mut found = Diagnostics::new();
    for (place, model) in places().zip(written) {
        if let Some(sid) = model.sid.known().filter(|sid| !sids.insert(*sid)) {
            found.push(broken_rule(&stands_twice(sid.as_str())).at(place.child_attribute("sid")));
        }
        if let Some(name) = model.name.known().filter(|name| !names.insert(*name)) {
            found.push(broken_rule(&stands_twice(name.as_str())).at(place.child_attribute("name")));
        }
    }
    found
}

/// The errors of planned members that are also in the set by their SID.
pub(super) fn named_twice(written: &[MemberModel], members: &[Member]) -> Diagnostics {
    let (mut names, mut found) = (BTreeSet::new(), Diagnostics::new());
    for ((place, model), member) in places().zip(written).zip(members) {
        if !names.insert(&member.name) {
            let attribute = if model.sid.is_null() { "name" } else { "sid" };
            found.push(broken_rule(&stands_twice(&member.name)).at(place.child_attribute(attribute)));
        }
    }
    found
}

/// The problem of a member that is in the set twice.
fn stands_twice(which: &str) -> Problem {
    Problem::new(
        Rule::REDUNDANCY_MEMBER,
        format!("{which} is in the set twice"),
        "A cross connect is not redundant with itself. Remove one of the two member blocks.",
    )
}

/// The presence of an attribute in a configuration.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    Given,
    Missing,
    Undecided,
}

impl Presence {
    fn of<T>(attribute: &Attr<T>) -> Self {
        match attribute {
            Attr::Known(_) => Self::Given,
            Attr::Null => Self::Missing,
            Attr::Unknown => Self::Undecided,
        }
    }
}

fn both_forms(given: &[&str]) -> Problem {
    Problem::new(
        Rule::REDUNDANCY_MEMBER,
        format!("A member has both sid and planned values ({})", given.join(", ")),
        "If sid is set, the provider reads the values from the account. Remove either the planned values or the sid.",
    )
}

fn no_form(place: &Path) -> Problem {
    Problem::new(
        Rule::REDUNDANCY_MEMBER,
        format!("{place} has neither sid nor planned values"),
        format!("Set sid for a cross connect in the account, or {PLANNED_FORM} for a planned one."),
    )
}

fn half_a_form(missing: &[&str]) -> Problem {
    Problem::new(
        Rule::REDUNDANCY_MEMBER,
        format!("A planned member is missing {}", missing.join(", ")),
        format!("A planned member requires {PLANNED_FORM}. For a cross connect without a session, set ip_routes = []."),
    )
}

/// The attributes of the second form.
const PLANNED_FORM: &str = "name, exchange, bandwidth_mbps, and ip_routes";

/// The problems of the routes together. An empty set is valid: it is a cross connect without a session.
fn route_problems(routes: &Set<IpRoute>) -> Vec<RouteProblem> {
    if routes.0.iter().any(Attr::is_null) {
        return vec![RouteProblem::null_route()];
    }
    let texts: Vec<String> = routes.known().map(ToString::to_string).collect();
    IpRoutes::problems(&texts)
}
