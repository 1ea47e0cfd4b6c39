//! The service that could carry what the process writes to its standard streams. We write nothing to stdout and let the
//! client read stderr itself, so the stream stays open and empty.

use futures_util::{StreamExt, stream};
use proto::go_plugin::{
    StdioData,
    grpc_stdio_server::{GrpcStdio, GrpcStdioServer},
};
use tonic::{Request, Response, Status, codegen::BoxStream};

use super::shutdown::Shutdown;

/// The service `plugin.GRPCStdio`. Its stream ends when the shutdown begins.
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
