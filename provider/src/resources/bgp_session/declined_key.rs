//! An MD5 key whose change waits for a person. The service never returns a key, so the private data keep the version of the key in service
//! until the decision. A declined change restores that version.

use framework::Attr;
use framework::private::Private;

use super::model::BgpSessionModel;
use crate::api;

/// The private data after a change of a session, with the version of the key in service while another key waits.
pub(super) fn marked(before: &Private, prior: &BgpSessionModel, private: Private, seen: &api::BgpSession) -> Private {
    if !waits(seen) {
        return private;
    }
    let earlier: Option<Option<i64>> = before.get(VERSION);
    let in_service = earlier.unwrap_or_else(|| prior.md5_key_wo_version.known().copied());
    private.with(VERSION, in_service)
}

/// The private data after a read. The version is kept until the change is accepted.
pub(super) fn carried(before: &Private, private: Private, seen: &api::BgpSession) -> Private {
    match before
        .get::<Option<i64>>(VERSION)
        .filter(|_| waits(seen) || is_declined(seen))
    {
        Some(in_service) => private.with(VERSION, in_service),
        None => private,
    }
}

/// The state after a read, with the version of the key in service if another key was declined. Without a kept version, the version is null, and
/// the next apply sends a key.
pub(super) fn restored(before: &Private, state: BgpSessionModel, seen: &api::BgpSession) -> BgpSessionModel {
    if !is_declined(seen) {
        return state;
    }
    let in_service: Option<i64> = before.get(VERSION).flatten();
    BgpSessionModel {
        md5_key_wo_version: in_service.map_or(Attr::Null, Attr::Known),
        ..state
    }
}

/// True if a change of the key waits for a person.
pub(super) fn waits(seen: &api::BgpSession) -> bool {
    seen.pending_change
        .as_ref()
        .is_some_and(|pending| pending.md5_key.is_some())
}

fn is_declined(seen: &api::BgpSession) -> bool {
    seen.last_declined
        .as_ref()
        .is_some_and(|declined| declined.md5_key.is_some())
}

const VERSION: &str = "md5_key_version_in_service";
