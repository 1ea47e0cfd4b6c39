//! The standard health service. go-plugin requests the status of `plugin`, although no service has this name.

use futures_util::StreamExt;
use tonic::{Request, Response, Status, codegen::BoxStream};
use tonic_health::{
    ServingStatus,
    pb::{
        HealthCheckRequest, HealthCheckResponse,
        health_server::{Health, HealthServer},
    },
    server::{HealthReporter, HealthService},
};

use super::shutdown::Shutdown;

/// Returns the service `grpc.health.v1.Health`: `plugin` and the empty name are serving, and all others are unknown.
/// Its streams end at the beginning of the shutdown.
pub(super) async fn service(shutdown: Shutdown) -> HealthServer<impl Health> {
    let reporter = HealthReporter::new();
    reporter.set_service_status("plugin", ServingStatus::Serving).await;
    let service = HealthService::from_health_reporter(reporter);
    HealthServer::new(UntilShutdown { service, shutdown })
}

/// A health service whose streams do not delay the end of the process.
struct UntilShutdown<H> {
    service: H,
    shutdown: Shutdown,
}

#[tonic::async_trait]
impl<H: Health> Health for UntilShutdown<H> {
    type WatchStream = BoxStream<HealthCheckResponse>;

    async fn check(&self, request: Request<HealthCheckRequest>) -> Result<Response<HealthCheckResponse>, Status> {
        self.service.check(request).await
    }

    async fn watch(&self, request: Request<HealthCheckRequest>) -> Result<Response<Self::WatchStream>, Status> {
        let states = self.service.watch(request).await?;
        Ok(states.map(|states| states.take_until(self.shutdown.begun()).boxed()))
    }
}
