//! The clients that may connect, and the TLS versions (conformance rules H4, H5, and H6).

use conformance::client::{Certificate, Client, Plugin, Security, patiently};
use futures_util::future::join_all;
use tokio::io::AsyncWriteExt;
use tokio_rustls::rustls::version;

use crate::probe;

/// True where a client with this certificate and key, or without any, receives a response.
///
/// With TLS 1.3, the server checks the client after the client's own handshake is complete, so only a response shows
/// the result.
async fn is_served(plugin: &Plugin, security: &Security) -> bool {
    let attempt = async {
        let stream = plugin.connect_tls(security).await.ok()?;
        let client = Client::over(Box::pin(stream)).await.ok()?;
        client.read("probe_echo").await.ok()
    };
    patiently(attempt).await.is_some()
}

/// Holds H4.
#[tokio::test]
async fn only_the_holder_of_the_announced_certificate_is_served() {
    let certificate = Certificate::like_go();
    let stranger = Certificate::like_go();
    let thief = certificate.with_key_of(&stranger);
    let plugin = probe::plugin_for(&certificate).start().await;
    for version in [&version::TLS12, &version::TLS13] {
        let security = |certificate: &Certificate| Security {
            versions: vec![version],
            ..Security::of(certificate)
        };
        let anonymous = Security {
            certificate: None,
            versions: vec![version],
        };
        assert!(!is_served(&plugin, &anonymous).await, "no certificate");
        assert!(!is_served(&plugin, &security(&stranger)).await, "another certificate");
        assert!(
            !is_served(&plugin, &security(&thief)).await,
            "the certificate without its key"
        );
        assert!(
            is_served(&plugin, &security(&certificate)).await,
            "the certificate and its key"
        );
    }
}

/// Holds H4.
#[tokio::test]
async fn a_client_with_a_key_on_another_curve_is_served_too() {
    let certificate = Certificate::p256();
    let plugin = probe::plugin_for(&certificate).start().await;
    assert!(is_served(&plugin, &Security::of(&certificate)).await);
    assert!(!is_served(&plugin, &Security::of(&certificate.with_key_of(&Certificate::p256()))).await);
}

/// Holds H5.
#[tokio::test]
async fn tls_1_2_and_1_3_are_spoken_with_http_2() {
    let certificate = Certificate::like_go();
    let plugin = probe::plugin_for(&certificate).start().await;
    for version in [&version::TLS12, &version::TLS13] {
        let stream = plugin
            .connect_tls(&Security {
                versions: vec![version],
                ..Security::of(&certificate)
            })
            .await
            .unwrap();
        let (_, session) = stream.get_ref();
        assert_eq!(session.protocol_version(), Some(version.version));
        assert_eq!(session.alpn_protocol(), Some(&b"h2"[..]));
    }
}

#[tokio::test]
async fn a_connection_that_fails_or_stalls_keeps_nobody_else_from_being_served() {
    let certificate = Certificate::like_go();
    let plugin = probe::plugin_for(&certificate).start().await;
    let stalled = join_all((0..5).map(|_| async { plugin.address().connect().await.unwrap() })).await;
    for _ in 0..20 {
        let mut noise = plugin.address().connect().await.unwrap();
        noise.write_all(b"GET / HTTP/1.1\r\n\r\n").await.unwrap();
    }
    assert!(!is_served(&plugin, &Security::of(&Certificate::like_go())).await);
    assert!(is_served(&plugin, &Security::of(&certificate)).await);
    drop(stalled);
}

/// Holds H6.
#[tokio::test]
async fn without_a_client_certificate_there_is_no_tls() {
    let plugin = probe::plugin().env("PLUGIN_CLIENT_CERT", "").start().await;
    assert_eq!(plugin.fields()[5], "");
    plugin.plain_client().await.read("probe_echo").await.unwrap();
}

/// Holds H4.
#[tokio::test]
async fn with_a_client_certificate_nobody_is_served_without_tls() {
    let plugin = probe::plugin_for(&Certificate::like_go()).start().await;
    let client = Client::over(plugin.address().connect().await.unwrap()).await;
    let served = match client {
        Ok(client) => client.read("probe_echo").await.is_ok(),
        Err(_) => false,
    };
    assert!(!served);
}
