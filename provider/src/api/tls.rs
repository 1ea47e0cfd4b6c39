//! Encryption: rustls with ring, and the machine's own certificate authorities.
//!
//! The authorities are those of the machine and not compiled in. A company's own authority and `SSL_CERT_FILE` therefore work without
//! configuration, and no certificate expires in a binary.

use super::error::{Cause, Error};
use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt;
use std::sync::Arc;

/// Creates the configuration for a service on another machine.
pub(super) fn with_machine_roots() -> Result<ClientConfig, Error> {
    let builder = builder().map_err(setup)?;
    let verified = builder
        .with_platform_verifier()
        .map_err(|error| setup(format!("this machine has no usable certificate authorities ({error})")))?;
    Ok(verified.with_no_client_auth())
}

/// Creates a configuration that trusts only these authorities; none for a service without encryption.
pub(super) fn with_roots(roots: RootCertStore) -> Result<ClientConfig, Error> {
    Ok(builder()
        .map_err(setup)?
        .with_root_certificates(roots)
        .with_no_client_auth())
}

fn builder() -> Result<rustls::ConfigBuilder<ClientConfig, rustls::WantsVerifier>, rustls::Error> {
    ClientConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions()
}

fn setup(error: impl Into<Cause>) -> Error {
    Error::Setup { source: error.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustls::pki_types::{CertificateDer, PrivateKeyDer};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;
    use tokio_rustls::TlsAcceptor;

    /// Starts a service for `localhost` that gives every connection the same answer. Returns its port and its certificate.
    async fn encrypting_service() -> (u16, CertificateDer<'static>) {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let certificate = made.cert.der().clone();
        let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
        let config = rustls::ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.clone()], key)
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(serve(listener, TlsAcceptor::from(Arc::new(config))));
        (port, certificate)
    }

    async fn serve(listener: TcpListener, acceptor: TlsAcceptor) {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else {
                continue;
            };
            let _ = stream.read(&mut [0; 4096]).await;
            let _ = stream
                .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi")
                .await;
            let _ = stream.shutdown().await;
        }
    }

    async fn ask(port: u16, config: ClientConfig) -> Result<String, reqwest::Error> {
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(config)
            .no_proxy()
            .build()?;
        http.get(format!("https://localhost:{port}/"))
            .send()
            .await?
            .text()
            .await
    }

    #[tokio::test]
    async fn a_service_is_believed_if_and_only_if_a_trusted_authority_vouches_for_it() {
        let (port, certificate) = encrypting_service().await;
        let mut roots = RootCertStore::empty();
        roots.add(certificate).unwrap();
        assert_eq!(ask(port, with_roots(roots).unwrap()).await.unwrap(), "hi");

        for config in [
            with_roots(RootCertStore::empty()).unwrap(),
            with_machine_roots().unwrap(),
        ] {
            let error = ask(port, config).await.unwrap_err();
            let told = super::super::transport_error::TransportError::of(&error).to_string();
            assert_eq!(
                told,
                "the certificate is not valid (this machine does not trust its certificate authority)"
            );
        }
    }
}
