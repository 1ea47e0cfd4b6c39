//! Inputs for [`crate::launch::read`]: a provider that Terraform starts, or a person.

use super::Seed;

/// The value that Terraform and OpenTofu set.
const COOKIE: &str = "TF_PLUGIN_MAGIC_COOKIE=d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

/// A text in PEM form; its content is not read before a connection is made.
const CERTIFICATE: &str =
    "PLUGIN_CLIENT_CERT=-----BEGIN CERTIFICATE-----\nMIICMTCCAZKgAwIBAgIRAJ8mK0aMQ2nE\n-----END CERTIFICATE-----\n";

pub(super) fn seeds() -> Vec<Seed> {
    let orders: &[(&str, &[&str])] = &[
        (
            "terraform",
            &[
                COOKIE,
                CERTIFICATE,
                "PLUGIN_PROTOCOL_VERSIONS=6,5",
                "PLUGIN_MIN_PORT=10000",
                "PLUGIN_MAX_PORT=25000",
            ],
        ),
        ("without_tls", &[COOKIE, "PLUGIN_PROTOCOL_VERSIONS=5", "TF_LOG=trace"]),
        ("legacy", &[COOKIE]),
        ("multiplexing", &[COOKIE, CERTIFICATE, "PLUGIN_MULTIPLEX_GRPC=true"]),
        (
            "host_with_folder",
            &[
                COOKIE,
                "PLUGIN_UNIX_SOCKET_DIR=/run/plugins",
                "PLUGIN_UNIX_SOCKET_GROUP=docker",
            ],
        ),
        ("long_folder", &[COOKIE, "TMPDIR=/var/folders/a|b"]),
        (
            "ports_upside_down",
            &[COOKIE, "PLUGIN_MIN_PORT=65535", "PLUGIN_MAX_PORT=-1"],
        ),
        ("no_certificate", &[COOKIE, "PLUGIN_CLIENT_CERT=hello"]),
        ("by_hand", &["TF_LOG_PROVIDER_FUZZED=off"]),
        ("debug", &["--debug", "PLUGIN_PROTOCOL_VERSIONS=6", "TMPDIR=/o'clock"]),
        ("help", &["--help", "-version"]),
        ("unknown_argument", &["--port=1"]),
    ];
    let seed = |(name, entries): &(&str, &[&str])| Seed {
        target: "launch",
        name: (*name).to_owned(),
        input: entries.join("\0").into_bytes(),
    };
    orders.iter().map(seed).collect()
}
