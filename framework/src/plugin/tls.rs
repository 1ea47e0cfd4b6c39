//! TLS with a self-signed certificate on each side, which go-plugin calls AutoMTLS. Deliberately not here: the check of
//! the client's certificate, which is in `client_verifier.rs`.

use std::sync::Arc;

use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, pem::PemObject},
    },
};

use super::{Environment, Failure, certificate::ServerCertificate, client_verifier::PinnedClient};

/// Returns the certificate in `PLUGIN_CLIENT_CERT`, with which the client requests TLS; none if the variable is unset
/// or empty (conformance rule H6).
///
/// # Errors
///
/// The variable does not contain a PEM certificate.
pub(super) fn client_certificate(environment: &Environment) -> Result<Option<CertificateDer<'static>>, Failure> {
    let pem = environment.non_empty("PLUGIN_CLIENT_CERT");
    pem.map(|pem| CertificateDer::from_pem_slice(pem.as_bytes()))
        .transpose()
        .map_err(|_| Failure::ClientCertificate)
}

/// The server's side of TLS: the acceptor of connections, and the certificate to announce.
pub(super) struct Tls {
    /// Turns an accepted connection into a TLS connection or refuses it.
    pub(super) acceptor: TlsAcceptor,
    /// The certificate for the handshake line.
    pub(super) certificate: CertificateDer<'static>,
}

impl Tls {
    /// Returns TLS 1.2 and 1.3 with ALPN `h2` for the only client with the given certificate (conformance rules H4 and
    /// H5).
    ///
    /// # Errors
    ///
    /// An error of the TLS libraries.
    pub(super) fn for_client(client: CertificateDer<'static>) -> Result<Self, Failure> {
        let ServerCertificate { certificate, key } = ServerCertificate::generate()?;
        let provider = Arc::new(ring::default_provider());
        let verifier = Arc::new(PinnedClient::new(client, Arc::clone(&provider)));
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_client_cert_verifier(verifier)
            .with_single_cert(vec![certificate.clone()], key)?;
        // Newer grpc-go clients reject a server that does not announce HTTP/2.
        config.alpn_protocols = vec![b"h2".to_vec()];
        Ok(Self {
            acceptor: TlsAcceptor::from(Arc::new(config)),
            certificate,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn certificate(pem: &str) -> Result<Option<CertificateDer<'static>>, Failure> {
        client_certificate(&Environment::from_pairs([("PLUGIN_CLIENT_CERT", pem)]))
    }

    #[test]
    fn a_text_that_is_no_certificate_is_refused_without_being_shown() {
        let failure = certificate("hello").err().unwrap();
        assert_eq!(
            failure.to_string(),
            "PLUGIN_CLIENT_CERT does not contain a PEM certificate"
        );
    }

    #[test]
    fn there_is_no_tls_without_a_client_certificate() {
        assert!(certificate("").unwrap().is_none());
        assert!(client_certificate(&Environment::default()).unwrap().is_none());
    }
}
