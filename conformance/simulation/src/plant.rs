//! A fault that a test plants in a life, to verify that a checker catches it.

use std::sync::Arc;

use conformance::provider::Calls;
use framework::rpc::Rpc;
use provider::api::Carrier;

/// A function that makes the carrier between the provider and the service.
type OverCarrier = fn(Arc<dyn Carrier>) -> Arc<dyn Carrier>;

/// Something that misbehaves on one side of the provider. The default plants nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Plant {
    /// The carrier between the provider and the service, which acts as a faulty client.
    pub carrier: Option<OverCarrier>,
    /// The calls between core and the provider, which act as a faulty framework.
    pub calls: Option<fn(Rpc) -> Calls>,
}

impl Plant {
    pub(crate) fn carrier_over(&self, inner: Arc<dyn Carrier>) -> Arc<dyn Carrier> {
        match self.carrier {
            Some(planted) => planted(inner),
            None => inner,
        }
    }

    pub(crate) fn calls_to(&self, provider: Rpc) -> Calls {
        match self.calls {
            Some(planted) => planted(provider),
            None => Calls::within(provider),
        }
    }
}
