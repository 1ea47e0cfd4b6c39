//! The start of a provider's executable, as go-plugin starts it.

use std::{
    path::{Path, PathBuf},
    process::{Output, Stdio},
};

use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::Command,
};

use super::{Certificate, Collected, Plugin, patiently};

const COOKIE: &str = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

/// A start in preparation. The executable gets nothing of the test's own environment.
pub struct Launch {
    command: Command,
    /// The folder for temporary files of the executable, so that none is left when a test kills it.
    temporary: TempDir,
}

impl Launch {
    /// The executable with an empty environment, as a person might start it.
    pub fn bare(executable: &Path) -> Self {
        Self::of(Command::new(executable))
    }

    /// The executable with the environment that a plugin client sets, without TLS.
    pub fn plugin(executable: &Path) -> Self {
        Self::bare(executable)
            .env("TF_PLUGIN_MAGIC_COOKIE", COOKIE)
            .env("PLUGIN_PROTOCOL_VERSIONS", "6,5")
    }

    /// The executable with the environment that a plugin client sets, for the client with the given certificate.
    pub fn plugin_for(executable: &Path, client: &Certificate) -> Self {
        Self::plugin(executable).env("PLUGIN_CLIENT_CERT", &client.pem)
    }

    /// The executable as the child of a shell that waits for it, with the environment that a plugin client sets.
    pub fn plugin_below_a_shell(executable: &Path) -> Self {
        let mut shell = Command::new("/bin/sh");
        shell.arg("-c").arg(format!("'{}' & wait", executable.display()));
        Self::of(shell).env("TF_PLUGIN_MAGIC_COOKIE", COOKIE)
    }

    /// The executable under `nohup`, which ignores SIGHUP, with the environment that a plugin client sets.
    pub fn plugin_under_nohup(executable: &Path) -> Self {
        let mut shell = Command::new("/bin/sh");
        shell
            .arg("-c")
            .arg(format!("trap '' HUP; exec '{}'", executable.display()));
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

    /// Removes a variable.
    pub fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Adds an argument.
    pub fn arg(mut self, argument: &str) -> Self {
        self.command.arg(argument);
        self
    }

    /// Runs it to its own end.
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

/// Returns the path of an example of the package whose test is running. Examples are built together with tests.
pub fn example(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let path = test
        .parent()
        .and_then(|deps| deps.parent())
        .unwrap()
        .join("examples")
        .join(name);
    assert!(
        path.exists(),
        "build the example first: cargo build -p framework --example {name}"
    );
    path
}
