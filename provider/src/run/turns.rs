//! The turns of operations on one object: a process runs one change of an object at a time.
//!
//! Two concurrent operations of one process on one object would conflict. After the first one, the revision that the second one sends
//! is out of date. So each operation waits for its turn, and reads the object before it changes it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{Mutex as Turn, OwnedMutexGuard};

use crate::api::Revision;
use crate::domain::{CrossConnectSid, LetterSid};

/// The turns of a process. Clones share them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Turns(Arc<Mutex<Objects>>);

#[derive(Debug, Default)]
struct Objects {
    turns: HashMap<String, Arc<Turn<()>>>,
    letters: HashMap<CrossConnectSid, LetterSid>,
    revisions: HashMap<(String, u64), Revision>,
}

impl Turns {
    /// Waits for the turn on an object, in the order of the calls. The turn ends when the returned value is dropped.
    pub(crate) async fn on(&self, sid: &impl ToString) -> OwnedMutexGuard<()> {
        let turn = Arc::clone(self.objects().turns.entry(sid.to_string()).or_default());
        turn.lock_owned().await
    }

    /// Records a letter that this process has had issued.
    pub(crate) fn note_letter(&self, cross_connect: &CrossConnectSid, letter: &LetterSid) {
        self.objects().letters.insert(cross_connect.clone(), letter.clone());
    }

    /// The letter that this process has had issued last for a cross connect.
    pub(crate) fn letter(&self, cross_connect: &CrossConnectSid) -> Option<LetterSid> {
        self.objects().letters.get(cross_connect).cloned()
    }

    /// Records that a change of this process has raised the revision of an object.
    pub(crate) fn note_revision(&self, sid: &impl ToString, from: Revision, to: Revision) {
        if to.get() > from.get() {
            self.objects().revisions.insert((sid.to_string(), from.get()), to);
        }
    }

    /// The revision after all changes of this process since a known revision; the known revision if there were none.
    pub(crate) fn latest(&self, sid: &impl ToString, known: Revision) -> Revision {
        let (sid, objects) = (sid.to_string(), self.objects());
        let mut latest = known;
        while let Some(next) = objects.revisions.get(&(sid.clone(), latest.get())) {
            latest = *next;
        }
        latest
    }

    fn objects(&self) -> std::sync::MutexGuard<'_, Objects> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_turn_begins_when_the_one_before_has_ended() {
        let turns = Turns::default();
        let first = turns.on(&"XC1").await;
        let other = turns.on(&"XC2").await;
        let second = tokio::spawn({
            let turns = turns.clone();
            async move { drop(turns.on(&"XC1").await) }
        });
        tokio::task::yield_now().await;
        assert!(!second.is_finished());

        drop((first, other));

        second.await.unwrap();
    }

    #[test]
    fn the_letter_of_a_cross_connect_is_the_last_that_this_process_has_had_issued_for_it() {
        let turns = Turns::default();
        let cross_connect = CrossConnectSid::trusted("XC");
        let letter = LetterSid::trusted;
        assert_eq!(turns.letter(&cross_connect), None);
        turns.note_letter(&cross_connect, &letter("LA1"));
        turns.note_letter(&cross_connect, &letter("LA2"));

        assert_eq!(turns.letter(&cross_connect), Some(letter("LA2")));
        assert_eq!(turns.letter(&CrossConnectSid::trusted("XCother")), None);
    }

    #[test]
    fn a_revision_leads_to_what_this_process_has_made_of_it_and_of_no_other() {
        let turns = Turns::default();
        let revision = Revision::trusted;
        turns.note_revision(&"XC1", revision(1), revision(2));
        turns.note_revision(&"XC1", revision(2), revision(3));
        turns.note_revision(&"XC1", revision(5), revision(5));

        assert_eq!(turns.latest(&"XC1", revision(1)), revision(3));
        assert_eq!(turns.latest(&"XC1", revision(4)), revision(4));
        assert_eq!(turns.latest(&"XC1", revision(5)), revision(5));
        assert_eq!(turns.latest(&"XC2", revision(1)), revision(1));
    }
}
