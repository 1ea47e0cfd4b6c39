//! A message to the user, with the call that returned it.

use conformance::provider::Messages;
use proto::tfplugin5::diagnostic::Severity;

use crate::state::Address;

/// The calls that return messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum During {
    /// A read, before a plan.
    Read,
    /// A plan.
    Plan,
    /// A creation.
    Create,
    /// A change in place.
    Update,
    /// A destruction.
    Delete,
    /// An import.
    Import,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The step of the life.
    pub step: usize,
    /// Its subject.
    pub address: Address,
    /// The call.
    pub during: During,
    /// The names and SIDs of the call's object at the service.
    pub subjects: Vec<String>,
    /// True where it is an error.
    pub is_error: bool,
    /// The title and the detail.
    pub text: String,
}

/// The collection of messages.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) step: usize,
    pub(crate) address: Address,
    pub(crate) during: During,
    pub(crate) subjects: Vec<String>,
}

impl Place {
    /// Collects the messages of a call.
    pub(crate) fn said(&self, messages: &Messages) -> Vec<Message> {
        let diagnostics = messages.0.iter();
        diagnostics
            .map(|diagnostic| Message {
                step: self.step,
                address: self.address,
                during: self.during,
                subjects: self.subjects.clone(),
                is_error: diagnostic.severity() == Severity::Error,
                text: format!("{}\n{}", diagnostic.summary, diagnostic.detail),
            })
            .collect()
    }
}
