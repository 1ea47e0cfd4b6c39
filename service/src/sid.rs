//! String identifiers: two capital letters and 32 hexadecimal digits.
//!
//! SIDs come from a seeded counter, so that a test with a fixed seed has the same SIDs in every run.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::code::Code;
use crate::refusal::Refusal;

/// The prefix of a cross connect's SID.
pub const CROSS_CONNECT: &str = "XC";
/// The prefix of a BGP session's SID.
pub const BGP_SESSION: &str = "BG";
/// The prefix of a letter of authorization's SID.
pub const LETTER: &str = "LA";
/// The prefix of an exchange's SID.
pub const EXCHANGE: &str = "EX";
/// The prefix of a request's identifier.
pub const REQUEST: &str = "RQ";

/// Draws SIDs: the n-th of a seed is always the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SidGenerator {
    seed: u64,
    drawn: u64,
}

impl SidGenerator {
    /// A generator that has drawn nothing yet.
    pub fn new(seed: u64) -> Self {
        Self { seed, drawn: 0 }
    }

    /// The seed that it was made with.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Draws the next SID with the given prefix.
    pub fn draw(&mut self, prefix: &str) -> String {
        self.drawn += 1;
        derived(prefix, &format!("{}/{}", self.seed, self.drawn))
    }
}

/// The SID that is derived from a text: always the same.
pub fn derived(prefix: &str, text: &str) -> String {
    let hash = Sha256::digest(format!("{prefix}/{text}"));
    let digits: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("{prefix}{digits}")
}

/// True for a SID with this prefix: the prefix and 32 hexadecimal digits.
pub fn is_well_formed(prefix: &str, text: &str) -> bool {
    let digits = text.strip_prefix(prefix).unwrap_or_default();
    digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Refuses a SID that is malformed.
///
/// # Errors
/// 62001 with the parameter (or the name in the path) of the SID.
pub fn check(prefix: &str, text: &str, parameter: &str) -> Result<(), Refusal> {
    if is_well_formed(prefix, text) {
        return Ok(());
    }
    let message = format!("'{text}' is not a valid SID: it must be {prefix} followed by 32 hexadecimal digits");
    Err(Refusal::new(Code::InvalidSid, message).about(parameter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same_sids() {
        let (mut first, mut second) = (SidGenerator::new(7), SidGenerator::new(7));
        let drawn = [first.draw(CROSS_CONNECT), first.draw(LETTER)];
        assert_eq!(drawn, [second.draw(CROSS_CONNECT), second.draw(LETTER)]);
        assert_ne!(drawn[0], SidGenerator::new(8).draw(CROSS_CONNECT));
        assert!(is_well_formed(CROSS_CONNECT, &drawn[0]), "{}", drawn[0]);
    }

    #[test]
    fn a_sid_of_another_kind_length_or_alphabet_is_malformed() {
        let good = SidGenerator::new(1).draw(CROSS_CONNECT);
        assert!(!is_well_formed(BGP_SESSION, &good));
        assert!(!is_well_formed(CROSS_CONNECT, &good[..33]));
        assert!(!is_well_formed(CROSS_CONNECT, &format!("XC{}", "g".repeat(32))));
        assert!(!is_well_formed(CROSS_CONNECT, &good.to_lowercase()));
    }
}
