//! One finding of a finished review.

use super::acceptance::Acceptance;
use super::place::Place;
use super::severity::{Level, Severity};

/// The page that explains the codes, with an anchor for each.
const CODES: &str = "https://registry.terraform.io/providers/interconnect/twilio/latest/docs/codes";

/// One finding, with every field that a format may show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    /// The code: `TWX` and three digits.
    pub code: String,
    /// The severity.
    pub severity: Severity,
    /// True where the finding fails this review. An accepted finding does not.
    pub fails: bool,
    /// The title: a label, without the code.
    pub title: String,
    /// The detail: what happens, and what to do. May contain line breaks and [blocks](super::detail) of configuration.
    pub detail: String,
    /// The address of the resource, such as `module.us.twilio_cross_connect.leg["ashburn"]`.
    pub address: Option<String>,
    /// The attribute. Dots lead into a block: `completion.reference`.
    pub attribute: Option<String>,
    /// The `unique_name` of the circuit.
    pub unique_name: Option<String>,
    /// The redundancy group of the circuit.
    pub redundancy_group: Option<String>,
    /// The SID of the object.
    pub sid: Option<String>,
    /// The place in the files.
    pub place: Option<Place>,
    /// The acceptance, if there is one.
    pub accepted: Option<Acceptance>,
}

impl Reported {
    /// Creates a finding without an address, a place, or an acceptance. An error fails the review.
    pub fn new(code: impl Into<String>, severity: Severity, title: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            severity,
            fails: severity == Severity::Error,
            title: title.into(),
            detail: String::new(),
            address: None,
            attribute: None,
            unique_name: None,
            redundancy_group: None,
            sid: None,
            place: None,
            accepted: None,
        }
    }

    /// The title with the code in brackets at its end.
    pub fn headline(&self) -> String {
        format!("{} [{}]", self.title, self.code)
    }

    /// The level in a format with three levels.
    pub fn level(&self) -> Level {
        match (&self.accepted, self.severity) {
            (Some(_), _) => Level::Note,
            (None, Severity::Error) => Level::Error,
            (None, Severity::Warning) if self.fails => Level::Error,
            (None, Severity::Warning) => Level::Warning,
        }
    }

    /// The label before the title in a text for people.
    pub fn label(&self) -> &'static str {
        match (&self.accepted, self.severity) {
            (Some(_), Severity::Error) => "Accepted error",
            (Some(_), Severity::Warning) => "Accepted warning",
            (None, Severity::Warning) if self.fails => "Warning that fails this review",
            (None, Severity::Warning) => "Warning",
            (None, Severity::Error) => "Error",
        }
    }

    /// The subject, by the first name that is known: the address, the `unique_name`, or the SID.
    pub fn subject(&self) -> Option<&str> {
        let names = [&self.address, &self.unique_name, &self.sid];
        names.into_iter().find_map(|name| name.as_deref())
    }

    /// The URL of the page about the code.
    pub fn documentation(&self) -> String {
        documentation(&self.code)
    }
}

/// The URL of the page about a code. Characters that an anchor cannot have are left out.
pub fn documentation(code: &str) -> String {
    let anchor = code.chars().filter(char::is_ascii_alphanumeric);
    let anchor: String = anchor.map(|letter| letter.to_ascii_lowercase()).collect();
    format!("{CODES}#{anchor}")
}
