//! Encryption: rustls with ring, and the machine's own certificate authorities.
//!
//! The machine's store rather than one compiled in: a company's own authority works without configuration, as does
//! `SSL_CERT_FILE`, and no certificate ages inside a binary.

use super::error::{Cause, Error};
use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt;
use std::sync::Arc;

/// The configuration for a service on another machine.
pub(super) fn with_machine_roots() -> Result<ClientConfig, Error> {
    let builder = builder().map_err(setup)?;
    Ok(builder.with_platform_verifier().map_err(setup)?.with_no_client_auth())
}

/// The configuration that trusts these authorities alone; none of them for a service that does not encrypt.
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
