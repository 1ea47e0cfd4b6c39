//! Group 4xx: traffic in service that a plan interrupts, and the circuits that can carry it meanwhile.
//!
//! A circuit carries traffic while it and an enabled session on it are in service. A plan interrupts its traffic if it destroys or
//! replaces the circuit or the session, or if a change resets or disables the session. The rules judge by the present facts which
//! other circuits carry the routes, so the result does not depend on later plans.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::{Finding, Subject};
use super::picture::{Extent, Part, Picture};
use super::planned::{Change, Planned, SessionKey};
use super::record::{BgpSession, CrossConnect, Maintenance};
use super::redundancy::sentence_list;
use super::{BgpHealth, Check, Fact, health};
use crate::domain::{BgpSessionSid, BgpSessionStatus, CrossConnectSid, IpRoutes, LinkStatus, SessionState};

/// The checks of interruptions.
pub const CHECKS: &[&Check] = &[
    Check::ALL_LEGS_DISRUPTED,
    Check::PARTNER_NOT_HEALTHY,
    Check::LONE_CIRCUIT_DISRUPTED,
    Check::LEG_DISRUPTED,
];

/// True where a plan destroys, replaces, or deactivates a circuit that carries traffic, by its status.
pub fn ends(planned: &Planned<CrossConnect>) -> bool {
    end(planned).is_some() && planned.today().is_some_and(CrossConnect::is_in_service)
}

/// True where a plan interrupts a session that carries traffic, by its status.
pub fn interrupts(planned: &Planned<BgpSession>) -> bool {
    interruption(planned).is_some()
}

/// The interruption of a circuit's traffic by the plan of the circuit.
pub fn of_cross_connect(picture: &Picture, planned: &Planned<CrossConnect>) -> Vec<Finding> {
    let Some((circuit, how)) = Circuit::of(picture, planned).zip(end(planned)) else {
        return Vec::new();
    };
    // Only one of the two objects reports it in the plan: the object that is planned first.
    if picture.extent == Extent::Growing && interruption(circuit.session).is_some() {
        return Vec::new();
    }
    circuit.findings(&how, &Subject::circuit(planned))
}

/// The interruption of a circuit's traffic by the plan of its session.
pub fn of_session(picture: &Picture, planned: &Planned<BgpSession>) -> Vec<Finding> {
    let carrier = planned.before().and_then(|before| picture.carrier(before));
    let Some((carrier, how)) = carrier.zip(interruption(planned)) else {
        return Vec::new();
    };
    if end(carrier).is_some() {
        return Vec::new();
    }
    let circuit = Circuit::of(picture, carrier);
    circuit
        .map(|circuit| circuit.findings(&how, &Subject::session(planned, Some(carrier))))
        .unwrap_or_default()
}

/// The sessions whose health decides the finding about the interruption of a circuit.
pub fn sessions_to_measure(picture: &Picture, sid: &CrossConnectSid) -> Vec<BgpSessionSid> {
    let circuit = picture
        .cross_connects
        .get(sid)
        .and_then(|planned| Circuit::of(picture, planned));
    let peers = circuit.iter().flat_map(Circuit::peers);
    let sessions = peers.filter_map(|peer| picture.session_over(peer.sid()?)?.sid().cloned());
    sessions
        .filter(|session| !picture.health.contains_key(session))
        .collect()
}

/// The interruption of a circuit.
struct Interruption {
    /// The event, as the end of a sentence about the circuit.
    told: String,
    /// The attribute whose change interrupts the circuit.
    attribute: Option<&'static str>,
    /// The duration, as the end of a sentence about the calls.
    lasts: &'static str,
    /// True where the circuit carries traffic again within minutes and without a further change.
    is_passing: bool,
}

impl Interruption {
    fn lasting(told: &str, lasts: &'static str) -> Self {
        Self {
            told: told.to_owned(),
            attribute: None,
            lasts,
            is_passing: false,
        }
    }

    fn passing(told: impl Into<String>) -> Self {
        Self {
            told: told.into(),
            attribute: None,
            lasts: "until the session is established again",
            is_passing: true,
        }
    }

    fn by(self, attribute: &'static str) -> Self {
        Self {
            attribute: Some(attribute),
            ..self
        }
    }
}

