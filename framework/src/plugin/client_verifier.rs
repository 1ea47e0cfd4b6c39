//! The check of a client: it must have the key of one given certificate. Deliberately not here: chains, names, and
//! dates, which have no meaning for a certificate that the client made for this one process.

use std::sync::Arc;

use tokio_rustls::rustls::{
    CertificateError, DigitallySignedStruct, DistinguishedName, Error, SignatureScheme,
    client::danger::HandshakeSignatureValid,
    crypto::{CryptoProvider, WebPkiSupportedAlgorithms, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, UnixTime},
    server::danger::{ClientCertVerified, ClientCertVerifier},
};

use super::p521_signature;

/// A verifier that accepts only the client whose certificate is byte for byte the expected one and that signs with its
/// key (conformance rule H4).
///
/// The usual verifier rejects Go's certificate, which is a certificate authority used as a leaf. Equality with the
/// certificate from the environment is a stricter check.
#[derive(Debug)]
pub(super) struct PinnedClient {
    expected: CertificateDer<'static>,
    provider: Arc<CryptoProvider>,
}

impl PinnedClient {
    /// Returns a verifier that accepts only the certificate `expected`.
    pub(super) fn new(expected: CertificateDer<'static>, provider: Arc<CryptoProvider>) -> Self {
        Self { expected, provider }
    }

    /// Returns the algorithms for a scheme: the module's own for P-521, the provider's for all others.
    fn algorithms(&self, scheme: SignatureScheme) -> &WebPkiSupportedAlgorithms {
        if scheme == SignatureScheme::ECDSA_NISTP521_SHA512 {
            &p521_signature::ALGORITHMS
        } else {
            &self.provider.signature_verification_algorithms
        }
    }
}

impl ClientCertVerifier for PinnedClient {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _now: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        if end_entity.as_ref() == self.expected.as_ref() {
            Ok(ClientCertVerified::assertion())
        } else {
            Err(CertificateError::ApplicationVerificationFailure.into())
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signature, self.algorithms(signature.scheme))
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signature, self.algorithms(signature.scheme))
    }

    /// Returns the schemes with P-521 first. With TLS 1.2, a Go client uses the first ECDSA scheme of the list,
    /// whatever its own curve.
    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        let others = self.provider.signature_verification_algorithms.supported_schemes();
        p521_signature::ALGORITHMS
            .supported_schemes()
            .into_iter()
            .chain(others)
            .collect()
    }
}
