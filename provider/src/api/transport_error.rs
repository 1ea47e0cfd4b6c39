//! The cause of a missing answer, from the layers below HTTP.

use std::error::Error as StdError;
use std::fmt;
use std::io;

/// The cause of a missing answer.
///
/// Displays as a fragment such as `connection refused`, with the text of the lowest layer if that adds a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransportError {
    /// The kind.
    pub kind: TransportErrorKind,
    detail: String,
}

/// The kinds of transport errors, sorted by the party that can fix them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransportErrorKind {
    /// Nothing listens at the address.
    Refused,
    /// The host name has no address.
    Dns,
    /// The certificate of the service is not valid for it.
    Certificate,
    /// The encrypted connection failed for another reason.
    Tls,
    /// The proxy did not connect to the service.
    Proxy,
    /// No answer was received in time.
    TimedOut,
    /// The connection broke.
    Broken,
}

impl TransportError {
    /// Finds the kind of an error from its causes.
    pub(super) fn of(error: &(dyn StdError + 'static)) -> Self {
        let causes = causes(error);
        let kind = causes.iter().rev().find_map(|cause| kind_of(*cause));
        let kind = kind.unwrap_or(TransportErrorKind::Broken);
        let detail = if kind == TransportErrorKind::Certificate {
            causes.iter().rev().find_map(|cause| certificate(*cause))
        } else if causes.iter().any(|cause| is_not_tls(*cause)) {
            Some("the response is not TLS, so the port may serve http instead of https".to_owned())
        } else {
            causes.last().map(ToString::to_string)
        };
        // For a name without an address, the resolver's text is its query, which adds no fact.
        let detail = detail.filter(|words| kind != TransportErrorKind::Dns || !words.starts_with("no records found"));
        Self {
            kind,
            detail: detail.unwrap_or_default(),
        }
    }

    /// Creates the error of a request without an answer in time.
    pub(super) fn timed_out(after: std::time::Duration) -> Self {
        Self {
            kind: TransportErrorKind::TimedOut,
            detail: format!("{:.1} s without a response", after.as_secs_f32()),
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            TransportErrorKind::Refused => return f.write_str("connection refused"),
            TransportErrorKind::Dns => "the host name was not found",
            TransportErrorKind::Certificate => "the certificate is not valid",
            TransportErrorKind::Tls => "the TLS handshake failed",
            TransportErrorKind::Proxy => "the proxy did not connect",
            TransportErrorKind::TimedOut => "timed out",
            TransportErrorKind::Broken => "the connection broke",
        };
        if self.detail.is_empty() {
            return f.write_str(kind);
        }
        write!(f, "{kind} ({})", self.detail)
    }
}

impl StdError for TransportError {}

/// Returns an error and its causes, from the top.
fn causes<'a>(error: &'a (dyn StdError + 'static)) -> Vec<&'a (dyn StdError + 'static)> {
    let mut causes = vec![error];
    let mut next = error.source();
    while let Some(cause) = next {
        causes.push(cause);
        next = cause.source();
    }
    causes
}

fn kind_of(cause: &(dyn StdError + 'static)) -> Option<TransportErrorKind> {
    if let Some(tls) = rustls_error(cause) {
        let is_certificate = matches!(tls, rustls::Error::InvalidCertificate(_));
        return Some(if is_certificate {
            TransportErrorKind::Certificate
        } else {
            TransportErrorKind::Tls
        });
    }
    if let Some(system) = cause.downcast_ref::<io::Error>() {
        if system.kind() == io::ErrorKind::ConnectionRefused {
            return Some(TransportErrorKind::Refused);
        }
        if system.kind() == io::ErrorKind::TimedOut {
            return Some(TransportErrorKind::TimedOut);
        }
    }
    if let Some(request) = cause.downcast_ref::<reqwest::Error>() {
        return request.is_timeout().then_some(TransportErrorKind::TimedOut);
    }
    // The connector's errors are private types, so only their texts distinguish them.
    let words = cause.to_string();
    if words.starts_with("dns error") {
        return Some(TransportErrorKind::Dns);
    }
    (words.contains("proxy") || words.contains("tunnel")).then_some(TransportErrorKind::Proxy)
}

/// Returns an error of rustls, which each layer above may wrap in a system error.
fn rustls_error<'a>(cause: &'a (dyn StdError + 'static)) -> Option<&'a rustls::Error> {
    let mut innermost = cause;
    while let Some(inner) = innermost.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        innermost = inner;
    }
    innermost.downcast_ref()
}

/// True where the other side answered a TLS handshake with something else, as a plain HTTP server does.
fn is_not_tls(cause: &(dyn StdError + 'static)) -> bool {
    let tls = rustls_error(cause);
    matches!(
        tls,
        Some(rustls::Error::InvalidMessage(
            rustls::InvalidMessage::InvalidContentType
        ))
    )
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "every other problem is told in the library's own words"
)]
fn certificate(cause: &(dyn StdError + 'static)) -> Option<String> {
    use rustls::CertificateError as Problem;
    let Some(rustls::Error::InvalidCertificate(problem)) = rustls_error(cause) else {
        return None;
    };
    Some(match problem {
        Problem::UnknownIssuer => "this machine does not trust its certificate authority".to_owned(),
        Problem::Expired | Problem::ExpiredContext { .. } => "it has expired".to_owned(),
        Problem::NotValidYet | Problem::NotValidYetContext { .. } => "it is not valid yet".to_owned(),
        Problem::NotValidForName | Problem::NotValidForNameContext { .. } => "it is for another host".to_owned(),
        Problem::Revoked => "it is revoked".to_owned(),
        other => other.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_is_not_tls_is_told_with_the_likely_cause() {
        let error = rustls::Error::InvalidMessage(rustls::InvalidMessage::InvalidContentType);
        assert_eq!(
            TransportError::of(&error).to_string(),
            "the TLS handshake failed (the response is not TLS, so the port may serve http instead of https)"
        );
    }

    #[test]
    fn a_name_without_an_address_is_told_without_the_query_and_a_silent_server_with_its_words() {
        let table = [
            (
                "no records found for Query { name: Name(\"a.test.\") }",
                "the host name was not found",
            ),
            ("request timed out", "the host name was not found (request timed out)"),
        ];
        for (words, expected) in table {
            let error = Outer(io::Error::other(words));
            assert_eq!(TransportError::of(&error).to_string(), expected);
        }
    }

    #[test]
    fn a_proxy_that_does_not_connect_is_told_in_both_of_the_connectors_words() {
        for words in ["tunnel error: unsuccessful", "proxy authorization required"] {
            let told = TransportError::of(&io::Error::other(words)).to_string();
            assert!(told.starts_with("the proxy did not connect"), "{told}");
        }
        let told = TransportError::of(&io::Error::other("it broke")).to_string();
        assert!(!told.contains("proxy"), "{told}");
    }

    /// A copy of the connector's error of a look-up, which is a private type.
    #[derive(Debug, thiserror::Error)]
    #[error("dns error")]
    struct Outer(#[source] io::Error);

    #[test]
    fn a_bad_certificate_is_told_however_often_it_is_wrapped() {
        let mut error = io::Error::other(rustls::Error::InvalidCertificate(
            rustls::CertificateError::UnknownIssuer,
        ));
        for _ in 0..3 {
            assert_eq!(
                TransportError::of(&error).to_string(),
                "the certificate is not valid (this machine does not trust its certificate authority)"
            );
            error = io::Error::other(error);
        }
    }
}
