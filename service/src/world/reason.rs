//! The reason of the status `rejected` or `failed`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::code::Code;
use crate::world::proposal::Refused;

/// The reason of the status `rejected` or `failed`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StatusReason)]
pub struct Reason {
    /// The code of the reason.
    pub code: u32,
    /// The reason, in a sentence.
    pub message: String,
}

impl Reason {
    /// 62220: the device has no capacity left.
    pub fn no_capacity() -> Self {
        Self::new(
            Code::NoCapacity,
            "Provisioning failure: the bandwidth is not available on the device",
        )
    }

    /// 62200: the network's interface did not answer.
    pub fn network_unavailable() -> Self {
        Self::new(
            Code::NetworkUnavailable,
            "Provisioning failure: the network's interface is unavailable",
        )
    }

    /// 20430: a person declined the order.
    pub fn declined(by: &Refused) -> Self {
        Self::new(Code::Declined, &by.reason)
    }

    /// True for an order that was declined, by a person or for lack of capacity.
    pub fn is_of_declined_order(&self) -> bool {
        [Code::NoCapacity.number(), Code::Declined.number()].contains(&self.code)
    }

    fn new(code: Code, message: &str) -> Self {
        Self {
            code: code.number(),
            message: message.to_owned(),
        }
    }
}