/// The interruption of a circuit by its own plan.
fn end(planned: &Planned<CrossConnect>) -> Option<Interruption> {
    match &planned.change {
        Change::Destroyed(_) => Some(Interruption::lasting("will be destroyed", "from then on")),
        Change::Replaced { .. } => Some(Interruption::lasting(
            "will be replaced",
            "until the new circuit is in service, which takes weeks",
        )),
        Change::Kept { before, after } => {
            let is_deactivated = !before.enabled.is(&false) && after.enabled.is(&false);
            is_deactivated
                .then(|| Interruption::lasting("will be deactivated", "until it is activated again").by("enabled"))
        }
        Change::Untouched(_) | Change::Created(_) | Change::Forgotten(_) => None,
    }
}

/// The interruption of a circuit by the plan of its session.
fn interruption(planned: &Planned<BgpSession>) -> Option<Interruption> {
    planned.today().filter(|today| today.is_in_service())?;
    match &planned.change {
        Change::Destroyed(_) => Some(Interruption::lasting("will lose its BGP session", "from then on")),
        Change::Replaced { .. } => Some(Interruption::passing("will have its BGP session replaced")),
        Change::Kept { before, after } => reset(before, after),
        Change::Untouched(_) | Change::Created(_) | Change::Forgotten(_) => None,
    }
}

/// The change of an attribute that takes the session down.
fn reset(before: &BgpSession, after: &BgpSession) -> Option<Interruption> {
    if before.enabled.is(&true) && after.enabled.is(&false) {
        let how = Interruption::lasting("will have its BGP session disabled", "until it is enabled again");
        return Some(how.by("enabled"));
    }
    let moves = [
        ("customer_asn", before.customer_asn.changes_to(&after.customer_asn)),
        (
            "customer_address",
            before.customer_address.changes_to(&after.customer_address),
        ),
        (
            "md5_key_wo_version",
            before.md5_key_version.changes_to(&after.md5_key_version),
        ),
    ];
    let moved: Vec<&'static str> = moves
        .into_iter()
        .filter(|(_, moves)| *moves)
        .map(|(name, _)| name)
        .collect();
    let attribute = *moved.first()?;
    let told = format!(
        "will have its BGP session reset by the change of {}",
        sentence_list(moved)
    );
    Some(Interruption::passing(told).by(attribute))
}

/// The check, the title and the detail of a finding.
type Words = (&'static Check, String, String);

/// A circuit that carries traffic now.
struct Circuit<'a> {
    picture: &'a Picture,
    planned: &'a Planned<CrossConnect>,
    before: &'a CrossConnect,
    session: &'a Planned<BgpSession>,
    routes: &'a IpRoutes,
}

impl<'a> Circuit<'a> {
    /// The circuit, if it is known to carry traffic.
    fn of(picture: &'a Picture, planned: &'a Planned<CrossConnect>) -> Option<Self> {
        let before = planned.today().filter(|today| today.is_in_service())?;
        let session = picture.session_over(planned.sid()?)?;
        let carried = session.today().filter(|session| session.is_in_service())?;
        Some(Self {
            picture,
            planned,
            before,
            session,
            routes: carried.routes.known()?,
        })
    }

    /// The findings about its interruption by the plan of `subject`.
    ///
    /// They cover the circuits that carry its routes meanwhile, and the case that all of these are interrupted.
    fn findings(&self, how: &Interruption, subject: &Subject) -> Vec<Finding> {
        let is_known = [Part::CrossConnects, Part::BgpSessions].map(|part| self.picture.knows(part));
        if is_known.contains(&false) {
            return Vec::new();
        }
        let is_said_of_all = self.all_interrupted().is_some();
        let own = self.own(how, subject).filter(|_| !is_said_of_all);
        own.into_iter().chain(self.sets_interrupted()).collect()
    }

    /// The finding about this circuit only; `None` while another circuit may carry its traffic and too little is known of it.
    fn own(&self, how: &Interruption, subject: &Subject) -> Option<Finding> {
        let peers = self.peers();
        let unfit: Option<Vec<String>> = peers.iter().map(|peer| self.unfit_reason(peer)).collect();
        let is_known = if unfit.is_some() {
            !self.may_have_more_peers()
        } else {
            self.fit(&peers).next().is_some()
        };
        if !is_known {
            return None;
        }
        let may_change = self.picture.extent == Extent::Growing && unfit.is_none();
        let open = may_change
            .then(|| self.fit(&peers).find(|peer| self.picture.is_open(*peer)))
            .flatten();
        let (check, title, detail) = self.own_in_words(how, &peers, unfit);
        let circuit = Subject::circuit(self.planned);
        let beside = (circuit != *subject).then_some(circuit);
        let found = Finding::about(check, subject.clone())
            .saying(title, detail)
            .beside(beside)
            .open(open.is_some());
        Some(Finding {
            attribute: how.attribute,
            ..found
        })
    }

