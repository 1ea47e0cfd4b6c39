//! A letter of authorization with its document, for the data source and the ephemeral resource of that name.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use framework::path::Path;
use framework::{Attr, Diagnostic, Diagnostics, Model};
use sha2::{Digest, Sha256};

use crate::api::{self, Client};
use crate::domain::{CrossConnectSid, CrossConnectStatus, LetterSid};
use crate::refusal::FailedOperation;
use crate::resources::next_action;

/// The letter of authorization of a cross connect: its details, and the PDF document that the data center requires.
///
/// The data source stores the letter in the state. Until Twilio issues the letter, `issued` is `false`, and every other computed value is null. A
/// configuration can therefore refer to the letter from its first plan.
///
/// The ephemeral resource of the same name (Terraform 1.10 and later) reads the letter for one run and does not store it. Until the letter is
/// issued, it returns an error. Otherwise, a provisioner or a write-only argument, which runs only once, would use an empty document.
///
/// Twilio publishes no API for Interconnect: the provider uses *Interconnect v1*, this project's own HTTP contract.
#[derive(Clone, Debug, PartialEq, Model)]
pub(crate) struct LetterOfAuthorizationModel {
    /// The SID of the cross connect that the letter is for.
    #[attr(required)]
    pub(crate) cross_connect_sid: Attr<CrossConnectSid>,
    /// True if Twilio has issued a letter.
    #[attr(computed)]
    issued: Attr<bool>,
    /// The SID of the letter.
    #[attr(computed)]
    sid: Attr<LetterSid>,
    /// The company that the letter authorizes.
    #[attr(computed)]
    entity: Attr<String>,
    /// The data center of the exchange.
    #[attr(computed)]
    facility: Attr<String>,
    /// The cage in the data center; null if the letter does not specify one.
    #[attr(computed)]
    cage: Attr<String>,
    /// The patch panel in the cage; null if the letter does not specify one.
    #[attr(computed)]
    patch_panel: Attr<String>,
    /// The port reserved for the cross connect, as printed on the letter; null if the letter does not specify one.
    #[attr(computed)]
    port: Attr<String>,
    /// The first day that the letter is valid, as a local date at the exchange.
    #[attr(computed)]
    issued_on: Attr<String>,
    /// The last day that the letter is valid, as a local date at the exchange.
    #[attr(computed)]
    expires_on: Attr<String>,
    /// The time when Twilio issued the letter, in UTC.
    #[attr(computed)]
    issued_at: Attr<String>,
    /// The end of the last valid day, in UTC.
    #[attr(computed)]
    expires_at: Attr<String>,
    /// The number of letters that Twilio has issued for this cross connect.
    #[attr(computed)]
    revision: Attr<i64>,
    /// The PDF document, encoded in Base64.
    #[attr(computed)]
    pdf_base64: Attr<String>,
    /// The SHA-256 hash of the PDF document, in lowercase hexadecimal digits.
    #[attr(computed)]
    pdf_sha256: Attr<String>,
}

impl LetterOfAuthorizationModel {
    /// Reads the letter of a cross connect, and its document. Before the letter is issued, its values are null.
    ///
    /// # Errors
    /// No such cross connect, or a failed request.
    pub(crate) async fn read(client: &Client, cross_connect: &CrossConnectSid) -> Result<Self, Diagnostics> {
        match read_letter(client, cross_connect).await? {
            LetterRead::Issued(letter) => Self::with_document(client, cross_connect, &letter).await,
            LetterRead::NotIssued(..) => Ok(Self::not_issued(cross_connect)),
        }
    }

    /// Reads the letter of a cross connect, and its document.
    ///
    /// # Errors
    /// No letter yet, no such cross connect, or a failed request.
    pub(crate) async fn read_issued(client: &Client, cross_connect: &CrossConnectSid) -> Result<Self, Diagnostics> {
        match read_letter(client, cross_connect).await? {
            LetterRead::Issued(letter) => Self::with_document(client, cross_connect, &letter).await,
            LetterRead::NotIssued(seen, error) => Err(at_cross_connect(not_issued(&seen, &error))),
        }
    }

    async fn with_document(
        client: &Client,
        cross_connect: &CrossConnectSid,
        letter: &api::Letter,
    ) -> Result<Self, Diagnostics> {
        let document = client.letter_document(cross_connect).await;
        let document = document.map_err(|error| READING.failed_at(client, &error))?.value;
        Ok(Self::of(cross_connect, letter, &document))
    }

    fn not_issued(cross_connect: &CrossConnectSid) -> Self {
        Self {
            cross_connect_sid: cross_connect.clone().into(),
            issued: false.into(),
            sid: Attr::Null,
            entity: Attr::Null,
            facility: Attr::Null,
            cage: Attr::Null,
            patch_panel: Attr::Null,
            port: Attr::Null,
            issued_on: Attr::Null,
            expires_on: Attr::Null,
            issued_at: Attr::Null,
            expires_at: Attr::Null,
            revision: Attr::Null,
            pdf_base64: Attr::Null,
            pdf_sha256: Attr::Null,
        }
    }

