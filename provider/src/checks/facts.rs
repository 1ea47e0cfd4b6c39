//! What the rules judge: what the account has, with what a plan makes of it laid over.
//!
//! The account is laid down at most once; what the plan says of an object hides what the account says of it. An object that this
//! plan does not touch is as the account has it. Nothing here asks anybody: whoever fills it in knows when a plan is complete.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::domain::{BgpSessionSid, CrossConnectSid, LinkStatus, RedundancyGroup, UniqueName};

use super::BgpHealth;
pub use super::record::{BgpSession, CrossConnect, Grouping};

/// What a plan does with an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change<T> {
    /// It stays, perhaps changed.
    Kept {
        /// As it is.
        before: T,
        /// As it will be.
        after: T,
    },
    /// It goes, and another one comes in its place.
    Replaced(T),
    /// It goes.
    Destroyed(T),
}

impl<T> Change<T> {
    /// The object as it is.
    pub fn before(&self) -> &T {
        match self {
            Self::Kept { before, .. } | Self::Replaced(before) | Self::Destroyed(before) => before,
        }
    }

    /// Whether the object does not stay as it is.
    pub fn is_one(&self) -> bool
    where
        T: PartialEq,
    {
        !matches!(self, Self::Kept { before, after } if before == after)
    }

    /// The object as it will be, if it stays.
    pub fn after(&self) -> Option<&T> {
        match self {
            Self::Kept { after, .. } => Some(after),
            Self::Replaced(_) | Self::Destroyed(_) => None,
        }
    }
}

/// Everything that is known of the cross connects and sessions that a plan is about.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    account: Account,
    cross_connects: HashMap<CrossConnectSid, Change<CrossConnect>>,
    ordered: Vec<CrossConnect>,
    sessions: HashMap<BgpSessionSid, Change<BgpSession>>,
    opened: Vec<BgpSession>,
    /// The sessions that announce something in a /24, or did before the plan.
    announcing: HashMap<u32, BTreeSet<BgpSessionSid>>,
    /// What the state holds, as far as it was looked at.
    seen: HashMap<CrossConnectSid, CrossConnect>,
    seen_sessions: HashMap<BgpSessionSid, BgpSession>,
    protected: HashSet<CrossConnectSid>,
    health: HashMap<BgpSessionSid, BgpHealth>,
}

/// What the account has, as far as it was asked.
#[derive(Clone, Debug, Default)]
struct Account {
    cross_connects: Option<BTreeMap<CrossConnectSid, CrossConnect>>,
    sessions: Option<BTreeMap<BgpSessionSid, BgpSession>>,
    in_group: HashMap<RedundancyGroup, Vec<CrossConnectSid>>,
    named: HashMap<UniqueName, CrossConnectSid>,
    over: HashMap<CrossConnectSid, BgpSessionSid>,
}

/// A cross connect that is there after the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member<'a> {
    /// Its SID; none while it is not ordered.
    pub sid: Option<&'a CrossConnectSid>,
    /// As the plan leaves it.
    pub cross_connect: &'a CrossConnect,
}

/// The session of a cross connect after the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnIt<'a> {
    /// Not known: the sessions of the account were not to be had, or a session of this plan may be on it.
    Unknown,
    /// There is none.
    Nothing,
    /// There is this one.
    Session(&'a BgpSession),
}

impl Facts {
    /// Lays down the cross connects of the account.
    pub fn lay_cross_connects(&mut self, all: impl IntoIterator<Item = (CrossConnectSid, CrossConnect)>) {
        let all: BTreeMap<_, _> = all.into_iter().collect();
        for (sid, cross_connect) in &all {
            if let Grouping::In(group) = &cross_connect.group {
                let members = self.account.in_group.entry(group.clone()).or_default();
                members.push(sid.clone());
            }
            if let Some(name) = &cross_connect.name {
                self.account.named.insert(name.clone(), sid.clone());
            }
        }
        self.account.cross_connects = Some(all);
    }

    /// Lays down the BGP sessions of the account.
    pub fn lay_sessions(&mut self, all: impl IntoIterator<Item = (BgpSessionSid, BgpSession)>) {
        let all: BTreeMap<_, _> = all.into_iter().collect();
        for (sid, session) in &all {
            if let Some(cross_connect) = &session.cross_connect_sid {
                self.account.over.insert(cross_connect.clone(), sid.clone());
            }
            for block in session.blocks() {
                self.announcing.entry(block).or_default().insert(sid.clone());
            }
        }
        self.account.sessions = Some(all);
    }

