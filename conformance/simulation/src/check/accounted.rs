//! Checks that every object of this client is in the state or in a message: by its SID, or in a *perhaps* by its name.

use super::{Breach, Evidence};
use crate::claim::{Claim, claims};
use crate::effect::{Effect, EffectKind};
use crate::message::Message;

const CHECKER: &str = "accounted";

pub(super) fn check(evidence: &Evidence) -> Vec<Breach> {
    let created = evidence.effects.iter();
    let created = created.filter(|effect| matches!(effect.kind, EffectKind::Ordered | EffectKind::Opened));
    created.filter_map(|effect| unaccounted(evidence, effect)).collect()
}

fn unaccounted(evidence: &Evidence, effect: &Effect) -> Option<Breach> {
    if !is_held(evidence, &effect.sid) || evidence.in_state(&effect.sid) || evidence.said(&effect.sid) {
        return None;
    }
    if evidence.excused.contains(&effect.sid) {
        return unnamed_by_the_next_plan(evidence, effect);
    }
    if !effect.told && evidence.messages.iter().any(|message| admits(message, effect)) {
        return None;
    }
    let text = format!(
        "{:?} {} ({}) is in no state and no message",
        effect.kind, effect.sid, effect.subject
    );
    Some(Breach::new(CHECKER, evidence.step, text))
}

/// Checks that after a kill or a lost state, the next plan of the name reports the holder.
fn unnamed_by_the_next_plan(evidence: &Evidence, effect: &Effect) -> Option<Breach> {
    let mut asked = evidence.to_create.iter();
    let asks = asked.any(|(step, name)| *step == evidence.step && *name == effect.subject);
    let misses = evidence.calm_plan && !evidence.killed && asks && !evidence.said_now(&effect.sid);
    let text = format!("the plan does not name {}, which holds {}", effect.sid, effect.subject);
    misses.then(|| Breach::new(CHECKER, evidence.step, text))
}

/// True where a message of the effect's step names its subject and reports the effect, perhaps or certainly.
fn admits(message: &Message, effect: &Effect) -> bool {
    let mut claims = claims(&message.text);
    message.step == effect.step
        && message.text.contains(&effect.subject)
        && claims.any(|(claim, kinds)| claim != Claim::CertainlyNone && kinds.contains(&effect.kind))
}

fn is_held(evidence: &Evidence, sid: &str) -> bool {
    let cross_connect = evidence.cross_connects.iter().any(|held| held.sid == sid);
    cross_connect || evidence.sessions.iter().any(|held| held.sid == sid)
}
