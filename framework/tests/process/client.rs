//! Connecting to a provider as Go's client does.

use std::{io, net::SocketAddr, path::PathBuf, pin::Pin, sync::Arc};

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use hyper_util::rt::TokioIo;
use proto::{
    go_plugin::{
        self, grpc_broker_client::GrpcBrokerClient, grpc_controller_client::GrpcControllerClient,
        grpc_stdio_client::GrpcStdioClient,
    },
    tfplugin5::{DynamicValue, provider_client::ProviderClient, read_resource},
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpStream, UnixStream},
};
use tokio_rustls::{
    TlsConnector,
    client::TlsStream,
    rustls::{
        ClientConfig, RootCertStore, SupportedProtocolVersion,
        client::ResolvesClientCert,
        crypto::ring,
        pki_types::{CertificateDer, ServerName},
        sign::SingleCertAndKey,
        version,
    },
};
use tonic::{
    Request, Status,
    transport::{Channel, Endpoint},
};

use crate::{
    identity::Identity,
    launch::{Plugin, patiently},
};

/// The size of messages that Go's client sends and accepts.
const MESSAGE_LIMIT: usize = 256 << 20;

/// Where a provider listens.
#[derive(Clone, Debug)]
pub enum Address {
    Unix(PathBuf),
    Tcp(SocketAddr),
}

/// A stream of bytes in both directions.
pub trait Duplex: AsyncRead + AsyncWrite + Send {}

impl<T: AsyncRead + AsyncWrite + Send> Duplex for T {}

/// A socket of either kind.
pub type Socket = Pin<Box<dyn Duplex>>;

impl Address {
    /// Opens a connection without TLS.
    pub async fn connect(&self) -> io::Result<Socket> {
        Ok(match self {
            Self::Unix(path) => Box::pin(UnixStream::connect(path).await?),
            Self::Tcp(address) => Box::pin(TcpStream::connect(address).await?),
        })
    }
}

/// How a client does TLS.
#[derive(Clone, Debug)]
pub struct Security {
    /// Who the client claims to be.
    pub identity: Option<Identity>,
    /// The versions it speaks.
    pub versions: Vec<&'static SupportedProtocolVersion>,
}

impl Security {
    /// As Go's client does with the given certificate.
    pub fn of(identity: &Identity) -> Self {
        Self {
            identity: Some(identity.clone()),
            versions: vec![&version::TLS13, &version::TLS12],
        }
    }

    /// The server's certificate is the only root, and the server's name is `localhost`.
    fn config(&self, server: CertificateDer<'static>) -> ClientConfig {
        let mut roots = RootCertStore::empty();
        roots.add(server).unwrap();
        let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_protocol_versions(&self.versions)
            .unwrap()
            .with_root_certificates(roots);
        let mut config = match &self.identity {
            Some(identity) => {
                let key: Arc<dyn ResolvesClientCert> = Arc::new(SingleCertAndKey::from(identity.certified_key()));
                builder.with_client_cert_resolver(key)
            }
            None => builder.with_no_client_auth(),
        };
        config.alpn_protocols = vec![b"h2".to_vec()];
        config
    }
}

impl Plugin {
    /// The certificate of the handshake line.
    pub fn certificate(&self) -> CertificateDer<'static> {
        STANDARD_NO_PAD
            .decode(self.fields()[5])
            .expect("the certificate is base64 without padding")
            .into()
    }

    /// Connects with TLS only, below HTTP/2.
    pub async fn connect_tls(&self, security: &Security) -> io::Result<TlsStream<Socket>> {
        let connector = TlsConnector::from(Arc::new(security.config(self.certificate())));
        let name = ServerName::try_from("localhost").unwrap();
        connector.connect(name, self.address().connect().await?).await
    }

    /// A client that speaks TLS.
    pub async fn client(&self, security: &Security) -> Result<Client, tonic::transport::Error> {
        Client::over(Box::pin(self.connect_tls(security).await.map_err(Box::new).unwrap())).await
    }

    /// A client that does not.
    pub async fn plain_client(&self) -> Client {
        Client::over(self.address().connect().await.unwrap()).await.unwrap()
    }
}

/// Everything that a client calls, on one connection.
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
    /// Speaks HTTP/2 over an open connection, and over that one alone.
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
    pub async fn read(&self, type_name: &str) -> Result<read_resource::Response, Status> {
        self.read_state(type_name, Vec::new()).await
    }

    /// Calls `ReadResource` for a type with the given state.
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

    /// Asks the process to end.
    pub async fn shutdown(&self) -> Result<(), Status> {
        self.controller
            .clone()
            .shutdown(Request::new(go_plugin::Empty {}))
            .await
            .map(drop)
    }
}
