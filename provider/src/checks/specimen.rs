//! Cross connects and BGP sessions for the tests of the rules. Every value that a rule needs is known and gives no finding.

use super::fact::Fact;
use super::finding::Finding;
use super::health::BgpHealth;
use super::judge;
use super::picture::{Extent, Picture};
use super::planned::{Cause, Change, Planned};
use super::record::{BgpSession, CrossConnect, Letter};
use crate::domain::{
    Bandwidth, BgpSessionSid, BgpSessionStatus, CrossConnectSid, CrossConnectStatus, Exchange, IpRoute, IpRoutes,
    LoaEntity, RedundancyGroup, SessionState, UniqueName,
};

/// The SID of the cross connect with a number.
pub(crate) fn xc(number: u32) -> CrossConnectSid {
    CrossConnectSid::trusted(format!("XC{number}"))
}

/// The SID of the BGP session with a number.
pub(crate) fn bg(number: u32) -> BgpSessionSid {
    BgpSessionSid::trusted(format!("BG{number}"))
}

/// A cross connect of 1000 Mbps that is not ordered yet and is in no group.
pub(crate) fn order(name: &str, exchange: &str) -> CrossConnect {
    CrossConnect {
        sid: None,
        name: UniqueName::trusted(name).into(),
        exchange: Exchange::trusted(exchange).into(),
        bandwidth: Bandwidth::trusted(1000).into(),
        loa_entity: LoaEntity::trusted("Example Corp").into(),
        group: Fact::Null,
        role: Fact::Null,
        enabled: true.into(),
        last_enabled: true.into(),
        loa_revision: Fact::Null,
        completion: Fact::Null,
        protection: false.into(),
        status: Fact::Null,
        reason: Fact::Null,
        link: Fact::Unknown,
        letter: Fact::Null,
        demarcation: Fact::Null,
        ordered_at: Fact::Null,
        has_given_up_name: false,
        maintenance: Vec::new(),
        declined: Vec::new(),
        letter_to_come: None,
    }
}

/// The first letter of an order, valid between two instants, whose days at the exchange are those by UTC.
pub(crate) fn letter(issued_at: &str, expires_at: &str) -> Letter {
    let day = |instant: &str| instant.split('T').next().and_then(|day| day.parse().ok());
    Letter {
        issued_on: day(issued_at),
        expires_on: day(expires_at),
        revision: Some(1),
        issued_at: issued_at.parse().unwrap(),
        expires_at: expires_at.parse().unwrap(),
    }
}

/// An active cross connect with a number, otherwise the same.
pub(crate) fn circuit(number: u32, name: &str, exchange: &str) -> CrossConnect {
    CrossConnect {
        sid: Some(xc(number)),
        status: CrossConnectStatus::Active.into(),
        ..order(name, exchange)
    }
}

/// The same in the group `voice`.
pub(crate) fn leg(number: u32, name: &str, exchange: &str) -> CrossConnect {
    grouped(circuit(number, name, exchange), "voice")
}

/// The same in another group.
pub(crate) fn grouped(circuit: CrossConnect, group: &str) -> CrossConnect {
    CrossConnect {
        group: RedundancyGroup::trusted(group).into(),
        ..circuit
    }
}

/// The same in another status.
pub(crate) fn being(status: &str, circuit: CrossConnect) -> CrossConnect {
    CrossConnect {
        status: CrossConnectStatus::trusted(status).into(),
        ..circuit
    }
}

/// The same with protection against deletion.
pub(crate) fn protected(circuit: CrossConnect) -> CrossConnect {
    CrossConnect {
        protection: true.into(),
        ..circuit
    }
}

/// The same under another name.
pub(crate) fn named(name: &str, circuit: CrossConnect) -> CrossConnect {
    CrossConnect {
        name: UniqueName::trusted(name).into(),
        ..circuit
    }
}

/// A session that does not exist yet, on the cross connect with a number.
pub(crate) fn new_session(on: u32, routes: &[&str]) -> BgpSession {
    BgpSession {
        sid: None,
        cross_connect_sid: xc(on).into(),
        routes: routes_of(routes).into(),
        enabled: true.into(),
        customer_asn: Fact::Null,
        customer_address: Fact::Null,
        md5_key_version: Fact::Null,
        has_md5_key: Fact::Null,
        status: Fact::Null,
        declined: Vec::new(),
    }
}

/// An enabled, available session with the number of its cross connect.
pub(crate) fn session(on: u32, routes: &[&str]) -> BgpSession {
    BgpSession {
        sid: Some(bg(on)),
        status: BgpSessionStatus::Available.into(),
        ..new_session(on, routes)
    }
}

/// Routes by their texts.
pub(crate) fn routes_of(routes: &[&str]) -> IpRoutes {
    IpRoutes::trusted(routes.iter().map(|route| IpRoute::trusted(route.parse().unwrap())))
}

