//! Group 3xx: names and cross connects that a plan uses twice, and names that pass from one circuit to another.

use super::finding::{Finding, Subject, unless};
use super::picture::{Extent, Picture, is_same};
use super::planned::{Change, Planned};
use super::record::{BgpSession, CrossConnect};
use super::{Check, protection};
use crate::domain::{CrossConnectSid, CrossConnectStatus, UniqueName};

/// True where a plan gives a circuit a name: a new name, or the name of the circuit that it replaces.
pub fn uses_a_name(planned: &Planned<CrossConnect>) -> bool {
    takes_a_name(planned) || planned.destroyed_or_replaced().and(planned.after()).is_some()
}

/// True where a plan gives a circuit a name that it did not have.
pub fn takes_a_name(planned: &Planned<CrossConnect>) -> bool {
    match &planned.change {
        Change::Created(_) => true,
        Change::Kept { before, after } | Change::Replaced { before, after, .. } => before.name.changes_to(&after.name),
        Change::Untouched(_) | Change::Destroyed(_) | Change::Forgotten(_) => false,
    }
}

/// True where a plan creates a session on a circuit.
pub fn takes_a_circuit(planned: &Planned<BgpSession>) -> bool {
    match &planned.change {
        Change::Created(_) => true,
        Change::Replaced { before, after, .. } => before.cross_connect_sid.changes_to(&after.cross_connect_sid),
        Change::Untouched(_) | Change::Kept { .. } | Change::Destroyed(_) | Change::Forgotten(_) => false,
    }
}

/// `TWX301`, `TWX312` and `TWX323`: the names that a circuit has before and after the plan.
pub fn of_cross_connect(picture: &Picture, planned: &Planned<CrossConnect>) -> Vec<Finding> {
    let before = planned.before().and_then(|before| before.name.known());
    let after = planned.after().and_then(|after| after.name.known());
    let mut names: Vec<&UniqueName> = before.into_iter().chain(after).collect();
    names.dedup();
    let found = names.into_iter().flat_map(|name| Name::of(picture, name).findings());
    let found = found.filter(|finding| finding.names(&Subject::circuit(planned)));
    found
        .chain(held_until_later(planned))
        .chain(held_until_decided(planned))
        .collect()
}

/// A circuit that is ordered under the name of the circuit that it replaces, after that circuit is destroyed.
fn held_until_decided(planned: &Planned<CrossConnect>) -> Option<Finding> {
    let (before, after) = planned
        .destroyed_or_replaced()
        .zip(planned.after())
        .filter(|_| !planned.is_created_first)?;
    let name = before.name.known().filter(|name| after.name.is(name))?;
    // A rejected order accepts no change, so it cannot be renamed.
    let way_out = if protection::is_dead(planned) {
        "Apply again after the approval"
    } else {
        "To order at once, rename the old circuit in a separate apply first"
    };
    let detail = format!(
        "This plan destroys {} and orders another circuit with the same name. The name becomes free only when the removal is approved. If a \
         person must approve it, this apply does not order the new circuit (20409). {way_out}, or give the new circuit another unique_name.",
        before.shown_in_full()
    );
    let title = format!("unique_name \"{name}\" is released and reused in one plan");
    let found = Finding::about(Check::NAME_FREED, Subject::circuit(planned)).on("unique_name");
    Some(found.saying(title, detail))
}

/// A circuit that is ordered under the name of the circuit that it replaces, before that circuit gives up the name.
fn held_until_later(planned: &Planned<CrossConnect>) -> Option<Finding> {
    let (before, after) = planned.destroyed_or_replaced().zip(planned.after())?;
    let name = before.name.known().filter(|name| after.name.is(name))?;
    let holder = before.sid.as_ref()?;
    let detail = format!(
        "create_before_destroy makes this plan order the new circuit before it destroys {holder}, which has the name until then. The service \
         would refuse a second cross connect with this name (20409). To keep {holder}, revert the change that forces its replacement. To move \
         to another circuit, add a resource with its own unique_name, and remove this one when the other circuit is in service."
    );
    let found = Finding::about(Check::NAME_IN_USE, Subject::circuit(planned)).on("unique_name");
    planned.is_created_first.then(|| {
        found.saying(
            format!("unique_name \"{name}\" is in use by the circuit to be replaced"),
            detail,
        )
    })
}

/// One name with the circuits that get it, keep it, or give it up.
struct Name<'a> {
    picture: &'a Picture,
    name: &'a UniqueName,
    takers: Vec<&'a Planned<CrossConnect>>,
    keepers: Vec<&'a Planned<CrossConnect>>,
    givers: Vec<&'a Planned<CrossConnect>>,
}

