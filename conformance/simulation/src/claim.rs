//! Which effect a message claims, by its words.
//!
//! The table is the one place that knows the provider's words for effects. It is to be replaced by the effect's type as soon as the
//! provider offers it.

/// The effect that a message claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// Nothing happened.
    CertainlyNone,
    /// Something may have happened.
    Perhaps,
}

/// The words of each claim. The first row that matches counts, so what is uncertain comes first.
const WORDS: [(&str, Claim); 16] = [
    ("may have been", Claim::Perhaps),
    ("may be the order", Claim::Perhaps),
    ("may be the session", Claim::Perhaps),
    ("not known", Claim::Perhaps),
    ("is unknown", Claim::Perhaps),
    ("Nothing was ordered", Claim::CertainlyNone),
    ("nothing was ordered", Claim::CertainlyNone),
    ("was not ordered", Claim::CertainlyNone),
    ("Nothing was created", Claim::CertainlyNone),
    ("was not created", Claim::CertainlyNone),
    ("Nothing was changed", Claim::CertainlyNone),
    ("nothing was changed", Claim::CertainlyNone),
    ("was not changed", Claim::CertainlyNone),
    ("was not deleted", Claim::CertainlyNone),
    ("as it was", Claim::CertainlyNone),
    ("still exists", Claim::CertainlyNone),
];

/// The claim of a message, if it makes one.
pub fn claim(text: &str) -> Option<Claim> {
    let row = WORDS.iter().find(|(words, _)| text.contains(words));
    row.map(|(_, claim)| *claim)
}
