//! Group 6xx: circuits that are protected against deletion.

use super::finding::{Finding, Subject};
use super::picture::Picture;
use super::planned::{Cause, Change, Planned};
use super::record::CrossConnect;
use super::redundancy::sentence_list;
use super::{Check, dependents};
use crate::domain::CrossConnectStatus;

/// True where a plan destroys or replaces a protected circuit. The state decides about a destroy, and the state or the configuration
/// about a replacement. An order that the account shows as rejected is not protected, even if the state does not have this status yet.
pub fn ends_protected(planned: &Planned<CrossConnect>) -> bool {
    if is_dead(planned) {
        return false;
    }
    match &planned.change {
        Change::Destroyed(before) => before.is_protected(),
        Change::Replaced { before, after, .. } => before.is_protected() || is_wanted(before, after),
        Change::Untouched(_) | Change::Created(_) | Change::Kept { .. } | Change::Forgotten(_) => false,
    }
}

/// True where the state or the account shows an order that never becomes a circuit. A deleted circuit in a single list proves nothing.
pub fn is_dead(planned: &Planned<CrossConnect>) -> bool {
    let is_rejected = |today: &CrossConnect| today.status.is(&CrossConnectStatus::Rejected);
    planned.before().is_some_and(CrossConnect::is_dead) || planned.today().is_some_and(is_rejected)
}

/// True where the configuration protects a circuit whose order is not dead.
fn is_wanted(before: &CrossConnect, after: &CrossConnect) -> bool {
    let wanted = CrossConnect {
        protection: after.protection,
        ..before.clone()
    };
    wanted.is_protected()
}

/// `TWX601` and `TWX602`.
pub fn of_cross_connect(picture: &Picture, planned: &Planned<CrossConnect>) -> Vec<Finding> {
    if !ends_protected(planned) {
        return Vec::new();
    }
    let found = if let Change::Replaced { before, cause, .. } = &planned.change {
        replaced(picture, planned, (before, cause))
    } else {
        let dependents = dependents::sentences(picture, planned);
        let before = planned.before();
        before.map(|before| destroyed(before, &dependents, Subject::circuit(planned)))
    };
    found.into_iter().collect()
}

/// The finding about a protected circuit that a plan destroys, with the objects that depend on it.
pub fn destroyed(before: &CrossConnect, dependents: &str, subject: Subject) -> Finding {
    Finding::about(Check::DESTROY_PROTECTED, subject).saying(
        format!("Protected cross connect {} would be destroyed", before.shown()),
        format!(
            "deletion_protection is true in the state of {}.{dependents} Ordering a new circuit takes weeks. To keep the circuit, keep its \
             resource block. To destroy it anyway, set deletion_protection = false, apply that, and then destroy it.",
            before.shown_in_full()
        ),
    )
}

fn replaced(
    picture: &Picture,
    planned: &Planned<CrossConnect>,
    (before, cause): (&CrossConnect, &Cause),
) -> Option<Finding> {
    let place = if before.is_protected() {
        "state"
    } else {
        "configuration"
    };
    let (because, keep) = match cause {
        Cause::Changed(attributes) => (
            format!("The change of {} forces replacement", sentence_list(attributes)),
            "revert that change".to_owned(),
        ),
        Cause::Requested => (
            "Replacement was requested".to_owned(),
            "plan without -replace, or remove replace_triggered_by".to_owned(),
        ),
        Cause::Tainted => ("It is tainted".to_owned(), "run terraform untaint".to_owned()),
    };
    let found = Finding::about(Check::REPLACE_PROTECTED, Subject::circuit(planned)).saying(
        format!("Protected cross connect {} would be replaced", before.shown()),
        format!(
            "deletion_protection is true in the {place} of {}. {because}: this plan would destroy it and order another circuit, which takes \
             weeks.{} To keep the circuit, {keep}. To replace it anyway, set deletion_protection = false, apply that alone, and then replace \
             it.",
            before.shown_in_full(),
            dependents::sentences(picture, planned)
        ),
    );
    Some(match cause {
        Cause::Changed(attributes) => on_first(found, attributes),
        Cause::Requested | Cause::Tainted => found,
    })
}

/// The finding on the first attribute that forces replacement.
pub(super) fn on_first(found: Finding, attributes: &[String]) -> Finding {
    const FORCE: [&str; 2] = ["exchange", "loa_entity"];
    let first = FORCE
        .into_iter()
        .find(|name| attributes.iter().any(|changed| changed == name));
    match first {
        Some(attribute) => found.on(attribute),
        None => found,
    }
}

#[cfg(test)]
mod tests;
