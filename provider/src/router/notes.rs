//! Comments on the options of a configuration: the effect of each option, and that Twilio has not confirmed it.

use super::{Options, Session};
use crate::domain::{LegPreference, prefix_limit};

/// A setting that is off by default, because Twilio has not confirmed it.
type Unconfirmed = (&'static str, fn(&Options) -> bool);

const UNCONFIRMED: [Unconfirmed; 4] = [
    ("max_prefixes", |options| options.max_prefixes.is_some()),
    ("graceful_shutdown", |options| options.graceful_shutdown),
    ("ttl_security", |options| options.ttl_security),
    ("bfd", |options| options.bfd),
];

/// A comment on each option that is on, and one line that names the options that are off.
pub(super) fn all(session: &Session) -> Vec<String> {
    let options = &session.options;
    [
        options.preference.map(preference).unwrap_or_default(),
        max_prefixes(session),
        graceful_shutdown(options),
        ttl_security(options),
        bfd(options),
        off(options),
    ]
    .concat()
}

fn preference(preference: LegPreference) -> Vec<String> {
    let local = preference.local_preference();
    let ranks = format!(
        "preference: {preference}. Routes from Twilio get local preference {local}; without a preference they get 100."
    );
    match preference {
        LegPreference::Primary => lines(&[&ranks]),
        LegPreference::Backup => lines(&[
            &ranks,
            &format!(
                "The session's ASN is announced {} more times, as a hint to Twilio to use another leg. Twilio",
                preference.prepends()
            ),
            "has not confirmed that it compares the length of AS paths. MED is no hint here: it is compared only",
            "between routes of one neighboring ASN (RFC 4271 section 9.1.2.2), and each leg has an ASN of its own.",
        ]),
    }
}

fn max_prefixes(session: &Session) -> Vec<String> {
    let Some(limit) = session.options.max_prefixes else {
        return Vec::new();
    };
    lines(&[
        &format!("max_prefixes: the session ends above {limit} prefixes, and is tried again later. Twilio is known to"),
        &format!(
            "announce {} at most at {}; it has confirmed no number.",
            prefix_limit::most(&session.announced),
            session.exchange
        ),
    ])
}

fn graceful_shutdown(options: &Options) -> Vec<String> {
    if !options.graceful_shutdown {
        return Vec::new();
    }
    lines(&[
        "graceful_shutdown: routes from Twilio get local preference 0, and the session's routes are announced with",
        "the community 65535:0 (RFC 8326). Twilio has not confirmed that it honors the community: check that no",
        "traffic comes in on this leg before you shut it down.",
    ])
}

fn ttl_security(options: &Options) -> Vec<String> {
    if !options.ttl_security {
        return Vec::new();
    }
    lines(&[
        "ttl_security: packets of the session must come from the next hop (RFC 5082). Twilio has not confirmed that",
        "its routers send them with TTL 255; if they do not, the session stays down.",
    ])
}

fn bfd(options: &Options) -> Vec<String> {
    if !options.bfd {
        return Vec::new();
    }
    lines(&[
        "bfd: BFD packets every 300 ms; the session ends after three missing ones (RFC 5882). Twilio has not",
        "confirmed BFD. If its routers do not run it, the session depends on the hold timer alone.",
    ])
}

fn off(options: &Options) -> Vec<String> {
    let off: Vec<_> = UNCONFIRMED
        .iter()
        .filter(|(_, is_on)| !is_on(options))
        .map(|(name, _)| *name)
        .collect();
    if off.is_empty() {
        return Vec::new();
    }
    vec![format!(
        "Off, because Twilio has not confirmed support: {}.",
        off.join(", ")
    )]
}

fn lines(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}
