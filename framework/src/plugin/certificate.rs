//! The one-time certificate of the server. Deliberately not here: the check of a client's certificate.

use rcgen::{CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, KeyPair, KeyUsagePurpose};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// A self-signed certificate and its key, which exist for one process only.
pub(super) struct ServerCertificate {
    /// The certificate in the handshake line, which is the only one that the client trusts.
    pub(super) certificate: CertificateDer<'static>,
    /// Its P-256 key.
    pub(super) key: PrivateKeyDer<'static>,
}

impl ServerCertificate {
    /// Returns a certificate for the name `localhost`, which is the name that Go's client requires.
    ///
    /// # Errors
    ///
    /// The error of the certificate library, for example a lack of random numbers.
    pub(super) fn generate() -> Result<Self, rcgen::Error> {
        let key = KeyPair::generate()?;
        let certificate = parameters()?.self_signed(&key)?;
        Ok(Self {
            certificate: certificate.der().clone(),
            key: PrivateKeyDer::Pkcs8(key.serialize_der().into()),
        })
    }
}

fn parameters() -> Result<CertificateParams, rcgen::Error> {
    let mut parameters = CertificateParams::new(["localhost".to_owned()])?;
    parameters.distinguished_name = DistinguishedName::new();
    parameters.distinguished_name.push(DnType::CommonName, "localhost");
    parameters.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    parameters.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    Ok(parameters)
}