impl<'a> Name<'a> {
    fn of(picture: &'a Picture, name: &'a UniqueName) -> Self {
        let had = |planned: &Planned<CrossConnect>| planned.before().is_some_and(|before| before.name.is(name));
        let has = |planned: &Planned<CrossConnect>| planned.after().is_some_and(|after| after.name.is(name));
        let all = || picture.cross_connects.at(name);
        Self {
            picture,
            name,
            takers: all().filter(|each| has(each) && takes_a_name(each)).collect(),
            keepers: all().filter(|each| has(each) && had(each)).collect(),
            // A name that is not known yet may be the old name.
            givers: all()
                .filter(|each| had(each) && !has(each))
                .filter(|each| each.after().is_none_or(|after| !after.name.is_unknown()))
                .collect(),
        }
    }

    fn findings(&self) -> Vec<Finding> {
        let mut found: Vec<Finding> = self.taken_twice().into_iter().collect();
        for taker in &self.takers {
            found.extend(self.keepers.iter().map(|keeper| self.in_use(taker, keeper)));
            found.extend(self.givers.iter().map(|giver| self.passes(taker, giver)));
        }
        found
    }

    /// Two or more circuits that would get the same name.
    fn taken_twice(&self) -> Option<Finding> {
        let mut takers = self.takers.clone();
        takers.sort_by_key(|taker| Subject::circuit(taker));
        let (first, others) = takers.split_first().filter(|(_, others)| !others.is_empty())?;
        // One of them is refused, and it is not known which one. It is an error only if all of them are existing circuits.
        let is_new = takers.iter().any(|taker| taker.created().is_some());
        let subject = Subject {
            is_new,
            ..Subject::circuit(first)
        };
        let detail = format!(
            "{} in this plan would get the name \"{}\", but a name must be unique in an account. The service accepts one of them and refuses \
             the others (20409). Give each cross connect its own unique_name.",
            many(takers.len()),
            self.name
        );
        let found = Finding::about(Check::NAME_IN_USE, subject).on("unique_name");
        let others = others.iter().map(|other| Subject::circuit(other));
        Some(
            found
                .saying(format!("Duplicate unique_name \"{}\"", self.name), detail)
                .beside(others),
        )
    }

    /// A name that another circuit has and keeps, as far as is known.
    fn in_use(&self, taker: &Planned<CrossConnect>, keeper: &Planned<CrossConnect>) -> Finding {
        let holder = keeper.sid().map(ToString::to_string).unwrap_or_default();
        let is_open = self.picture.is_open(keeper);
        let unless = unless(is_open, &format!("renames or replaces {holder}"));
        let place = where_it_is(keeper);
        let detail = match taker.created() {
            Some(_) => format!(
                "The account already has a cross connect with this name, {holder}{place}. The service would refuse a second one (20409){unless}. {}",
                self.ways_out(taker, keeper, &holder)
            ),
            None => format!(
                "{} would get the name of {holder}{place}. The service would refuse the change (20409){unless}. Choose another unique_name.",
                taker.before().map(CrossConnect::shown_in_full).unwrap_or_default()
            ),
        };
        Finding::about(Check::NAME_IN_USE, Subject::new_circuit(taker))
            .on("unique_name")
            .saying(format!("unique_name \"{}\" is in use", self.name), detail)
            .beside([Subject::circuit(keeper)])
            .open(is_open)
    }

    /// The advice for an order under a name in use: one part for each possible cause.
    fn ways_out(&self, taker: &Planned<CrossConnect>, keeper: &Planned<CrossConnect>, holder: &str) -> String {
        let to = taker.address.as_deref().unwrap_or("<address of this resource>");
        let is_going = |today: &CrossConnect| today.status.is(&CrossConnectStatus::PendingDeletion);
        if keeper.today().is_some_and(is_going) {
            return format!(
                "{holder} is being removed, and its name becomes free when the removal is approved. Apply again after that, or choose another \
                 unique_name."
            );
        }
        if keeper.is_in_state && keeper.today().is_some_and(CrossConnect::is_dead) {
            return format!(
                "{holder} is a rejected order, which keeps its name until its removal is approved. If it is the tainted object of this \
                 resource, the apply destroys it first. Otherwise destroy it, or choose another unique_name. If a person must approve the \
                 removal, apply again after that."
            );
        }
        if is_managed(keeper) {
            let from = keeper.address.as_deref().unwrap_or("<address of the other resource>");
            return format!(
                "To order another circuit, choose another unique_name. To manage {holder} with this resource, remove the block of {from} and \
                 add a moved block from it."
            );
        }
        let tainted = if keeper.is_in_state && self.picture.extent == Extent::Growing {
            format!(
                " If {holder} is the tainted object of this resource, run terraform untaint to keep it and its BGP session."
            )
        } else {
            String::new()
        };
        format!(
            "To order another circuit, choose another unique_name.{tainted} To manage {holder} with this resource, import it:\n\n\
             import {{\n  to = {to}\n  id = \"{holder}\"\n}}\n"
        )
    }

