//! Access to the controls: from this machine, and with the token.
//!
//! A web page in a browser on this machine can send requests, too. So a request from a page of another
//! origin is refused. A request with another host name is refused as well, because an attacker can point a name to this machine.

use std::net::IpAddr;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use secrecy::SecretString;

use service::authentication::Credentials;
use service::connection::Peer;
use service::refusal::Refusal;

/// The user name for the token.
const USER: &str = "mock";

/// The access rule of the controls.
#[derive(Clone, Debug)]
pub(crate) struct Access {
    token: Option<Credentials>,
}

impl Access {
    /// The rule for a server with this token. Without a token, only this machine can use the controls.
    pub(crate) fn new(token: Option<&SecretString>) -> Self {
        Self {
            token: token.map(|token| Credentials::new(USER, token, &[])),
        }
    }

    fn check(&self, request: &Request) -> Result<(), Refusal> {
        let headers = request.headers();
        if is_of_another_origin(headers) {
            return Err(refused(
                "a page of another origin cannot use the controls of the mock server",
            ));
        }
        match &self.token {
            Some(token) if !is_of_this_machine(request) => token.check(headers),
            None if !is_of_this_machine(request) => {
                let message = "without a control token, the controls accept requests only from this machine";
                Err(refused(message))
            }
            Some(_) | None => Ok(()),
        }
    }
}

/// Passes an allowed request to the controls.
pub(crate) async fn check(State(access): State<Access>, request: Request, next: Next) -> Response {
    match access.check(&request) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    }
}

fn refused(message: &str) -> Refusal {
    Refusal::custom(StatusCode::FORBIDDEN, 20403, message)
}

/// True for a request from this machine, with a host name of this machine.
fn is_of_this_machine(request: &Request) -> bool {
    let peer = request.extensions().get::<Peer>();
    let is_local = peer.is_some_and(|Peer(peer)| peer.ip().to_canonical().is_loopback());
    is_local && text(request.headers(), header::HOST).is_none_or(is_name_of_this_machine)
}

fn is_name_of_this_machine(host: &str) -> bool {
    let name = host
        .rsplit_once(':')
        .map_or(host, |(name, port)| match port.parse::<u16>() {
            Ok(_) => name,
            Err(_) => host,
        });
    let address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    name == "localhost" || address.is_ok_and(|address| address.to_canonical().is_loopback())
}

/// True if the `Origin` header is that of a page of another host.
fn is_of_another_origin(headers: &HeaderMap) -> bool {
    let Some(origin) = text(headers, header::ORIGIN) else {
        return false;
    };
    let host = origin.split_once("://").map(|(_, host)| host);
    host.is_none() || host != text(headers, header::HOST)
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).map(|value| value.to_str().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn status(token: Option<&str>, peer: &str, headers: &[(&str, &str)]) -> Option<u16> {
        let token = token.map(|token| SecretString::from(token.to_owned()));
        let mut request = Request::builder().uri("/clock");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(Body::empty()).unwrap();
        request.extensions_mut().insert(Peer(peer.parse().unwrap()));
        let refused = Access::new(token.as_ref()).check(&request).err()?;
        Some(refused.into_response().status().as_u16())
    }

    const HERE: &str = "127.0.0.1:9";
    const ELSEWHERE: &str = "192.0.2.7:9";

    #[test]
    fn the_controls_answer_to_this_machine() {
        for peer in ["127.0.0.1:9", "127.8.8.8:9", "[::1]:9", "[::ffff:127.0.0.1]:9"] {
            assert_eq!(status(None, peer, &[]), None, "{peer}");
        }
        for peer in [ELSEWHERE, "[2001:db8::1]:9", "[::ffff:192.0.2.7]:9"] {
            assert_eq!(status(None, peer, &[]), Some(403), "{peer}");
        }
    }

    #[test]
    fn another_machine_needs_the_token() {
        // mock:sesame
        let good = ("authorization", "Basic bW9jazpzZXNhbWU=");
        assert_eq!(status(Some("sesame"), ELSEWHERE, &[good]), None);
        assert_eq!(status(Some("sesame"), ELSEWHERE, &[]), Some(401));
        assert_eq!(status(Some("another"), ELSEWHERE, &[good]), Some(401));
        assert_eq!(status(Some("sesame"), HERE, &[]), None, "this machine needs no token");
    }

    #[test]
    fn a_name_that_is_pointed_at_this_machine_is_none_of_its_own() {
        for host in ["localhost", "localhost:8080", "127.0.0.1:8080", "[::1]:8080", "[::1]"] {
            assert_eq!(status(None, HERE, &[("host", host)]), None, "{host}");
        }
        for host in [
            "attacker.example",
            "attacker.example:8080",
            "localhost.attacker.example",
            "192.0.2.7",
        ] {
            assert_eq!(status(None, HERE, &[("host", host)]), Some(403), "{host}");
        }
    }

    #[test]
    fn a_page_of_another_origin_is_refused_and_one_of_ours_is_not() {
        let host = ("host", "localhost:8080");
        assert_eq!(status(None, HERE, &[host, ("origin", "http://localhost:8080")]), None);
        for origin in ["https://attacker.example", "http://localhost:9090", "null", ""] {
            assert_eq!(status(None, HERE, &[host, ("origin", origin)]), Some(403), "{origin}");
        }
    }
}
