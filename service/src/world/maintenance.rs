//! Maintenance of a cross connect, and holds on an object.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A maintenance period in which a cross connect can be out of service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Maintenance {
    /// The beginning of the period.
    #[schema(value_type = String, format = DateTime)]
    pub from: Timestamp,
    /// The end of the period.
    #[schema(value_type = String, format = DateTime)]
    pub until: Timestamp,
    /// The reason.
    pub reason: String,
}

/// A hold. No one acts on the object until the hold is lifted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Hold {
    /// The reason.
    pub reason: String,
    /// The beginning of the hold.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
}
