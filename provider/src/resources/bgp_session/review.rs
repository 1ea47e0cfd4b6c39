//! The plan of one BGP session, as records for the plan checks.

use std::collections::BTreeSet;

use framework::path::Path;
use framework::resource::Plan;
use framework::{Attr, Diagnostics};

use super::BgpSession;
use super::model::BgpSessionModel;
use crate::checks::object_index::ObjectIndex;
use crate::checks::planned::{Cause, Change, Planned};
use crate::checks::record;
use crate::checks::{Check, Fact, Finding, Part, Picture, judge};
use crate::domain::{CrossConnectSid, Exchange, IpRoutes};
use crate::resources::review::{self, Entry, Judged, fact};

impl BgpSession {
    /// The findings of the checks on a plan.
    pub(super) async fn review(&self, plan: &Plan<BgpSessionModel>) -> Diagnostics {
        match entry(plan).zip(self.connection.ready(&plan.context)) {
            Some((entry, run)) => review::of(&run, &plan.context, entry).await,
            None => Diagnostics::new(),
        }
    }
}

fn entry(plan: &Plan<BgpSessionModel>) -> Option<Entry<record::BgpSession>> {
    let change = match (&plan.prior, &plan.planned) {
        (None, None) => return None,
        (None, Some(planned)) => match super::predecessor(&plan.private) {
            Some(sid) => return Some(Entry::Successor(sid, created(planned))),
            None => Change::Created(created(planned)),
        },
        (Some(prior), None) => Change::Destroyed(record(prior)),
        (Some(prior), Some(planned)) if plan.replace.is_empty() => Change::Kept {
            before: record(prior),
            after: kept(plan, prior, planned),
        },
        (Some(prior), Some(planned)) => Change::Replaced {
            before: record(prior),
            after: created(planned),
            cause: Cause::Changed(plan.replace.iter().map(Path::to_string).collect()),
        },
    };
    Some(Entry::Plan(Planned::new(change)))
}

/// The record of a session that is kept. A value that the user removed is null, because Twilio assigns it.
fn kept(plan: &Plan<BgpSessionModel>, prior: &BgpSessionModel, planned: &BgpSessionModel) -> record::BgpSession {
    let config = plan.config.as_ref();
    let gives_up_asn = planned.customer_asn.is_unknown() && config.is_some_and(|config| config.customer_asn.is_null());
    let gives_up_address =
        planned.customer_address.is_unknown() && config.is_some_and(|config| config.customer_address.is_null());
    let after = record(planned).kept_from(&record(prior));
    record::BgpSession {
        customer_asn: if gives_up_asn { Fact::Null } else { after.customer_asn },
        customer_address: if gives_up_address {
            Fact::Null
        } else {
            after.customer_address
        },
        ..after
    }
}

/// The record of a session that this plan creates.
pub(super) fn created(planned: &BgpSessionModel) -> record::BgpSession {
    record(planned).created()
}

/// The record of a BGP session of the state or of a plan.
pub(super) fn record(model: &BgpSessionModel) -> record::BgpSession {
    let routes = match &model.ip_routes {
        Attr::Known(routes) if routes.is_wholly_known() => IpRoutes::trusted(routes.known().copied()).into(),
        Attr::Null => Fact::Null,
        Attr::Known(_) | Attr::Unknown => Fact::Unknown,
    };
    record::BgpSession {
        sid: model.sid.known().cloned(),
        cross_connect_sid: fact(&model.cross_connect_sid),
        routes,
        enabled: fact(&model.enabled),
        customer_asn: fact(&model.customer_asn),
        customer_address: fact(&model.customer_address),
        md5_key_version: fact(&model.md5_key_wo_version),
        has_md5_key: Fact::Unknown,
        status: fact(&model.status),
        declined: Vec::new(),
    }
}

impl Judged for record::BgpSession {
    fn index(picture: &mut Picture) -> &mut ObjectIndex<Self> {
        &mut picture.sessions
    }

    fn parts(planned: &Planned<Self>, is_heard: impl Fn(&Check) -> bool) -> BTreeSet<Part> {
        judge::parts_for_session(planned, is_heard)
    }

    fn findings(picture: &Picture, planned: &Planned<Self>) -> Vec<Finding> {
        judge::of_session(picture, planned)
    }

    fn circuit(planned: &Planned<Self>) -> Option<&CrossConnectSid> {
        planned.before()?.cross_connect_sid.known()
    }

    fn exchange(_: &Planned<Self>) -> Option<&Exchange> {
        None
    }
}