    /// Whether the cross connects of the account are known.
    pub fn has_cross_connects(&self) -> bool {
        self.account.cross_connects.is_some()
    }

    /// Whether the BGP sessions of the account are known.
    pub fn has_sessions(&self) -> bool {
        self.account.sessions.is_some()
    }

    /// Notes what the plan does with a cross connect that exists.
    pub fn plan_cross_connect(&mut self, sid: CrossConnectSid, change: Change<CrossConnect>) {
        self.cross_connects.insert(sid, change);
    }

    /// Notes a cross connect that the plan orders. Returns the one in whose place it comes although nobody planned that: a
    /// tainted one is replaced without being planned.
    pub fn order_cross_connect(&mut self, ordered: CrossConnect) -> Option<CrossConnectSid> {
        let is_tainted = |(sid, there): &(&CrossConnectSid, &CrossConnect)| {
            there.name.is_some() && there.name == ordered.name && !self.cross_connects.contains_key(sid)
        };
        let tainted = self.seen.iter().filter(is_tainted).min_by_key(|(sid, _)| *sid);
        let tainted = tainted.map(|(sid, before)| (sid.clone(), before.clone()));
        match tainted {
            Some((sid, before)) => {
                self.replace_cross_connect(sid.clone(), before, ordered);
                Some(sid)
            }
            None => {
                self.ordered.push(ordered);
                None
            }
        }
    }

    /// Notes that the plan replaces a cross connect by another one.
    pub fn replace_cross_connect(&mut self, sid: CrossConnectSid, before: CrossConnect, ordered: CrossConnect) {
        self.cross_connects.insert(sid, Change::Replaced(before));
        self.ordered.push(ordered);
    }

    /// Notes what the plan does with a BGP session that exists.
    pub fn plan_session(&mut self, sid: BgpSessionSid, change: Change<BgpSession>) {
        for block in change.after().into_iter().flat_map(BgpSession::blocks) {
            self.announcing.entry(block).or_default().insert(sid.clone());
        }
        self.sessions.insert(sid, change);
    }

    /// Notes a BGP session that the plan opens. Returns the one in whose place it comes although nobody planned that: a tainted
    /// one is replaced without being planned.
    pub fn open_session(&mut self, opened: BgpSession) -> Option<BgpSessionSid> {
        let is_tainted = |(sid, there): &(&BgpSessionSid, &BgpSession)| {
            there.cross_connect_sid.is_some()
                && there.cross_connect_sid == opened.cross_connect_sid
                && !self.sessions.contains_key(sid)
        };
        let tainted = self.seen_sessions.iter().filter(is_tainted).min_by_key(|(sid, _)| *sid);
        let tainted = tainted.map(|(sid, before)| (sid.clone(), before.clone()));
        match tainted {
            Some((sid, before)) => {
                self.replace_session(sid.clone(), before, opened);
                Some(sid)
            }
            None => {
                self.opened.push(opened);
                None
            }
        }
    }

    /// Notes that the plan replaces a BGP session by another one.
    pub fn replace_session(&mut self, sid: BgpSessionSid, before: BgpSession, opened: BgpSession) {
        self.sessions.insert(sid, Change::Replaced(before));
        self.opened.push(opened);
    }

    /// Notes a cross connect that the state holds, as it is now.
    pub fn see_cross_connect(&mut self, sid: CrossConnectSid, now: CrossConnect) {
        self.seen.insert(sid, now);
    }

    /// Notes a BGP session that the state holds, as it is now.
    pub fn see_session(&mut self, sid: BgpSessionSid, now: BgpSession) {
        self.seen_sessions.insert(sid, now);
    }

    /// Notes that a cross connect is protected against deletion.
    pub fn protect(&mut self, sid: CrossConnectSid) {
        self.protected.insert(sid);
    }

    /// Whether a cross connect is protected against deletion, as far as it was looked at.
    pub fn is_protected(&self, sid: &CrossConnectSid) -> bool {
        self.protected.contains(sid)
    }

    /// Notes how a BGP session is doing.
    pub fn measure(&mut self, sid: BgpSessionSid, health: BgpHealth) {
        self.health.insert(sid, health);
    }

    /// How a BGP session is doing, where that was measured.
    pub fn health_of(&self, sid: &BgpSessionSid) -> Option<&BgpHealth> {
        self.health.get(sid)
    }

