//! The standard health service. go-plugin asks for the service named `plugin`, which is no name of a real service.

use tonic_health::{
    ServingStatus,
    pb::health_server::{Health, HealthServer},
    server::{HealthReporter, HealthService},
};

/// The service `grpc.health.v1.Health`: `plugin` and the empty name are serving, all others unknown.
pub(super) async fn service() -> HealthServer<impl Health> {
    let reporter = HealthReporter::new();
    reporter.set_service_status("plugin", ServingStatus::Serving).await;
    HealthServer::new(HealthService::from_health_reporter(reporter))
}
