//! The health of a BGP session, with its reasons in sentences.
//!
//! The data source `twilio_bgp_session_health` and the plan use this rule. It has no code of its own: a fault of a session that a plan
//! does not change is not a finding of the plan.

use ipnet::Ipv4Net;
use jiff::Timestamp;

use crate::domain::{BgpSessionStatus, SessionState};

/// The health of a session, as the service has measured it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BgpHealth {
    /// True where the session is administratively enabled.
    pub enabled: bool,
    /// The status of its configuration at the service.
    pub status: BgpSessionStatus,
    /// The operational state, as its routers report it.
    pub state: SessionState,
    /// The instant since which `state` is unchanged, if the service reports it.
    pub since: Option<Timestamp>,
    /// The prefixes that are in `ip_routes` and are not announced; all of them while the session is not established.
    pub missing: Vec<Ipv4Net>,
    /// The prefixes that are announced and are not in `ip_routes`.
    pub unexpected: Vec<Ipv4Net>,
    /// The faults that the service reports; empty if the service reports the session as healthy.
    pub complaints: Vec<String>,
}

/// True where a session is administratively enabled and established, with exactly the prefixes of `ip_routes`.
pub fn is_healthy(seen: &BgpHealth) -> bool {
    reasons(seen).is_empty()
}

/// The faults of a session, in one sentence each: the fault, and the place to look at. Empty for a healthy session.
///
/// Missing prefixes are listed only for an established session, because before that all prefixes are missing. If this rule finds no
/// fault, the faults that the service reports are listed. So a session is never reported healthier than the service reports it.
pub fn reasons(seen: &BgpHealth) -> Vec<String> {
    if seen.state == SessionState::Unknown {
        return unknown(seen);
    }
    let is_established = seen.state == SessionState::Established;
    let mut reasons = Vec::new();
    if !seen.enabled {
        reasons.push("The session is disabled: it routes no traffic until enabled is true.".to_owned());
    } else if !is_established {
        reasons.push(not_established(seen));
    }
    if is_established {
        reasons.extend(missing(&seen.missing));
    }
    reasons.extend(unexpected(&seen.unexpected));
    if reasons.is_empty() {
        reasons.extend(
            seen.complaints
                .iter()
                .map(|said| format!("The service reports: {said}")),
        );
    }
    reasons
}

/// The reasons why the health is unknown. A session that was not measured is neither healthy nor faulty.
fn unknown(seen: &BgpHealth) -> Vec<String> {
    let told: Vec<String> = seen
        .complaints
        .iter()
        .map(|said| format!("The service reports: {said}"))
        .collect();
    if told.is_empty() {
        return vec!["The service has not measured the session.".to_owned()];
    }
    told
}

fn not_established(seen: &BgpHealth) -> String {
    let state = match seen.since {
        Some(since) => format!("The session has been in the {} state since {since}", seen.state),
        None => format!("The session is in the {} state", seen.state),
    };
    format!("{state} and is not established: {}.", to_look_at(&seen.status))
}

/// The first place to look at, by the status of the session.
fn to_look_at(status: &BgpSessionStatus) -> &'static str {
    match status {
        BgpSessionStatus::Pending => "its cross connect is not configured yet",
        BgpSessionStatus::Configuring => "the service is configuring it, so look again in a few minutes",
        BgpSessionStatus::Failed => "the service could not configure it and tries again",
        BgpSessionStatus::Deleting => "it is being removed",
        BgpSessionStatus::Available | BgpSessionStatus::Updating | BgpSessionStatus::Other(_) => {
            "check that the cross connect is active, and check the addresses, ASNs, and MD5 key on your router"
        }
    }
}

fn missing(prefixes: &[Ipv4Net]) -> Option<String> {
    let listed = listed(prefixes)?;
    Some(format!(
        "Your router does not announce {listed}: announce it, or remove it from ip_routes."
    ))
}

fn unexpected(prefixes: &[Ipv4Net]) -> Option<String> {
    let listed = listed(prefixes)?;
    Some(format!(
        "Your router announces {listed}, which is not in ip_routes: add it there, or stop announcing it."
    ))
}

