//! The timeline of a cross connect.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::world::cross_connect::CrossConnectStatus;
use crate::world::letter::Letter;

/// The party that caused an event or acts next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The customer: the people and programs of the account.
    Customer,
    /// Twilio, which operates the service.
    Twilio,
    /// The operator of the exchange's data center.
    DataCenter,
}

/// An event in the timeline of a cross connect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The time of the event.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The party that caused the event.
    pub actor: Actor,
    /// The status before the event; null for the first event.
    pub from_status: Option<CrossConnectStatus>,
    /// The status after the event. It is equal to `from_status` if the event did not change the status.
    pub to_status: CrossConnectStatus,
    /// A description of the event.
    pub description: String,
    /// The letter that was issued in the event; null for every other event.
    pub letter_of_authorization: Option<Letter>,
}
