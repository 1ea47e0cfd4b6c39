//! Has the letter of authorization of a cross connect issued anew.

use async_trait::async_trait;
use framework::action::{Action, Invoke};
use framework::{Attr, Diagnostic, Diagnostics, Model};

use super::{as_a_whole, before};
use crate::api;
use crate::connection::Connection;
use crate::domain::CrossConnectSid;
use crate::resources::refusal::Attempt;

/// The action `twilio_reissue_letter_of_authorization`.
pub(super) struct ReissueLetter {
    connection: Connection,
}

impl ReissueLetter {
    /// The action on a connection that need not be configured yet.
    pub(super) fn new(connection: &Connection) -> Self {
        Self {
            connection: connection.clone(),
        }
    }
}

/// Has Twilio issue the letter of authorization of a cross connect anew, valid for 60 days from then on.
///
/// The letter before it is void, so the data centre has to be given the new one. Once completion is reported there is nothing
/// to authorize any more, and the service refuses. Actions need Terraform 1.14 or later.
///
/// Twilio publishes no API for Interconnect: this asks *Interconnect v1*, this project's own HTTP contract.
#[derive(Clone, Debug, Model)]
pub(super) struct ReissueLetterModel {
    /// The cross connect that the letter is for.
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
        let client = self.connection.client()?;
        let Some(sid) = request.config.cross_connect_sid.known() else {
            return Ok(Diagnostics::new());
        };
        let seen = before(&client, sid, REISSUING).await?.value;
        request.progress.say(standing(&seen));
        let issued = client.reissue_letter(sid, Some(seen.revision)).await;
        let letter = issued.map_err(|error| failed(&seen, &error))?.value;
        request.progress.say(format!(
            "Letter {} (revision {}) is issued for {}, valid until {}.",
            letter.sid,
            letter.revision.get(),
            letter.entity,
            letter.expires_at
        ));
        Ok(replaced(&seen, &letter).into_iter().collect())
    }
}

fn standing(seen: &api::CrossConnect) -> String {
    match &seen.letter_of_authorization {
        Some(letter) => format!(
            "Cross connect {} is {}, with letter {} until {}. Asking for another letter.",
            seen.unique_name, seen.status, letter.sid, letter.expires_at
        ),
        None => format!(
            "Cross connect {} is {}, without a letter. Asking for one.",
            seen.unique_name, seen.status
        ),
    }
}

/// A letter that was still good may be in the data centre's hands already.
fn replaced(seen: &api::CrossConnect, new: &api::Letter) -> Option<Diagnostic> {
    let old = seen.letter_of_authorization.as_ref()?;
    (old.expires_at > new.issued_at).then(|| {
        Diagnostic::warning(
            format!("Letter {} is void", old.sid),
            format!(
                "It would have been valid until {}, and {} takes its place. If the data centre has the old letter, give it the new \
                 one.",
                old.expires_at, new.sid
            ),
        )
    })
}

fn failed(seen: &api::CrossConnect, error: &api::Error) -> Diagnostics {
    let standing = if error.is_outcome_unknown() {
        "Whether a letter was issued is not known.".to_owned()
    } else {
        format!("Cross connect {} is {}, as it was.", seen.unique_name, seen.status)
    };
    let attempt = Attempt {
        standing: &standing,
        ..REISSUING
    };
    as_a_whole(attempt.failed(error))
}

const REISSUING: Attempt<'_> = Attempt {
    verb: "have the letter of authorization issued anew",
    standing: "Nothing was done.",
};
