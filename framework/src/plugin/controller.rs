//! The service through which the client ends the process. Deliberately not here: the provider's own `Stop`, which ends
//! calls but not the process.

use proto::go_plugin::{
    Empty,
    grpc_controller_server::{GrpcController, GrpcControllerServer},
};
use tonic::{Request, Response, Status};

use super::shutdown::{Reason, Shutdown};

/// Returns the service `plugin.GRPCController`, which responds and then ends the process (conformance rule H7).
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