    fn own_in_words(
        &self,
        how: &Interruption,
        peers: &[&'a Planned<CrossConnect>],
        unfit: Option<Vec<String>>,
    ) -> Words {
        let (name, told) = (self.before.shown(), &how.told);
        match unfit {
            Some(unfit) if unfit.is_empty() => (
                Check::LONE_CIRCUIT_DISRUPTED,
                format!("Traffic of {name} has no alternative path"),
                format!("{name} {told}. It carries traffic now, and {}", self.alone(how)),
            ),
            Some(mut unfit) => {
                unfit.sort();
                (
                    Check::PARTNER_NOT_HEALTHY,
                    format!("{name} will be interrupted while no other circuit can carry its traffic"),
                    format!(
                        "{name} {told}. It carries traffic now, and no other circuit can take over: {}. Restore the other circuit first, and \
                         then make this change.",
                        unfit.join("; ")
                    ),
                )
            }
            None => (
                Check::LEG_DISRUPTED,
                format!("{name} will be interrupted"),
                format!(
                    "{name} {told}. {} Apply when you can do without this circuit.",
                    self.backup_circuits(peers)
                ),
            ),
        }
    }

    /// True where an object may carry its traffic, but too little is known of it.
    fn may_have_more_peers(&self) -> bool {
        let circuits = self.picture.cross_connects.iter().filter_map(Planned::before);
        let mut of_unknown_group = circuits.filter(|other| other.group.is_unknown() && other.is_standing());
        let mut sessions = self.picture.sessions.iter().filter_map(Planned::before);
        of_unknown_group.next().is_some()
            || sessions.any(|other| other.routes.is_unknown() || other.cross_connect_sid.is_unknown())
    }

    /// The sentences that no other circuit carries its traffic: the duration, and the advice.
    fn alone(&self, how: &Interruption) -> String {
        let routes = in_words(self.routes);
        let group = self.before.group.known();
        let group = group.map(|group| format!(" or is in redundancy group \"{group}\""));
        let window = if how.is_passing {
            ", or apply in a maintenance window"
        } else {
            ""
        };
        format!(
            "no other circuit of {} announces its routes ({routes}){}. Calls to these routes fail {}. Bring a second circuit into service first{window}.",
            self.whole(),
            group.unwrap_or_default(),
            how.lasts
        )
    }

    /// The extent of the search for other circuits.
    fn whole(&self) -> &'static str {
        if self.picture.has(Part::CrossConnects) {
            "the account"
        } else {
            "this state"
        }
    }

