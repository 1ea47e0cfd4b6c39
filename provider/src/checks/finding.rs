//! The finding of a rule.

use std::fmt;

use super::catalogue::Check;
use super::planned::{Change, Planned};
use super::record::{BgpSession, CrossConnect};

/// One finding about one object. It may name others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The check that found it.
    pub check: &'static Check,
    /// The object that it is about.
    pub subject: Subject,
    /// The other objects that the finding is based on.
    pub others: Vec<Subject>,
    /// The attribute that it is about, with dots if it is inside a block; `None` for the whole object.
    pub attribute: Option<&'static str>,
    /// The label of the finding, without the code.
    pub title: String,
    /// The event, its consequence, and the remedy.
    pub detail: String,
    /// The remedy, if it can be separated. The detail ends with it.
    pub fix: Option<String>,
    /// True where a later plan may resolve it. The detail contains the condition.
    pub is_open: bool,
}

/// An object that a finding names.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// The resource address, if it is known.
    pub address: Option<String>,
    /// The kind of resource: `twilio_cross_connect` or `twilio_bgp_session`.
    pub resource: &'static str,
    /// The name of the circuit.
    pub unique_name: Option<String>,
    /// The redundancy group of the circuit.
    pub redundancy_group: Option<String>,
    /// The SID of the object that exists.
    pub sid: Option<String>,
    /// True where the plan creates it.
    pub is_new: bool,
}

impl Finding {
    /// A finding without title and detail.
    pub fn about(check: &'static Check, subject: Subject) -> Self {
        Self {
            check,
            subject,
            others: Vec::new(),
            attribute: None,
            title: String::new(),
            detail: String::new(),
            fix: None,
            is_open: false,
        }
    }

    /// The same finding on an attribute.
    #[must_use]
    pub fn on(mut self, attribute: &'static str) -> Self {
        self.attribute = Some(attribute);
        self
    }

    /// The same finding with a title and a detail.
    #[must_use]
    pub fn saying(mut self, title: impl Into<String>, detail: impl Into<String>) -> Self {
        self.title = title.into();
        self.detail = detail.into();
        self
    }

    /// The same finding, based on other objects too.
    #[must_use]
    pub fn beside(mut self, others: impl IntoIterator<Item = Subject>) -> Self {
        self.others.extend(others);
        self
    }

    /// The same finding, which a later plan may resolve if `is_open`.
    #[must_use]
    pub fn open(mut self, is_open: bool) -> Self {
        self.is_open = is_open;
        self
    }

    /// True where the finding is a warning at most in the plan itself.
    ///
    /// The reason is that the plan creates the object, or that a later plan may resolve the finding. The apply refuses such an object
    /// before its request is sent.
    pub fn is_at_most_a_warning_in_the_plan(&self) -> bool {
        self.is_open || self.subject.is_new
    }

    /// True where the finding names an object.
    pub fn names(&self, subject: &Subject) -> bool {
        self.subject.is_same(subject) || self.others.iter().any(|other| other.is_same(subject))
    }
}

impl Subject {
    /// A cross connect of a picture.
    pub fn circuit(planned: &Planned<CrossConnect>) -> Self {
        let latest = planned.latest();
        let group = latest.group.known().or_else(|| planned.before()?.group.known());
        Self {
            address: planned.address.clone(),
            resource: "twilio_cross_connect",
            unique_name: latest.name.known().map(ToString::to_string),
            redundancy_group: group.map(ToString::to_string),
            sid: planned.sid().map(ToString::to_string),
            is_new: matches!(planned.change, Change::Created(_)),
        }
    }

    /// The new circuit of a replacement, or a circuit that is created.
    pub fn new_circuit(planned: &Planned<CrossConnect>) -> Self {
        Self {
            is_new: planned.created().is_some(),
            ..Self::circuit(planned)
        }
    }

    /// A BGP session of a picture, on `carrier`.
    pub fn session(planned: &Planned<BgpSession>, carrier: Option<&Planned<CrossConnect>>) -> Self {
        let carrier = carrier.map(Self::circuit).unwrap_or_default();
        Self {
            address: planned.address.clone(),
            resource: "twilio_bgp_session",
            sid: planned.sid().map(ToString::to_string),
            is_new: matches!(planned.change, Change::Created(_)),
            ..carrier
        }
    }

    /// True where both name the same object.
    fn is_same(&self, other: &Self) -> bool {
        self.resource == other.resource
            && self.sid == other.sid
            && self.unique_name == other.unique_name
            && self.address == other.address
    }
}

/// The clause of a finding that a later plan may resolve: ", unless this plan renames XC1".
pub(super) fn unless(is_open: bool, cure: &str) -> String {
    if is_open {
        format!(", unless this plan {cure}")
    } else {
        String::new()
    }
}

/// The title with the code in brackets at its end.
impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} [{}]", self.title, self.check.code)
    }
}
