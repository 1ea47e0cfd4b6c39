//! The decisions of people at the service: each step that waits for a person can be finished, and some can be declined.

use jiff::Timestamp;

use crate::code::Code;
use crate::refusal::Refusal;
use crate::world::World;
use crate::world::bgp_session::{BgpSession, BgpSessionStatus};
use crate::world::cross_connect::{Completion, CrossConnectStatus};
use crate::world::letter::Letter;
use crate::world::maintenance::Hold;
use crate::world::proposal::Refused;

// Cross connects.
impl World {
    /// Finishes the step of a cross connect's status, or otherwise accepts its waiting changes.
    ///
    /// # Errors
    /// 20404; 20409 if neither the service nor the data center has a step, or during a hold.
    pub fn finish_step(&mut self, sid: &str, at: Timestamp) -> Result<(), Refusal> {
        let found = self.cross_connect(sid)?;
        refuse_during(found.on_hold.as_ref(), sid)?;
        if found.can_be_kept() {
            self.decide_deletion(sid, at);
        } else if found.has_step_of_others() {
            self.move_cross_connect(sid, at);
        } else if found.proposals.are_pending() {
            let wants_letter = found.proposals.want_letter();
            let letter = wants_letter.then(|| self.usual_letter(sid, at)).flatten();
            self.with_cross_connect(sid, |found| found.accept_changes(letter, at));
        } else {
            return Err(nothing_awaited(sid));
        }
        self.settle_session_of(sid, at);
        Ok(())
    }

    /// Declines the order or the removal of a cross connect, or otherwise its waiting changes.
    ///
    /// # Errors
    /// 20404; 20409 if nothing can be declined, or during a hold.
    pub fn decline(&mut self, sid: &str, by: &Refused, at: Timestamp) -> Result<(), Refusal> {
        let found = self.cross_connect(sid)?;
        refuse_during(found.on_hold.as_ref(), sid)?;
        if found.status == CrossConnectStatus::Requested {
            self.with_cross_connect(sid, |found| found.decline(by, at));
        } else if found.can_be_kept() {
            self.with_cross_connect(sid, |found| found.keep(by, at));
            self.keep_session_of(sid, at);
        } else if found.proposals.are_pending() {
            self.with_cross_connect(sid, |found| found.decline_changes(by, at));
        } else {
            return Err(nothing_awaited(sid));
        }
        self.settle_session_of(sid, at);
        Ok(())
    }

    /// Expires the letter of a cross connect before its time.
    ///
    /// # Errors
    /// 20404; 20409 unless the status is `loa_issued`.
    pub fn expire(&mut self, sid: &str, at: Timestamp) -> Result<(), Refusal> {
        if self.cross_connect(sid)?.status != CrossConnectStatus::LoaIssued {
            return Err(Refusal::new(
                Code::Conflict,
                format!("{sid} has no letter that can expire now"),
            ));
        }
        self.with_cross_connect(sid, |found| found.expire(at));
        Ok(())
    }

    /// Issues a letter with the details of a document.
    ///
    /// # Errors
    /// 20404; 20409 if no letter is awaited, or during a hold.
    pub fn issue(&mut self, sid: &str, letter: Letter, at: Timestamp) -> Result<(), Refusal> {
        let found = self.cross_connect_mut(sid)?;
        refuse_during(found.on_hold.as_ref(), sid)?;
        if found.status != CrossConnectStatus::Requested && !found.proposals.want_letter() {
            return Err(Refusal::new(
                Code::Conflict,
                format!("{sid} is not waiting for a letter"),
            ));
        }
        found.issue_letter(letter, at);
        self.settle_session_of(sid, at);
        Ok(())
    }

    /// Records completion at the service.
    ///
    /// # Errors
    /// 20404, and the errors of a completion notice.
    pub fn record_completion(&mut self, sid: &str, completion: Completion, at: Timestamp) -> Result<(), Refusal> {
        let times = self.step_times;
        let found = self.cross_connect_mut(sid)?;
        found.allow_completion(completion.completed_on)?;
        found.record_completion(completion, &times, at);
        Ok(())
    }

    /// Decides the removal of a cross connect, and of a session whose removal waits.
    fn decide_deletion(&mut self, sid: &str, at: Timestamp) {
        self.with_cross_connect(sid, |found| found.decide_deletion(at));
        self.bgp_sessions.retain(|session| session.cross_connect_sid != sid);
    }

    /// Withdraws the removal of a cross connect's former session, unless the cross connect has another session.
    fn keep_session_of(&mut self, cross_connect_sid: &str, at: Timestamp) {
        if self.session_in_place(cross_connect_sid).is_some() {
            return;
        }
        let newest = self
            .sessions_of(cross_connect_sid)
            .last()
            .map(|found| found.sid.clone());
        if let Some(sid) = newest {
            self.with_session(&sid, |session| session.keep(at));
        }
    }
}

// BGP sessions.
impl World {
    /// Finishes the step of a session's status, or otherwise accepts its waiting changes.
    ///
    /// # Errors
    /// 20404; 20409 if no step is awaited, or during a hold.
    pub fn finish_session_step(&mut self, sid: &str, at: Timestamp) -> Result<(), Refusal> {
        let session = self.bgp_session(sid)?;
        refuse_during(session.on_hold.as_ref(), sid)?;
        let carrier = session.cross_connect_sid.clone();
        if session.has_step() {
            self.move_session(sid, at);
        } else if session.proposals.are_pending() {
            let allocation = self.allocate()?;
            self.with_session(sid, |session| session.accept_changes(&allocation, at));
        } else {
            return Err(nothing_awaited(sid));
        }
        self.settle_session_of(&carrier, at);
        Ok(())
    }

    /// True while a person can withdraw the removal of a session, because its cross connect has no other session.
    pub fn can_keep(&self, session: &BgpSession) -> bool {
        let can_stay = self.session_in_place(&session.cross_connect_sid).is_none();
        session.status == BgpSessionStatus::Deleting && can_stay && session.due.is_none()
    }

    /// Declines the removal of a session, or otherwise its waiting changes.
    ///
    /// # Errors
    /// 20404; 20409 if nothing can be declined, if the cross connect has another session, or during a hold.
    pub fn decline_session(&mut self, sid: &str, by: &Refused, at: Timestamp) -> Result<(), Refusal> {
        let session = self.bgp_session(sid)?;
        refuse_during(session.on_hold.as_ref(), sid)?;
        let carrier = session.cross_connect_sid.clone();
        let is_deleting = session.status == BgpSessionStatus::Deleting;
        if self.can_keep(session) {
            self.with_session(sid, |session| session.keep(at));
        } else if !is_deleting && session.proposals.are_pending() {
            self.with_session(sid, |session| session.decline_changes(by, at));
        } else {
            return Err(nothing_awaited(sid));
        }
        self.settle_session_of(&carrier, at);
        Ok(())
    }
}

/// Refuses a step or a decision during a hold, because no one acts on the object until the hold is lifted.
fn refuse_during(hold: Option<&Hold>, sid: &str) -> Result<(), Refusal> {
    hold.map_or(Ok(()), |hold| {
        let message = format!("{sid} is on hold ({}): lift the hold first", hold.reason);
        Err(Refusal::new(Code::Conflict, message))
    })
}

fn nothing_awaited(sid: &str) -> Refusal {
    Refusal::new(Code::Conflict, format!("{sid} is not waiting for a decision"))
}