    fn of(cross_connect: &CrossConnectSid, letter: &api::Letter, document: &[u8]) -> Self {
        Self {
            cross_connect_sid: cross_connect.clone().into(),
            issued: true.into(),
            sid: letter.sid.clone().into(),
            entity: letter.entity.to_string().into(),
            facility: letter.facility.clone().into(),
            cage: letter.cage.clone().into(),
            patch_panel: letter.patch_panel.clone().into(),
            port: letter.port.clone().into(),
            issued_on: letter.issued_on.to_string().into(),
            expires_on: letter.expires_on.to_string().into(),
            issued_at: letter.issued_at.to_string().into(),
            expires_at: letter.expires_at.to_string().into(),
            revision: i64::try_from(letter.revision.get()).ok().into(),
            pdf_base64: BASE64_STANDARD.encode(document).into(),
            pdf_sha256: hexadecimal(&Sha256::digest(document)).into(),
        }
    }
}

/// A cross connect with or without its letter.
enum LetterRead {
    Issued(Box<api::Letter>),
    /// The cross connect, and the answer about the letter.
    NotIssued(Box<api::CrossConnect>, api::Error),
}

/// Distinguishes a cross connect without a letter from a missing one, because the service answers "not found" for both. A letter that was
/// issued in the meantime is returned.
async fn read_letter(client: &Client, sid: &CrossConnectSid) -> Result<LetterRead, Diagnostics> {
    let without_letter = match client.letter(sid).await {
        Ok(answer) => return Ok(LetterRead::Issued(Box::new(answer.value))),
        Err(error @ api::Error::NotFound(_)) => error,
        Err(error) => return Err(READING.failed_at(client, &error)),
    };
    match client.cross_connect(sid).await {
        Ok(seen) => Ok(match seen.value.letter_of_authorization.clone() {
            Some(letter) => LetterRead::Issued(Box::new(letter)),
            None => LetterRead::NotIssued(Box::new(seen.value), without_letter),
        }),
        Err(error @ api::Error::NotFound(_)) => Err(at_cross_connect(not_there(sid, &error))),
        Err(error) => Err(READING.failed_at(client, &error)),
    }
}

fn at_cross_connect(diagnostic: Diagnostic) -> Diagnostics {
    diagnostic.at(Path::attribute("cross_connect_sid")).into()
}

fn not_there(sid: &CrossConnectSid, error: &api::Error) -> Diagnostic {
    Diagnostic::error(
        "No such cross connect",
        format!(
            "The account has no cross connect {sid}{}. Check the SID and the account.",
            request(error)
        ),
    )
}

fn not_issued(seen: &api::CrossConnect, error: &api::Error) -> Diagnostic {
    let advice = if seen.status == CrossConnectStatus::Requested {
        " Read the letter once status is loa_issued."
    } else {
        ""
    };
    Diagnostic::error(
        format!("Cross connect {} has no letter of authorization", seen.unique_name),
        format!(
            "{} is {}{}. {}{advice}",
            seen.sid,
            seen.status,
            request(error),
            next_action::of(seen).sentence
        ),
    )
}

fn request(error: &api::Error) -> String {
    let id = error.request_id();
    id.map(|id| format!(" (request {id})")).unwrap_or_default()
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

const READING: FailedOperation<'_> = FailedOperation {
    verb: "read letter of authorization",
    existing: "",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_given_in_base64_with_its_hash() {
        let letter = serde_json::from_value(serde_json::json!({
            "sid": format!("LA{}", "1".repeat(32)), "entity": "Example Corp", "facility": "Equinix DC1", "cage": "0414",
            "patch_panel": "PP-0414-07", "port": "17", "issued_on": "2026-01-05", "expires_on": "2026-03-06", "issued_at": "2026-01-05T11:00:00Z",
            "expires_at": "2026-03-06T11:00:00Z", "revision": 2
        }))
        .unwrap();
        let sid = CrossConnectSid::trusted(format!("XC{}", "2".repeat(32)));
        let model = LetterOfAuthorizationModel::of(&sid, &letter, b"%PDF-1.7");

        assert_eq!(model.pdf_base64, Attr::Known("JVBERi0xLjc=".to_owned()));
        assert_eq!(
            model.pdf_sha256,
            Attr::Known("86edbaa24831badfa0a8b04bb410141e2ee4182b6d0014493fe262a7a331c20b".to_owned())
        );
        assert_eq!(model.revision, Attr::Known(2));
        assert_eq!(model.cross_connect_sid, Attr::Known(sid));
    }
}
