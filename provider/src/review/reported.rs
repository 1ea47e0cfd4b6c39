//! One finding of a finished review.

use super::acceptance::Acceptance;
use super::place::Place;
use super::severity::{Level, Severity};

/// The page that explains every code, one anchor each.
const CODES: &str = "https://registry.terraform.io/providers/interconnect/twilio/latest/docs/codes";

/// One finding, with everything that a reader may show of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    /// `TWX` and three digits.
    pub code: String,
    /// The severity.
    pub severity: Severity,
    /// Whether it fails this review. An accepted finding never does.
    pub fails: bool,
    /// A label, without the code.
    pub title: String,
    /// The event and the remedy. May contain line breaks and [blocks](super::detail) of configuration.
    pub detail: String,
    /// The address of the resource, such as `module.us.twilio_cross_connect.leg["ashburn"]`.
    pub address: Option<String>,
    /// The attribute, with dots where it stands in a block: `completion.reference`.
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
    /// A finding without an address, a place, or an acceptance. An error fails the review.
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

    /// The level at which a reader of three levels shows it.
    pub fn level(&self) -> Level {
        match (&self.accepted, self.severity) {
            (Some(_), _) => Level::Note,
            (None, Severity::Error) => Level::Error,
            (None, Severity::Warning) if self.fails => Level::Error,
            (None, Severity::Warning) => Level::Warning,
        }
    }

    /// The word that a person reads before the title.
    pub fn label(&self) -> &'static str {
        match (&self.accepted, self.severity) {
            (Some(_), Severity::Error) => "Accepted error",
            (Some(_), Severity::Warning) => "Accepted warning",
            (None, Severity::Warning) if self.fails => "Warning that fails this review",
            (None, Severity::Warning) => "Warning",
            (None, Severity::Error) => "Error",
        }
    }

    /// The subject, by the best name that is known: the address, the `unique_name`, or the SID.
    pub fn subject(&self) -> Option<&str> {
        let names = [&self.address, &self.unique_name, &self.sid];
        names.into_iter().find_map(|name| name.as_deref())
    }

    /// The page of its code.
    pub fn documentation(&self) -> String {
        documentation(&self.code)
    }
}

/// The page of a code. A letter that no anchor has is left out of it.
pub fn documentation(code: &str) -> String {
    let anchor = code.chars().filter(char::is_ascii_alphanumeric);
    let anchor: String = anchor.map(|letter| letter.to_ascii_lowercase()).collect();
    format!("{CODES}#{anchor}")
}
