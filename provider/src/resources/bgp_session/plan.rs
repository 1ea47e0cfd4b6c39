//! The plan of `twilio_bgp_session`: the values that stay known, the values that the user removed, and the rules between attributes.

use async_trait::async_trait;
use framework::path::Path;
use framework::private::Private;
use framework::resource::{Plan, PlansChanges, Validates};
use framework::{Attr, Diagnostics};

use super::model::{BgpSessionModel, is_customers};
use super::{ADDRESS_IS_CUSTOMERS, ASN_IS_CUSTOMERS, BgpSession, assigned, lost_key, unconfirmed_key};
use crate::attributes::broken_rule;
use crate::domain::{BgpSessionStatus as Status, IpRoutes, Problem, RouteProblem, Rule};
use crate::run::Run;

impl Validates<BgpSessionModel> for BgpSession {
    fn validate(&self, config: &BgpSessionModel) -> Diagnostics {
        let mut diagnostics = Diagnostics::new();
        for (attribute, problem) in route_problems(config).into_iter().chain(key_problem(config)) {
            diagnostics.push(broken_rule(&problem).at(Path::attribute(attribute)));
        }
        diagnostics
    }
}

#[async_trait]
impl PlansChanges<BgpSessionModel> for BgpSession {
    async fn plan(&self, plan: &mut Plan<BgpSessionModel>) {
        if let (Some(prior), Some(planned), Some(config)) = (&plan.prior, &mut plan.planned, &plan.config)
            && plan.replace.is_empty()
            && planned.sid == prior.sid
        {
            release_what_was_given_up(planned, config, &plan.private);
            keep_what_cannot_move(prior, planned);
            let run = self.connection.ready(&plan.context);
            if is_pending(prior) && run.is_some_and(|run| comes_with_its_circuit(&run, prior)) {
                await_what_is_assigned(prior, planned, config);
            }
        }
        let mut assigned = assigned::review(plan);
        if plan.context.is_deferral_allowed() {
            assigned.retain_errors();
        }
        plan.diagnostics.extend(assigned);
        if !plan.context.is_deferral_allowed() {
            let severities = self.connection.severities();
            plan.diagnostics.extend(unconfirmed_key::review(plan, &severities));
            plan.diagnostics.extend(lost_key::review(plan, &severities));
        }
        let said = self.review(plan).await;
        plan.diagnostics.extend(said);
    }
}

/// True if this run has already planned the step of the cross connect after which the service assigns the missing values of the session.
pub(super) fn comes_with_its_circuit(run: &Run, session: &BgpSessionModel) -> bool {
    let circuit = session.cross_connect_sid.known();
    circuit.is_some_and(|circuit| run.picture.with(|picture| picture.is_activated(circuit)))
}

/// True if a session of the state waits for its cross connect.
pub(super) fn is_pending(prior: &BgpSessionModel) -> bool {
    prior.status.known() == Some(&Status::Pending)
}

/// Marks the values as unknown that the service assigns once the connection is configured.
fn await_what_is_assigned(prior: &BgpSessionModel, planned: &mut BgpSessionModel, config: &BgpSessionModel) {
    planned.status = Attr::Unknown;
    await_value(&prior.twilio_asn, &mut planned.twilio_asn);
    await_value(&prior.twilio_address, &mut planned.twilio_address);
    if config.customer_asn.is_null() {
        await_value(&prior.customer_asn, &mut planned.customer_asn);
    }
    if config.customer_address.is_null() {
        await_value(&prior.customer_address, &mut planned.customer_address);
    }
}

fn await_value<T>(prior: &Attr<T>, planned: &mut Attr<T>) {
    if prior.is_null() {
        *planned = Attr::Unknown;
    }
}

/// Marks the values as unknown that the user removed, because Twilio assigns them again.
fn release_what_was_given_up(planned: &mut BgpSessionModel, config: &BgpSessionModel, private: &Private) {
    if config.customer_asn.is_null() && is_customers(private, ASN_IS_CUSTOMERS) {
        planned.customer_asn = Attr::Unknown;
    }
    if config.customer_address.is_null() && is_customers(private, ADDRESS_IS_CUSTOMERS) {
        planned.customer_address = Attr::Unknown;
    }
}

/// Keeps computed values known that this change cannot affect, so that objects that depend on them are not planned to change.
fn keep_what_cannot_move(prior: &BgpSessionModel, planned: &mut BgpSessionModel) {
    if planned.customer_address != prior.customer_address {
        planned.twilio_address = Attr::Unknown;
    }
    let moves = planned.customer_address != prior.customer_address
        || planned.customer_asn != prior.customer_asn
        || planned.ip_routes != prior.ip_routes
        || planned.enabled != prior.enabled
        || planned.md5_key_wo_version != prior.md5_key_wo_version;
    planned.status = if moves { Attr::Unknown } else { prior.status.clone() };
}

/// Rules R1, R8 and R10 of the routes, which need more than one value.
fn route_problems(config: &BgpSessionModel) -> Vec<(&'static str, Problem)> {
    let Some(routes) = config.ip_routes.known() else {
        return Vec::new();
    };
    if routes.0.iter().any(Attr::is_null) {
        return vec![("ip_routes", RouteProblem::null_route().problem)];
    }
    let texts: Vec<String> = routes.known().map(ToString::to_string).collect();
    let among_themselves = if routes.is_wholly_known() {
        IpRoutes::parse(&texts).err().unwrap_or_default()
    } else {
        IpRoutes::problems(&texts)
    };
    let with_interface = config
        .customer_address
        .known()
        .map(|address| IpRoutes::trusted(routes.known().copied()).problems_with(*address));
    let all = among_themselves.into_iter().chain(with_interface.into_iter().flatten());
    all.map(|found| ("ip_routes", found.problem)).collect()
}

/// The problem of a key without a version, or of a version without a key. Without a version, a new key would not be detected.
fn key_problem(config: &BgpSessionModel) -> Option<(&'static str, Problem)> {
    match (&config.md5_key_wo, &config.md5_key_wo_version) {
        (Attr::Known(_), Attr::Null) => Some((
            "md5_key_wo_version",
            Problem::new(
                Rule::MD5_KEY_VERSION,
                "md5_key_wo is set without md5_key_wo_version",
                "Terraform does not store a write-only value, so it detects a new key only by its version. Set md5_key_wo_version = 1, and \
                 increase it with each new key.",
            ),
        )),
        (Attr::Null, Attr::Known(_)) => Some((
            "md5_key_wo",
            Problem::new(
                Rule::MD5_KEY_VERSION,
                "md5_key_wo_version is set without md5_key_wo",
                "Also set md5_key_wo, or remove both attributes to remove the key.",
            ),
        )),
        _ => None,
    }
}
