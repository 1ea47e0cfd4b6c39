//! The service by which the client ends the process. Deliberately not here: the provider's own `Stop`, which ends calls
//! and not the process.

use proto::go_plugin::{
    Empty,
    grpc_controller_server::{GrpcController, GrpcControllerServer},
};
use tonic::{Request, Response, Status};

use super::shutdown::{Reason, Shutdown};

/// The service `plugin.GRPCController`: answers, and the process ends (H7).
pub(super) fn service(shutdown: Shutdown) -> GrpcControllerServer<impl GrpcController> {
    GrpcControllerServer::new(Controller { shutdown })
}

struct Controller {
    shutdown: Shutdown,
}

#[tonic::async_trait]
impl GrpcController for Controller {
    async fn shutdown(&self, _request: Request<Empty>) -> Result<Response<Empty>, Status> {
        self.shutdown.begin(Reason::Requested);
        Ok(Response::new(Empty {}))
    }
}
