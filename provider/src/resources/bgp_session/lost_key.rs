//! An MD5 key that the service no longer has. The service never returns a key, but it returns whether the session has one.
//!
//! The version is removed from the state, so that the plan sends the key again. The private data keep the lost version, so that the plan can
//! distinguish a lost key from a new one.

use framework::private::Private;
use framework::resource::Plan;
use framework::{Attr, Diagnostics};

use super::model::BgpSessionModel;
use super::{declined_key, revision};
use crate::api;
use crate::checks::{Severities, md5_key};
use crate::resources::{finding, shown};

/// The version of the key that a session of the state has lost, now or before. An answer that is older than the last change is ignored,
/// and so is an answer about a key whose change waits.
pub(super) fn noticed(before: &Private, state: &BgpSessionModel, seen: &api::BgpSession) -> Option<i64> {
    let is_older = revision(before).is_some_and(|known| seen.revision.get() < known.get());
    let is_lost = seen.has_md5_key == Some(false) && !is_older && !declined_key::waits(seen);
    let version = state.md5_key_wo_version.known().copied();
    version.or_else(|| before.get(VERSION)).filter(|_| is_lost)
}

/// The state, without the version of a lost key.
pub(super) fn without(state: BgpSessionModel, lost: Option<i64>) -> BgpSessionModel {
    match lost {
        Some(_) => BgpSessionModel {
            md5_key_wo_version: Attr::Null,
            ..state
        },
        None => state,
    }
}

/// The private data of a session whose key is lost.
pub(super) fn marked(private: Private, lost: Option<i64>) -> Private {
    match lost {
        Some(version) => private.with(VERSION, version),
        None => private,
    }
}

/// The finding of a plan that sends a lost key again.
pub(super) fn review(plan: &Plan<BgpSessionModel>, severities: &Severities) -> Diagnostics {
    let mut said = Diagnostics::new();
    if let (Some(prior), Some(planned)) = (&plan.prior, &plan.planned)
        && let Some(version) = plan.private.get::<i64>(VERSION)
        && prior.md5_key_wo_version.is_null()
        && !planned.md5_key_wo_version.is_null()
    {
        let found = md5_key::lost(&shown(&prior.sid), version);
        said.extend(finding::reported(&found, severities));
    }
    said
}

const VERSION: &str = "md5_key_version_lost";

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::resources::bgp_session::REVISION;

    fn seen(has_md5_key: Option<bool>, pending_change: &Value) -> api::BgpSession {
        let session = json!({
            "sid": format!("BG{}", "1".repeat(32)), "account_sid": format!("AC{}", "1".repeat(32)), "cross_connect_sid": format!("XC{}", "1".repeat(32)),
            "ip_routes": ["52.1.2.0/24"], "enabled": true, "has_md5_key": has_md5_key, "status": "available", "pending_change": pending_change,
            "revision": 3, "date_created": "2026-01-05T09:00:00Z", "date_updated": "2026-01-05T09:00:00Z"
        });
        serde_json::from_value(session).unwrap()
    }

    fn lost(revision: u64, version: Attr<i64>, seen: &api::BgpSession) -> Option<i64> {
        let state = BgpSessionModel {
            md5_key_wo_version: version,
            ..BgpSessionModel::imported(seen)
        };
        noticed(&Private::new().with(REVISION, revision), &state, seen)
    }

    #[test]
    fn a_key_of_the_state_that_the_service_does_not_have_is_lost() {
        let gone = seen(Some(false), &Value::Null);
        assert_eq!(lost(3, Attr::Known(7), &gone), Some(7));
        assert_eq!(lost(3, Attr::Null, &gone), None);
    }

    #[test]
    fn an_older_answer_a_silent_one_and_a_change_that_waits_tell_nothing() {
        let version = || Attr::Known(7);
        assert_eq!(lost(4, version(), &seen(Some(false), &Value::Null)), None);
        assert_eq!(lost(3, version(), &seen(None, &Value::Null)), None);
        assert_eq!(lost(3, version(), &seen(Some(true), &Value::Null)), None);
        let key = json!({"in_service": false, "requested": true, "since": "2026-01-05T09:00:00Z", "actor": "twilio", "role": null});
        assert_eq!(lost(3, version(), &seen(Some(false), &json!({"md5_key": key}))), None);
    }
}
