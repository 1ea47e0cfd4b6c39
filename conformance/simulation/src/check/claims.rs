//! What a message says did not happen did not happen.

use super::{Breach, Evidence};
use crate::claim::{Claim, claim};
use crate::effect::EffectKind;
use crate::message::{During, Message};

const CHECKER: &str = "claims";

pub(super) fn check(evidence: &Evidence) -> Vec<Breach> {
    let denials = evidence.messages.iter();
    let denials = denials.filter(|message| claim(&message.text) == Some(Claim::CertainlyNone));
    denials
        .filter_map(|message| contradiction(evidence, message).map(|text| Breach::new(CHECKER, message.step, text)))
        .collect()
}

fn contradiction(evidence: &Evidence, message: &Message) -> Option<String> {
    let kinds: &[EffectKind] = match message.during {
        During::Create => &[EffectKind::Ordered, EffectKind::Opened],
        During::Update => &[EffectKind::Changed],
        During::Delete => &[EffectKind::Deleted],
        During::Read | During::Plan | During::Import => return None,
    };
    let mut effects = evidence.effects.iter();
    let happened = effects.find(|effect| {
        effect.step == message.step && kinds.contains(&effect.kind) && message.subjects.contains(&effect.subject)
    })?;
    let title = message.text.lines().next().unwrap_or_default();
    Some(format!(
        "{:?} of {} happened, and \"{title}\" denies it",
        happened.kind, happened.sid
    ))
}
