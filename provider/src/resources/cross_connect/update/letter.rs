//! The step of an update that requests a new letter of authorization.

use super::{Achieved, Seen, Stopped, Updating};
use crate::api;
use crate::domain::LoaRevision;
use crate::resources::write::Write;

impl Updating<'_> {
    /// Requests the letter that the plan requires and the object does not have, and reads the object. A letter that was requested after
    /// the plan, or that a change of its party issued, is not requested again.
    pub(super) async fn ask_for_letter(&self, achieved: &mut Achieved) -> Result<(), Stopped> {
        let Some(wanted) = self.request.planned.letter_since(&self.request.prior) else {
            return Ok(());
        };
        let seen = match achieved.seen.take() {
            Some(seen) => seen,
            None => self.look().await?,
        };
        let at = self.revision_after(achieved, &seen.value);
        let is_there = has_letter(&seen.value, wanted);
        achieved.seen = Some(seen);
        if is_there {
            return Ok(());
        }
        let write = Write::ReissueLetter(self.sid);
        match self.sent(|| self.client.reissue_letter(self.sid, at)).await {
            Ok(issued) => self.asked(achieved, issued.value).await,
            Err(failed) if failed.may_be_done() => match self.client.cross_connect(self.sid).await {
                Ok(latest) if has_letter(&latest.value, wanted) => self.accepted(achieved, latest),
                Ok(latest) => {
                    if !failed.effect.is_none() {
                        achieved.seen = Some(latest);
                    }
                    return Err(self.failed(write, &failed, achieved));
                }
                Err(_) => return Err(self.failed(write, &failed.undecided(), achieved)),
            },
            Err(failed) => return Err(self.failed(write, &failed, achieved)),
        }
        Ok(())
    }

    /// Reads the object after the service accepted the request. If the read fails, the letter of the accepted request is stored.
    async fn asked(&self, achieved: &mut Achieved, letter: api::Letter) {
        self.run.turns.note_letter(self.sid, &letter.sid);
        match self.client.cross_connect(self.sid).await {
            Ok(latest) => self.accepted(achieved, latest),
            Err(_) => {
                if let Some(Seen { value, .. }) = &mut achieved.seen {
                    value.letter_of_authorization = Some(letter);
                }
                achieved.changed = true;
                achieved.is_out_of_sight = true;
            }
        }
    }
}

/// True if the object has a letter of the revision, or such a letter waits for a person.
fn has_letter(seen: &api::CrossConnect, wanted: LoaRevision) -> bool {
    let present = seen
        .letter_of_authorization
        .as_ref()
        .map(|letter| letter.revision.get());
    let asked_for = seen.letter_revision_asked_for();
    present
        .max(asked_for)
        .is_some_and(|latest| latest >= u64::from(wanted.get()))
}
