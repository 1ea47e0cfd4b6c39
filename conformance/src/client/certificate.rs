//! Certificates of a client, and keys to prove that one owns them.

use std::{sync::Arc, time::Duration};

use p521::ecdsa::{DerSignature, SigningKey, signature::Signer as _};
use p521::elliptic_curve::Generate;
use tokio_rustls::rustls::{
    self, SignatureAlgorithm, SignatureScheme,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer},
    sign::{CertifiedKey, Signer},
};
use x509_cert::{
    builder::{Builder, CertificateBuilder, profile::cabf::Root},
    der::{
        Encode, EncodePem,
        asn1::{Ia5String, ObjectIdentifier},
        pem::LineEnding,
    },
    ext::pkix::{ExtendedKeyUsage, SubjectAltName, name::GeneralName},
    serial_number::SerialNumber,
    spki::SubjectPublicKeyInfo,
    time::Validity,
};

/// A certificate with a key that is usually its own.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// The certificate as PEM text, for `PLUGIN_CLIENT_CERT`.
    pub pem: String,
    certificate: CertificateDer<'static>,
    key: Arc<dyn rustls::sign::SigningKey>,
}

impl Certificate {
    /// What Go's client makes for each process: P-521, self-signed with SHA-512, an authority used as a leaf.
    pub fn like_go() -> Self {
        let key = SigningKey::generate();
        let certificate = builder(&key).build::<_, DerSignature>(&key).unwrap();
        Self {
            pem: certificate.to_pem(LineEnding::LF).unwrap(),
            certificate: certificate.to_der().unwrap().into(),
            key: Arc::new(P521Key(key)),
        }
    }

    /// What a client might make that chose the more common curve P-256.
    pub fn p256() -> Self {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let key = PrivateKeyDer::Pkcs8(made.signing_key.serialize_der().into());
        Self {
            pem: made.cert.pem(),
            certificate: made.cert.der().clone(),
            key: ring::default_provider().key_provider.load_private_key(key).unwrap(),
        }
    }

    /// This certificate in the hands of someone who has another key.
    pub fn with_key_of(&self, other: &Self) -> Self {
        Self {
            key: Arc::clone(&other.key),
            ..self.clone()
        }
    }

    /// The form in which the TLS library takes it.
    pub fn certified_key(&self) -> CertifiedKey {
        CertifiedKey::new(vec![self.certificate.clone()], Arc::clone(&self.key))
    }
}

fn builder(key: &SigningKey) -> CertificateBuilder<Root> {
    let subject = "CN=localhost,O=HashiCorp,C=US".parse().unwrap();
    let public_key = SubjectPublicKeyInfo::from_key(key.verifying_key()).unwrap();
    let hour = Validity::from_now(Duration::from_secs(3600)).unwrap();
    let mut builder = CertificateBuilder::new(
        Root::new(false, subject).unwrap(),
        SerialNumber::from(7_u32),
        hour,
        public_key,
    )
    .unwrap();
    let usages = ["1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.1"].map(ObjectIdentifier::new_unwrap);
    builder.add_extension(&ExtendedKeyUsage(usages.to_vec())).unwrap();
    let localhost = GeneralName::DnsName(Ia5String::new("localhost").unwrap());
    builder.add_extension(&SubjectAltName(vec![localhost])).unwrap();
    builder
}

/// A key on P-521 for the TLS library, which cannot sign with one by itself.
#[derive(Clone)]
struct P521Key(SigningKey);

impl std::fmt::Debug for P521Key {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("P521Key")
    }
}

impl rustls::sign::SigningKey for P521Key {
    fn choose_scheme(&self, offered: &[SignatureScheme]) -> Option<Box<dyn Signer>> {
        let ours = offered.contains(&SignatureScheme::ECDSA_NISTP521_SHA512);
        ours.then(|| Box::new(self.clone()) as Box<dyn Signer>)
    }

    fn algorithm(&self) -> SignatureAlgorithm {
        SignatureAlgorithm::ECDSA
    }
}

impl Signer for P521Key {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, rustls::Error> {
        let signature: DerSignature = self.0.sign(message);
        Ok(signature.as_bytes().to_vec())
    }

    fn scheme(&self) -> SignatureScheme {
        SignatureScheme::ECDSA_NISTP521_SHA512
    }
}
