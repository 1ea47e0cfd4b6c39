//! Checks that there are no two orders under one name, no effect without a plan, and no refusal of a name without its holder.

use std::collections::BTreeSet;

use super::{Breach, Evidence};
use crate::effect::EffectKind;

const CHECKER: &str = "orders";

pub(super) fn check(evidence: &Evidence) -> Vec<Breach> {
    [
        second_orders(evidence),
        repeated_orders(evidence),
        unasked(evidence),
        unasked_changes(evidence),
        refusals(evidence),
    ]
    .concat()
}

/// Finds more than one circuit of this client under a name, except circuits that are being removed.
fn second_orders(evidence: &Evidence) -> Vec<Breach> {
    let ours = |sid: &str| {
        let mut ordered = evidence
            .effects
            .iter()
            .filter(|effect| effect.kind == EffectKind::Ordered);
        ordered.any(|effect| effect.sid == sid)
    };
    let held = evidence.cross_connects.iter();
    let mut held: Vec<_> = held
        .filter(|held| held.status != mock_api::CrossConnectStatus::PendingDeletion && ours(&held.sid))
        .collect();
    held.sort_by(|one, other| one.unique_name.cmp(&other.unique_name));
    let pairs = held.windows(2).filter_map(|pair| match pair {
        [one, other] if one.unique_name == other.unique_name => Some((one, other)),
        _ => None,
    });
    pairs
        .map(|(one, other)| {
            let text = format!("{} and {} are both named {}", one.sid, other.sid, one.unique_name);
            Breach::new(CHECKER, evidence.step, text)
        })
        .collect()
}

/// Finds two orders under one name in one step, whatever became of them: a plan orders a name once.
fn repeated_orders(evidence: &Evidence) -> Vec<Breach> {
    let mut ordered = BTreeSet::new();
    let effects = evidence.effects.iter();
    let effects = effects.filter(|effect| effect.kind == EffectKind::Ordered);
    effects
        .filter(|effect| !ordered.insert((effect.step, &effect.subject)))
        .map(|effect| Breach::new(CHECKER, effect.step, format!("{} is ordered twice", effect.subject)))
        .collect()
}

/// Finds changes, completions, and letters that no plan of their step contains.
fn unasked_changes(evidence: &Evidence) -> Vec<Breach> {
    use EffectKind::{Changed, Completed, Reissued};
    let planned = |step: usize, sid: &str| {
        let mut planned = evidence.to_change.iter();
        planned.any(|(planned, to_change)| *planned == step && to_change == sid)
    };
    let changed = evidence.effects.iter();
    let changed = changed.filter(|effect| matches!(effect.kind, Changed | Completed | Reissued));
    changed
        .filter(|effect| !planned(effect.step, &effect.sid))
        .map(|effect| {
            let text = format!("no plan asked for {:?} of {}", effect.kind, effect.sid);
            Breach::new(CHECKER, effect.step, text)
        })
        .collect()
}

/// Finds orders and sessions that no plan of their step contains.
fn unasked(evidence: &Evidence) -> Vec<Breach> {
    let planned = |step: usize, subject: &str, kind: EffectKind| {
        let mut of_step = evidence.to_create.iter().filter(|(planned, _)| *planned == step);
        of_step.any(|(_, name)| name == subject || (kind == EffectKind::Opened && name.is_empty()))
    };
    let created = evidence.effects.iter();
    let created = created.filter(|effect| matches!(effect.kind, EffectKind::Ordered | EffectKind::Opened));
    created
        .filter(|effect| !planned(effect.step, &effect.subject, effect.kind))
        .map(|effect| Breach::new(CHECKER, effect.step, format!("no plan asked for {}", effect.subject)))
        .collect()
}

/// A message about a refused name must contain its holder, and for an order the import block where the holder is in no state.
fn refusals(evidence: &Evidence) -> Vec<Breach> {
    if evidence.killed {
        return Vec::new();
    }
    let leaving = |sid: &str| {
        let mut held = evidence.cross_connects.iter();
        !held.any(|held| held.sid == sid && held.status != mock_api::CrossConnectStatus::PendingDeletion)
    };
    let refused = evidence.name_refusals.iter().filter(|refusal| {
        refusal.step == evidence.step
            && refusal.existing_sid.starts_with("XC")
            && !leaving(&refusal.existing_sid)
            && !evidence.in_state(&refusal.existing_sid)
    });
    let is_told = |sid: &str| {
        // The message about a refused order contains the import block, and about a refused new name its holder.
        let helps = ["import {", "Unable to change cross connect"];
        let mut now = evidence.messages.iter().filter(|message| message.step == evidence.step);
        now.any(|message| message.text.contains(sid) && helps.iter().any(|words| message.text.contains(words)))
    };
    refused
        .filter(|refusal| !is_told(&refusal.existing_sid))
        .map(|refusal| {
            let text = format!(
                "the name is held by {}, and no message prints its import block",
                refusal.existing_sid
            );
            Breach::new(CHECKER, evidence.step, text)
        })
        .collect()
}
