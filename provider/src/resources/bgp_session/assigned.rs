//! Private ASNs and link-local addresses in a configuration. Only Twilio assigns them, and no request sends them.
//!
//! Generated configuration contains the values that Twilio assigned to a session. Such a value is a warning that it can be left out. Every
//! other private ASN or link-local address is an error, because the service would refuse it.

use framework::path::Path;
use framework::resource::Plan;
use framework::{Attr, Diagnostic, Diagnostics};

use super::model::BgpSessionModel;
use crate::attributes::broken_rule;
use crate::domain::{Asn, InterfaceAddress, Problem};

/// The errors and warnings of a plan whose configuration has values that only Twilio assigns.
pub(super) fn review(plan: &Plan<BgpSessionModel>) -> Diagnostics {
    let Some(config) = plan.config.as_ref().filter(|_| plan.planned.is_some()) else {
        return Diagnostics::new();
    };
    // A session that replaces another one gets other values.
    let stored = plan.prior.as_ref().filter(|_| plan.replace.is_empty());
    let asn = config.customer_asn.known();
    let asn_is_stored = stored.is_some_and(|prior| prior.customer_asn.known() == asn);
    let asn = asn.and_then(|asn| Some((format!("ASN {asn}"), asn.assigned_problem()?)));
    let address = config.customer_address.known();
    let address_is_stored = stored.is_some_and(|prior| prior.customer_address.known() == address);
    let address = address.and_then(|address| Some((address.to_string(), address.assigned_problem()?)));
    let told = [
        asn.map(|(shown, problem)| told("customer_asn", &shown, asn_is_stored, &problem)),
        address.map(|(shown, problem)| told("customer_address", &shown, address_is_stored, &problem)),
    ];
    told.into_iter().flatten().collect()
}

fn told(attribute: &'static str, shown: &str, is_stored: bool, problem: &Problem) -> Diagnostic {
    let diagnostic = if is_stored {
        Diagnostic::warning(
            format!(
                "{shown} was assigned by Twilio and can be omitted [{}]",
                problem.rule.code
            ),
            format!("The provider does not send it. If you remove {attribute}, the session keeps its value."),
        )
    } else {
        broken_rule(problem)
    };
    diagnostic.at(Path::attribute(attribute))
}

/// The ASN of a configuration, if the customer may set it; null for an ASN that only Twilio assigns.
pub(super) fn own_asn(written: &Attr<Asn>) -> Attr<Asn> {
    let is_assigned = written.known().is_some_and(|asn| asn.assigned_problem().is_some());
    if is_assigned { Attr::Null } else { written.clone() }
}

/// The address of a configuration, if the customer may set it; null for an address that only Twilio assigns.
pub(super) fn own_address(written: &Attr<InterfaceAddress>) -> Attr<InterfaceAddress> {
    let is_assigned = written
        .known()
        .is_some_and(|address| address.assigned_problem().is_some());
    if is_assigned { Attr::Null } else { written.clone() }
}
