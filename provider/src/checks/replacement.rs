//! Group 4xx: circuits that a plan destroys and orders again.

use super::finding::{Finding, Subject};
use super::picture::Picture;
use super::planned::{Cause, Change, Planned};
use super::record::CrossConnect;
use super::{Check, dependents, protection};

/// True where a plan replaces a circuit.
pub fn is_replaced(planned: &Planned<CrossConnect>) -> bool {
    matches!(planned.change, Change::Replaced { .. })
}

/// `TWX406`: an unprotected circuit that is replaced. A rejected order gives no finding, because it has no circuit.
pub fn of_cross_connect(picture: &Picture, planned: &Planned<CrossConnect>) -> Vec<Finding> {
    let Change::Replaced { before, after, cause } = &planned.change else {
        return Vec::new();
    };
    if protection::is_dead(planned) || protection::ends_protected(planned) {
        return Vec::new();
    }
    let status = before
        .status
        .known()
        .map(|status| format!(", which has status {status}"))
        .unwrap_or_default();
    let detail = format!(
        "This plan will destroy {}{status}, and order another circuit, which takes weeks.{}{} {}",
        before.shown_in_full(),
        order_of_both(planned),
        dependents::sentences(picture, planned),
        way_out(before, after, cause)
    );
    let found = Finding::about(Check::REPLACED, Subject::circuit(planned));
    let found = found.saying(format!("Cross connect {} will be replaced", before.shown()), detail);
    vec![match cause {
        Cause::Changed(attributes) => protection::on_first(found, attributes),
        Cause::Requested | Cause::Tainted => found,
    }]
}

/// The moment at which the old circuit is destroyed, if the plan orders the new one first.
fn order_of_both(planned: &Planned<CrossConnect>) -> &'static str {
    if planned.is_created_first {
        " With create_before_destroy, it is destroyed as soon as the new one is ordered, before the new one is in service."
    } else {
        ""
    }
}

/// The advice that keeps the circuit, by the cause.
fn way_out(before: &CrossConnect, after: &CrossConnect, cause: &Cause) -> String {
    let attributes = match cause {
        Cause::Requested => return "Replacement was requested. To keep the circuit, plan without -replace, or remove replace_triggered_by.".to_owned(),
        Cause::Tainted => return "It is tainted. To keep the circuit, run terraform untaint.".to_owned(),
        Cause::Changed(attributes) => attributes,
    };
    let is_moved = attributes.iter().any(|attribute| attribute == "exchange");
    if is_moved {
        let place = after
            .exchange
            .known()
            .map(|exchange| format!(" at {exchange}"))
            .unwrap_or_default();
        return format!(
            "A circuit cannot be moved to another exchange. To avoid an interruption, order the circuit{place} as a second resource with its \
             own unique_name. Remove this one when the new one is in service."
        );
    }
    let entity = before
        .loa_entity
        .known()
        .map(|entity| format!(" to \"{entity}\""))
        .unwrap_or_default();
    format!(
        "The completion of this circuit is reported, so the service issues a letter of authorization for another loa_entity only with a new \
         circuit. To keep the circuit, set loa_entity back{entity}."
    )
}

#[cfg(test)]
mod tests;
