//! The state that core keeps between runs.

use std::collections::BTreeMap;
use std::fmt;

use conformance::provider::Stored;

/// The two resource types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `twilio_cross_connect`.
    CrossConnect,
    /// `twilio_bgp_session`.
    BgpSession,
}

impl Kind {
    /// Returns the name of the type.
    pub(crate) fn type_name(self) -> &'static str {
        match self {
            Self::CrossConnect => "twilio_cross_connect",
            Self::BgpSession => "twilio_bgp_session",
        }
    }
}

/// The address of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// The label of the circuit.
    pub label: char,
    /// The type.
    pub kind: Kind,
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.kind.type_name(), self.label)
    }
}

/// One object of the state.
#[derive(Clone, Debug)]
pub struct Instance {
    /// The stored object.
    pub stored: Stored,
    /// True where its creation failed.
    pub tainted: bool,
}

impl Instance {
    /// Returns a text of the object; empty where there is none.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.stored
            .state
            .get(name)
            .and_then(framework::value::Value::as_str)
            .unwrap_or_default()
    }

    /// Returns the SID.
    pub(crate) fn sid(&self) -> &str {
        self.text("sid")
    }
}

/// All objects.
pub type State = BTreeMap<Address, Instance>;
