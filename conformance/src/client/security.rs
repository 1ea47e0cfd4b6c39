//! The TLS settings of a client.

use std::sync::Arc;

use tokio_rustls::rustls::{
    ClientConfig, RootCertStore, SupportedProtocolVersion, client::ResolvesClientCert, crypto::ring,
    pki_types::CertificateDer, sign::SingleCertAndKey, version,
};

use super::Certificate;

/// The TLS settings of a client.
#[derive(Clone, Debug)]
pub struct Security {
    /// The certificate of the client.
    pub certificate: Option<Certificate>,
    /// The supported versions.
    pub versions: Vec<&'static SupportedProtocolVersion>,
}

impl Security {
    /// The settings of Go's client with the given certificate.
    pub fn of(certificate: &Certificate) -> Self {
        Self {
            certificate: Some(certificate.clone()),
            versions: vec![&version::TLS13, &version::TLS12],
        }
    }

    /// The server's certificate is the only root, and HTTP/2 the only protocol.
    pub(super) fn config(&self, server: CertificateDer<'static>) -> ClientConfig {
        let mut roots = RootCertStore::empty();
        roots.add(server).unwrap();
        let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_protocol_versions(&self.versions)
            .unwrap()
            .with_root_certificates(roots);
        let mut config = match &self.certificate {
            Some(certificate) => {
                let key: Arc<dyn ResolvesClientCert> = Arc::new(SingleCertAndKey::from(certificate.certified_key()));
                builder.with_client_cert_resolver(key)
            }
            None => builder.with_no_client_auth(),
        };
        config.alpn_protocols = vec![b"h2".to_vec()];
        config
    }
}
