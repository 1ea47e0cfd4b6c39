//! Checks that nothing is tainted, and nothing is destroyed without a plan.

use super::{Breach, Evidence};
use crate::effect::EffectKind;

const CHECKER: &str = "traffic";

pub(super) fn check(evidence: &Evidence) -> Vec<Breach> {
    [tainted(evidence), destroyed(evidence)].concat()
}

/// Only a rejected order may be tainted.
fn tainted(evidence: &Evidence) -> Vec<Breach> {
    let tainted = evidence.state.iter();
    let tainted = tainted.filter(|(_, instance)| instance.tainted && instance.text("status") != "rejected");
    tainted
        .map(|(address, instance)| {
            Breach::new(
                CHECKER,
                evidence.step,
                format!("{address} ({}) is tainted", instance.sid()),
            )
        })
        .collect()
}

fn destroyed(evidence: &Evidence) -> Vec<Breach> {
    let planned = |step: usize, sid: &str| {
        let mut planned = evidence.to_destroy.iter();
        planned.any(|(planned, to_destroy)| *planned == step && to_destroy == sid)
    };
    let deleted = evidence
        .effects
        .iter()
        .filter(|effect| effect.kind == EffectKind::Deleted);
    deleted
        .filter(|effect| !planned(effect.step, &effect.sid))
        .map(|effect| Breach::new(CHECKER, effect.step, format!("no plan destroyed {}", effect.sid)))
        .collect()
}
