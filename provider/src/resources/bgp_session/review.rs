//! What an engineer would say of the plan of one BGP session, when its neighbours are planned.

use framework::resource::Plan;
use framework::{Attr, Diagnostics};

use super::BgpSession;
use super::model::BgpSessionModel;
use crate::checks::facts::Change;
use crate::checks::record;
use crate::checks::review::Subject;
use crate::checks::{Check, Severities};
use crate::domain::{BgpSessionSid, CrossConnectSid, IpRoutes};
use crate::resources::finding;
use crate::run::Part;
use crate::run::Run;

/// What a plan does with a BGP session.
struct Fate {
    sid: Option<BgpSessionSid>,
    change: Option<Change<record::BgpSession>>,
    opened: Option<record::BgpSession>,
    /// Whether this is the second plan of a replacement. Terraform throws its warnings away.
    is_successor: bool,
}

impl Fate {
    fn of(plan: &Plan<BgpSessionModel>) -> Option<Self> {
        let (change, opened) = match (&plan.prior, &plan.planned) {
            (None, None) => return None,
            (None, Some(planned)) => (None, Some(record(planned))),
            (Some(prior), None) => (Some(Change::Destroyed(record(prior))), None),
            (Some(prior), Some(planned)) if !plan.replace.is_empty() => {
                (Some(Change::Replaced(record(prior))), Some(successor(planned)))
            }
            (Some(prior), Some(planned)) => (Some(kept(prior, planned)), None),
        };
        let sid = plan.prior.as_ref().and_then(|prior| prior.sid.known().cloned());
        let before = super::predecessor(&plan.private).filter(|_| plan.prior.is_none());
        Some(Self {
            is_successor: before.is_some(),
            sid: sid.or(before),
            change,
            opened,
        })
    }

    /// Enters the plan into the ledger, and names who speaks for the neighbours.
    fn enter(self, run: &Run) -> Option<Subject> {
        match (self.sid, self.change, self.opened) {
            (Some(sid), None, Some(opened)) => enter_successor(run, opened, &sid),
            (_, None, Some(opened)) => {
                let before = run.ledger.note(|facts| facts.open_session(opened.clone()));
                Some(Subject::Opened(opened, before))
            }
            (Some(sid), Some(change), Some(opened)) => {
                let before = change.before().clone();
                run.ledger
                    .note(|facts| facts.replace_session(sid.clone(), before, opened.clone()));
                Some(Subject::ReplacedSession(sid, opened))
            }
            (Some(sid), Some(change), None) => {
                run.ledger.note(|facts| facts.plan_session(sid.clone(), change));
                Some(Subject::Session(sid))
            }
            (None, Some(_), _) | (_, None, None) => None,
        }
    }

    fn place(&self) -> Option<&CrossConnectSid> {
        let there = self.change.as_ref().map(Change::before).or(self.opened.as_ref());
        there?.cross_connect_sid.as_ref()
    }

    fn interrupts(&self) -> bool {
        match &self.change {
            Some(Change::Replaced(_) | Change::Destroyed(_)) => true,
            Some(Change::Kept { after, .. }) => !after.reset_by.is_empty(),
            None => false,
        }
    }
}

impl BgpSession {
    /// What is to be said of a plan.
    pub(super) async fn review(&self, plan: &Plan<BgpSessionModel>) -> Diagnostics {
        let mut said = Diagnostics::new();
        let Some((fate, run)) = Fate::of(plan).zip(self.connection.ready(&plan.context)) else {
            return said;
        };
        let busy = run.ledger.busy();
        let (place, interrupts) = (fate.place().cloned(), fate.interrupts());
        let parts = parts(&run.severities, &fate);
        let severities = match fate.is_successor {
            true => run.severities.clone().only_errors(),
            false => run.severities.clone(),
        };
        let subject = fate.enter(&run);
        said.extend(run.lay_down(&parts).await);
        if let Some(place) = place
            .as_ref()
            .filter(|_| interrupts && run.severities.is_on(&[Check::PARTNER_NOT_HEALTHY]))
        {
            said.extend(run.measure_partners_of(place).await);
        }
        drop(busy);
        if let Some(subject) = subject {
            let name = named(&run, place.as_ref());
            let settled = run.ledger.settled(&name, subject, &severities).await;
            finding::report(settled, &severities, &mut said);
        }
        said
    }
}

