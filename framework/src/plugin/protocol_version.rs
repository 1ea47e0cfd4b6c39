//! Which version of the application protocol is spoken. Deliberately not here: its messages, which are the crate
//! `proto`.

use super::Environment;

/// The major version that we serve.
pub(super) const SERVED: u32 = 5;

/// The version of the text that the generated code comes from.
pub(super) const FULL: &str = "5.10";

const SUPPORTED: [u32; 1] = [SERVED];

/// Picks the highest version that both sides speak (H2).
///
/// The client lists its versions in any order; entries that are no numbers are skipped. A client that lists none is so
/// old that it gets our lowest. Without a common version we answer with ours, and the client reports the mismatch.
pub(super) fn negotiate(environment: &Environment) -> u32 {
    let Some(offer) = environment.non_empty("PLUGIN_PROTOCOL_VERSIONS") else {
        return SERVED;
    };
    let offered = offer.split(',').filter_map(|entry| entry.trim().parse().ok());
    offered
        .filter(|version| SUPPORTED.contains(version))
        .max()
        .unwrap_or(SERVED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_is_chosen_from_every_offer() {
        for offer in ["5,6", "6,5", "5", " 5 , 6", "x,5,", "6", "4", "x", ""] {
            let environment = Environment::from_pairs([("PLUGIN_PROTOCOL_VERSIONS", offer)]);
            assert_eq!(negotiate(&environment), 5, "{offer:?}");
        }
        assert_eq!(negotiate(&Environment::default()), 5);
    }
}
