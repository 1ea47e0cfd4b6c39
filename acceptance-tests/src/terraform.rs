//! The real `terraform`.

use std::collections::BTreeMap;
use std::fs::{self, File, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

use framework::plugin::Environment;

use crate::client::Client;
use crate::interruption::{Recipient, Signal};
use crate::provider::Provider;
use crate::workspace::Workspace;
use crate::{Failure, printed_diagnostics};

/// The executables of a run.
#[derive(Clone, Debug)]
pub struct Executables {
    /// Terraform or OpenTofu: a name on `PATH`, or a path.
    pub terraform: PathBuf,
    /// The product and the version of the client.
    pub client: Client,
    /// The provider of the product.
    pub twilio: PathBuf,
    /// The provider of the framework's corner cases.
    pub corner: PathBuf,
    /// `PATH`, for terraform and the scripts of the examples.
    pub path: String,
}

impl Executables {
    /// Returns the given providers with the terraform of `TF_ACC_TERRAFORM_PATH` or of `PATH`.
    ///
    /// # Errors
    /// As [`Client::ask`].
    pub fn new(environment: &Environment, twilio: PathBuf, corner: PathBuf) -> Result<Self, Failure> {
        let terraform = PathBuf::from(environment.non_empty("TF_ACC_TERRAFORM_PATH").unwrap_or("terraform"));
        let path = environment.get("PATH").unwrap_or_default().to_owned();
        Ok(Self {
            client: Client::ask(&terraform)?,
            terraform,
            twilio,
            corner,
            path,
        })
    }

    /// Returns the path of a provider.
    pub(crate) fn of(&self, provider: Provider) -> &Path {
        match provider {
            Provider::Twilio => &self.twilio,
            Provider::Corner => &self.corner,
        }
    }
}

/// Runs terraform in a workspace, with its own environment.
#[derive(Debug)]
pub(crate) struct Terraform<'a> {
    pub(crate) executables: &'a Executables,
    pub(crate) workspace: &'a Workspace,
    pub(crate) environment: BTreeMap<String, String>,
}

/// The result of a command.
#[derive(Debug)]
pub(crate) struct Ran {
    /// The command as a user types it.
    pub(crate) command: String,
    /// The exit status.
    pub(crate) status: ExitStatus,
    /// The standard output.
    pub(crate) stdout: String,
    /// The standard error.
    pub(crate) stderr: String,
}

/// A function that is called repeatedly and returns the signal for a running command, with its receivers.
pub(crate) type Watch<'a> = &'a mut dyn FnMut() -> Option<(Signal, Recipient)>;

impl Terraform<'_> {
    /// Runs a command to its end.
    pub(crate) fn run<T: AsRef<str>>(&self, arguments: &[T]) -> Result<Ran, Failure> {
        self.watched(arguments, &mut || None)
    }

    /// Runs a command, which receives the signal that `watch` returns.
    pub(crate) fn watched<T: AsRef<str>>(&self, arguments: &[T], watch: Watch<'_>) -> Result<Ran, Failure> {
        let mut command = self.command(&self.executables.terraform);
        command.args(arguments.iter().map(AsRef::as_ref));
        let words: Vec<_> = arguments.iter().map(AsRef::as_ref).collect();
        self.finish(command, words.join(" "), watch)
    }

    /// Runs a script with `sh`, as a user does.
    pub(crate) fn script(&self, script: &Path) -> Result<Ran, Failure> {
        let mut command = self.command(Path::new("sh"));
        command.arg("-e").arg(script);
        command.env("PATH", self.path_with_named_terraform()?);
        self.finish(command, script.display().to_string(), &mut || None)
    }

    /// Runs commands of a workflow, in which `terraform init` installs the provider from a mirror.
    pub(crate) fn commands(&self, commands: &str, words: String) -> Result<Ran, Failure> {
        let mut command = self.command(Path::new("sh"));
        command.args(["-e", "-c", commands]);
        command.env("TF_CLI_CONFIG_FILE", self.workspace.mirror(self.executables)?);
        command.env("PATH", self.path_with_named_terraform()?);
        self.finish(command, words, &mut || None)
    }

    /// Returns a `PATH` whose first folder contains the executable under the name `terraform`.
    fn path_with_named_terraform(&self) -> Result<String, Failure> {
        let folder = self.workspace.path("bin");
        fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
        let path = folder.join("terraform");
        let (search, terraform) = (&self.executables.path, &self.executables.terraform);
        let script = format!("#!/bin/sh\nexec env PATH={search:?} {terraform:?} \"$@\"\n");
        fs::write(&path, script).map_err(Failure::file(&path))?;
        fs::set_permissions(&path, Permissions::from_mode(0o700)).map_err(Failure::file(&path))?;
        Ok(format!("{}:{}", folder.display(), self.executables.path))
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.workspace.module())
            .env_clear()
            .process_group(0);
        command
            .env("PATH", &self.executables.path)
            .env("HOME", self.workspace.path("home"));
        command.env("TF_CLI_CONFIG_FILE", self.workspace.path("terraform.rc"));
        command
            .env("CHECKPOINT_DISABLE", "1")
            .env("TF_IN_AUTOMATION", "1")
            .env("TF_INPUT", "0");
        command.envs(self.environment.iter().filter(|(_, value)| !value.is_empty()));
        command
    }

    fn finish(&self, mut command: Command, words: String, watch: Watch<'_>) -> Result<Ran, Failure> {
        let [stdout, stderr] = ["stdout", "stderr"].map(|name| self.workspace.path(name));
        command.stdin(std::process::Stdio::null());
        command.stdout(File::create(&stdout).map_err(Failure::file(&stdout))?);
        command.stderr(File::create(&stderr).map_err(Failure::file(&stderr))?);
        let program = command.get_program().to_string_lossy().into_owned();
        let child = command.spawn().map_err(|source| Failure::Program { program, source })?;
        let status = wait(child, watch)?;
        let read = |path: &Path| fs::read_to_string(path).map_err(Failure::file(path));
        Ok(Ran {
            command: words,
            status,
            stdout: read(&stdout)?,
            stderr: read(&stderr)?,
        })
    }
}