/// The first plan of a replacement has said everything of it. One that is replaced by hand was planned as if it stayed.
fn enter_successor(run: &Run, opened: record::BgpSession, sid: &BgpSessionSid) -> Option<Subject> {
    run.ledger.note(|facts| match facts.session_change_of(sid) {
        Some(Change::Kept { before, .. }) => {
            let before = before.clone();
            facts.replace_session(sid.clone(), before, opened.clone());
            Some(Subject::Opened(opened, Some(sid.clone())))
        }
        Some(Change::Replaced(_) | Change::Destroyed(_)) | None => None,
    })
}

/// What is opened in the place of another one has no status yet.
fn successor(planned: &BgpSessionModel) -> record::BgpSession {
    record::BgpSession {
        status: None,
        ..record(planned)
    }
}

fn parts(severities: &Severities, fate: &Fate) -> Vec<Part> {
    let opens = fate.opened.is_some() && severities.is_on(&[Check::SESSION_EXISTS]);
    let routes = severities.is_on(&[Check::ROUTES_ON_ONE_LEG, Check::ROUTES_OVERLAP]);
    let interrupts = fate.interrupts() && severities.is_on(&[Check::ALL_LEGS_DISRUPTED, Check::PARTNER_NOT_HEALTHY]);
    let neighbours = routes || interrupts;
    let sessions = (opens || neighbours).then_some(Part::BgpSessions);
    let cross_connects = (neighbours && fate.place().is_some()).then_some(Part::CrossConnects);
    sessions.into_iter().chain(cross_connects).collect()
}

fn named(run: &Run, place: Option<&CrossConnectSid>) -> String {
    let Some(place) = place else {
        return "a BGP session whose cross connect is not known yet".to_owned();
    };
    let carrier = run
        .ledger
        .look(|facts| facts.before(place).map(record::CrossConnect::shown));
    format!("the BGP session on {}", carrier.unwrap_or_else(|| place.to_string()))
}

fn kept(prior: &BgpSessionModel, planned: &BgpSessionModel) -> Change<record::BgpSession> {
    let before = record(prior);
    let after = record::BgpSession {
        status: before.status.clone(),
        reset_by: reset_by(prior, planned),
        ..record(planned)
    };
    Change::Kept { before, after }
}

/// The attributes whose change takes the session down.
fn reset_by(prior: &BgpSessionModel, planned: &BgpSessionModel) -> Vec<&'static str> {
    let is_disabled = prior.enabled != planned.enabled && planned.enabled.known() == Some(&false);
    let moves = [
        ("customer_asn", prior.customer_asn != planned.customer_asn),
        ("customer_address", prior.customer_address != planned.customer_address),
        ("enabled", is_disabled),
        ("md5_key_wo", prior.md5_key_wo_version != planned.md5_key_wo_version),
    ];
    moves
        .into_iter()
        .filter(|(_, moves)| *moves)
        .map(|(name, _)| name)
        .collect()
}

/// A BGP session as the rules see it.
pub(super) fn record(model: &BgpSessionModel) -> record::BgpSession {
    let routes = model.ip_routes.known().filter(|routes| routes.is_wholly_known());
    record::BgpSession {
        cross_connect_sid: model.cross_connect_sid.known().cloned(),
        routes: routes.map(|routes| IpRoutes::trusted(routes.known().copied())),
        enabled: match model.enabled {
            Attr::Known(enabled) => Some(enabled),
            Attr::Null | Attr::Unknown => None,
        },
        status: model.status.known().cloned(),
        reset_by: Vec::new(),
    }
}
