//! The action that has a new letter of authorization issued.

use async_trait::async_trait;
use framework::action::{Action, Invoke};
use framework::{Attr, Diagnostic, Diagnostics, Model};

use super::{as_a_whole, before};
use crate::api::pending::Pending;
use crate::api::{self, Client, Deadline, Revision};
use crate::checks::Check;
use crate::connection::Connection;
use crate::domain::CrossConnectSid;
use crate::refusal::FailedOperation;
use crate::resources::finding::apply_warning;
use crate::resources::timeouts::UPDATE_LIMIT;
use crate::resources::write::Write;
use crate::run::Run;

/// The action `twilio_reissue_letter_of_authorization`.
pub(super) struct ReissueLetter {
    connection: Connection,
}

impl ReissueLetter {
    /// The action on a connection, which may not be configured yet.
    pub(super) fn new(connection: &Connection) -> Self {
        Self {
            connection: connection.clone(),
        }
    }
}

/// Requests a new letter of authorization for a cross connect. The letter is valid for 60 days from its issue.
///
/// The previous letter becomes void, so send the new letter to the data center. After completion is reported, the service does not issue a new
/// letter. Actions require Terraform 1.14 or later.
///
/// Twilio publishes no API for Interconnect: the provider uses *Interconnect v1*, this project's own HTTP contract.
#[derive(Clone, Debug, Model)]
pub(super) struct ReissueLetterModel {
    /// The SID of the cross connect that the letter is for.
    #[attr(required)]
    cross_connect_sid: Attr<CrossConnectSid>,
}

#[async_trait]
impl Action for ReissueLetter {
    type Model = ReissueLetterModel;

    fn type_name(&self) -> &'static str {
        "twilio_reissue_letter_of_authorization"
    }

    async fn invoke(&self, request: Invoke<ReissueLetterModel>) -> Result<Diagnostics, Diagnostics> {
        let run = self.connection.change(&request.context)?;
        let Some(sid) = request.config.cross_connect_sid.known() else {
            return Ok(Diagnostics::new());
        };
        let client = run.client.until(Deadline::after(UPDATE_LIMIT));
        let _turn = run.turns.on(sid).await;
        let seen = before(&client, sid, REISSUING).await?.value;
        if let Some(letter) = &seen.letter_of_authorization
            && run.turns.letter(sid).as_ref() == Some(&letter.sid)
        {
            request
                .progress
                .say(format!("This run has already issued letter {}.", letter.sid));
            return Ok(Diagnostics::new());
        }
        request.progress.say(status_message(&seen));
        let letter = issued(&run, &client, &seen).await?;
        if seen
            .letter_of_authorization
            .as_ref()
            .is_some_and(|before| before.sid == letter.sid)
        {
            return Ok(waits(&seen, &letter).into());
        }
        request.progress.say(format!(
            "Letter {} (revision {}) was issued for {} and is valid through {}.",
            letter.sid,
            letter.revision.get(),
            letter.entity,
            letter.expires_on
        ));
        Ok(replaced(&seen, &letter).into_iter().collect())
    }
}

/// Requests another letter. After a lost answer, a read decides whether the service accepted the request.
async fn issued(run: &Run, client: &Client, seen: &api::CrossConnect) -> Result<api::Letter, Diagnostics> {
    let sid = &seen.sid;
    let failed = match client.reissue_letter(sid, Some(seen.revision)).await {
        Ok(letter) => {
            note(run, client, seen, &letter.value).await;
            return Ok(letter.value);
        }
        Err(failed) => failed,
    };
    if failed.may_be_done()
        && let Ok(now) = client.cross_connect(sid).await
        && let Some(letter) = taken(run, seen, now.value)
    {
        return Ok(letter);
    }
    Err(as_a_whole(Write::ReissueLetter(sid).failed(&failed)))
}

/// The letter of an accepted request, from a read: a newer letter than before, or the current letter if the request waits for a person. `None` if
/// the read decides nothing.
fn taken(run: &Run, seen: &api::CrossConnect, now: api::CrossConnect) -> Option<api::Letter> {
    let is_asked = asked_letter(&now).is_some_and(|asked| Some(asked) != asked_letter(seen));
    let letter = now.letter_of_authorization?;
    let before = seen.letter_of_authorization.as_ref();
    let is_new = before.is_none_or(|before| before.revision < letter.revision);
    if is_new {
        run.turns.note_letter(&seen.sid, &letter.sid);
    }
    (is_new || is_asked).then_some(letter)
}

/// The request for another letter that waits for a person.
fn asked_letter(circuit: &api::CrossConnect) -> Option<&Pending<Revision>> {
    circuit.pending_change.as_ref()?.letter_revision.as_ref()
}

/// Records the letter, and the revision that the request for it has made.
async fn note(run: &Run, client: &Client, seen: &api::CrossConnect, letter: &api::Letter) {
    let is_new = seen
        .letter_of_authorization
        .as_ref()
        .is_none_or(|before| before.sid != letter.sid);
    if is_new {
        run.turns.note_letter(&seen.sid, &letter.sid);
    }
    let Ok(now) = client.cross_connect(&seen.sid).await else {
        return;
    };
    let is_ours = now
        .value
        .letter_of_authorization
        .is_some_and(|present| present.sid == letter.sid);
    if is_ours {
        run.turns.note_revision(&seen.sid, seen.revision, now.value.revision);
    }
}

fn status_message(seen: &api::CrossConnect) -> String {
    match &seen.letter_of_authorization {
        Some(letter) => format!(
            "Cross connect {} is {}, with letter {} valid through {}. Requesting another letter.",
            seen.unique_name, seen.status, letter.sid, letter.expires_on
        ),
        None => format!(
            "Cross connect {} is {}, without a letter. Requesting one.",
            seen.unique_name, seen.status
        ),
    }
}

/// The warning about a letter that a person will issue. The present letter is valid until then.
fn waits(seen: &api::CrossConnect, present: &api::Letter) -> Diagnostic {
    apply_warning(
        Check::NEXT_STEP,
        &format!(
            "New letter of authorization for \"{}\" waits for a person",
            seen.unique_name
        ),
        format!(
            "The service accepted the request, but a person has to issue the new letter. Until then, letter {} remains valid, but only through {}. Run \
             terraform plan later, and check letter_of_authorization.revision.",
            present.sid, present.expires_on
        ),
    )
}

/// The warning about a valid letter that became void. The data center may already have it.
fn replaced(seen: &api::CrossConnect, new: &api::Letter) -> Option<Diagnostic> {
    let old = seen.letter_of_authorization.as_ref()?;
    (old.expires_at > new.issued_at).then(|| {
        Diagnostic::warning(
            format!("Letter {} is void", old.sid),
            format!(
                "It would have been valid through {}. Letter {} replaces it. If the data center has the old letter, send it the new \
                 one.",
                old.expires_on, new.sid
            ),
        )
    })
}

const REISSUING: FailedOperation<'_> = FailedOperation {
    verb: "re-issue letter of authorization",
    existing: "Nothing was changed.",
};
