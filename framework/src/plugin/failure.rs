//! The failures for which the process cannot serve. Deliberately not here: failures of single calls, which are
//! diagnostics.

use std::io;

/// A reason to end the process before or while it serves. No message contains a certificate, a key, or a variable's
/// value.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Failure {
    /// The command line has an unknown argument.
    #[error("unknown argument {argument:?}; try --help")]
    UnknownArgument {
        /// The argument as given.
        argument: String,
    },
    /// The magic cookie is missing or wrong (conformance rule H1).
    #[error("{explanation}")]
    StartedByHand {
        /// The explanation and the alternatives.
        explanation: String,
    },
    /// `PLUGIN_CLIENT_CERT` is set, but is not a PEM certificate.
    #[error("PLUGIN_CLIENT_CERT does not contain a PEM certificate")]
    ClientCertificate,
    /// The one-time certificate of this process cannot be created.
    #[error("cannot create the server certificate: {0}")]
    ServerCertificate(#[from] rcgen::Error),
    /// The TLS library rejected the configuration.
    #[error("cannot set up TLS: {0}")]
    Tls(#[from] tokio_rustls::rustls::Error),
    /// Neither a Unix socket nor a TCP port is available.
    #[error("cannot listen on a Unix socket or on a TCP port of 127.0.0.1: {0}")]
    Listen(#[source] io::Error),
    /// No private Unix socket can be created, and without TLS nothing else prevents access by other users.
    #[error(
        "cannot create a private Unix socket: {refusals}
Without it and without TLS, every user of this computer could call the provider with your credentials.
Set PLUGIN_UNIX_SOCKET_DIR to an existing folder with a short path in which you may create files."
    )]
    NoPrivateSocket {
        /// The error of the operating system for each folder.
        refusals: String,
    },
    /// The asynchronous runtime or a signal handler cannot be set up.
    #[error("cannot set up the process: {0}")]
    SetUp(#[source] io::Error),
    /// The handshake line cannot be written to stdout.
    #[error("cannot write to stdout: {0}")]
    Announce(#[source] io::Error),
    /// The server ended without a shutdown.
    #[error("the server failed: {0}")]
    Serve(#[from] tonic::transport::Error),
}

impl Failure {
    /// Returns the failure of a process without a folder for its socket, with the reasons.
    pub(super) fn private_socket(refusals: &str) -> Self {
        Self::NoPrivateSocket {
            refusals: refusals.to_owned(),
        }
    }
}