    /// What the plan does with a cross connect, if it is about it.
    pub fn change_of(&self, sid: &CrossConnectSid) -> Option<&Change<CrossConnect>> {
        self.cross_connects.get(sid)
    }

    /// What the plan does with a BGP session, if it is about it.
    pub fn session_change_of(&self, sid: &BgpSessionSid) -> Option<&Change<BgpSession>> {
        self.sessions.get(sid)
    }

    /// Whether a cross connect of the plan may yet turn out to be in any group.
    pub fn has_undecided_group(&self) -> bool {
        let kept = self.cross_connects.values().filter_map(Change::after);
        kept.chain(&self.ordered).any(|each| each.group == Grouping::Unknown)
    }

    /// The cross connects that the plan orders.
    pub fn ordered(&self) -> &[CrossConnect] {
        &self.ordered
    }

    /// The BGP sessions that the plan opens.
    pub fn opened(&self) -> &[BgpSession] {
        &self.opened
    }

    /// A cross connect as it is before the plan.
    pub fn before(&self, sid: &CrossConnectSid) -> Option<&CrossConnect> {
        let of_account = || self.account.cross_connects.as_ref()?.get(sid);
        self.cross_connects.get(sid).map(Change::before).or_else(of_account)
    }

    /// Whether the state holds a cross connect, as far as it was looked at.
    pub fn has_seen(&self, sid: &CrossConnectSid) -> bool {
        self.seen.contains_key(sid)
    }

    /// Whether light is on the fibre of a cross connect, where the account says.
    pub fn link_of(&self, sid: &CrossConnectSid) -> Option<&LinkStatus> {
        self.account.cross_connects.as_ref()?.get(sid)?.link.as_ref()
    }

    /// The members of a group before the plan, by SID.
    pub fn members_before(&self, group: &RedundancyGroup) -> BTreeMap<&CrossConnectSid, &CrossConnect> {
        let planned = self.cross_connects.iter().map(|(sid, change)| (sid, change.before()));
        self.of_account(group)
            .chain(planned)
            .filter(|(_, member)| member.is_in(group) && member.is_standing())
            .collect()
    }

    /// Whether every member of a group that exists has been planned, and `with_sessions` its session too.
    pub fn is_planned(&self, group: &RedundancyGroup, with_sessions: bool) -> bool {
        let has_planned_session = |sid: &CrossConnectSid| {
            let session = self.session_over(sid);
            session.is_none_or(|(session, _)| self.sessions.contains_key(session))
        };
        let members = self.members_before(group);
        members
            .keys()
            .all(|sid| self.cross_connects.contains_key(sid) && (!with_sessions || has_planned_session(sid)))
    }

