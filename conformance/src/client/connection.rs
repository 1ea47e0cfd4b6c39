//! One connection to a provider, with every service that a client calls on it.

use std::io;

use hyper_util::rt::TokioIo;
use proto::{
    go_plugin::{
        self, grpc_broker_client::GrpcBrokerClient, grpc_controller_client::GrpcControllerClient,
        grpc_stdio_client::GrpcStdioClient,
    },
    tfplugin5::{DynamicValue, provider_client::ProviderClient, read_resource},
};
use tonic::{
    Request, Status,
    transport::{Channel, Endpoint},
};

use super::{Socket, patiently};

/// The size of messages that Go's client sends and accepts.
pub(crate) const MESSAGE_LIMIT: usize = 256 << 20;

/// The services that a client calls, on one connection.
#[derive(Clone)]
pub struct Client {
    /// The connection, for other services.
    pub channel: Channel,
    /// The provider's own service.
    pub provider: ProviderClient<Channel>,
    /// The service that ends the process.
    pub controller: GrpcControllerClient<Channel>,
    /// The service of standard streams.
    pub stdio: GrpcStdioClient<Channel>,
    /// The service of further connections.
    pub broker: GrpcBrokerClient<Channel>,
}

impl Client {
    /// Starts HTTP/2 on an open connection, and uses no other connection.
    ///
    /// # Errors
    /// The other side does not support HTTP/2.
    pub async fn over(socket: Socket) -> Result<Self, tonic::transport::Error> {
        let mut socket = Some(socket);
        let connector = tower::service_fn(move |_| {
            let socket = socket.take().map(TokioIo::new).ok_or(io::ErrorKind::NotConnected);
            std::future::ready(socket.map_err(io::Error::from))
        });
        let channel = Endpoint::from_static("http://localhost")
            .connect_with_connector(connector)
            .await?;
        Ok(Self {
            provider: ProviderClient::new(channel.clone())
                .max_decoding_message_size(MESSAGE_LIMIT)
                .max_encoding_message_size(MESSAGE_LIMIT),
            controller: GrpcControllerClient::new(channel.clone()),
            stdio: GrpcStdioClient::new(channel.clone()),
            broker: GrpcBrokerClient::new(channel.clone()),
            channel,
        })
    }

    /// Calls `ReadResource` for a type without any state.
    ///
    /// # Errors
    /// The status of a call that failed.
    pub async fn read(&self, type_name: &str) -> Result<read_resource::Response, Status> {
        self.read_state(type_name, Vec::new()).await
    }

    /// Calls `ReadResource` for a type with the given state, in bytes that may be no value.
    ///
    /// # Errors
    /// The status of a call that failed.
    pub async fn read_state(&self, type_name: &str, msgpack: Vec<u8>) -> Result<read_resource::Response, Status> {
        let current_state = Some(DynamicValue {
            msgpack,
            json: Vec::new(),
        });
        let type_name = type_name.to_owned();
        let request = read_resource::Request {
            type_name,
            current_state,
            ..read_resource::Request::default()
        };
        let mut provider = self.provider.clone();
        patiently(provider.read_resource(request))
            .await
            .map(tonic::Response::into_inner)
    }

    /// Requests the end of the process.
    ///
    /// # Errors
    /// The status of a call that failed.
    pub async fn shutdown(&self) -> Result<(), Status> {
        self.controller
            .clone()
            .shutdown(Request::new(go_plugin::Empty {}))
            .await
            .map(drop)
    }
}
