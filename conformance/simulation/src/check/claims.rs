//! The comparison of messages about an effect with the records of the service.

use super::{Breach, Evidence};
use crate::claim::{Claim, claims};
use crate::effect::{Effect, EffectKind};
use crate::message::{During, Message};

const CHECKER: &str = "claims";

pub(super) fn check(evidence: &Evidence) -> Vec<Breach> {
    let messages = evidence.messages.iter();
    let messages = messages.filter(|message| !matches!(message.during, During::Read | During::Plan | During::Import));
    messages.flat_map(|message| contradictions(evidence, message)).collect()
}

fn contradictions(evidence: &Evidence, message: &Message) -> Vec<Breach> {
    let title = message.text.lines().next().unwrap_or_default();
    let contradicted = claims(&message.text).filter_map(|(claim, kinds)| {
        let happened = effect(evidence, message, kinds);
        match (claim, happened) {
            (Claim::CertainlyNone, Some(effect)) => Some(format!(
                "{:?} of {} happened, and \"{title}\" denies it",
                effect.kind, effect.sid
            )),
            (Claim::Certainly, None) => Some(format!("{kinds:?} did not happen, and \"{title}\" claims it")),
            (Claim::CertainlyNone, None) | (Claim::Perhaps, _) | (Claim::Certainly, Some(_)) => None,
        }
    });
    contradicted
        .map(|text| Breach::new(CHECKER, message.step, text))
        .collect()
}

/// The events of a step that concern the subjects of a message.
fn effect<'a>(evidence: &'a Evidence, message: &Message, kinds: &[EffectKind]) -> Option<&'a Effect> {
    let mut effects = evidence.effects.iter();
    effects.find(|effect| {
        effect.step == message.step && kinds.contains(&effect.kind) && message.subjects.contains(&effect.subject)
    })
}
