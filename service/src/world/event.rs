//! The timeline of a cross connect.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::world::cross_connect::CrossConnectStatus;
use crate::world::letter::Letter;

/// The party behind an event or a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The account's own people and programs.
    Customer,
    /// Twilio, which runs the service.
    Twilio,
    /// The operator of the exchange's data center.
    DataCenter,
}

/// An event in the timeline of a cross connect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The instant of the event.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The party behind the event.
    pub actor: Actor,
    /// The status before; null for the first event.
    pub from_status: Option<CrossConnectStatus>,
    /// The status after; equal to the status before if the event did not change it.
    pub to_status: CrossConnectStatus,
    /// The event, in a sentence.
    pub description: String,
    /// The letter that the event issued; null for every other event.
    pub letter_of_authorization: Option<Letter>,
}
