//! A cross connect of the state that the service does not have: its state, its mark in the private data, and its diagnostics.
//!
//! The next apply orders an object again that is missing in the state. So a protected cross connect whose absence is proved stays in
//! the state, with a mark in its private data, and its plan fails.

use framework::private::Private;
use framework::resource::{Plan, Read, Saved, Update};
use framework::{Attr, Diagnostic};

use super::model::CrossConnectModel;
use crate::checks::Severities;
use crate::checks::absence::{self, Lost};
use crate::domain::{CrossConnectSid, UniqueName};
use crate::resources::finding::{self, warning};
use crate::resources::shown;
use crate::run::{Missing, Run, Witness};

/// True if a read has proved the absence of the object.
pub(super) fn is_marked(private: &Private) -> bool {
    private.get(MARK).unwrap_or_default()
}

/// The result of a read that proved the absence of the object: nothing, or the marked object if it is protected.
pub(super) fn gone(
    run: &Run,
    request: Read<CrossConnectModel>,
    successor: Option<&str>,
) -> Option<Saved<CrossConnectModel>> {
    let Read {
        state,
        private,
        warnings,
        ..
    } = request;
    let (name, sid) = (quoted(&state), shown(&state.sid));
    if state.is_protected() {
        let found = absence::protected_gone(lost(&name, &sid), successor);
        let warning = Diagnostic::warning(found.to_string(), found.detail.clone());
        let private = private.with(MARK, true).with(SUCCESSOR, successor);
        return Some(Saved::new(state).with_private(private).with_warning(warning));
    }
    let found = absence::gone(lost(&name, &sid), &shown(&state.status), successor);
    warning(&found, &run.severities)
        .into_iter()
        .for_each(|warning| warnings.add(warning));
    None
}

/// The result of a read with contradictory answers of the service: the object as stored.
pub(super) fn contradicted(run: &Run, request: Read<CrossConnectModel>, by: &Witness) -> Saved<CrossConnectModel> {
    let Read { state, private, .. } = request;
    let (name, sid) = (quoted(&state), shown(&state.sid));
    let found = absence::contradicted(lost(&name, &sid), &by.to_string());
    let kept = Saved::new(state).with_private(private.with(MARK, false));
    warning(&found, &run.severities)
        .into_iter()
        .fold(kept, Saved::with_warning)
}

/// Plans a marked object: an error or, if the user lowered the severity, the unchanged object. If the configuration removes the protection, the
/// plan changes the state alone. Returns true if the plan is complete.
pub(super) fn plan(plan: &mut Plan<CrossConnectModel>, severities: &Severities) -> bool {
    let Some(prior) = plan.prior.clone().filter(|_| is_marked(&plan.private)) else {
        return false;
    };
    plan.replace.clear();
    let gives_up = |planned: &&mut CrossConnectModel| planned.deletion_protection == Attr::Known(false);
    if let Some(planned) = plan.planned.as_mut().filter(gives_up) {
        keep_decided(&prior, planned);
        return true;
    }
    let (name, sid) = (quoted(&prior), shown(&prior.sid));
    let successor = plan.private.get::<String>(SUCCESSOR);
    let found = absence::protected_gone(lost(&name, &sid), successor.as_deref());
    let said = finding::reported(&found, severities);
    let is_repeated = plan.context.is_deferral_allowed();
    plan.diagnostics
        .extend(said.filter(|said| !is_repeated || said.is_error()));
    if let Some(planned) = &mut plan.planned {
        keep_decided(&prior, planned);
        keep_configured(&prior, planned);
    }
    true
}

/// The update that removes the protection of a marked object. No request is sent, and the next refresh removes the object from the state.
pub(super) fn state_alone(request: Update<CrossConnectModel>) -> Saved<CrossConnectModel> {
    let Update {
        prior,
        mut planned,
        private,
        ..
    } = request;
    keep_decided(&prior, &mut planned);
    Saved::new(planned).with_private(private)
}

/// Keeps the computed values of the state, because the object is not changed.
fn keep_decided(prior: &CrossConnectModel, planned: &mut CrossConnectModel) {
    planned.id = prior.id.clone();
    planned.sid = prior.sid.clone();
    planned.status = prior.status.clone();
    planned.next_action = prior.next_action.clone();
    planned.data_center = prior.data_center.clone();
    planned.account_sid = prior.account_sid.clone();
    planned.date_created = prior.date_created.clone();
    planned.letter_of_authorization = prior.letter_of_authorization.clone();
}

/// Keeps the configured values of the state if both sides have a value. Core accepts such a difference from the configuration.
fn keep_configured(prior: &CrossConnectModel, planned: &mut CrossConnectModel) {
    keep(&prior.exchange, &mut planned.exchange);
    keep(&prior.bandwidth_mbps, &mut planned.bandwidth_mbps);
    keep(&prior.loa_entity, &mut planned.loa_entity);
    keep(&prior.unique_name, &mut planned.unique_name);
    keep(&prior.redundancy_group, &mut planned.redundancy_group);
    keep(&prior.redundancy_role, &mut planned.redundancy_role);
    keep(&prior.enabled, &mut planned.enabled);
    keep(&prior.loa_revision, &mut planned.loa_revision);
}

fn keep<T: Clone>(prior: &Attr<T>, planned: &mut Attr<T>) {
    if !prior.is_null() && planned.known().is_some() {
        *planned = prior.clone();
    }
}

impl CrossConnectModel {
    /// The facts in the state about an object that the service does not find.
    pub(super) fn missing(&self, sid: &CrossConnectSid) -> Missing<CrossConnectSid, UniqueName> {
        Missing {
            sid: sid.clone(),
            place: self.unique_name.known().cloned(),
            created_at: self.date_created.known().and_then(|created| created.parse().ok()),
        }
    }
}

fn lost<'a>(name: &'a str, sid: &'a str) -> Lost<'a> {
    Lost {
        kind: "Cross connect",
        name,
        sid,
        made_by: "orders",
    }
}

fn quoted(state: &CrossConnectModel) -> String {
    format!("\"{}\"", shown(&state.unique_name))
}

const MARK: &str = "is_gone";
const SUCCESSOR: &str = "successor";
