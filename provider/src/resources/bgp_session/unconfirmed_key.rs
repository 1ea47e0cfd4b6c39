//! An MD5 key that was sent and not confirmed. The service never returns a key, so no read can show whether the session has it.
//!
//! The version of the key is not stored, so the next apply sends the key again. With a mark in the private data, the plan of that apply
//! reports the effect on the session.

use framework::Diagnostics;
use framework::private::Private;
use framework::resource::Plan;

use super::model::BgpSessionModel;
use crate::api::{BgpSessionChange, WriteError};
use crate::checks::{Severities, traffic};
use crate::resources::write::Write;
use crate::resources::{finding, shown};

/// The private data of a session whose key was not confirmed, if the change had one.
pub(super) fn marked(private: Private, change: &BgpSessionChange) -> Private {
    if change.md5_key.is_keep() {
        return private;
    }
    private.with(MARK, true)
}

/// The private data of a session that was read: a read does not confirm a key.
pub(super) fn carried(before: &Private, read: Private) -> Private {
    if is_marked(before) { read.with(MARK, true) } else { read }
}

/// The error of a change whose effect is unknown. For a key, the error explains why no read can decide it.
pub(super) fn failed(write: Write<'_>, failed: &WriteError, change: &BgpSessionChange) -> Diagnostics {
    if change.md5_key.is_keep() {
        return write.failed(failed);
    }
    let existing = format!(
        "{} The service does not show MD5 keys, so md5_key_wo_version keeps its old value in the state. The next apply sends the key \
         again, which resets the session.",
        write.existing_objects(failed.effect)
    );
    write.failed_with(failed, &existing)
}

/// The finding of a plan that sends the key again.
pub(super) fn review(plan: &Plan<BgpSessionModel>, severities: &Severities) -> Diagnostics {
    let mut said = Diagnostics::new();
    if let (Some(prior), Some(planned)) = (&plan.prior, &plan.planned)
        && is_marked(&plan.private)
        && prior.md5_key_wo_version != planned.md5_key_wo_version
    {
        let found = traffic::key_sent_again(&shown(&prior.sid));
        said.extend(finding::reported(&found, severities));
    }
    said
}

fn is_marked(private: &Private) -> bool {
    private.get(MARK).unwrap_or_default()
}

const MARK: &str = "md5_key_is_unconfirmed";