    /// A name that one circuit gives up and another one gets.
    fn passes(&self, taker: &Planned<CrossConnect>, giver: &Planned<CrossConnect>) -> Finding {
        let is_renamed = matches!(giver.change, Change::Kept { .. });
        match (taker.created(), is_renamed) {
            (Some(_), true) => self.freed(taker, giver),
            _ => self.passed_on(taker, giver),
        }
    }

    /// A rename that frees a name for a new order.
    fn freed(&self, taker: &Planned<CrossConnect>, giver: &Planned<CrossConnect>) -> Finding {
        let new_name = giver.after().map(CrossConnect::shown).unwrap_or_default();
        let detail = format!(
            "This plan renames {} to {new_name} and orders a new circuit with its old name. If Terraform sends the order before the rename, \
             the service refuses the order (20409). In that case, apply again.",
            giver.before().map(CrossConnect::shown_in_full).unwrap_or_default()
        );
        Finding::about(Check::NAME_FREED, Subject::new_circuit(taker))
            .on("unique_name")
            .saying(
                format!("unique_name \"{}\" is released and reused in one plan", self.name),
                detail,
            )
            .beside([Subject::circuit(giver)])
    }

    /// A name that passes from one circuit to another. A `moved` block or `for_each` keys would prevent it.
    fn passed_on(&self, taker: &Planned<CrossConnect>, giver: &Planned<CrossConnect>) -> Finding {
        let shown = giver.before().map(CrossConnect::shown_in_full).unwrap_or_default();
        let fate = match giver.after() {
            Some(after) if matches!(giver.change, Change::Kept { .. }) => {
                format!("will be renamed to {}", after.shown())
            }
            Some(_) => "will be replaced".to_owned(),
            None => "will be destroyed".to_owned(),
        };
        let heir = match taker.before().filter(|_| taker.created().is_none()) {
            Some(before) => format!("{} will take its name", before.shown_in_full()),
            None => "a new circuit will be ordered with the same name".to_owned(),
        };
        let detail = format!("{shown} {fate}, and {heir}. {}", moved_block(taker, giver));
        Finding::about(Check::NAME_PASSES_ON, Subject::circuit(giver))
            .on("unique_name")
            .saying(
                format!("unique_name \"{}\" is reassigned to another circuit", self.name),
                detail,
            )
            .beside([Subject::circuit(taker)])
    }
}

fn moved_block(taker: &Planned<CrossConnect>, giver: &Planned<CrossConnect>) -> String {
    let name = giver.before().map(CrossConnect::shown).unwrap_or_default();
    let sid = giver.sid().map(ToString::to_string).unwrap_or_default();
    let from = giver
        .address
        .clone()
        .unwrap_or_else(|| format!("<address that has {sid} in the state>"));
    let to = taker
        .address
        .clone()
        .unwrap_or_else(|| format!("<address of {name} in the configuration>"));
    format!(
        "If this is the same circuit and only its resource address changed, add a moved block to keep it:\n\n\
         moved {{\n  from = {from}\n  to   = {to}\n}}\n\n\
         If the resource uses count, removing an element shifts the addresses of all elements after it, so use for_each with the names as \
         keys instead. To give the name to another circuit, rename or destroy {sid} in a separate apply first."
    )
}

fn where_it_is(keeper: &Planned<CrossConnect>) -> String {
    match (&keeper.address, is_managed(keeper)) {
        (Some(address), _) => format!(" ({address})"),
        (None, true) => ", which this configuration manages".to_owned(),
        (None, false) => String::new(),
    }
}

/// True where a resource has the object after the plan.
fn is_managed<T>(planned: &Planned<T>) -> bool {
    planned.is_planned() && !matches!(planned.change, Change::Forgotten(_))
}

fn many(number: usize) -> String {
    match number {
        2 => "Two cross connects".to_owned(),
        more => format!("{more} cross connects"),
    }
}

/// `TWX302`: a circuit that has a session already.
pub fn of_session(picture: &Picture, planned: &Planned<BgpSession>) -> Vec<Finding> {
    let on = |moment: Option<&BgpSession>| moment.and_then(|session| session.cross_connect_sid.known().cloned());
    let mut circuits: Vec<CrossConnectSid> = [on(planned.before()), on(planned.after())]
        .into_iter()
        .flatten()
        .collect();
    circuits.dedup();
    let found = circuits.iter().flat_map(|circuit| sessions_on(picture, circuit));
    let subject = |each: &Planned<BgpSession>| Subject::session(each, None);
    let found = found.filter(|finding| names_session(finding, &subject(planned)));
    found.chain(taken_until_later(picture, planned)).collect()
}

