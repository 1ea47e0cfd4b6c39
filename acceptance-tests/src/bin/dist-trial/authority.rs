//! A certificate authority for the test.

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::Outcome;

/// A certificate authority that is trusted only where a test configures it.
#[derive(Debug)]
pub(crate) struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    /// Creates an authority with a name and a key.
    pub(crate) fn new(name: &str) -> Outcome<Self> {
        let mut terms = CertificateParams::default();
        terms.distinguished_name.push(DnType::CommonName, name);
        terms.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Ok(Self(CertifiedIssuer::self_signed(terms, KeyPair::generate()?)?))
    }

    /// Returns its certificate in PEM, for clients that are to trust it.
    pub(crate) fn pem(&self) -> String {
        self.0.pem()
    }

    /// Creates a certificate for hosts, with its key.
    pub(crate) fn vouch(&self, hosts: &[&str]) -> Outcome<(CertificateDer<'static>, PrivateKeyDer<'static>)> {
        let hosts: Vec<_> = hosts.iter().map(|host| (*host).to_owned()).collect();
        let key = KeyPair::generate()?;
        let certificate = CertificateParams::new(hosts)?.signed_by(&key, &self.0)?;
        Ok((certificate.der().clone(), PrivateKeyDer::try_from(key.serialize_der())?))
    }
}
