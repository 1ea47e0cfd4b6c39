//! Checks that no message reports a bug of the provider.

use super::{Breach, Evidence};

const CHECKER: &str = "bugs";

pub(super) fn check(evidence: &Evidence) -> Vec<Breach> {
    let messages = evidence.messages.iter();
    messages
        .filter(|message| message.step == evidence.step && message.text.contains("This is a bug"))
        .map(|message| Breach::new(CHECKER, message.step, format!("{}: {}", message.address, message.text)))
        .collect()
}