fn wait(mut child: Child, watch: Watch<'_>) -> Result<ExitStatus, Failure> {
    let failed = |error: std::io::Error| Failure::Mismatch(format!("waiting for terraform: {error}"));
    let mut sent = false;
    loop {
        if let Some(status) = child.try_wait().map_err(failed)? {
            if sent {
                wait_for_orphans(child.id())?;
            }
            return Ok(status);
        }
        if let Some((signal, recipient)) = watch().filter(|_| !sent) {
            sent = true;
            send(signal, &processes(recipient, &child)?).map_err(failed)?;
        }
        thread::sleep(Duration::from_millis(2));
    }
}

/// Waits until every process that terraform started has ended, so that no request of theirs comes later.
fn wait_for_orphans(terraform: u32) -> Result<(), Failure> {
    let ends_at = Instant::now() + LONGEST_LIFE_OF_AN_ORPHAN;
    while is_alive(terraform)? {
        if Instant::now() > ends_at {
            return Err(Failure::Mismatch(
                "a process that terraform started does not end".to_owned(),
            ));
        }
        thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

/// The time limit of a provider for an order in flight, with a margin.
const LONGEST_LIFE_OF_AN_ORPHAN: Duration = Duration::from_secs(20);

/// True while a process of terraform's group runs. A zombie does not count.
fn is_alive(terraform: u32) -> Result<bool, Failure> {
    let mut search = Command::new("pgrep");
    search.args(["--runstates", "D,R,S", "--pgroup", &terraform.to_string()]);
    let found = search.output().map_err(|source| Failure::Program {
        program: "pgrep".to_owned(),
        source,
    })?;
    Ok(found.status.success())
}

fn send(signal: Signal, processes: &[String]) -> std::io::Result<ExitStatus> {
    Command::new("kill")
        .args([signal.name(), "--"])
        .args(processes)
        .status()
}

/// Returns the receivers of a signal as arguments of `kill`.
fn processes(recipient: Recipient, terraform: &Child) -> Result<Vec<String>, Failure> {
    let id = terraform.id().to_string();
    match recipient {
        Recipient::Group => Ok(vec![format!("-{id}")]),
        Recipient::Provider => providers_of(&id),
    }
}

/// Returns the children of terraform that are providers.
fn providers_of(terraform: &str) -> Result<Vec<String>, Failure> {
    let mut search = Command::new("pgrep");
    search.args(["-P", terraform, "-f", "terraform-provider-"]);
    let found = search.output().map_err(|source| Failure::Program {
        program: "pgrep".to_owned(),
        source,
    })?;
    let ids: Vec<_> = String::from_utf8_lossy(&found.stdout)
        .lines()
        .map(str::to_owned)
        .collect();
    match ids.is_empty() {
        true => Err(Failure::Mismatch(
            "terraform has no provider to send a signal to".to_owned(),
        )),
        false => Ok(ids),
    }
}

impl Ran {
    /// Returns the first word of the command.
    pub(crate) fn name(&self) -> &str {
        self.command.split(' ').next().unwrap_or_default()
    }

    /// Returns the diagnostics as the user reads them.
    pub(crate) fn diagnostics(&self) -> Vec<String> {
        let mut found = printed_diagnostics::diagnostics(&self.stdout);
        found.extend(printed_diagnostics::diagnostics(&self.stderr));
        found
    }

    /// Returns the result of each run of `terraform test`, and each file's name before its runs.
    pub(crate) fn tests(&self) -> Vec<String> {
        let mut told: Vec<String> = Vec::new();
        for line in self.printed().lines() {
            let line = file_of_tests(line).or_else(|| run_of(line)).map(str::to_owned);
            told.extend(line.filter(|line| !told.contains(line)));
        }
        told
    }

    /// Returns the complete output.
    pub(crate) fn printed(&self) -> String {
        printed_diagnostics::without_colours(&format!("{}{}", self.stdout, self.stderr))
    }
}

/// Returns the file of a line of `terraform test`: `tests/plan.tftest.hcl... in progress`.
fn file_of_tests(line: &str) -> Option<&str> {
    let (file, _) = line.split_once("... ")?;
    file.ends_with(".tftest.hcl").then_some(file)
}

/// Returns the line if it is the result of a run.
fn run_of(line: &str) -> Option<&str> {
    line.starts_with("  run ").then_some(line)
}
