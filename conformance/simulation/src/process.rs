//! One provider process: served within this process, configured, stopped and killed.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use conformance::oracle;
use conformance::provider::{Provider, Resource, Schemas};
use framework::plugin::Environment;
use framework::rpc::Rpc;
use mock_api::{DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN};
use provider::api::Carrier;

use crate::carrier::SimulatedCarrier;
use crate::plant::Plant;
use crate::service::{BASE_URL, Service};
use crate::state::Kind;

/// A provider process.
pub(crate) struct Process {
    provider: Provider,
    carrier: Arc<SimulatedCarrier>,
}

impl Process {
    /// Starts and configures a process.
    pub(crate) async fn start(service: &Arc<Service>, plant: Plant) -> Self {
        let carrier = SimulatedCarrier::new(service);
        let seen: Arc<dyn Carrier> = Arc::<SimulatedCarrier>::clone(&carrier);
        let environment = Environment::from_pairs([
            ("TWILIO_INTERCONNECT_BASE_URL", BASE_URL),
            ("TWILIO_ACCOUNT_SID", DEFAULT_ACCOUNT_SID),
            ("TWILIO_AUTH_TOKEN", DEFAULT_AUTH_TOKEN),
        ]);
        let server = provider::server_over(environment, plant.carrier_over(seen));
        let calls = plant.calls_to(Rpc::new(server));
        let provider = Provider::within(calls, SCHEMAS.get().cloned()).await.waiting(PATIENCE);
        SCHEMAS.get_or_init(|| provider.shared_schemas());
        let config = oracle::nothing(&provider.schemas().provider);
        let said = provider.configure(&config).await.unchecked();
        service.log.write(format_args!("process started {:?}", said.told()));
        Self { provider, carrier }
    }

    /// Returns a resource type.
    pub(crate) fn resource(&self, kind: Kind) -> Resource<'_> {
        self.provider.resource(kind.type_name())
    }

    /// Requests the end of calls in flight.
    pub(crate) async fn stop(&self) {
        self.provider.stop().await;
    }

    /// Kills the process.
    pub(crate) fn kill(&self) {
        self.carrier.kill();
    }
}

/// The schemas, which are equal in all lives and expensive to read.
static SCHEMAS: OnceLock<Arc<Schemas>> = OnceLock::new();

/// A time limit above every limit of an operation in a life: a call without an answer by then is a breach.
const PATIENCE: Duration = Duration::from_secs(48 * 3_600);
