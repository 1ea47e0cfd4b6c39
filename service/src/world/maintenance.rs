//! Maintenance of a cross connect, and holds on an object.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A time at which a cross connect can be out of service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Maintenance {
    /// The beginning.
    #[schema(value_type = String, format = DateTime)]
    pub from: Timestamp,
    /// The end.
    #[schema(value_type = String, format = DateTime)]
    pub until: Timestamp,
    /// The reason, in a sentence.
    pub reason: String,
}

/// A hold: nobody acts on the object until it is lifted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Hold {
    /// The reason, in a sentence.
    pub reason: String,
    /// The beginning of the hold.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
}
