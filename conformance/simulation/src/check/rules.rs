//! Checks that no answer breaks a rule of the protocol.

use super::{Breach, Evidence};

const CHECKER: &str = "rules";

pub(super) fn check(evidence: &Evidence) -> Vec<Breach> {
    let broken = evidence.broken.iter().filter(|(step, _)| *step == evidence.step);
    broken
        .map(|(step, text)| Breach::new(CHECKER, *step, text.clone()))
        .collect()
}