/// A picture of an account, before anything is planned.
pub(crate) fn account<const C: usize, const S: usize>(
    circuits: [CrossConnect; C],
    sessions: [BgpSession; S],
) -> Picture {
    let mut picture = Picture::default();
    picture.cross_connects.add_account(circuits);
    picture.sessions.add_account(sessions);
    picture
}

/// An object that is created.
pub(crate) fn created<T>(object: T) -> Planned<T> {
    Planned::new(Change::Created(object))
}

/// An object that stays without a change.
pub(crate) fn kept<T: Clone>(object: T) -> Planned<T> {
    changed(object.clone(), object)
}

/// An object that stays, changed.
pub(crate) fn changed<T>(before: T, after: T) -> Planned<T> {
    Planned::new(Change::Kept { before, after })
}

/// An object that is destroyed.
pub(crate) fn destroyed<T>(object: T) -> Planned<T> {
    Planned::new(Change::Destroyed(object))
}

/// A cross connect that is replaced because attributes change.
pub(crate) fn replaced(before: CrossConnect, after: CrossConnect, attributes: &[&str]) -> Planned<CrossConnect> {
    let cause = Cause::Changed(attributes.iter().map(ToString::to_string).collect());
    Planned::new(Change::Replaced { before, after, cause })
}

/// The health of an enabled session in a state.
pub(crate) fn health(state: &str) -> BgpHealth {
    BgpHealth {
        enabled: true,
        status: BgpSessionStatus::Available,
        state: SessionState::trusted(state),
        since: None,
        missing: Vec::new(),
        unexpected: Vec::new(),
        complaints: Vec::new(),
    }
}

/// A cross connect that is replaced for another cause.
pub(crate) fn replaced_because(cause: Cause, before: CrossConnect, after: CrossConnect) -> Planned<CrossConnect> {
    Planned::new(Change::Replaced { before, after, cause })
}

/// A BGP session that is replaced by another one.
pub(crate) fn session_replaced(before: BgpSession, after: BgpSession) -> Planned<BgpSession> {
    let cause = Cause::Changed(vec!["cross_connect_sid".to_owned()]);
    Planned::new(Change::Replaced { before, after, cause })
}

/// The same object with a resource address.
pub(crate) fn addressed<T>(address: &str, planned: Planned<T>) -> Planned<T> {
    Planned {
        address: Some(address.to_owned()),
        ..planned
    }
}

/// The plan of one object of either kind.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Circuit(Box<Planned<CrossConnect>>),
    Session(Box<Planned<BgpSession>>),
}

impl From<Planned<CrossConnect>> for Step {
    fn from(planned: Planned<CrossConnect>) -> Self {
        Self::Circuit(Box::new(planned))
    }
}

impl From<Planned<BgpSession>> for Step {
    fn from(planned: Planned<BgpSession>) -> Self {
        Self::Session(Box::new(planned))
    }
}

/// The findings of the plan of one object in a growing picture.
pub(crate) fn plan(picture: &mut Picture, step: impl Into<Step>) -> Vec<Finding> {
    match step.into() {
        Step::Circuit(planned) => {
            let planned = picture.cross_connects.plan(*planned).clone();
            judge::of_cross_connect(picture, &planned)
        }
        Step::Session(planned) => {
            let planned = picture.sessions.plan(*planned).clone();
            judge::of_session(picture, &planned)
        }
    }
}

/// The findings of each plan of several objects, in their order.
pub(crate) fn plan_all(picture: &Picture, steps: &[Step]) -> Vec<Vec<Finding>> {
    let mut picture = picture.clone();
    steps.iter().map(|step| plan(&mut picture, step.clone())).collect()
}

/// The findings of the whole plan of several objects.
pub(crate) fn whole(picture: &Picture, steps: &[Step]) -> Vec<Finding> {
    let mut picture = picture.clone();
    for step in steps {
        plan(&mut picture, step.clone());
    }
    picture.extent = Extent::Whole;
    judge::all(&picture)
}

/// Every order of some things.
pub(crate) fn orders<T: Clone>(things: &[T]) -> Vec<Vec<T>> {
    if things.is_empty() {
        return vec![Vec::new()];
    }
    let with_first = |at: usize| {
        let mut rest = things.to_vec();
        let first = rest.remove(at);
        let tails = orders(&rest).into_iter();
        tails.map(move |tail| std::iter::once(first.clone()).chain(tail).collect())
    };
    (0..things.len()).flat_map(with_first).collect()
}

/// The codes of findings.
pub(crate) fn codes(found: &[Finding]) -> Vec<&'static str> {
    found.iter().map(|finding| finding.check.code).collect()
}

/// The only finding.
pub(crate) fn only(mut found: Vec<Finding>) -> Finding {
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}
