//! Cross connects and BGP sessions for the tests of the rules: all that a rule asks for is known and well.

use super::fact::Fact;
use super::health::BgpHealth;
use super::picture::Picture;
use super::planned::{Cause, Change, Planned};
use super::record::{BgpSession, CrossConnect};
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

/// A cross connect of 1000 Mbps that is to be ordered, in no group.
pub(crate) fn order(name: &str, exchange: &str) -> CrossConnect {
    CrossConnect {
        sid: None,
        name: UniqueName::trusted(name).into(),
        exchange: Exchange::trusted(exchange).into(),
        bandwidth: Bandwidth::trusted(1000).into(),
        loa_entity: LoaEntity::trusted("Example Corp").into(),
        group: Fact::Null,
        completion: Fact::Null,
        protection: false.into(),
        status: Fact::Null,
        reason: Fact::Null,
        link: Fact::Unknown,
        letter: Fact::Null,
        ordered_at: Fact::Null,
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

/// A session that is to be created on the cross connect with a number.
pub(crate) fn new_session(on: u32, routes: &[&str]) -> BgpSession {
    BgpSession {
        sid: None,
        cross_connect_sid: xc(on).into(),
        routes: routes_of(routes).into(),
        enabled: true.into(),
        customer_asn: Fact::Null,
        customer_address: Fact::Null,
        md5_key_version: Fact::Null,
        status: Fact::Null,
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
    picture.cross_connects.lay(circuits);
    picture.sessions.lay(sessions);
    picture
}

/// An object that is created.
pub(crate) fn created<T>(object: T) -> Planned<T> {
    Planned::new(Change::Created(object))
}

/// An object that stays as it is.
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
