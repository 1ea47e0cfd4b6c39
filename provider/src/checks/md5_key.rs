//! MD5 keys of BGP sessions that were set or removed outside Terraform.
//!
//! The service shows whether a session has a key, and never the key. The state has the version of the key that Terraform sent.

use super::catalogue::Check;
use super::fact::Fact;
use super::finding::{Finding, Subject};
use super::picture::Picture;
use super::planned::{Change, Planned};
use super::record::BgpSession;

/// `TWX325` for a session with a key that is neither in the state nor in the configuration.
pub fn of_session(picture: &Picture, planned: &Planned<BgpSession>) -> Vec<Finding> {
    let Change::Kept { before, after } = &planned.change else {
        return Vec::new();
    };
    let has_key = planned.shown.as_ref().is_some_and(|shown| shown.has_md5_key.is(&true));
    let is_without_version = before.md5_key_version == Fact::Null && after.md5_key_version == Fact::Null;
    let sid = before.sid.as_ref().filter(|_| has_key && is_without_version);
    let subject = || Subject::session(planned, picture.carrier(before));
    sid.map(|sid| unknown_key(sid.as_str(), subject()))
        .into_iter()
        .collect()
}

fn unknown_key(session: &str, subject: Subject) -> Finding {
    Finding::about(Check::KEY_DIFFERS, subject).on("md5_key_wo_version").saying(
        format!("BGP session {session} has an MD5 key that is not in the state"),
        "The service reports an MD5 key, but the state has no md5_key_wo_version, so this plan does not send a key. To manage the key here, \
         set md5_key_wo and md5_key_wo_version: the next apply sends your key, which resets the session. If someone else manages the key, \
         turn this check off in plan_checks.",
    )
}

/// `TWX325` for a plan that sends the key of a session again, because the service has lost it.
pub fn lost(session: &str, version: i64) -> Finding {
    let subject = Subject {
        resource: "twilio_bgp_session",
        sid: Some(session.to_owned()),
        ..Subject::default()
    };
    Finding::about(Check::KEY_DIFFERS, subject).on("md5_key_wo_version").saying(
        format!("BGP session {session} has lost its MD5 key"),
        format!(
            "The provider sent version {version} of the key, but the service no longer has a key. This plan sends md5_key_wo again, which resets the \
             session. To send a new key, increase md5_key_wo_version and apply. To use no key, remove md5_key_wo and md5_key_wo_version."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::specimen::{account, changed, circuit, kept, session};

    const ROUTES: &[&str] = &["52.1.2.0/24"];

    /// The findings about a session that the service shows with or without a key, and that has a version before and after.
    fn found(has_key: Fact<bool>, version: Fact<i64>, after: Fact<i64>) -> Vec<String> {
        let shown = BgpSession {
            has_md5_key: has_key,
            ..session(1, ROUTES)
        };
        let with = |md5_key_version| BgpSession {
            md5_key_version,
            ..session(1, ROUTES)
        };
        let mut picture = account([circuit(1, "a", "ashburn-ix")], [shown]);
        let planned = picture.sessions.plan(changed(with(version), with(after))).clone();
        of_session(&picture, &planned).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_key_that_is_neither_in_the_state_nor_in_the_configuration_is_told() {
        assert_eq!(
            found(true.into(), Fact::Null, Fact::Null),
            ["BGP session BG1 has an MD5 key that is not in the state [TWX325]"]
        );
    }

    #[test]
    fn a_key_that_the_plan_sets_or_takes_away_and_a_session_without_one_are_not_told() {
        for (has_key, version, after) in [
            (true.into(), Fact::Null, 1.into()),
            (true.into(), 1.into(), Fact::Null),
            (true.into(), 1.into(), 1.into()),
            (false.into(), Fact::Null, Fact::Null),
            (Fact::Unknown, Fact::Null, Fact::Null),
        ] {
            assert_eq!(
                found(has_key, version, after),
                Vec::<String>::new(),
                "{version:?} {after:?}"
            );
        }
    }

    #[test]
    fn a_session_that_is_not_changed_is_judged_too() {
        let shown = BgpSession {
            has_md5_key: true.into(),
            ..session(1, ROUTES)
        };
        let mut picture = account([circuit(1, "a", "ashburn-ix")], [shown]);
        let planned = picture.sessions.plan(kept(session(1, ROUTES))).clone();
        assert_eq!(of_session(&picture, &planned).len(), 1);
    }
}
