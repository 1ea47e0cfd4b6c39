//! The line on stdout from which the client gets the address. Deliberately not here: the listener and the certificate
//! in that line.

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use tokio_rustls::rustls::pki_types::CertificateDer;

use super::{Environment, address::Address};

/// The version of go-plugin's own handshake.
const CORE: u32 = 1;

/// The handshake line: `1|5|unix|<path>|grpc|<certificate>`, printed by `Display` without a line end.
#[derive(Debug)]
pub(super) struct Handshake<'a> {
    /// The application protocol, from [`super::protocol_version::negotiate`].
    pub(super) version: u32,
    /// The address of the listener.
    pub(super) address: &'a Address,
    /// The server's certificate; none without TLS.
    pub(super) certificate: Option<&'a CertificateDer<'static>>,
    /// True where the line has the seventh field, see [`multiplexing_asked`].
    pub(super) multiplexing_asked: bool,
}

/// True where the client supports the seventh field. Older clients would read it as a part of the certificate.
pub(super) fn multiplexing_asked(environment: &Environment) -> bool {
    environment.non_empty("PLUGIN_MULTIPLEX_GRPC").is_some()
}

impl fmt::Display for Handshake<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { version, address, .. } = self;
        // Go decodes the certificate without padding, so a '=' would be an error.
        let certificate = self
            .certificate
            .map(|der| STANDARD_NO_PAD.encode(der))
            .unwrap_or_default();
        write!(
            formatter,
            "{CORE}|{version}|{}|{address}|grpc|{certificate}",
            address.network()
        )?;
        if self.multiplexing_asked {
            formatter.write_str("|false")
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(certificate: Option<&CertificateDer<'static>>, multiplexing_asked: bool) -> String {
        let address = Address::Unix("/tmp/p/s".into());
        Handshake {
            version: 5,
            address: &address,
            certificate,
            multiplexing_asked,
        }
        .to_string()
    }

    #[test]
    fn the_line_has_six_fields_and_an_unpadded_certificate() {
        let certificate = CertificateDer::from(vec![0xfb, 0xff, 0x01, 0x02]);
        assert_eq!(line(Some(&certificate), false), "1|5|unix|/tmp/p/s|grpc|+/8BAg");
    }

    #[test]
    fn without_tls_the_last_field_is_empty() {
        assert_eq!(line(None, false), "1|5|unix|/tmp/p/s|grpc|");
    }

    #[test]
    fn a_client_that_knows_multiplexing_gets_a_seventh_field() {
        assert_eq!(line(None, true), "1|5|unix|/tmp/p/s|grpc||false");
        assert!(multiplexing_asked(&Environment::from_pairs([(
            "PLUGIN_MULTIPLEX_GRPC",
            "true"
        )])));
        assert!(!multiplexing_asked(&Environment::from_pairs([(
            "PLUGIN_MULTIPLEX_GRPC",
            ""
        )])));
    }
}
