//! A server over TLS on this machine, in place of a registry or a mirror.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::serve::Listener;
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

type Files = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

/// A server that has files by their paths and records the requested paths.
#[derive(Debug)]
pub(crate) struct Server {
    address: SocketAddr,
    certificate: String,
    files: Files,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Starts without any file.
    pub(crate) async fn start() -> Self {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key)
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            address: listener.local_addr().unwrap(),
            certificate: made.cert.pem(),
            files: Files::default(),
            asked: Arc::default(),
        };
        let acceptor = TlsAcceptor::from(Arc::new(config));
        tokio::spawn(axum::serve(Tls { listener, acceptor }, server.router()).into_future());
        server
    }

    /// Returns the host with the port, as in a source address.
    pub(crate) fn host(&self) -> String {
        format!("localhost:{}", self.address.port())
    }

    /// Returns the URL of a path that begins with a slash.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("https://{}{path}", self.host())
    }

    /// Returns the certificate in PEM, for clients that have to trust it.
    pub(crate) fn certificate(&self) -> &str {
        &self.certificate
    }

    /// Puts a file at a path.
    pub(crate) fn put(&self, path: impl Into<String>, contents: impl Into<Vec<u8>>) {
        self.files.lock().unwrap().insert(path.into(), contents.into());
    }

    /// Changes the last byte but one of a file.
    pub(crate) fn spoil(&self, path: &str) {
        let mut files = self.files.lock().unwrap();
        let byte = files.get_mut(path).and_then(|file| file.iter_mut().nth_back(1));
        *byte.unwrap() ^= 1;
    }

    /// Returns the paths that were requested since the last call, in order.
    pub(crate) fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }

    fn router(&self) -> Router {
        let (files, asked) = (Arc::clone(&self.files), Arc::clone(&self.asked));
        Router::new().fallback(move |request: Request| async move {
            let path = request.uri().path().to_owned();
            let file = files.lock().unwrap().get(&path).cloned();
            asked.lock().unwrap().push(path);
            let file = file.ok_or(StatusCode::NOT_FOUND)?;
            // A registry and a mirror answer in JSON. The type of an archive does not matter.
            let json = if file.starts_with(b"{") {
                "application/json"
            } else {
                "application/octet-stream"
            };
            Ok::<_, StatusCode>(([(CONTENT_TYPE, json)], file))
        })
    }
}

struct Tls {
    listener: TcpListener,
    acceptor: TlsAcceptor,
}

impl Listener for Tls {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, SocketAddr) {
        loop {
            let (stream, address) = self.listener.accept().await.unwrap();
            if let Ok(stream) = self.acceptor.accept(stream).await {
                return (stream, address);
            }
        }
    }

    fn local_addr(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}
