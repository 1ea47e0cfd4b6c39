//! One provider process: served within this process, configured, stopped and killed.

use std::sync::Arc;
use std::time::Duration;

use conformance::oracle;
use conformance::provider::{Provider, Resource};
use framework::plugin::Environment;
use framework::rpc::Rpc;
use mock_api::{DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN};
use provider::api::Carrier;

use crate::carrier::SimulatedCarrier;
use crate::service::{BASE_URL, Service};
use crate::state::Kind;

/// Puts something between the provider and the service: a plant of a test.
pub type Wrap = fn(Arc<dyn Carrier>) -> Arc<dyn Carrier>;

/// A provider process.
pub(crate) struct Process {
    provider: Provider,
    carrier: Arc<SimulatedCarrier>,
}

impl Process {
    /// Starts and configures a process.
    pub(crate) async fn start(service: &Arc<Service>, wrap: Option<Wrap>) -> Self {
        let carrier = SimulatedCarrier::new(service);
        let seen: Arc<dyn Carrier> = Arc::<SimulatedCarrier>::clone(&carrier);
        let environment = Environment::from_pairs([
            ("TWILIO_INTERCONNECT_BASE_URL", BASE_URL),
            ("TWILIO_ACCOUNT_SID", DEFAULT_ACCOUNT_SID),
            ("TWILIO_AUTH_TOKEN", DEFAULT_AUTH_TOKEN),
        ]);
        let server = provider::server_over(
            environment,
            wrap.map_or_else(|| Arc::clone(&seen), |wrap| wrap(seen.clone())),
        );
        let provider = Provider::serve(Rpc::new(server)).await.waiting(PATIENCE);
        let config = oracle::nothing(&provider.schemas().provider);
        let said = provider.configure(&config).await.unchecked();
        service.log.write(format_args!("process started {:?}", said.told()));
        Self { provider, carrier }
    }

    /// A resource type.
    pub(crate) fn resource(&self, kind: Kind) -> Resource<'_> {
        self.provider.resource(kind.type_name())
    }

    /// Asks for calls in flight to end.
    pub(crate) async fn stop(&self) {
        self.provider.stop().await;
    }

    /// Kills the process.
    pub(crate) fn kill(&self) {
        self.carrier.kill();
    }
}

/// Longer than every time limit of an operation in a life: a call without an answer by then is a breach.
const PATIENCE: Duration = Duration::from_secs(48 * 3_600);