    /// The peers with a session and without a known reason against carrying its traffic.
    fn fit<'b>(
        &'b self,
        peers: &'b [&'a Planned<CrossConnect>],
    ) -> impl Iterator<Item = &'a Planned<CrossConnect>> + 'b {
        let session = |peer: &Planned<CrossConnect>| self.picture.session_over(peer.sid()?);
        let fit = peers.iter().filter(|peer| self.unfit_reason(peer).is_none()).copied();
        fit.filter(move |peer| session(peer).is_some())
    }

    /// The circuits that carry its routes meanwhile, in one sentence.
    fn backup_circuits(&self, peers: &[&'a Planned<CrossConnect>]) -> String {
        let unless = if self.fit(peers).any(|peer| self.picture.is_open(peer)) {
            ", unless this plan interrupts that circuit too"
        } else {
            ""
        };
        let fit = self.fit(peers).filter_map(|peer| {
            let today = peer.today()?;
            let name = today.shown() + &self.maintenance_to_come(today);
            Some((name, self.is_measured(peer)))
        });
        let fit: BTreeMap<String, bool> = fit.collect();
        let unread = " (its BGP state was not read)";
        match fit.iter().collect::<Vec<_>>().as_slice() {
            [(name, true)] => format!("Meanwhile, {name} announces the same routes{unless}."),
            [(name, false)] => format!("Meanwhile, {name} announces the same routes{unread}{unless}."),
            several => {
                let named =
                    |(name, is_read): &(&String, &bool)| format!("{name}{}", if **is_read { "" } else { unread });
                let names: Vec<String> = several.iter().map(named).collect();
                format!("Meanwhile, {} announce the same routes.", sentence_list(names))
            }
        }
    }

    fn is_measured(&self, peer: &Planned<CrossConnect>) -> bool {
        let session = peer.sid().and_then(|sid| self.picture.session_over(sid));
        session.is_some_and(|session| self.health_of(session).is_some())
    }

    /// The health of a session, if it was measured.
    fn health_of(&self, session: &Planned<BgpSession>) -> Option<&'a BgpHealth> {
        let health = self.picture.health.get(session.sid()?)?;
        (health.state != SessionState::Unknown).then_some(health)
    }

    /// The other circuits that are meant to carry its traffic: members of its group, or circuits with one of its routes.
    fn peers(&self) -> Vec<&'a Planned<CrossConnect>> {
        let group = self
            .before
            .group
            .known()
            .into_iter()
            .flat_map(|group| self.picture.in_group(group));
        let of_group = group.filter(|peer| peer.before().is_some_and(|peer| peer.group == self.before.group));
        let blocks = self.session.before().map(BgpSession::blocks).unwrap_or_default();
        let sharing = blocks
            .into_iter()
            .flat_map(|block| self.picture.sessions.with(&SessionKey::Block(block)));
        let sharing =
            sharing.filter_map(|session| self.picture.carrier(session.before().filter(|it| self.shares(it))?));
        let mut seen = BTreeSet::new();
        let all = of_group
            .chain(sharing)
            .filter(|peer| peer.before().is_some_and(CrossConnect::is_standing));
        all.filter(|peer| peer.sid() != self.planned.sid() && seen.insert(peer.sid()))
            .collect()
    }

    fn shares(&self, session: &BgpSession) -> bool {
        let theirs = session.routes.known();
        theirs.is_some_and(|theirs| {
            self.routes
                .iter()
                .any(|route| theirs.overlapping(route.get()).next().is_some())
        })
    }

    /// The reason why a peer cannot carry this circuit's traffic, as a clause; `None` if no reason is known.
    fn unfit_reason(&self, peer: &Planned<CrossConnect>) -> Option<String> {
        let before = peer.today()?;
        let name = before.shown();
        if let Some(status) = before.status.known().filter(|_| !before.is_in_service()) {
            return Some(format!("{name} has status {status}"));
        }
        if let Some(maintenance) = self.maintenance_now(before) {
            return Some(format!(
                "{name} is in maintenance until {} ({})",
                maintenance.until, maintenance.reason
            ));
        }
        if before.link.is(&LinkStatus::Down) {
            return Some(format!("{name} has no signal on its fiber (link_status is down)"));
        }
        let Some(session) = self.picture.session_over(peer.sid()?) else {
            let mut sessions = self.picture.sessions.iter().filter_map(Planned::before);
            let may_have_one = sessions.any(|session| session.cross_connect_sid.is_unknown());
            return (!may_have_one).then(|| format!("{name} has no BGP session"));
        };
        let missing = lacking(self.routes, session.today()?);
        if let Some(route) = missing {
            return Some(format!("{name} does not announce {route}"));
        }
        let reason = self.complaint(session)?;
        Some(format!("{name} has a BGP session that is {reason}"))
    }

    /// The present maintenance of a circuit.
    fn maintenance_now<'b>(&self, circuit: &'b CrossConnect) -> Option<&'b Maintenance> {
        let now = self.picture.now?;
        circuit
            .maintenance
            .iter()
            .find(|each| each.from <= now && now < each.until)
    }

    /// The next maintenance of a circuit, as a clause.
    fn maintenance_to_come(&self, circuit: &CrossConnect) -> String {
        let to_come = circuit
            .maintenance
            .iter()
            .filter(|each| self.picture.now.is_none_or(|now| now < each.until));
        let next = to_come.min_by_key(|each| each.from);
        next.map(|each| {
            format!(
                " (in maintenance from {} until {}: {})",
                each.from, each.until, each.reason
            )
        })
        .unwrap_or_default()
    }

    /// The fault of a peer's session: by its measured health, otherwise by its status.
    fn complaint(&self, session: &Planned<BgpSession>) -> Option<String> {
        if let Some(health) = self.health_of(session) {
            let reason = health::reasons(health).into_iter().next()?;
            return Some(format!("not healthy ({})", within_a_sentence(&reason)));
        }
        let before = session.today()?;
        if before.enabled.is(&false) {
            return Some("disabled".to_owned());
        }
        let is_up = |status: &&BgpSessionStatus| {
            matches!(
                status,
                BgpSessionStatus::Available | BgpSessionStatus::Updating | BgpSessionStatus::Other(_)
            )
        };
        let status = before.status.known().filter(|status| !is_up(status))?;
        Some(status.to_string())
    }

    /// `TWX401` for each set of circuits that includes this circuit: its own set, and the sets of the circuits that it backs up.
    fn sets_interrupted(&self) -> Vec<Finding> {
        let own = Subject::circuit(self.planned);
        let peers = self.peers().into_iter().filter_map(|peer| Self::of(self.picture, peer));
        let of_peers = peers.filter_map(|peer| peer.all_interrupted());
        let mut found: Vec<Finding> = self.all_interrupted().into_iter().chain(of_peers).collect();
        found.retain(|finding| finding.names(&own));
        found.sort_by(|one, other| {
            set_of(one)
                .cmp(&set_of(other))
                .then_with(|| one.title.cmp(&other.title))
        });
        found.dedup_by(|one, other| set_of(one) == set_of(other));
        found
    }

    /// `TWX401`: this plan interrupts all circuits that carry its traffic, this circuit included.
    fn all_interrupted(&self) -> Option<Finding> {
        let own = interruption_of(self.picture, self.planned)?;
        let peers = self.peers();
        let carrying = || peers.iter().filter(|peer| self.unfit_reason(peer).is_none());
        let others: Option<Vec<_>> = carrying().map(|peer| interruption_of(self.picture, peer)).collect();
        let mut all = others.filter(|others| !others.is_empty() && !self.may_have_more_peers())?;
        all.push(own);
        all.sort_by(|one, other| one.0.cmp(&other.0));
        let mut subjects: Vec<Subject> = carrying().map(|peer| Subject::circuit(peer)).collect();
        subjects.push(Subject::circuit(self.planned));
        subjects.sort();
        let (first, others) = subjects.split_first()?;
        let set = match &self.before.group {
            Fact::Known(group) => format!("redundancy group \"{group}\""),
            Fact::Unknown | Fact::Null => in_words(self.routes),
        };
        let title = format!("All circuits of {set} will be interrupted");
        let found = Finding::about(Check::ALL_LEGS_DISRUPTED, first.clone());
        Some(found.saying(title, all_in_words(&all)).beside(others.iter().cloned()))
    }
}

