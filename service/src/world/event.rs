//! The timeline of a cross connect.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::world::cross_connect::CrossConnectStatus;
use crate::world::letter::Letter;

/// Who brought an event about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The account's own people and programs.
    Customer,
    /// The service.
    Twilio,
    /// The operator of the exchange's data centre.
    DataCenter,
}

/// One event of a cross connect's life, dated when it happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// When it happened.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who brought it about.
    pub actor: Actor,
    /// The status before; null for the first event.
    pub from_status: Option<CrossConnectStatus>,
    /// The status after: the same as before where an event changed something else.
    pub to_status: CrossConnectStatus,
    /// The event, in a sentence.
    pub description: String,
    /// The letter that it issued; null for every other event.
    pub letter_of_authorization: Option<Letter>,
}
