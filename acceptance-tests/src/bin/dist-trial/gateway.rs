//! The service over TLS: a server that decrypts, and forwards everything to the mock server.

use std::sync::Arc;

use rustls::ServerConfig;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::authority::Authority;
use crate::{Outcome, mock};

/// The address of the service over TLS.
pub(crate) const ADDRESS: &str = "127.0.0.1:8443";

/// Listens with a certificate for the hosts, until the runtime ends.
pub(crate) async fn open(authority: &Authority, hosts: &[&str]) -> Outcome<()> {
    let (certificate, key) = authority.vouch(hosts)?;
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)?;
    let listener = TcpListener::bind(ADDRESS).await?;
    tokio::spawn(serve(listener, TlsAcceptor::from(Arc::new(config))));
    Ok(())
}

async fn serve(listener: TcpListener, acceptor: TlsAcceptor) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(hand_on(stream, acceptor.clone()));
    }
}

/// Ends when either side closes or breaks the connection, which the client reports.
async fn hand_on(stream: TcpStream, acceptor: TlsAcceptor) {
    let Ok(mut stream) = acceptor.accept(stream).await else {
        return;
    };
    if let Ok(mut mock) = TcpStream::connect(mock::ADDRESS).await {
        let _ = copy_bidirectional(&mut stream, &mut mock).await;
    }
}
