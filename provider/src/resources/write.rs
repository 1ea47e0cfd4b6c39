//! The texts of failed requests that change something: for each request and each effect, the objects that exist now.
//!
//! No other module of this crate has texts about whether something was ordered, changed, or deleted. Each text belongs to an [`Effect`] over
//! all attempts, so no text can claim less or more than was observed.

use framework::path::Path;
use framework::{Diagnostic, Diagnostics};

use crate::api::{Effect, Error, WriteError};
use crate::domain::{BgpSessionSid, CrossConnectSid, UniqueName};
use crate::refusal;

/// A request that changes something, with its object.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Write<'a> {
    /// The order for a cross connect, by its name.
    OrderCrossConnect(&'a UniqueName),
    /// A change of a cross connect.
    ChangeCrossConnect(&'a CrossConnectSid),
    /// The report of a completion.
    ReportCompletion(&'a CrossConnectSid),
    /// The request for another letter of authorization.
    ReissueLetter(&'a CrossConnectSid),
    /// The deletion of a cross connect.
    DeleteCrossConnect(&'a CrossConnectSid),
    /// The creation of a BGP session over a cross connect.
    CreateBgpSession(&'a CrossConnectSid),
    /// A change of a BGP session.
    ChangeBgpSession(&'a BgpSessionSid),
    /// The deletion of a BGP session.
    DeleteBgpSession(&'a BgpSessionSid),
}

impl Write<'_> {
    /// The error, at the attribute that the service names.
    pub(crate) fn failed(self, failed: &WriteError) -> Diagnostics {
        self.failed_after(failed, "")
    }

    /// The same for an operation whose earlier steps succeeded. `done` lists those steps.
    pub(crate) fn failed_after(self, failed: &WriteError, done: &str) -> Diagnostics {
        let existing = self.existing_objects(failed.effect);
        self.error(failed, &[done, &existing, self.advice(failed)])
    }

    fn advice(self, failed: &WriteError) -> &'static str {
        match (self, &failed.error) {
            (_, _) if is_late_repetition(failed) => "",
            // A plan also judges the configuration. An error in that plan would keep an object that is to be destroyed.
            (Self::DeleteCrossConnect(_) | Self::DeleteBgpSession(_), Error::Conflict(_)) => {
                "Someone else changed the object after it was last read. Run terraform apply -refresh-only to see the change, then try again."
            }
            (_, error) => refusal::advice(error),
        }
    }

    /// The same for an object that was read after the failure. `existing` is the text about what exists now and what to do.
    pub(crate) fn failed_with(self, failed: &WriteError, existing: &str) -> Diagnostics {
        self.error(failed, &[existing])
    }

    /// The same for a creation whose effect is unknown or whose answer is not readable. The account has `sid` under the same name or over the
    /// same cross connect, and that object may belong to another team.
    pub(crate) fn failed_beside(self, failed: &WriteError, sid: &str) -> Diagnostics {
        let (existing, place) = match (self, failed.effect) {
            (Self::OrderCrossConnect(name), Effect::Certain) => (
                format!("The service accepted the order for cross connect \"{name}\"."),
                "with that name",
            ),
            (Self::OrderCrossConnect(name), _) => (
                format!("Cross connect \"{name}\" may have been ordered."),
                "with that name",
            ),
            (_, Effect::Certain) => (
                "The service created a BGP session on the cross connect.".to_owned(),
                "on that cross connect",
            ),
            (_, _) => (
                "A BGP session may have been created on the cross connect.".to_owned(),
                "on that cross connect",
            ),
        };
        let holder = format!(
            "The account has {sid} {place}. It is either this object or one that another team created. If it is this object, import it:"
        );
        let detail = [existing.as_str(), holder.as_str()].join(" ");
        self.error(failed, &[&format!("{detail}\n\n{}", self.import_block(sid))])
    }

    /// The `import` block for an object, ready to paste.
    pub(crate) fn import_block(self, sid: &str) -> String {
        let resource = match self {
            Self::OrderCrossConnect(_)
            | Self::ChangeCrossConnect(_)
            | Self::ReportCompletion(_)
            | Self::ReissueLetter(_)
            | Self::DeleteCrossConnect(_) => "twilio_cross_connect",
            Self::CreateBgpSession(_) | Self::ChangeBgpSession(_) | Self::DeleteBgpSession(_) => "twilio_bgp_session",
        };
        format!("import {{\n  to = {resource}.NAME # the address of this resource\n  id = \"{sid}\"\n}}")
    }

    fn error(self, failed: &WriteError, sentences: &[&str]) -> Diagnostics {
        let happened = happened(failed);
        let sentences = std::iter::once(happened.as_str()).chain(sentences.iter().copied());
        let detail: Vec<_> = sentences.filter(|sentence| !sentence.is_empty()).collect();
        let diagnostic = Diagnostic::error(self.title(failed.effect), detail.join(" "));
        let parameter = failed.error.refusal().and_then(|refusal| refusal.parameter.as_deref());
        match parameter.and_then(refusal::attribute_of) {
            Some(attribute) => diagnostic.at(Path::attribute(attribute)).into(),
            None => diagnostic.into(),
        }
    }

    /// The title of the error, for an effect.
    pub(crate) fn title(self, effect: Effect) -> String {
        let (verb, noun) = match self {
            Self::OrderCrossConnect(_) => ("order cross connect", "Order of cross connect"),
            Self::ChangeCrossConnect(_) => ("change cross connect", "Change of cross connect"),
            Self::ReportCompletion(_) => ("report completion", "Report of completion"),
            Self::ReissueLetter(_) => (
                "re-issue letter of authorization",
                "Re-issue of letter of authorization",
            ),
            Self::DeleteCrossConnect(_) => ("delete cross connect", "Deletion of cross connect"),
            Self::CreateBgpSession(_) => ("create BGP session", "Creation of BGP session"),
            Self::ChangeBgpSession(_) => ("change BGP session", "Change of BGP session"),
            Self::DeleteBgpSession(_) => ("delete BGP session", "Deletion of BGP session"),
        };
        match effect {
            Effect::None => format!("Unable to {verb}"),
            Effect::Perhaps => format!("{noun} not confirmed"),
            Effect::Certain => format!("{noun} accepted, but the response was unreadable"),
        }
    }

    /// The sentence about the objects that exist now, for an effect.
    pub(crate) fn existing_objects(self, effect: Effect) -> String {
        match effect {
            Effect::None => self.nothing_happened(),
            Effect::Perhaps => self.perhaps_happened(),
            Effect::Certain => self.happened(),
        }
    }

    fn nothing_happened(self) -> String {
        match self {
            Self::OrderCrossConnect(name) => format!("Cross connect \"{name}\" was not ordered."),
            Self::ChangeCrossConnect(sid) => format!("This request did not change {sid}."),
            Self::ReportCompletion(sid) => format!("The completion of {sid} was not reported."),
            Self::ReissueLetter(sid) => format!("No letter was issued for {sid}."),
            Self::DeleteCrossConnect(sid) => format!("{sid} was not deleted and stays in the state."),
            Self::CreateBgpSession(sid) => format!("No BGP session was created on cross connect {sid}."),
            Self::ChangeBgpSession(sid) => format!("This request did not change {sid}."),
            Self::DeleteBgpSession(sid) => format!("{sid} was not deleted and stays in the state."),
        }
    }

    fn perhaps_happened(self) -> String {
        match self {
            Self::OrderCrossConnect(name) => format!(
                "Cross connect \"{name}\" may have been ordered. Apply again: if the order exists, the apply fails because the name is in \
                 use, and its error contains the SID and an import block."
            ),
            Self::ChangeCrossConnect(sid) => {
                format!("{sid} may have been changed. Run terraform plan to read its current values.")
            }
            Self::ReportCompletion(sid) => {
                format!("The completion of {sid} may have been reported. Run terraform plan to check the status.")
            }
            Self::ReissueLetter(sid) => format!(
                "A letter may have been issued for {sid}. Check letter_of_authorization.revision before you request another letter."
            ),
            Self::DeleteCrossConnect(sid) => format!(
                "The deletion of {sid} may have been accepted, and the object stays in the state. Run terraform plan to check its status."
            ),
            Self::CreateBgpSession(sid) => format!(
                "A BGP session on cross connect {sid} may have been created. Apply again: if it exists, the apply fails because a cross \
                 connect carries only one, and its error contains the SID and an import block."
            ),
            Self::ChangeBgpSession(sid) => {
                format!("{sid} may have been changed. Run terraform plan to read its current values.")
            }
            Self::DeleteBgpSession(sid) => format!(
                "The deletion of {sid} may have been accepted, and the object stays in the state. Run terraform plan to check its status."
            ),
        }
    }

    fn happened(self) -> String {
        match self {
            Self::OrderCrossConnect(name) => format!(
                "The service accepted the order for cross connect \"{name}\". Apply again: the apply will fail because the name is in use, \
                 and its error contains the SID and an import block."
            ),
            Self::ChangeCrossConnect(sid) => {
                format!("The service accepted the change of {sid}. Run terraform plan to read its current values.")
            }
            Self::ReportCompletion(sid) => {
                format!("The service accepted the completion notice for {sid}. Run terraform plan to check the status.")
            }
            Self::ReissueLetter(sid) => {
                format!("The service issued a letter for {sid}. Run terraform plan to read it.")
            }
            Self::DeleteCrossConnect(sid) => format!(
                "The service accepted the deletion of {sid}, which stays in the state for now. Run terraform plan to check its status."
            ),
            Self::CreateBgpSession(sid) => format!(
                "The service created a BGP session on cross connect {sid}. Apply again: the apply will fail because a cross connect carries \
                 only one session, and its error contains the SID and an import block."
            ),
            Self::ChangeBgpSession(sid) => {
                format!("The service accepted the change of {sid}. Run terraform plan to read its current values.")
            }
            Self::DeleteBgpSession(sid) => format!(
                "The service accepted the deletion of {sid}, which stays in the state for now. Run terraform plan to check its status."
            ),
        }
    }
}

/// True if an attempt may have had its effect, and the service refused its retry because the object has a later revision. The attempt
/// itself may have made that revision, so the text does not blame another change.
fn is_late_repetition(failed: &WriteError) -> bool {
    !failed.effect.is_none() && matches!(failed.error, Error::Conflict(_))
}

/// The cause of the failure, over all attempts of the request.
fn happened(failed: &WriteError) -> String {
    if !is_late_repetition(failed) {
        let last = refusal::happened(&failed.error);
        let is_open = !failed.effect.is_none() && failed.error.refusal().is_some_and(|refusal| refusal.status < 500);
        return if is_open {
            format!("An earlier attempt ended without a usable response, and the last attempt failed: {last}")
        } else {
            last
        };
    }
    let request = failed.error.request_id().map(|id| format!(" (request {id})"));
    format!(
        "The first attempt ended without a usable response. The service then refused the retry (HTTP status 412){} because the object has a \
         later revision, which the first attempt may have made.",
        request.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests;
