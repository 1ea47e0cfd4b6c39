//! Starting a provider's executable as go-plugin does, and watching it.

use std::{
    path::PathBuf,
    process::{ExitStatus, Output, Stdio},
    sync::{Arc, Mutex},
    time::Duration,
};

use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, BufReader},
    process::{Child, Command},
    task::JoinHandle,
};

use crate::{client::Address, identity::Identity};

const COOKIE: &str = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

/// Far above what anything here needs.
const PATIENCE: Duration = Duration::from_secs(30);

/// Waits for something that must happen, and fails the test instead of hanging when it does not.
pub async fn patiently<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, what)
        .await
        .expect("it happens within half a minute")
}

/// A start that is still being prepared. Nothing of the test's own environment is handed on.
pub struct Launch {
    command: Command,
    /// Where the executable puts its temporary files, so that none is left when a test kills it.
    temporary: TempDir,
}

impl Launch {
    /// The executable with an empty environment, as a person might start it.
    pub fn bare() -> Self {
        Self::of(Command::new(probe()))
    }

    /// The executable with what a plugin client gives it, without TLS.
    pub fn plugin() -> Self {
        Self::bare()
            .env("TF_PLUGIN_MAGIC_COOKIE", COOKIE)
            .env("PLUGIN_PROTOCOL_VERSIONS", "6,5")
    }

    /// The executable with what a plugin client gives it, for the client with the given certificate.
    pub fn plugin_for(client: &Identity) -> Self {
        Self::plugin().env("PLUGIN_CLIENT_CERT", &client.pem)
    }

    /// The executable as the child of a shell that waits for it, with what a plugin client gives it.
    pub fn plugin_below_a_shell() -> Self {
        let mut shell = Command::new("/bin/sh");
        shell.arg("-c").arg(format!("'{}' & wait", probe().display()));
        Self::of(shell).env("TF_PLUGIN_MAGIC_COOKIE", COOKIE)
    }

    fn of(mut command: Command) -> Self {
        command
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        let temporary = tempfile::tempdir().unwrap();
        command.env("TMPDIR", temporary.path());
        Self { command, temporary }
    }

    /// Adds a variable.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Takes a variable away again.
    pub fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Adds an argument.
    pub fn arg(mut self, argument: &str) -> Self {
        self.command.arg(argument);
        self
    }

    /// Lets it run to its own end.
    pub async fn run_to_the_end(mut self) -> Output {
        patiently(self.command.output()).await.unwrap()
    }

    /// Starts it and waits for its first line on stdout.
    pub async fn start(mut self) -> Plugin {
        let mut child = self.command.spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let stderr = Collected::from(child.stderr.take().unwrap());
        let mut line = String::new();
        patiently(stdout.read_line(&mut line)).await.unwrap();
        Plugin {
            child,
            _temporary: self.temporary,
            line,
            stdout: Collected::from(stdout),
            stderr,
        }
    }
}

/// The example, which is built together with the tests of this package.
fn probe() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let path = test
        .parent()
        .and_then(|deps| deps.parent())
        .unwrap()
        .join("examples/probe");
    assert!(
        path.exists(),
        "build the example first: cargo build -p framework --example probe"
    );
    path
}

/// A running provider.
pub struct Plugin {
    child: Child,
    _temporary: TempDir,
    /// The first line on stdout with its end.
    pub line: String,
    /// What came on stdout after the first line.
    pub stdout: Collected,
    /// What came on stderr.
    pub stderr: Collected,
}

impl Plugin {
    /// The fields of the handshake line.
    pub fn fields(&self) -> Vec<&str> {
        self.line
            .strip_suffix('\n')
            .expect("the line has an end")
            .split('|')
            .collect()
    }

    /// Where the handshake line says that the provider listens.
    pub fn address(&self) -> Address {
        match self.fields()[2..4] {
            ["unix", path] => Address::Unix(path.into()),
            ["tcp", address] => Address::Tcp(address.parse().unwrap()),
            ref other => panic!("{other:?} is no address"),
        }
    }

    /// The folder of the Unix socket.
    pub fn folder(&self) -> PathBuf {
        match self.address() {
            Address::Unix(path) => path.parent().unwrap().to_owned(),
            Address::Tcp(address) => panic!("{address} is no Unix socket"),
        }
    }

    /// The process id.
    pub fn id(&self) -> u32 {
        self.child.id().expect("the process runs")
    }

    /// Sends a signal by its short name, such as `INT`.
    pub async fn signal(&self, name: &str) {
        let id = self.id().to_string();
        let sent = Command::new("kill").args(["-s", name, &id]).status().await.unwrap();
        assert!(sent.success());
    }

    /// Waits for the end of the process, at most as long as a client does before it kills.
    pub async fn exit_within_two_seconds(&mut self) -> ExitStatus {
        let wait = tokio::time::timeout(Duration::from_secs(2), self.child.wait());
        wait.await.expect("the process ends within two seconds").unwrap()
    }

    /// Whether the process still runs.
    pub fn runs(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }
}

/// The output of a process, gathered while it runs.
pub struct Collected {
    bytes: Arc<Mutex<Vec<u8>>>,
    reader: JoinHandle<()>,
}

impl Collected {
    fn from(mut source: impl AsyncRead + Unpin + Send + 'static) -> Self {
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let sink = Arc::clone(&bytes);
        let reader = tokio::spawn(async move {
            let mut chunk = [0; 4096];
            while let Ok(count @ 1..) = source.read(&mut chunk).await {
                sink.lock().unwrap().extend_from_slice(&chunk[..count]);
            }
        });
        Self { bytes, reader }
    }

    /// What has come so far.
    pub fn so_far(&self) -> String {
        String::from_utf8_lossy(&self.bytes.lock().unwrap()).into_owned()
    }

    /// Waits until the text contains something, and returns it all.
    pub async fn until(&self, wanted: &str) -> String {
        let poll = async {
            while !self.so_far().contains(wanted) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let found = tokio::time::timeout(PATIENCE, poll).await;
        assert!(found.is_ok(), "{wanted:?} does not come; there is: {}", self.so_far());
        self.so_far()
    }

    /// Everything, once nobody can write any more.
    pub async fn all(mut self) -> String {
        patiently(&mut self.reader).await.unwrap();
        self.so_far()
    }
}
