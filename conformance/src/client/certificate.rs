//! Certificates of a client, with the keys that prove their ownership.

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
    /// A certificate as Go's client makes it for each process: P-521, self-signed with SHA-512, an authority used as a leaf.
    pub fn like_go() -> Self {
        let key = SigningKey::generate();
        let certificate = builder(&key).build::<_, DerSignature>(&key).expect("a fresh key signs");
        Self {
            pem: certificate.to_pem(LineEnding::LF).expect("what was built is encoded"),
            certificate: certificate.to_der().expect("what was built is encoded").into(),
            key: Arc::new(P521Key(key)),
        }
    }

    /// A certificate of a client that uses the more common curve P-256.
    pub fn p256() -> Self {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("localhost is a name of DNS");
        let key = PrivateKeyDer::Pkcs8(made.signing_key.serialize_der().into());
        Self {
            pem: made.cert.pem(),
            certificate: made.cert.der().clone(),
            key: ring::default_provider()
                .key_provider
                .load_private_key(key)
                .expect("ring reads a key on P-256"),
        }
    }

    /// Returns this certificate with the key of another certificate.
    pub fn with_key_of(&self, other: &Self) -> Self {
        Self {
            key: Arc::clone(&other.key),
            ..self.clone()
        }
    }

    /// Returns the certificate in the form of the TLS library.
    pub fn certified_key(&self) -> CertifiedKey {
        CertifiedKey::new(vec![self.certificate.clone()], Arc::clone(&self.key))
    }
}

fn builder(key: &SigningKey) -> CertificateBuilder<Root> {
    let subject = "CN=localhost,O=HashiCorp,C=US".parse().expect("the literal is a name");
    let public_key = SubjectPublicKeyInfo::from_key(key.verifying_key()).expect("a public key is encoded");
    let hour = Validity::from_now(Duration::from_secs(3600)).expect("an hour from now is a date of X.509");
    let mut builder = CertificateBuilder::new(
        Root::new(false, subject).expect("the subject has a country and an organization"),
        SerialNumber::from(7_u32),
        hour,
        public_key,
    )
    .expect("the parts of a certificate are given");
    let usages = ["1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.1"].map(ObjectIdentifier::new_unwrap);
    builder
        .add_extension(&ExtendedKeyUsage(usages.to_vec()))
        .expect("two usages are encoded");
    let localhost = GeneralName::DnsName(Ia5String::new("localhost").expect("the literal is ASCII"));
    builder
        .add_extension(&SubjectAltName(vec![localhost]))
        .expect("one name is encoded");
    builder
}

/// A P-521 key for the TLS library, which cannot sign with one by itself.
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
