//! The transport of a call to a provider's service: a connection, or this process.

use std::task::{Context, Poll};

use proto::tfplugin5::provider_server::{self, ProviderServer};
use tonic::body::Body;
use tonic::codegen::{BoxFuture, Service, StdError, http};
use tonic::transport::Channel;
use tower::ServiceExt;
use tower::util::BoxCloneSyncService;

use crate::client::MESSAGE_LIMIT;

type Request = http::Request<Body>;
type Response = http::Response<Body>;

/// The transport of a call.
#[derive(Clone, Debug)]
pub struct Calls(BoxCloneSyncService<Request, Response, StdError>);

impl Calls {
    /// Sends calls over a connection.
    pub(crate) fn over(channel: Channel) -> Self {
        Self(BoxCloneSyncService::new(channel.map_err(StdError::from)))
    }

    /// Sends calls to a service of this process without a connection. Each message is encoded and decoded as on the wire, without
    /// the rest of HTTP/2.
    pub fn within(service: impl provider_server::Provider) -> Self {
        let server = ProviderServer::new(service)
            .max_decoding_message_size(MESSAGE_LIMIT)
            .max_encoding_message_size(MESSAGE_LIMIT);
        Self(BoxCloneSyncService::new(ServiceExt::<Request>::map_err(
            server,
            |never| match never {},
        )))
    }
}

impl Service<Request> for Calls {
    type Response = Response;
    type Error = StdError;
    type Future = BoxFuture<Response, StdError>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), StdError>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        self.0.call(request)
    }
}
