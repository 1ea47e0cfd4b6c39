//! The address of a server, as callers use it: the beginning of every URL in an answer.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::http::{HeaderMap, header};

/// The address of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The address that it listens on.
    pub listening: SocketAddr,
    /// The scheme and host that callers use, such as `https://mock.example.com`; none: those of their `Host` header.
    pub public_url: Option<String>,
    /// True behind a proxy with trusted `Forwarded` and `X-Forwarded-…` headers.
    pub trusts_forwarded: bool,
}

impl Address {
    /// The scheme and host of an address on this machine, without a slash at the end. For a server that listens on every address, this
    /// is the loopback address.
    pub fn own_url(&self) -> String {
        format!("http://{}", reachable(self.listening))
    }

    /// The scheme and host under which the sender of a request reached the server.
    pub fn base_url(&self, headers: &HeaderMap) -> String {
        if let Some(public_url) = &self.public_url {
            return public_url.clone();
        }
        let forwarded = if self.trusts_forwarded {
            Forwarded::read(headers)
        } else {
            Forwarded::default()
        };
        let host = forwarded
            .host
            .as_deref()
            .or_else(|| text(headers, header::HOST.as_str()));
        let scheme = forwarded.scheme.as_deref().unwrap_or("http");
        host.map_or_else(|| self.own_url(), |host| format!("{scheme}://{host}"))
    }
}

/// An address of this machine at which a listener can be reached.
pub fn reachable(listening: SocketAddr) -> SocketAddr {
    let ip = match listening.ip() {
        ip if !ip.is_unspecified() => ip,
        IpAddr::V4(_) => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(_) => IpAddr::V6(Ipv6Addr::LOCALHOST),
    };
    SocketAddr::new(ip, listening.port())
}

/// The request as a proxy received it. Of several proxies, it is the one nearest to the client.
#[derive(Debug, Default)]
struct Forwarded {
    scheme: Option<String>,
    host: Option<String>,
}

impl Forwarded {
    /// Source: RFC 7239; without `Forwarded`, the older `X-Forwarded-Proto` and `X-Forwarded-Host`.
    fn read(headers: &HeaderMap) -> Self {
        let Some(forwarded) = text(headers, header::FORWARDED.as_str()) else {
            return Self {
                scheme: first(headers, "x-forwarded-proto").and_then(|scheme| known_scheme(&scheme)),
                host: first(headers, "x-forwarded-host"),
            };
        };
        let nearest = forwarded.split(',').next().unwrap_or_default();
        let value_of = |wanted: &str| {
            let mut pairs = nearest.split(';').filter_map(|pair| pair.trim().split_once('='));
            let found = pairs.find(|(name, _)| name.eq_ignore_ascii_case(wanted));
            found.map(|(_, value)| value.trim_matches('"').to_owned())
        };
        Self {
            scheme: value_of("proto").and_then(|scheme| known_scheme(&scheme)),
            host: value_of("host"),
        }
    }
}

fn known_scheme(scheme: &str) -> Option<String> {
    let scheme = scheme.to_ascii_lowercase();
    matches!(scheme.as_str(), "http" | "https").then_some(scheme)
}

fn first(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = text(headers, name)?.split(',').next()?.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(trusts_forwarded: bool) -> Address {
        Address {
            listening: "0.0.0.0:8080".parse().unwrap(),
            public_url: None,
            trusts_forwarded,
        }
    }

    fn seen(address: &Address, headers: &[(&'static str, &str)]) -> String {
        let pairs = headers
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
        address.base_url(&pairs.collect())
    }

    #[test]
    fn a_caller_knows_the_server_by_its_host_header() {
        assert_eq!(seen(&address(false), &[("host", "mock:8080")]), "http://mock:8080");
        assert_eq!(seen(&address(false), &[]), "http://127.0.0.1:8080");
    }

    #[test]
    fn a_proxy_is_believed_only_on_trust() {
        let headers = [
            ("host", "inner"),
            (
                "forwarded",
                "for=192.0.2.1;host=\"outer:8443\";proto=https, host=second",
            ),
        ];
        assert_eq!(seen(&address(false), &headers), "http://inner");
        assert_eq!(seen(&address(true), &headers), "https://outer:8443");
        let older = [
            ("host", "inner"),
            ("x-forwarded-proto", "https, http"),
            ("x-forwarded-host", "outer"),
        ];
        assert_eq!(seen(&address(true), &older), "https://outer");
        let scheme_alone = [("host", "outer"), ("x-forwarded-proto", "https")];
        assert_eq!(seen(&address(true), &scheme_alone), "https://outer");
        assert_eq!(
            seen(&address(true), &[("host", "inner"), ("forwarded", "proto=gopher")]),
            "http://inner"
        );
    }

    #[test]
    fn a_public_url_comes_before_all_headers() {
        let address = Address {
            public_url: Some("https://mock.example.com".to_owned()),
            ..address(true)
        };
        assert_eq!(
            seen(&address, &[("host", "inner"), ("forwarded", "host=outer")]),
            "https://mock.example.com"
        );
    }
}
