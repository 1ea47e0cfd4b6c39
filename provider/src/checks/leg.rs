//! One member of a redundant set.

use super::demarcation::Demarcation;
use crate::domain::{Bandwidth, Exchange, IpRoutes, RedundancyRole};

/// One member of a redundant set, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leg {
    /// The name by the user, or the SID.
    pub name: String,
    /// The exchange at which it ends; `None` while it is not known.
    pub exchange: Option<Exchange>,
    /// Its bandwidth; `None` while it is not known.
    pub bandwidth: Option<Bandwidth>,
    /// Its role in the set; `None` while it is not known.
    pub role: Option<RedundancyRole>,
    /// Its end at the data center; `None` until a letter shows it.
    pub demarcation: Option<Demarcation>,
    /// The customer's routes that are announced on it; `None` while they are not known. The list is empty if the member is known to
    /// have no session.
    pub routes: Option<IpRoutes>,
}

impl Leg {
    /// A member of which only the name is known.
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            exchange: None,
            bandwidth: None,
            role: None,
            demarcation: None,
            routes: None,
        }
    }
}
