//! The removal of a cross connect or of a session: requested, decided, and carried out.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::world::bgp_session::BgpSessionStatus;
use crate::world::cross_connect::CrossConnectStatus;

/// The removal of a cross connect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deletion {
    /// The time of the request.
    pub requested_at: Timestamp,
    /// The time of the decision, from which on the name is available; `None` while a person can withdraw the request.
    pub decided_at: Option<Timestamp>,
    /// The status after a withdrawal.
    pub status_before: CrossConnectStatus,
}

/// The removal of a cross connect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Deletion)]
pub struct DeletionBody {
    /// The time of the request.
    #[schema(value_type = String, format = DateTime)]
    requested_at: Timestamp,
    /// The time of the decision, from which on the name is available; null while the request can be withdrawn.
    #[schema(value_type = Option<String>, format = DateTime)]
    decided_at: Option<Timestamp>,
}

impl From<&Deletion> for DeletionBody {
    fn from(deletion: &Deletion) -> Self {
        Self {
            requested_at: deletion.requested_at,
            decided_at: deletion.decided_at,
        }
    }
}

/// The removal of a BGP session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionDeletion {
    /// The status after a withdrawal.
    pub status_before: BgpSessionStatus,
}
