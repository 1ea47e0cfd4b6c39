//! The process from its start to its handshake line or its refusal (conformance rules H1, H2, and H3).

use conformance::client::{Address, Certificate, Security};
use std::{os::unix::fs::PermissionsExt, process::Output};

use tokio_rustls::rustls::pki_types::CertificateDer;

use crate::probe;

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn assert_refused(output: &Output, reason: &str) {
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), "", "stdout stays empty");
    assert!(text(&output.stderr).contains(reason), "{}", text(&output.stderr));
}

/// Holds H1.
#[tokio::test]
async fn without_the_right_cookie_it_explains_itself_and_exits_with_1() {
    for launch in [probe::bare(), probe::plugin().env("TF_PLUGIN_MAGIC_COOKIE", "wrong")] {
        let output = launch.run_to_the_end().await;
        assert_refused(&output, "This binary is a plugin");
        assert!(text(&output.stderr).contains("--help"));
    }
}

#[tokio::test]
async fn help_and_version_answer_on_stdout_and_exit_with_0() {
    for (argument, part) in [
        ("--version", env!("CARGO_PKG_VERSION")),
        ("--help", "TF_LOG_PROVIDER_PROBE"),
    ] {
        let output = probe::bare().arg(argument).run_to_the_end().await;
        assert_eq!(output.status.code(), Some(0));
        assert!(text(&output.stdout).contains(part));
        assert_eq!(text(&output.stderr), "");
    }
}

#[tokio::test]
async fn an_unknown_argument_is_refused() {
    assert_refused(
        &probe::plugin().arg("--port").run_to_the_end().await,
        "unknown argument \"--port\"",
    );
}

#[tokio::test]
async fn a_client_certificate_that_is_none_is_refused() {
    let output = probe::plugin()
        .env("PLUGIN_CLIENT_CERT", "not PEM")
        .run_to_the_end()
        .await;
    assert_refused(&output, "PLUGIN_CLIENT_CERT does not contain a PEM certificate");
}

/// Holds H2.
#[tokio::test]
async fn version_5_is_negotiated_from_any_offer_that_has_it_and_from_none() {
    for offer in ["5,6", "6,5", "5", "7"] {
        let plugin = probe::plugin().env("PLUGIN_PROTOCOL_VERSIONS", offer).start().await;
        assert_eq!(plugin.fields()[..2], ["1", "5"], "{offer}");
    }
    let plugin = probe::plugin().without("PLUGIN_PROTOCOL_VERSIONS").start().await;
    assert_eq!(plugin.fields()[..2], ["1", "5"]);
}

/// Holds H3.
#[tokio::test]
async fn the_handshake_line_has_six_fields_and_is_all_there_is_on_stdout() {
    let certificate = Certificate::like_go();
    let plugin = probe::plugin_for(&certificate).start().await;
    let fields = plugin.fields();
    assert_eq!((fields.len(), fields[2], fields[4]), (6, "unix", "grpc"));
    assert!(!fields[5].contains('='), "padding would break Go's decoder");
    assert_ne!(plugin.certificate(), CertificateDer::from(Vec::new()));
    let client = plugin.client(&Security::of(&certificate)).await.unwrap();
    client.read("log").await.unwrap();
    client.read("panic").await.unwrap_err();
    client.shutdown().await.unwrap();
    assert_eq!(plugin.stdout.all().await, "");
}

/// Holds H3.
#[tokio::test]
async fn a_client_that_multiplexes_gets_a_seventh_field() {
    let plugin = probe::plugin().env("PLUGIN_MULTIPLEX_GRPC", "true").start().await;
    assert_eq!(plugin.fields()[4..], ["grpc", "", "false"]);
}

#[tokio::test]
async fn the_socket_lies_in_a_private_folder_inside_the_folder_that_the_host_names() {
    let host = tempfile::tempdir().unwrap();
    let plugin = probe::plugin()
        .env("PLUGIN_UNIX_SOCKET_DIR", host.path().to_str().unwrap())
        .start()
        .await;
    let folder = plugin.folder();
    assert_eq!(folder.parent(), Some(host.path()));
    assert_eq!(folder.metadata().unwrap().permissions().mode() & 0o777, 0o700);
}

#[tokio::test]
async fn where_no_socket_can_be_made_it_serves_on_a_tcp_port_of_the_given_range() {
    let certificate = Certificate::like_go();
    let launch = probe::plugin_for(&certificate).env("PLUGIN_UNIX_SOCKET_DIR", "/nonexistent");
    let mut plugin = launch
        .env("PLUGIN_MIN_PORT", "10000")
        .env("PLUGIN_MAX_PORT", "25000")
        .start()
        .await;
    let Address::Tcp(address) = plugin.address() else {
        panic!("{} is no TCP address", plugin.line)
    };
    assert!(address.ip().is_loopback());
    assert!((10_000..=25_000).contains(&address.port()));
    let client = plugin.client(&Security::of(&certificate)).await.unwrap();
    client.read("probe_echo").await.unwrap();
    client.shutdown().await.unwrap();
    assert!(plugin.exit_within_two_seconds().await.success());
}

/// Holds H6.
#[tokio::test]
async fn without_a_private_socket_and_without_tls_it_does_not_serve_and_says_why() {
    for launch in [probe::bare().arg("--debug"), probe::plugin()] {
        let output = launch
            .env("PLUGIN_UNIX_SOCKET_DIR", "/nonexistent")
            .run_to_the_end()
            .await;
        assert_refused(&output, "cannot create a private Unix socket: ");
        for part in [
            "/nonexistent",
            "every user of this computer",
            "Set PLUGIN_UNIX_SOCKET_DIR to",
        ] {
            assert!(text(&output.stderr).contains(part), "{part}: {}", text(&output.stderr));
        }
    }
}
