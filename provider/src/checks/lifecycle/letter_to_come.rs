//! `TWX327`: a completion notice while a new letter of authorization waits for a person.

use crate::checks::Check;
use crate::checks::finding::{Finding, Subject};
use crate::checks::record::{CrossConnect, LetterToCome};

/// The finding about a notice that ends the request for a new letter, because the notice uses the current one. `shown` is the circuit in
/// the account. `None` if the plan itself gives the new letter up.
pub fn ended(shown: &CrossConnect, after: &CrossConnect, subject: &Subject) -> Option<Finding> {
    let (attribute, effect, way_out) = match shown.letter_to_come.as_ref()? {
        LetterToCome::ForAnotherParty { current, .. } if after.loa_entity.is(current) => return None,
        LetterToCome::ForAnotherParty { current, requested } => (
            "loa_entity",
            format!(
                "the letter for \"{requested}\" would never be issued. The next plan would then replace the circuit, because loa_entity would differ"
            ),
            format!("loa_entity = \"{current}\""),
        ),
        LetterToCome::OfRevision(requested)
            if after
                .loa_revision
                .known()
                .is_none_or(|kept| u64::from(kept.get()) < *requested) =>
        {
            return None;
        }
        LetterToCome::OfRevision(requested) => (
            "loa_revision",
            format!(
                "the letter of revision {requested} would never be issued, and no later plan could request it (20409)"
            ),
            format!("loa_revision = {}", requested.saturating_sub(1)),
        ),
    };
    let found = Finding::about(Check::COMPLETION_ENDS_LETTER, subject.clone()).on("completion.reference");
    Some(found.saying(
        format!("Completion of {} would cancel the pending change of {attribute}", shown.shown()),
        format!(
            "The request for a new letter of authorization of {} waits for a person's decision. A completion notice uses the current letter, \
             so {effect}. Remove the completion block until the new letter is issued. If the data center used the current letter, set \
             {way_out}.",
            shown.shown_in_full()
        ),
    ))
}