fn listed(prefixes: &[Ipv4Net]) -> Option<String> {
    let listed: Vec<_> = prefixes.iter().map(Ipv4Net::to_string).collect();
    (!listed.is_empty()).then(|| listed.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn well() -> BgpHealth {
        BgpHealth {
            enabled: true,
            status: BgpSessionStatus::Available,
            state: SessionState::Established,
            since: "2026-01-05T09:00:00Z".parse().ok(),
            missing: Vec::new(),
            unexpected: Vec::new(),
            complaints: Vec::new(),
        }
    }

    fn prefixes(texts: &[&str]) -> Vec<Ipv4Net> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    /// The only reason.
    fn reason(seen: &BgpHealth) -> String {
        let mut found = reasons(seen);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(!is_healthy(seen));
        found.remove(0)
    }

    #[test]
    fn an_enabled_established_session_with_its_prefixes_is_healthy() {
        assert_eq!(reasons(&well()), Vec::<String>::new());
        assert!(is_healthy(&well()));
    }

    #[test]
    fn a_disabled_session_is_told_as_disabled_and_not_as_down() {
        let seen = BgpHealth {
            enabled: false,
            state: SessionState::Idle,
            missing: prefixes(&["52.1.2.0/24"]),
            ..well()
        };
        assert_eq!(
            reason(&seen),
            "The session is disabled: it routes no traffic until enabled is true."
        );
        let still_up = BgpHealth {
            enabled: false,
            ..well()
        };
        assert!(reason(&still_up).contains("disabled"));
    }

    #[test]
    fn a_session_in_any_other_state_is_told_with_its_state_and_without_the_prefixes() {
        for word in SessionState::WORDS.iter().chain(&["asleep"]) {
            let state = SessionState::trusted(word);
            if [SessionState::Established, SessionState::Unknown].contains(&state) {
                continue;
            }
            let seen = BgpHealth {
                state,
                missing: prefixes(&["52.1.2.0/24"]),
                ..well()
            };
            let expected =
                format!("The session has been in the {word} state since 2026-01-05T09:00:00Z and is not established: ");
            assert!(reason(&seen).starts_with(&expected), "{}", reason(&seen));
        }
    }

    #[test]
    fn a_session_that_was_not_measured_is_called_neither_down_nor_disabled() {
        let unknown = BgpHealth {
            enabled: false,
            state: SessionState::Unknown,
            complaints: vec!["the state is not known: nobody has looked".to_owned()],
            ..well()
        };
        assert_eq!(
            reason(&unknown),
            "The service reports: the state is not known: nobody has looked"
        );
        let silent = BgpHealth {
            complaints: Vec::new(),
            ..unknown
        };
        assert_eq!(reason(&silent), "The service has not measured the session.");
    }

    #[test]
    fn a_session_that_is_down_is_told_with_what_to_look_at() {
        let table = [
            ("pending", "its cross connect is not configured yet."),
            ("configuring", "look again in a few minutes."),
            ("failed", "could not configure it and tries again."),
            ("deleting", "it is being removed."),
            ("available", "MD5 key on your router."),
            ("updating", "MD5 key on your router."),
            ("resting", "MD5 key on your router."),
        ];
        for (status, ending) in table {
            let seen = BgpHealth {
                status: BgpSessionStatus::trusted(status),
                state: SessionState::Connect,
                since: None,
                ..well()
            };
            let told = reason(&seen);
            assert!(
                told.starts_with("The session is in the connect state and is not established: "),
                "{told}"
            );
            assert!(told.ends_with(ending), "{status}: {told}");
        }
    }

    #[test]
    fn missing_and_unexpected_prefixes_are_told_each() {
        let seen = BgpHealth {
            missing: prefixes(&["52.1.2.0/24", "52.1.3.0/24"]),
            unexpected: prefixes(&["52.9.9.0/24"]),
            ..well()
        };
        let found = reasons(&seen);
        assert_eq!(found.len(), 2);
        assert!(found[0].starts_with("Your router does not announce 52.1.2.0/24, 52.1.3.0/24: "));
        assert!(found[1].starts_with("Your router announces 52.9.9.0/24, which is not in ip_routes: "));
    }

    #[test]
    fn a_session_is_never_healthier_than_the_service_says() {
        let complaints = vec!["the link flaps".to_owned()];
        let alone = BgpHealth {
            complaints: complaints.clone(),
            ..well()
        };
        assert_eq!(reason(&alone), "The service reports: the link flaps");
        let beside = BgpHealth {
            unexpected: prefixes(&["52.9.9.0/24"]),
            complaints,
            ..well()
        };
        assert!(!reason(&beside).contains("the link flaps"));
    }
}
