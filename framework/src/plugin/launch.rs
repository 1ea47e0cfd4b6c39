//! The launch parameters from the command line and the environment, which are all read before any action. Deliberately
//! not here: the actions, and the meaning of each variable, which is in the module that uses it.

use std::{ffi::OsString, path::PathBuf};

use tokio_rustls::rustls::pki_types::CertificateDer;
use tracing::level_filters::LevelFilter;

use super::{
    Environment, Failure, ProviderInfo, command::Command, cookie, handshake, listen_candidates::ListenCandidates, log,
    manual, protocol_version, tls,
};

/// The launch parameters of a process.
///
/// They contain all external input before the first connection, so reading them opens no file and no socket. The type
/// is public for programs that examine the effect of an environment on [`super::serve`], such as a fuzzer.
///
/// # Example
///
/// ```
/// use framework::plugin::{ProviderInfo, Environment, Launch};
///
/// let info = ProviderInfo { name: "x", version: "1.0.0", address: "example.com/x/x", description: "Manages nothing." };
/// let by_hand = Launch::read(&info, &Environment::default(), Vec::new());
/// assert!(by_hand.is_err_and(|failure| failure.to_string().contains("not meant to be executed directly")));
/// let debugged = Launch::read(&info, &Environment::default(), vec!["--debug".into()]);
/// assert_eq!(debugged.map(|launch| launch.protocol_version()).ok(), Some(5));
/// ```
#[derive(Clone, Debug)]
pub struct Launch {
    /// The command.
    pub(super) command: Command,
    /// The common version of the application protocol.
    pub(super) version: u32,
    /// The only certificate that may connect; none without TLS.
    pub(super) client: Option<CertificateDer<'static>>,
    /// The places at which to listen.
    pub(super) candidates: ListenCandidates,
    /// True where the handshake line has its seventh field.
    pub(super) multiplexing_asked: bool,
    /// The log level; without one, nothing is logged.
    pub(super) log_level: Option<LevelFilter>,
}

impl Launch {
    /// Reads the arguments after the program's name, and the environment.
    ///
    /// # Errors
    ///
    /// An unknown argument, a process that was started by hand (conformance rule H1), or an invalid client certificate.
    pub fn read(
        info: &ProviderInfo,
        environment: &Environment,
        arguments: impl IntoIterator<Item = OsString>,
    ) -> Result<Self, Failure> {
        let command = Command::parse(arguments)?;
        let by_terraform = command == Command::Plugin;
        if by_terraform && !cookie::present(environment) {
            return Err(Failure::StartedByHand {
                explanation: manual::started_by_hand(info),
            });
        }
        // A Terraform that attaches to a process in a debugger does not use TLS.
        let client = by_terraform.then(|| tls::client_certificate(environment)).transpose()?;
        let (client, candidates) = (client.flatten(), ListenCandidates::wanted(environment));
        let candidates = if client.is_some() {
            candidates
        } else {
            candidates.without_tls()
        };
        Ok(Self {
            command,
            version: protocol_version::negotiate(environment),
            client,
            candidates,
            multiplexing_asked: handshake::multiplexing_asked(environment),
            log_level: log::wanted(info.name, environment),
        })
    }

    /// Returns the version of the application protocol in the handshake line.
    #[must_use]
    pub fn protocol_version(&self) -> u32 {
        self.version
    }

    /// Returns the folders that may contain the Unix socket, in the order in which they are tried.
    #[must_use]
    pub fn socket_folders(&self) -> &[PathBuf] {
        &self.candidates.folders
    }

    /// Returns the only certificate that may connect, in DER; none without TLS.
    #[must_use]
    pub fn client_certificate(&self) -> Option<&[u8]> {
        self.client.as_deref()
    }
}
