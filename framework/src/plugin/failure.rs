//! Why the process cannot serve. Deliberately not here: failures of single calls, which are diagnostics.

use std::io;

/// A reason to end before or instead of serving. None of them shows a certificate, a key or a variable's value.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Failure {
    /// The command line has an argument that is none of ours.
    #[error("unknown argument {argument:?}; try --help")]
    UnknownArgument {
        /// The argument as given.
        argument: String,
    },
    /// The magic cookie is missing or wrong (H1).
    #[error("{explanation}")]
    StartedByHand {
        /// What to do instead.
        explanation: String,
    },
    /// `PLUGIN_CLIENT_CERT` is set and is no PEM certificate.
    #[error("PLUGIN_CLIENT_CERT does not contain a PEM certificate")]
    ClientCertificate,
    /// The one-time certificate of this process could not be made.
    #[error("cannot create the server certificate: {0}")]
    ServerCertificate(#[from] rcgen::Error),
    /// The TLS library refused the configuration.
    #[error("cannot set up TLS: {0}")]
    Tls(#[from] tokio_rustls::rustls::Error),
    /// Neither a Unix socket nor a TCP port could be had.
    #[error("cannot listen on a Unix socket or on a TCP port of 127.0.0.1: {0}")]
    Listen(#[source] io::Error),
    /// No private Unix socket could be made, and without TLS nothing else keeps other users out.
    #[error(
        "cannot create a private Unix socket: {refusals}
Without it and without TLS, every user of this computer could call the provider with your credentials.
Set PLUGIN_UNIX_SOCKET_DIR to an existing folder with a short path in which you may create files."
    )]
    NoPrivateSocket {
        /// The report of the operating system for each folder.
        refusals: String,
    },
    /// The asynchronous runtime or a signal handler could not be set up.
    #[error("cannot set up the process: {0}")]
    SetUp(#[source] io::Error),
    /// The handshake line could not be written to stdout.
    #[error("cannot write to stdout: {0}")]
    Announce(#[source] io::Error),
    /// The server ended by itself.
    #[error("the server failed: {0}")]
    Serve(#[from] tonic::transport::Error),
}

impl Failure {
    /// The failure of a process that has no folder for its socket, with the reasons.
    pub(super) fn private_socket(refusals: &str) -> Self {
        Self::NoPrivateSocket {
            refusals: refusals.to_owned(),
        }
    }
}
