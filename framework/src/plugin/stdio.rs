//! The service for the output of the process's standard streams. The process writes nothing to stdout, and the client
//! reads stderr itself, so the stream stays open and empty.

use futures_util::{StreamExt, stream};
use proto::go_plugin::{
    StdioData,
    grpc_stdio_server::{GrpcStdio, GrpcStdioServer},
};
use tonic::{Request, Response, Status, codegen::BoxStream};

use super::shutdown::Shutdown;

/// Returns the service `plugin.GRPCStdio`. Its stream ends at the beginning of the shutdown.
pub(super) fn service(shutdown: Shutdown) -> GrpcStdioServer<impl GrpcStdio> {
    GrpcStdioServer::new(Stdio { shutdown })
}

struct Stdio {
    shutdown: Shutdown,
}

#[tonic::async_trait]
impl GrpcStdio for Stdio {
    async fn stream_stdio(&self, _request: Request<()>) -> Result<Response<BoxStream<StdioData>>, Status> {
        Ok(Response::new(
            stream::pending().take_until(self.shutdown.begun()).boxed(),
        ))
    }
}