/// A session that is created on the circuit of the session that it replaces, before that session is deleted.
fn taken_until_later(picture: &Picture, planned: &Planned<BgpSession>) -> Option<Finding> {
    let (before, after) = planned.destroyed_or_replaced().zip(planned.after())?;
    let circuit = before.cross_connect_sid.known()?;
    let holder = before.sid.as_ref().filter(|_| after.cross_connect_sid.is(circuit))?;
    let detail = format!(
        "create_before_destroy makes this plan create the new session before it destroys {holder}, and a cross connect carries only one \
         session. The service would refuse a second session (20409). Revert the change that forces the replacement, or remove \
         create_before_destroy."
    );
    let subject = Subject::session(planned, picture.cross_connects.get(circuit));
    let found = Finding::about(Check::SESSION_EXISTS, subject).on("cross_connect_sid");
    planned
        .is_created_first
        .then(|| found.saying(format!("{circuit} already has a BGP session"), detail))
}

fn names_session(finding: &Finding, session: &Subject) -> bool {
    let all = std::iter::once(&finding.subject).chain(&finding.others);
    let mut all = all.map(|each| (&each.sid, &each.address));
    all.any(|each| each == (&session.sid, &session.address))
}

fn sessions_on(picture: &Picture, circuit: &CrossConnectSid) -> Vec<Finding> {
    let is_here = |session: &BgpSession| session.cross_connect_sid.is(circuit);
    let all = || picture.sessions.at(circuit);
    let takers: Vec<_> = all()
        .filter(|each| each.created().is_some_and(is_here) && takes_a_circuit(each))
        .collect();
    let keepers: Vec<_> = all()
        .filter(|each| each.after().is_some_and(is_here) && !takes_a_circuit(each))
        .collect();
    let mut found: Vec<Finding> = opened_twice(picture, circuit, &takers).into_iter().collect();
    for taker in &takers {
        let others = keepers.iter().filter(|keeper| !is_same(keeper, taker));
        found.extend(others.map(|keeper| has_one(picture, circuit, (taker, keeper))));
    }
    found
}

fn opened_twice(picture: &Picture, circuit: &CrossConnectSid, takers: &[&Planned<BgpSession>]) -> Option<Finding> {
    let mut takers = takers.to_vec();
    let carrier = picture.cross_connects.get(circuit);
    takers.sort_by_key(|taker| Subject::session(taker, carrier));
    let (first, others) = takers.split_first().filter(|(_, others)| !others.is_empty())?;
    let name = circuit.to_string();
    let subject = Subject {
        is_new: true,
        ..Subject::session(first, carrier)
    };
    let detail = format!(
        "{} sessions in this plan are on cross connect {name}, which carries only one. The service accepts one of them and refuses the \
         others (20409). Move all routes into one session and remove the others.",
        takers.len()
    );
    let found = Finding::about(Check::SESSION_EXISTS, subject).on("cross_connect_sid");
    let others = others.iter().map(|other| Subject::session(other, carrier));
    Some(
        found
            .saying(format!("Several BGP sessions on {name}"), detail)
            .beside(others),
    )
}

type TakerAndKeeper<'a> = (&'a Planned<BgpSession>, &'a Planned<BgpSession>);

fn has_one(picture: &Picture, circuit: &CrossConnectSid, (taker, keeper): TakerAndKeeper<'_>) -> Finding {
    let carrier = picture.cross_connects.get(circuit);
    let (name, holder) = (
        circuit.to_string(),
        keeper.sid().map(ToString::to_string).unwrap_or_default(),
    );
    let to = taker.address.as_deref().unwrap_or("<address of this resource>");
    let way_out = if is_managed(keeper) {
        "Move all routes into one of the two resources and remove the other.".to_owned()
    } else {
        format!(
            "To manage {holder} with this resource, import it:\n\nimport {{\n  to = {to}\n  id = \"{holder}\"\n}}\n"
        )
    };
    let is_open = picture.is_open(keeper);
    let unless = unless(is_open, &format!("destroys or replaces {holder}"));
    let detail = format!(
        "Cross connect {name} already carries {holder}, and a cross connect carries only one session. The service would refuse another one \
         (20409){unless}. {way_out}"
    );
    Finding::about(
        Check::SESSION_EXISTS,
        Subject {
            is_new: true,
            ..Subject::session(taker, carrier)
        },
    )
    .on("cross_connect_sid")
    .saying(format!("{name} already has a BGP session"), detail)
    .beside([Subject::session(keeper, carrier)])
    .open(is_open)
}

#[cfg(test)]
mod tests;
