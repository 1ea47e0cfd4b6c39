//! The service through which each side can offer more connections. A provider needs none, so offers are read and
//! dropped.

use std::future::ready;

use futures_util::StreamExt;
use proto::go_plugin::{
    ConnInfo,
    grpc_broker_server::{GrpcBroker, GrpcBrokerServer},
};
use tonic::{Request, Response, Status, Streaming, codegen::BoxStream};

use super::shutdown::Shutdown;

/// Returns the service `plugin.GRPCBroker`. Its stream ends with the client's stream or at the beginning of the
/// shutdown.
pub(super) fn service(shutdown: Shutdown) -> GrpcBrokerServer<impl GrpcBroker> {
    GrpcBrokerServer::new(Broker { shutdown })
}

struct Broker {
    shutdown: Shutdown,
}

#[tonic::async_trait]
impl GrpcBroker for Broker {
    async fn start_stream(
        &self,
        request: Request<Streaming<ConnInfo>>,
    ) -> Result<Response<BoxStream<ConnInfo>>, Status> {
        let nothing = request.into_inner().filter_map(|_offer| ready(None));
        Ok(Response::new(nothing.take_until(self.shutdown.begun()).boxed()))
    }
}
