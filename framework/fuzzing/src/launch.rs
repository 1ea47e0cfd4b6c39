//! The environment and the command line of a process before its first connection.

use std::ffi::OsString;

use framework::plugin::{Environment, Launch, ProviderInfo};

const INFO: ProviderInfo = ProviderInfo {
    name: "fuzzed",
    version: "0.0.0",
    address: "registry.terraform.io/example/fuzzed",
    description: "Takes anything.",
};

/// Reads the input as the launch parameters of a process.
///
/// The input has the form of `/proc/self/environ`: `NAME=value` in UTF-8, with a zero byte after each. An entry that
/// begins with a dash is an argument.
///
/// # Panics
/// If the reader panics, or if the process would use an unsupported protocol version (conformance rule H2). Also if the
/// handshake line would not be one line of six or seven fields (conformance rule H3).
pub fn read(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let (arguments, variables): (Vec<_>, Vec<_>) = text.split('\0').partition(|entry| entry.starts_with('-'));
    let environment = Environment::from_pairs(variables.iter().filter_map(|entry| entry.split_once('=')));
    match Launch::read(&INFO, &environment, arguments.iter().map(OsString::from)) {
        Ok(launch) => check(&launch, &environment),
        Err(failure) => assert!(!failure.to_string().is_empty(), "a refusal says why"),
    }
}

fn check(launch: &Launch, environment: &Environment) {
    assert_eq!(launch.protocol_version(), 5, "only protocol 5 is served");
    for folder in launch.socket_folders() {
        let path = folder.to_string_lossy();
        let breaks = |letter: char| letter == '|' || letter.is_control();
        assert!(!path.contains(breaks), "{path:?} would break the handshake line");
    }
    if let Some(certificate) = launch.client_certificate() {
        let given = environment.non_empty("PLUGIN_CLIENT_CERT").unwrap_or_default();
        // The reader accepts blanks between the word and the dashes after it.
        assert!(
            given.contains("-----BEGIN CERTIFICATE"),
            "a certificate requires PLUGIN_CLIENT_CERT"
        );
        assert!(
            certificate.len() < given.len(),
            "a certificate is shorter than its text"
        );
    }
}
