//! The negotiation of the application protocol's version. Deliberately not here: its messages, which are in the crate
//! `proto`.

use super::Environment;

/// The supported major version.
pub(super) const SERVED: u32 = 5;

/// The version of the `.proto` file from which the code is generated.
pub(super) const FULL: &str = "5.10";

const SUPPORTED: [u32; 1] = [SERVED];

/// Returns the highest version that both sides support (conformance rule H2).
///
/// The client lists its versions in any order; entries that are not numbers are skipped. A client without a list is so
/// old that it gets the lowest supported version. Without a common version, the result is the supported version, and
/// the client reports the mismatch.
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