/// The objects that a finding names.
fn set_of(found: &Finding) -> (&Subject, &[Subject]) {
    (&found.subject, &found.others)
}

/// The interruption of each circuit of a set, and the advice.
fn all_in_words(all: &[(String, Interruption)]) -> String {
    let told: Vec<String> = all.iter().map(|(name, how)| format!("{name} {}", how.told)).collect();
    let way_out = if all.iter().any(|(_, how)| how.is_passing) {
        "Change one circuit, wait until its session is established (data twilio_bgp_session_health), and then change the next one."
    } else {
        "Bring another circuit into service first."
    };
    format!(
        "{}. While all of them are down, no circuit carries their traffic. {way_out}",
        told.join("; ")
    )
}

/// The interruption of a circuit that carries traffic, with its name; `None` if it is not interrupted.
fn interruption_of(picture: &Picture, planned: &Planned<CrossConnect>) -> Option<(String, Interruption)> {
    let by_session = || interruption(picture.session_over(planned.sid()?)?);
    let how = end(planned).or_else(by_session)?;
    Some((planned.before()?.shown(), how))
}

/// A route that a session does not announce.
fn lacking(routes: &IpRoutes, session: &BgpSession) -> Option<String> {
    let theirs = session.routes.known()?;
    let all = ipnet::Ipv4Net::aggregate(&theirs.iter().map(|route| route.get()).collect());
    let lacking = routes
        .iter()
        .find(|route| !all.iter().any(|net| net.contains(&route.get())))?;
    Some(lacking.to_string())
}

fn in_words(routes: &IpRoutes) -> String {
    let mut all = routes.iter().map(|route| route.to_string());
    let first: Vec<String> = all.by_ref().take(MOST_LISTED).collect();
    match all.count() {
        0 => first.join(", "),
        more => format!("{}, and {more} more", first.join(", ")),
    }
}

/// A sentence without its capital and its full stop.
fn within_a_sentence(sentence: &str) -> String {
    let mut letters = sentence.trim_end_matches('.').chars();
    let first = letters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

/// `TWX403`: a plan that sends an MD5 key again, because the answer to the last change of the key was lost.
pub fn key_sent_again(session: &str) -> Finding {
    let subject = Subject {
        resource: "twilio_bgp_session",
        sid: Some(session.to_owned()),
        ..Subject::default()
    };
    Finding::about(Check::KEY_SENT_AGAIN, subject).on("md5_key_wo_version").saying(
        format!("MD5 key of BGP session {session} will be sent again"),
        "The last change of the key was not confirmed, and the service does not show keys, so this plan sends the key again. That resets the \
         session even if it has the key already. Apply the plan when a short interruption of the session is acceptable.",
    )
}

/// The number of routes that a sentence lists.
const MOST_LISTED: usize = 4;

#[cfg(test)]
mod tests;
