//! The effect that a message claims, by its words.
//!
//! The table is the only place with the provider's words for effects, which are in `provider/src/resources/write.rs`. It is to
//! be replaced by the effect's type where an answer contains it.

use crate::effect::EffectKind::{self, Changed, Completed, Deleted, Opened, Ordered, Reissued};
use crate::message::Message;

/// The certainty of a message that something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// It did not happen.
    CertainlyNone,
    /// It may have happened.
    Perhaps,
    /// It happened.
    Certainly,
}

use Claim::{Certainly, CertainlyNone, Perhaps};

const EVERYTHING: &[EffectKind] = &[Ordered, Opened, Changed, Completed, Reissued, Deleted];

/// The words of each claim, and the subject of the claim.
const WORDS: [(&str, Claim, &[EffectKind]); 25] = [
    ("was not ordered", CertainlyNone, &[Ordered]),
    ("Nothing was ordered", CertainlyNone, &[Ordered]),
    ("No BGP session was created", CertainlyNone, &[Opened]),
    ("Nothing was created", CertainlyNone, &[Opened]),
    ("did not change", CertainlyNone, &[Changed]),
    ("No change of", CertainlyNone, &[Changed]),
    ("was not reported", CertainlyNone, &[Completed]),
    ("No letter was issued", CertainlyNone, &[Reissued]),
    ("was not deleted", CertainlyNone, &[Deleted]),
    ("Nothing was changed", CertainlyNone, EVERYTHING),
    ("nothing was changed", CertainlyNone, EVERYTHING),
    ("nothing was sent", CertainlyNone, EVERYTHING),
    ("as it was", CertainlyNone, EVERYTHING),
    ("may have been ordered", Perhaps, &[Ordered]),
    ("may have been created", Perhaps, &[Opened]),
    ("may have been changed", Perhaps, &[Changed]),
    ("may have been reported", Perhaps, &[Completed]),
    ("may have been issued", Perhaps, &[Reissued]),
    ("may have been accepted", Perhaps, &[Deleted]),
    ("accepted the order", Certainly, &[Ordered]),
    ("created a BGP session", Certainly, &[Opened]),
    ("accepted the change", Certainly, &[Changed]),
    ("accepted the completion", Certainly, &[Completed]),
    ("issued a letter", Certainly, &[Reissued]),
    ("accepted the deletion", Certainly, &[Deleted]),
];

/// True where a message leaves open whether something was ordered.
pub(crate) fn leaves_an_order_open(message: &Message) -> bool {
    claims(&message.text).any(|(claim, kinds)| claim == Perhaps && kinds.contains(&Ordered))
}

/// Returns the claims of a message.
pub fn claims(text: &str) -> impl Iterator<Item = (Claim, &'static [EffectKind])> {
    let rows = WORDS.iter().filter(move |(words, ..)| text.contains(words));
    rows.map(|(_, claim, kinds)| (*claim, *kinds))
}