    /// The members of a group after the plan: those that stay by SID, then those that are ordered.
    pub fn members_after(&self, group: &RedundancyGroup) -> Vec<Member<'_>> {
        let planned = self.cross_connects.iter();
        let kept = planned.filter_map(|(sid, change)| Some((sid, change.after()?)));
        let staying: BTreeMap<_, _> = self
            .of_account(group)
            .filter(|(sid, _)| !self.cross_connects.contains_key(sid))
            .chain(kept)
            .filter(|(_, there)| !self.is_ordered_again(there))
            .collect();
        let staying = staying.into_iter().map(|(sid, cross_connect)| Member {
            sid: Some(sid),
            cross_connect,
        });
        let ordered = self.ordered.iter().map(|cross_connect| Member {
            sid: None,
            cross_connect,
        });
        let all = staying.chain(ordered);
        all.filter(|member| member.cross_connect.is_in(group) && member.cross_connect.is_standing())
            .collect()
    }

    fn of_account(&self, group: &RedundancyGroup) -> impl Iterator<Item = (&CrossConnectSid, &CrossConnect)> {
        let shelf = self.account.cross_connects.as_ref();
        let sids = self.account.in_group.get(group).into_iter().flatten();
        sids.filter_map(move |sid| Some((sid, shelf?.get(sid)?)))
    }

    /// Whether the plan orders another one under its name. There will never be both: they count as one.
    pub fn is_ordered_again(&self, there: &CrossConnect) -> bool {
        there.name.is_some() && self.ordered.iter().any(|ordered| ordered.name == there.name)
    }

    /// The cross connect of the account that has a name before the plan.
    pub fn named(&self, name: &UniqueName) -> Option<(&CrossConnectSid, &CrossConnect)> {
        let sid = self.account.named.get(name)?;
        Some((sid, self.account.cross_connects.as_ref()?.get(sid)?))
    }

    /// The cross connect of the plan that has a name and keeps it.
    pub fn kept_under(&self, name: &UniqueName) -> Option<&CrossConnectSid> {
        let has_it = |circuit: &CrossConnect| circuit.name.as_ref() == Some(name);
        let kept = self.cross_connects.iter().filter(|(_, change)| {
            let after = change.after().is_some_and(has_it);
            after && has_it(change.before())
        });
        kept.map(|(sid, _)| sid).min()
    }

    /// How many cross connects take a name in this plan: by an order, or by a new name.
    pub fn taking(&self, name: &UniqueName) -> usize {
        let has_it = |circuit: &CrossConnect| circuit.name.as_ref() == Some(name);
        let renamed = self.cross_connects.values().filter(|change| {
            let after = change.after().is_some_and(has_it);
            after && !has_it(change.before())
        });
        renamed.count() + self.ordered.iter().filter(|ordered| has_it(ordered)).count()
    }

    /// What the plan does with the BGP session that is on a cross connect before it.
    pub fn planned_session_over(&self, sid: &CrossConnectSid) -> Option<&Change<BgpSession>> {
        let is_there = |change: &&Change<BgpSession>| change.before().cross_connect_sid.as_ref() == Some(sid);
        self.sessions.values().find(is_there)
    }

    /// The BGP session of the account that is on a cross connect before the plan.
    pub fn session_over(&self, sid: &CrossConnectSid) -> Option<(&BgpSessionSid, &BgpSession)> {
        let session = self.account.over.get(sid)?;
        Some((session, self.account.sessions.as_ref()?.get(session)?))
    }

    /// The BGP session of a cross connect after the plan.
    pub fn session_on(&self, member: Member<'_>) -> OnIt<'_> {
        let Some(sid) = member.sid else { return OnIt::Unknown };
        let is_here = |session: &&BgpSession| session.cross_connect_sid.as_ref() == Some(sid);
        let kept = self.sessions.values().filter_map(Change::after);
        if let Some(session) = kept.chain(&self.opened).find(is_here) {
            return OnIt::Session(session);
        }
        if !self.has_sessions() || self.has_session_somewhere() {
            return OnIt::Unknown;
        }
        let untouched = self
            .session_over(sid)
            .filter(|(sid, _)| !self.sessions.contains_key(sid));
        untouched.map_or(OnIt::Nothing, |(_, session)| OnIt::Session(session))
    }

    /// Whether a session of the plan is on a cross connect that is not known yet.
    fn has_session_somewhere(&self) -> bool {
        let kept = self.sessions.values().filter_map(Change::after);
        kept.chain(&self.opened)
            .any(|session| session.cross_connect_sid.is_none())
    }

    /// The sessions after the plan that announce something in the /24 that begins at `block`.
    pub fn announcing(&self, block: u32) -> Vec<(Option<&BgpSessionSid>, &BgpSession)> {
        let there = self.announcing.get(&block).into_iter().flatten();
        let there = there.filter_map(|sid| Some((Some(sid), self.session_after(sid)?)));
        let opened = self.opened.iter().map(|session| (None, session));
        let all = there.chain(opened);
        all.filter(|(_, session)| session.announces_in(block)).collect()
    }

    /// A BGP session that exists, as the plan leaves it.
    fn session_after(&self, sid: &BgpSessionSid) -> Option<&BgpSession> {
        match self.sessions.get(sid) {
            Some(change) => change.after(),
            None => {
                let there = self.account.sessions.as_ref()?.get(sid)?;
                (!self.is_opened_again(there)).then_some(there)
            }
        }
    }

    /// Whether the plan opens another one in its place. There will never be both: they count as one.
    fn is_opened_again(&self, there: &BgpSession) -> bool {
        let place = there.cross_connect_sid.as_ref();
        place.is_some()
            && self
                .opened
                .iter()
                .any(|opened| opened.cross_connect_sid.as_ref() == place)
    }

    /// The group of the cross connect that a session is on, after the plan.
    pub fn group_of(&self, session: &BgpSession) -> Grouping {
        let Some(sid) = &session.cross_connect_sid else {
            return Grouping::Unknown;
        };
        let of_account = || self.account.cross_connects.as_ref()?.get(sid);
        match self.cross_connects.get(sid) {
            Some(change) => change.after().unwrap_or(change.before()).group.clone(),
            None => of_account().map_or(Grouping::Unknown, |there| there.group.clone()),
        }
    }
}

#[cfg(test)]
mod tests;
