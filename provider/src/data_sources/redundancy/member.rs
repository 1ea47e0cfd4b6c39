//! A member of a set: as it is written, in one of two forms, and as it is judged.

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

/// A member of the set: either `sid`, or all of the others. `redundancy_role` may be left out.
#[derive(Clone, Debug, PartialEq, Model)]
pub(super) struct MemberModel {
    /// A cross connect of the account, which says everything else.
    #[attr(optional)]
    pub(super) sid: Attr<CrossConnectSid>,
    /// The name of a cross connect that is planned.
    #[attr(optional)]
    name: Attr<UniqueName>,
    /// Its exchange.
    #[attr(optional)]
    exchange: Attr<Exchange>,
    /// Its bandwidth in Mbps.
    #[attr(optional)]
    bandwidth_mbps: Attr<Bandwidth>,
    /// The routes of its session; `[]` where it has none.
    #[attr(optional)]
    ip_routes: Attr<Set<IpRoute>>,
    /// Its part in the set, `primary` unless set: a `backup` carries traffic only when a primary is down.
    #[attr(optional)]
    redundancy_role: Attr<RedundancyRole>,
}

/// A member of which everything is known.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// What the user calls it.
    pub(super) name: String,
    /// Where it ends.
    pub(super) exchange: Exchange,
    /// What it carries.
    pub(super) bandwidth: Bandwidth,
    /// Its part in the set.
    pub(super) role: RedundancyRole,
    /// Its end at the data center; `None` until a letter shows it.
    pub(super) demarcation: Option<Demarcation>,
    /// The routes of its session; none in it if there is no session.
    pub(super) routes: IpRoutes,
    /// How it stands, in a few words.
    pub(super) status: String,
    /// Whether it is in service or on its way there.
    pub(super) is_leg: bool,
}

impl Member {
    /// The leg to judge; none where nothing can come of it any more.
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
    /// The member of planned values; none while one of them is not known.
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

    /// The part that is written; a primary where none is.
    fn role(&self) -> Option<RedundancyRole> {
        match &self.redundancy_role {
            Attr::Known(role) => Some(*role),
            Attr::Null => Some(RedundancyRole::Primary),
            Attr::Unknown => None,
        }
    }

    /// Everything that is wrong with the block at `place` by itself.
    pub(super) fn problems(&self, place: &Path) -> Diagnostics {
        let form = self.form_problem(place);
        let values = self.value_problems().into_iter();
        let values = values.map(|(attribute, problem)| (place.child_attribute(attribute), problem));
        let all = form.into_iter().chain(values);
        all.map(|(at, problem)| broken_rule(&problem).at(at)).collect()
    }

    /// Neither form, both, or half of one. What is not known yet may still become null or known.
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

    /// What the resources would refuse, by the same rules.
    fn value_problems(&self) -> Vec<(&'static str, Problem)> {
        let bandwidth = self.bandwidth_mbps.known().zip(self.exchange.known());
        let bandwidth = bandwidth.and_then(|(bandwidth, exchange)| bandwidth.problem_at(exchange));
        let bandwidth = bandwidth.map(|problem| ("bandwidth_mbps", problem));
        let routes = self.ip_routes.known().map(route_problems).unwrap_or_default();
        let routes = routes.into_iter().map(|found| ("ip_routes", found.problem));
        bandwidth.into_iter().chain(routes).collect()
    }
}

/// The members that stand in the set for a second time.
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

/// A planned member that the account has already, and that is in the set by its SID as well.
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

/// The refusal of a member that is there already.
fn stands_twice(which: &str) -> Problem {
    Problem::new(
        Rule::REDUNDANCY_MEMBER,
        format!("{which} stands in the set twice"),
        "A cross connect does not stand in for itself. Remove one of the two member blocks.",
    )
}

/// How an attribute stands in a configuration.
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
        format!("A member has a sid and planned values as well ({})", given.join(", ")),
        "The account says everything about a cross connect that has a SID. Remove the planned values, or the sid.",
    )
}

fn no_form(place: &Path) -> Problem {
    Problem::new(
        Rule::REDUNDANCY_MEMBER,
        format!("{place} says nothing about itself"),
        format!("Write sid for a cross connect of the account, or {PLANNED_FORM} for one that is planned."),
    )
}

fn half_a_form(missing: &[&str]) -> Problem {
    Problem::new(
        Rule::REDUNDANCY_MEMBER,
        format!("A planned member lacks {}", missing.join(", ")),
        format!(
            "A set is judged by all of its values. Write {PLANNED_FORM}; ip_routes = [] for a cross connect without a session."
        ),
    )
}

/// The attributes of the second form.
const PLANNED_FORM: &str = "name, exchange, bandwidth_mbps and ip_routes";

/// What is wrong with the routes together; an empty set is a cross connect without a session.
fn route_problems(routes: &Set<IpRoute>) -> Vec<RouteProblem> {
    if routes.0.iter().any(Attr::is_null) {
        return vec![RouteProblem::null_route()];
    }
    let texts: Vec<String> = routes.known().map(ToString::to_string).collect();
    IpRoutes::problems(&texts)
}
