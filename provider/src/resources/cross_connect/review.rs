//! What an engineer would say of the plan of one cross connect: of it alone at once, and of its neighbours when they are planned.

use framework::path::Path;
use framework::resource::Plan;
use framework::{Attr, Diagnostics};

use jiff::Timestamp;

use super::CrossConnect;
use super::model::{CompletionModel, CrossConnectModel};
use crate::api;
use crate::checks::facts::Change;
pub(super) use crate::checks::lifecycle::CompletionChange;
use crate::checks::record::{self, Grouping};
use crate::checks::review::Subject;
use crate::checks::{Check, Facts, Finding, Severities, letter, lifecycle, protection};
use crate::domain::{CrossConnectSid, CrossConnectStatus as Status};
use crate::ledger::Ledger;
use crate::resources::finding;
use crate::resources::shown;
use crate::run::Run;
use crate::run::{self, Part};

/// What a plan does with a cross connect.
enum Fate<'a> {
    Ordered(&'a CrossConnectModel),
    /// The second plan of a replacement. Terraform throws its warnings away.
    Successor(&'a CrossConnectModel, CrossConnectSid),
    Kept(&'a CrossConnectModel, &'a CrossConnectModel),
    Replaced(&'a CrossConnectModel, &'a CrossConnectModel, &'a [Path]),
    Destroyed(&'a CrossConnectModel),
}

impl<'a> Fate<'a> {
    fn of(plan: &'a Plan<CrossConnectModel>) -> Option<Self> {
        Some(match (&plan.prior, &plan.planned) {
            (None, None) => return None,
            (None, Some(planned)) => match super::predecessor(&plan.private) {
                Some(sid) => Self::Successor(planned, sid),
                None => Self::Ordered(planned),
            },
            (Some(prior), None) => Self::Destroyed(prior),
            (Some(prior), Some(planned)) if plan.replace.is_empty() => Self::Kept(prior, planned),
            (Some(prior), Some(planned)) => Self::Replaced(prior, planned, &plan.replace),
        })
    }

    /// What exists, as this call of the plan knows it.
    fn before(&self) -> Option<&'a CrossConnectModel> {
        match self {
            Self::Ordered(_) | Self::Successor(..) => None,
            Self::Kept(prior, _) | Self::Replaced(prior, ..) | Self::Destroyed(prior) => Some(prior),
        }
    }

    /// What will be there.
    fn after(&self) -> Option<&'a CrossConnectModel> {
        match self {
            Self::Ordered(planned) | Self::Successor(planned, _) => Some(planned),
            Self::Kept(_, planned) | Self::Replaced(_, planned, _) => Some(planned),
            Self::Destroyed(_) => None,
        }
    }

    fn is_of_a_group(&self) -> bool {
        let models = self.before().into_iter().chain(self.after());
        models.into_iter().any(|model| !model.redundancy_group.is_null())
    }

    /// Whether the plan gives a cross connect a name that it did not have.
    fn takes_a_name(&self) -> bool {
        match self {
            Self::Ordered(_) | Self::Successor(..) | Self::Replaced(..) => true,
            Self::Kept(prior, planned) => {
                planned.unique_name.known().is_some() && prior.unique_name != planned.unique_name
            }
            Self::Destroyed(_) => false,
        }
    }

    fn changes_its_group(&self) -> bool {
        matches!(self, Self::Kept(prior, planned) if prior.redundancy_group != planned.redundancy_group)
    }

    fn ends(&self) -> bool {
        matches!(self, Self::Replaced(..) | Self::Destroyed(_))
    }

    fn is_protected(&self) -> bool {
        self.before().is_some_and(CrossConnectModel::is_protected)
    }

    fn sid(&self) -> Option<&CrossConnectSid> {
        self.before()?.sid.known()
    }

    fn name(&self) -> String {
        let Some(model) = self.after().or(self.before()) else {
            return String::new();
        };
        let record = record(model);
        let place = record.exchange.as_ref().map(|exchange| format!(" at {exchange}"));
        format!("{}{}", record.shown(), place.unwrap_or_default())
    }
}

impl CrossConnect {
    /// What is to be said of a plan.
    pub(super) async fn review(&self, plan: &Plan<CrossConnectModel>) -> Diagnostics {
        let Some(fate) = Fate::of(plan) else {
            return Diagnostics::new();
        };
        let Some(run) = self.connection.ready(&plan.context) else {
            return reported(alone(&fate, &Facts::default()), &self.connection.severities());
        };
        let busy = run.ledger.busy();
        let subject = enter(&run, &fate);
        let mut said = asked(&run, &fate).await;
        said.extend(asked_of_predecessor(&run, subject.as_ref()).await);
        let mut found = run.ledger.look(|facts| alone(&fate, facts));
        found.extend(in_time(&run, &fate));
        said.extend(reported(found, &run.severities));
        drop(busy);
        if let Some(subject) = subject {
            let severities = match fate {
                Fate::Successor(..) => run.severities.clone().only_errors(),
                Fate::Ordered(_) | Fate::Kept(..) | Fate::Replaced(..) | Fate::Destroyed(_) => run.severities.clone(),
            };
            let settled = run.ledger.settled(&fate.name(), subject, &severities).await;
            said.extend(reported(settled, &severities));
        }
        said
    }
}

fn reported(found: Vec<Finding>, severities: &Severities) -> Diagnostics {
    let mut said = Diagnostics::new();
    finding::report(found, severities, &mut said);
    said
}

/// Enters the plan into the ledger, and names who speaks for the neighbours.
fn enter(run: &Run, fate: &Fate<'_>) -> Option<Subject> {
    if let Some(protected) = fate.sid().filter(|_| fate.is_protected()) {
        run.ledger.note(|facts| facts.protect(protected.clone()));
    }
    match fate {
        Fate::Ordered(planned) => {
            let ordered = record(planned);
            let before = run.ledger.note(|facts| facts.order_cross_connect(ordered.clone()));
            Some(Subject::Ordered(ordered, before))
        }
        Fate::Successor(planned, before) => enter_successor(run, record(planned), before),
        Fate::Kept(prior, planned) => {
            let (before, after) = (record(prior), record(planned));
            // What is planned has the status that it has now, as far as the rules for a group go.
            let status = before.status.clone();
            let after = record::CrossConnect { status, ..after };
            enter_change(run, fate.sid()?, Change::Kept { before, after })
        }
        Fate::Destroyed(prior) => enter_change(run, fate.sid()?, Change::Destroyed(record(prior))),
        Fate::Replaced(prior, planned, _) => {
            let (sid, ordered) = (fate.sid()?.clone(), successor(planned));
            let subject = Subject::Replaced(sid.clone(), ordered.clone());
            run.ledger
                .note(|facts| facts.replace_cross_connect(sid, record(prior), ordered));
            Some(subject)
        }
    }
}

fn enter_change(run: &Run, sid: &CrossConnectSid, change: Change<record::CrossConnect>) -> Option<Subject> {
    run.ledger.note(|facts| facts.plan_cross_connect(sid.clone(), change));
    Some(Subject::CrossConnect(sid.clone()))
}

/// The first plan of a replacement has said everything of it. One that is replaced by hand was planned as if it stayed.
fn enter_successor(run: &Run, ordered: record::CrossConnect, sid: &CrossConnectSid) -> Option<Subject> {
    run.ledger.note(|facts| match facts.change_of(sid) {
        Some(Change::Kept { before, .. }) => {
            let before = before.clone();
            facts.replace_cross_connect(sid.clone(), before, ordered.clone());
            Some(Subject::Ordered(ordered, Some(sid.clone())))
        }
        Some(Change::Replaced(_) | Change::Destroyed(_)) | None => None,
    })
}

/// What is ordered in the place of another one has no status yet.
fn successor(planned: &CrossConnectModel) -> record::CrossConnect {
    record::CrossConnect {
        status: None,
        ..record(planned)
    }
}

/// Notes a cross connect that the state holds.
pub(super) fn note(ledger: &Ledger, seen: &api::CrossConnect, state: &CrossConnectModel) {
    ledger.note(|facts| {
        if state.is_protected() {
            facts.protect(seen.sid.clone());
        }
        facts.see_cross_connect(seen.sid.clone(), run::cross_connect(seen));
    });
}

/// Asks for what the interruption of a predecessor that nobody planned is judged by.
async fn asked_of_predecessor(run: &Run, subject: Option<&Subject>) -> Diagnostics {
    let Some(Subject::Ordered(_, Some(before))) = subject else {
        return Diagnostics::new();
    };
    let mut said = Diagnostics::new();
    said.extend(run.lay_down(&[Part::CrossConnects, Part::BgpSessions]).await);
    said.extend(run.measure_partners_of(before).await);
    said
}

/// Asks the service for what the checks of this plan need, and says what it does not answer.
async fn asked(run: &Run, fate: &Fate<'_>) -> Diagnostics {
    let mut said = Diagnostics::new();
    said.extend(run.lay_down(&parts(&run.severities, fate)).await);
    if let Some(sid) = fate
        .sid()
        .filter(|_| fate.ends() && run.severities.is_on(&[Check::PARTNER_NOT_HEALTHY]))
    {
        said.extend(run.measure_partners_of(sid).await);
    }
    said.extend(super::capacity::at_the_exchange(run, fate.wanted()).await);
    said
}

fn parts(severities: &Severities, fate: &Fate<'_>) -> Vec<Part> {
    const OF_A_GROUP: [&Check; 6] = [
        Check::LONE_MEMBER,
        Check::SAME_EXCHANGE,
        Check::NO_RECOMMENDED_PAIR,
        Check::UNEQUAL_BANDWIDTH,
        Check::ALL_LEGS_DISRUPTED,
        Check::PARTNER_NOT_HEALTHY,
    ];
    const OF_AN_END: [&Check; 2] = [Check::ALL_LEGS_DISRUPTED, Check::PARTNER_NOT_HEALTHY];
    const OF_ROUTES: [&Check; 2] = [Check::ROUTES_ON_ONE_LEG, Check::ROUTES_OVERLAP];
    const OF_A_PROTECTED_END: [&Check; 2] = [Check::DESTROY_PROTECTED, Check::REPLACE_PROTECTED];
    let takes_a_name = fate.takes_a_name() && severities.is_on(&[Check::NAME_IN_USE]);
    let of_a_group = fate.is_of_a_group() && severities.is_on(&OF_A_GROUP);
    let protected = fate.ends() && fate.is_protected() && severities.is_on(&OF_A_PROTECTED_END);
    let leaves_a_group = fate.is_of_a_group() && fate.ends() && severities.is_on(&OF_AN_END);
    let moves_routes = fate.changes_its_group() && severities.is_on(&OF_ROUTES);
    let cross_connects = (takes_a_name || of_a_group || protected || moves_routes).then_some(Part::CrossConnects);
    let sessions = (protected || leaves_a_group || moves_routes).then_some(Part::BgpSessions);
    cross_connects.into_iter().chain(sessions).collect()
}

/// What is wrong with the cross connect whatever its neighbours do.
fn alone(fate: &Fate<'_>, facts: &Facts) -> Vec<Finding> {
    let hanging = || {
        fate.sid()
            .map(|sid| protection::hanging_on(facts, sid))
            .unwrap_or_default()
    };
    match fate {
        Fate::Ordered(planned) | Fate::Successor(planned, _) => {
            let completed = planned.completion.known().is_some();
            completed.then(lifecycle::completion_of_new_order).into_iter().collect()
        }
        Fate::Kept(prior, planned) => update_findings(prior, planned),
        Fate::Replaced(prior, _, because) => {
            let because: Vec<_> = because.iter().map(Path::to_string).collect();
            let found = || protection::replace(&shown(&prior.unique_name), &shown(&prior.sid), &because, &hanging());
            prior.is_protected().then(found).into_iter().collect()
        }
        Fate::Destroyed(prior) => {
            let found = || protection::destroy(&shown(&prior.unique_name), &shown(&prior.sid), &hanging());
            prior.is_protected().then(found).into_iter().collect()
        }
    }
}

/// What time has made of an order that this plan leaves waiting, unless a look at it has said so. Rests where nobody looked:
/// then neither the time nor the order is known.
fn in_time(run: &Run, fate: &Fate<'_>) -> Option<Finding> {
    let Fate::Kept(prior, planned) = fate else { return None };
    let moves = prior.loa_entity != planned.loa_entity || prior.completion != planned.completion;
    run.ledger
        .look(|facts| facts.has_seen(prior.sid.known()?).then_some(()))?;
    let found = letter::of(&shown(&planned.unique_name), &order(prior)?, run.client.last_date()?)?;
    (!moves && run.ledger.is_news(found.to_string())).then_some(found)
}

/// The finding of a look at an order whose letter has expired.
pub(super) fn of_expired_letter(seen: &api::CrossConnect, now: Timestamp) -> Option<Finding> {
    let letter = seen.letter_of_authorization.as_ref();
    let order = record::Order {
        status: seen.status.clone(),
        ordered_at: Some(seen.date_created),
        letter: letter.map(|letter| (letter.issued_at, letter.expires_at)),
    };
    let found = letter::of(seen.unique_name.as_str(), &order, now)?;
    (found.check == Check::LETTER_EXPIRED).then_some(found)
}

fn order(model: &CrossConnectModel) -> Option<record::Order> {
    let letter = model.letter_of_authorization.known();
    let instant = |text: &Attr<String>| text.known()?.parse().ok();
    Some(record::Order {
        status: model.status.known()?.clone(),
        ordered_at: instant(&model.date_created),
        letter: letter.and_then(|letter| Some((instant(&letter.issued_at)?, instant(&letter.expires_at)?))),
    })
}

fn update_findings(prior: &CrossConnectModel, planned: &CrossConnectModel) -> Vec<Finding> {
    let status = prior.status.known().cloned().unwrap_or(Status::Requested);
    let completion = completion_change(prior, planned).and_then(|change| lifecycle::completion(change, &status));
    let bandwidth = (prior.bandwidth_mbps != planned.bandwidth_mbps)
        .then(|| lifecycle::bandwidth(&status))
        .flatten();
    completion.into_iter().chain(bandwidth).collect()
}

/// What a plan says of the completion notice, if anything.
pub(super) fn completion_change(prior: &CrossConnectModel, planned: &CrossConnectModel) -> Option<CompletionChange> {
    match (&prior.completion, &planned.completion) {
        (Attr::Null, Attr::Known(_)) => Some(CompletionChange::Added),
        (Attr::Known(_), Attr::Null) => Some(CompletionChange::Removed),
        (Attr::Known(before), Attr::Known(after)) if before != after && is_known(after) => {
            Some(CompletionChange::Changed)
        }
        _ => None,
    }
}

fn is_known(completion: &CompletionModel) -> bool {
    completion.reference.known().is_some() && completion.completed_on.known().is_some()
}

/// A cross connect as the rules see it.
fn record(model: &CrossConnectModel) -> record::CrossConnect {
    record::CrossConnect {
        name: model.unique_name.known().cloned(),
        exchange: model.exchange.known().cloned(),
        bandwidth: model.bandwidth_mbps.known().copied(),
        group: match &model.redundancy_group {
            Attr::Null => Grouping::Alone,
            Attr::Unknown => Grouping::Unknown,
            Attr::Known(group) => Grouping::In(group.clone()),
        },
        status: model.status.known().cloned(),
        link: None,
    }
}

impl<'a> Fate<'a> {
    /// The plan that asks the exchange for a bandwidth that it does not deliver yet.
    fn wanted(&self) -> Option<&'a CrossConnectModel> {
        match self {
            Self::Ordered(planned) | Self::Replaced(_, planned, _) => Some(planned),
            Self::Kept(prior, planned) => (prior.bandwidth_mbps != planned.bandwidth_mbps).then_some(planned),
            Self::Successor(..) | Self::Destroyed(_) => None,
        }
    }
}
