//! What the command line and the environment ask of the process, read as a whole before anything is done. Deliberately not here:
//! doing it, and the meaning of each variable, which is in the module that needs it.

use std::{ffi::OsString, path::PathBuf};

use tokio_rustls::rustls::pki_types::CertificateDer;
use tracing::level_filters::LevelFilter;

use super::{
    About, Environment, Failure, command::Command, cookie, handshake, log, manual, place::Place, protocol_version, tls,
};

/// A process's orders.
///
/// All that comes from outside before the first connection is in here, so reading it opens no file and no socket. It is public for
/// the sake of those who want to know what [`super::serve`] would make of an environment, such as a fuzzer.
///
/// # Example
///
/// ```
/// use framework::plugin::{About, Environment, Launch};
///
/// let about = About { name: "x", version: "1.0.0", address: "example.com/x/x", description: "Manages nothing." };
/// let by_hand = Launch::read(&about, &Environment::default(), Vec::new());
/// assert!(by_hand.is_err_and(|failure| failure.to_string().contains("not meant to be executed directly")));
/// let debugged = Launch::read(&about, &Environment::default(), vec!["--debug".into()]);
/// assert_eq!(debugged.map(|launch| launch.protocol_version()).ok(), Some(5));
/// ```
#[derive(Clone, Debug)]
pub struct Launch {
    /// What to do.
    pub(super) command: Command,
    /// The application protocol that both sides speak.
    pub(super) version: u32,
    /// The one certificate that may connect; none without TLS.
    pub(super) client: Option<CertificateDer<'static>>,
    /// Where to listen.
    pub(super) place: Place,
    /// Whether the handshake line gets its seventh field.
    pub(super) multiplexing_asked: bool,
    /// How much to log; nothing without a level.
    pub(super) log_level: Option<LevelFilter>,
}

impl Launch {
    /// Reads the arguments after the program's name, and the environment.
    ///
    /// # Errors
    ///
    /// An argument that is none of ours, a process that was started by hand (H1), or a client certificate that is none.
    pub fn read(
        about: &About,
        environment: &Environment,
        arguments: impl IntoIterator<Item = OsString>,
    ) -> Result<Self, Failure> {
        let command = Command::parse(arguments)?;
        let by_terraform = command == Command::Plugin;
        if by_terraform && !cookie::present(environment) {
            return Err(Failure::StartedByHand {
                explanation: manual::started_by_hand(about),
            });
        }
        // A Terraform that attaches to a process in a debugger speaks without TLS.
        let client = by_terraform.then(|| tls::client_certificate(environment)).transpose()?;
        let (client, place) = (client.flatten(), Place::wanted(environment));
        let place = if client.is_some() { place } else { place.without_tls() };
        Ok(Self {
            command,
            version: protocol_version::negotiate(environment),
            client,
            place,
            multiplexing_asked: handshake::multiplexing_asked(environment),
            log_level: log::wanted(about.name, environment),
        })
    }

    /// The version of the application protocol that the handshake line names.
    #[must_use]
    pub fn protocol_version(&self) -> u32 {
        self.version
    }

    /// The folders that may hold the Unix socket, in the order in which they are tried.
    #[must_use]
    pub fn socket_folders(&self) -> &[PathBuf] {
        &self.place.folders
    }

    /// The one certificate that may connect, in DER; none without TLS.
    #[must_use]
    pub fn client_certificate(&self) -> Option<&[u8]> {
        self.client.as_deref()
    }
}
