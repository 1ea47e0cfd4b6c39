//! A running provider process.

use std::{io, path::PathBuf, process::ExitStatus, sync::Arc, time::Duration};

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use tempfile::TempDir;
use tokio::process::{Child, Command};
use tokio_rustls::{
    TlsConnector,
    client::TlsStream,
    rustls::pki_types::{CertificateDer, ServerName},
};

use super::{Address, Client, Collected, Security, Socket};

/// A running provider.
pub struct Plugin {
    pub(super) child: Child,
    /// The folder for temporary files of the process, which exists as long as the process.
    pub(super) _temporary: TempDir,
    /// The first line on stdout with its line end.
    pub line: String,
    /// The output on stdout after the first line.
    pub stdout: Collected,
    /// The output on stderr.
    pub stderr: Collected,
}

impl Plugin {
    /// Returns the fields of the handshake line.
    pub fn fields(&self) -> Vec<&str> {
        self.line
            .strip_suffix('\n')
            .expect("the line has an end")
            .split('|')
            .collect()
    }

    /// Returns the address in the handshake line.
    pub fn address(&self) -> Address {
        match self.fields()[2..4] {
            ["unix", path] => Address::Unix(path.into()),
            ["tcp", address] => Address::Tcp(address.parse().unwrap()),
            ref other => panic!("{other:?} is no address"),
        }
    }

    /// Returns the folder of the Unix socket.
    pub fn folder(&self) -> PathBuf {
        match self.address() {
            Address::Unix(path) => path.parent().unwrap().to_owned(),
            Address::Tcp(address) => panic!("{address} is no Unix socket"),
        }
    }

    /// Returns the process id.
    pub fn id(&self) -> u32 {
        self.child.id().expect("the process runs")
    }

    /// Sends a signal by its short name, such as `INT`.
    pub async fn signal(&self, name: &str) {
        let id = self.id().to_string();
        let sent = Command::new("kill").args(["-s", name, &id]).status().await.unwrap();
        assert!(sent.success());
    }

    /// Waits for the end of the process, at most as long as a client does before it kills the process.
    pub async fn exit_within_two_seconds(&mut self) -> ExitStatus {
        let wait = tokio::time::timeout(Duration::from_secs(2), self.child.wait());
        wait.await.expect("the process ends within two seconds").unwrap()
    }

    /// True while the process runs.
    pub fn runs(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Returns the certificate in the handshake line.
    pub fn certificate(&self) -> CertificateDer<'static> {
        STANDARD_NO_PAD
            .decode(self.fields()[5])
            .expect("the certificate is base64 without padding")
            .into()
    }

    /// Connects with TLS only, below HTTP/2.
    ///
    /// # Errors
    /// The server refuses the client, or the client the server.
    pub async fn connect_tls(&self, security: &Security) -> io::Result<TlsStream<Socket>> {
        let connector = TlsConnector::from(Arc::new(security.config(self.certificate())));
        let name = ServerName::try_from("localhost").unwrap();
        connector.connect(name, self.address().connect().await?).await
    }

    /// Connects with TLS.
    ///
    /// # Errors
    /// HTTP/2 cannot be established.
    pub async fn client(&self, security: &Security) -> Result<Client, tonic::transport::Error> {
        Client::over(Box::pin(self.connect_tls(security).await.map_err(Box::new).unwrap())).await
    }

    /// Connects without TLS.
    pub async fn plain_client(&self) -> Client {
        Client::over(self.address().connect().await.unwrap()).await.unwrap()
    }
}
