//! Cross connects and BGP sessions for the tests of the rules: all that a rule asks for is known and well.

use super::BgpHealth;
use super::facts::{Change, Facts};
use super::record::{BgpSession, CrossConnect, Grouping};
use crate::domain::{
    Bandwidth, BgpSessionSid, BgpSessionStatus, CrossConnectSid, CrossConnectStatus, Exchange, IpRoute, IpRoutes,
    RedundancyGroup, SessionState, UniqueName,
};

/// The SID of the cross connect with a number.
pub(crate) fn xc(number: u32) -> CrossConnectSid {
    CrossConnectSid::trusted(format!("XC{number}"))
}

/// The SID of the BGP session with a number.
pub(crate) fn bg(number: u32) -> BgpSessionSid {
    BgpSessionSid::trusted(format!("BG{number}"))
}

/// An active cross connect of 1000 Mbps, in no group.
pub(crate) fn circuit(name: &str, exchange: &str) -> CrossConnect {
    CrossConnect {
        name: Some(UniqueName::trusted(name)),
        exchange: Some(Exchange::trusted(exchange)),
        bandwidth: Some(Bandwidth::trusted(1000)),
        group: Grouping::Alone,
        status: Some(CrossConnectStatus::Active),
        link: None,
    }
}

/// The same in the group `voice`.
pub(crate) fn leg(name: &str, exchange: &str) -> CrossConnect {
    grouped(circuit(name, exchange), "voice")
}

/// The same in another group.
pub(crate) fn grouped(circuit: CrossConnect, group: &str) -> CrossConnect {
    let group = Grouping::In(RedundancyGroup::trusted(group));
    CrossConnect { group, ..circuit }
}

/// The same in another status.
pub(crate) fn being(status: &str, circuit: CrossConnect) -> CrossConnect {
    let status = Some(CrossConnectStatus::trusted(status));
    CrossConnect { status, ..circuit }
}

/// An enabled, available session on the cross connect with a number.
pub(crate) fn session(on: u32, routes: &[&str]) -> BgpSession {
    let routes = routes.iter().map(|route| IpRoute::trusted(route.parse().unwrap()));
    BgpSession {
        cross_connect_sid: Some(xc(on)),
        routes: Some(IpRoutes::trusted(routes)),
        enabled: Some(true),
        status: Some(BgpSessionStatus::Available),
        reset_by: Vec::new(),
    }
}

/// What the account has, each by its number.
pub(crate) fn account<const C: usize, const S: usize>(
    circuits: [(u32, CrossConnect); C],
    sessions: [(u32, BgpSession); S],
) -> Facts {
    let mut facts = Facts::default();
    facts.lay_cross_connects(circuits.map(|(number, circuit)| (xc(number), circuit)));
    facts.lay_sessions(sessions.map(|(number, session)| (bg(number), session)));
    facts
}

/// It stays as it is.
pub(crate) fn kept<T: Clone>(it: T) -> Change<T> {
    changed(it.clone(), it)
}

/// It stays, changed.
pub(crate) fn changed<T>(before: T, after: T) -> Change<T> {
    Change::Kept { before, after }
}

/// A session that is changed by what resets it.
pub(crate) fn reset(before: BgpSession, by: &'static str) -> Change<BgpSession> {
    let after = BgpSession {
        reset_by: vec![by],
        ..before.clone()
    };
    changed(before, after)
}

/// How an enabled session in a state is doing.
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
