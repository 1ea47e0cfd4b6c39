//! A cross connect of the state that the service does not have: what is kept, what is marked, and what is said.
//!
//! What is gone from the state is ordered anew by the next apply. So a protected cross connect that is proved to be gone stays in
//! the state with a mark in its private data, and its plan refuses what would follow.

use framework::private::Private;
use framework::resource::{Plan, Read, Saved, Update};
use framework::{Attr, Diagnostic};

use super::model::CrossConnectModel;
use crate::checks::Severities;
use crate::checks::absence::{self, Lost};
use crate::domain::{CrossConnectSid, UniqueName};
use crate::resources::finding::{self, said};
use crate::resources::shown;
use crate::run::{Missing, Run, Witness};

/// Whether a read has proved the object to be gone.
pub(super) fn is_marked(private: &Private) -> bool {
    private.get(MARK).unwrap_or_default()
}

/// The result of a read whose object is proved to be gone: nothing, or the marked object where it is protected.
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
    said(&found, &run.severities)
        .into_iter()
        .for_each(|warning| warnings.add(warning));
    None
}

/// The result of a read where the service contradicts itself: the object as stored.
pub(super) fn contradicted(run: &Run, request: Read<CrossConnectModel>, by: &Witness) -> Saved<CrossConnectModel> {
    let Read { state, private, .. } = request;
    let (name, sid) = (quoted(&state), shown(&state.sid));
    let found = absence::contradicted(lost(&name, &sid), &by.to_string());
    let kept = Saved::new(state).with_private(private.with(MARK, false));
    said(&found, &run.severities)
        .into_iter()
        .fold(kept, Saved::with_warning)
}

/// The plan of a marked object: an error, or where the user wants a warning the object unchanged. Where the configuration gives the
/// protection up, the plan changes the state alone. Returns whether the plan is made.
pub(super) fn plan(plan: &mut Plan<CrossConnectModel>, severities: &Severities) -> bool {
    let Some(prior) = plan.prior.clone().filter(|_| is_marked(&plan.private)) else {
        return false;
    };
    plan.replace.clear();
    let gives_up = plan
        .config
        .as_ref()
        .is_some_and(|config| config.deletion_protection == Attr::Known(false));
    if let Some(planned) = plan.planned.as_mut().filter(|_| gives_up) {
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

/// The update that gives the protection of a marked object up: no request is sent, and the next refresh removes the object.
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

/// What the provider decides stays as it was: nothing happens to the object.
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

/// What the user configures stays as it was, as far as core lets a plan differ from the configuration: where both have a value.
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
    /// The facts of the state about an object that the service does not find.
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
