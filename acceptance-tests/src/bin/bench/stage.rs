//! The setup of the measurements: a temporary folder, a mock server, and modules with a state each.

use std::error::Error;
use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use framework::plugin::Environment;
use mock_api::{DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN};
use tempfile::TempDir;

/// The name of the provider's executable.
pub(crate) const PROVIDER: &str = "terraform-provider-twilio";

/// A pair of cross connects with their sessions: the configuration of the demo.
const PAIR: [(&str, &str); 3] = [
    ("main.tf", include_str!("../../../../examples/demo/main.tf")),
    ("variables.tf", include_str!("../../../../examples/demo/variables.tf")),
    ("outputs.tf", include_str!("../../../../examples/demo/outputs.tf")),
];

/// The same number of objects of an idle plugin on the same framework, which keeps texts in files.
const TINY: [(&str, &str); 1] = [("main.tf", include_str!("tiny.tf"))];

/// The same number of objects with the same dependencies, from the provider that is part of terraform.
const BUILTIN: [(&str, &str); 1] = [("main.tf", include_str!("builtin.tf"))];

/// The setup; removed when dropped.
#[derive(Debug)]
pub(crate) struct Stage {
    // Ended before the folder is removed; none where the service runs elsewhere.
    _mock: Option<Mock>,
    base_url: String,
    folder: TempDir,
    provider: PathBuf,
    tiny: PathBuf,
    environment: Environment,
}

/// A root module.
#[derive(Debug)]
pub(crate) struct Module<'a> {
    stage: &'a Stage,
    folder: PathBuf,
}

/// A mock server that issues letters at once; ended when dropped.
#[derive(Debug)]
struct Mock {
    process: Child,
    base_url: String,
}

impl Stage {
    /// Creates the setup for the executables of a folder, with an empty service.
    pub(crate) fn set(executables: &Path) -> Result<Self, Box<dyn Error>> {
        Self::with_seed(executables, "{}")
    }

    /// Creates the setup with a service that has the objects in `seed`, in the JSON of the mock server.
    pub(crate) fn with_seed(executables: &Path, seed: &str) -> Result<Self, Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("seed.json"), seed)?;
        let mock = Mock::start(&executables.join("interconnect-mock").canonicalize()?, folder.path())?;
        let base_url = mock.base_url.clone();
        Self::in_folder(folder, executables, base_url, Some(mock))
    }

    /// Creates the setup for the executables of a folder, with a service that runs elsewhere.
    pub(crate) fn at(executables: &Path, base_url: &str) -> Result<Self, Box<dyn Error>> {
        Self::in_folder(tempfile::tempdir()?, executables, base_url.to_owned(), None)
    }

    fn in_folder(
        folder: TempDir,
        executables: &Path,
        base_url: String,
        mock: Option<Mock>,
    ) -> Result<Self, Box<dyn Error>> {
        let stage = Self {
            provider: executables.join(PROVIDER).canonicalize()?,
            tiny: std::path::absolute(executables.join("examples/tiny"))?,
            _mock: mock,
            base_url,
            environment: Environment::capture(),
            folder,
        };
        fs::create_dir(stage.path("tmp"))?;
        stage.offer(Offer::Plain)?;
        stage.offer(Offer::Watched)?;
        Ok(stage)
    }

    /// The provider's executable.
    pub(crate) fn provider(&self) -> &Path {
        &self.provider
    }

    /// Returns the folder for temporary files of the started programs.
    pub(crate) fn temporary_files(&self) -> PathBuf {
        self.path("tmp")
    }

    /// Returns the file to which each watched provider adds a line with its process id.
    pub(crate) fn ids(&self) -> PathBuf {
        self.path("ids")
    }

    /// A pair, applied.
    pub(crate) fn pair(&self) -> Result<Module<'_>, Box<dyn Error>> {
        self.module("pair", &PAIR)
    }

    /// Built-in resources, applied.
    pub(crate) fn builtin(&self) -> Result<Module<'_>, Box<dyn Error>> {
        self.module("builtin", &BUILTIN)
    }

    /// Notes of the idle plugin, applied.
    pub(crate) fn tiny(&self) -> Result<Module<'_>, Box<dyn Error>> {
        self.module("tiny", &TINY)
    }

    /// Returns the number of requests that the service has received.
    pub(crate) fn requests(&self) -> Result<usize, Box<dyn Error>> {
        Ok(fs::read_to_string(self.path("requests.log"))?.lines().count())
    }

    fn module(&self, name: &str, files: &[(&str, &str)]) -> Result<Module<'_>, Box<dyn Error>> {
        let module = self.written(name, files)?;
        module.run(Offer::Plain, &["apply", "-auto-approve"])?;
        module.refreshed()
    }

    /// A module whose state is among its files. To apply 2,000 objects takes minutes and is not measured.
    pub(crate) fn stored(&self, name: &str, files: &[(&str, &str)]) -> Result<Module<'_>, Box<dyn Error>> {
        self.written(name, files)?.refreshed()
    }

    /// A module without any command yet.
    pub(crate) fn written(&self, name: &str, files: &[(&str, &str)]) -> Result<Module<'_>, Box<dyn Error>> {
        let folder = self.path(name);
        fs::create_dir(&folder)?;
        for (file, text) in files {
            fs::write(folder.join(file), text)?;
        }
        Ok(Module { stage: self, folder })
    }

    /// The address of the provider in states.
    pub(crate) fn registry(&self) -> &'static str {
        match self.terraform().ends_with("tofu") {
            true => "registry.opentofu.org",
            false => "registry.terraform.io",
        }
    }

    fn terraform(&self) -> &str {
        self.environment
            .non_empty("TF_ACC_TERRAFORM_PATH")
            .unwrap_or("terraform")
    }

    /// Makes terraform use `terraform-provider-twilio` and `terraform-provider-tiny` from the folder of an offer.
    fn offer(&self, offer: Offer) -> Result<(), Box<dyn Error>> {
        let folder = self.path(offer.name());
        fs::create_dir(&folder)?;
        symlink(&self.tiny, folder.join("terraform-provider-tiny"))?;
        let executable = folder.join(PROVIDER);
        match offer {
            Offer::Plain => symlink(&self.provider, &executable)?,
            Offer::Watched => {
                fs::write(&executable, self.watched())?;
                fs::set_permissions(&executable, Permissions::from_mode(0o755))?;
            }
        }
        let settings = format!(
            "provider_installation {{\n  dev_overrides {{\n    \"registry.terraform.io/interconnect/twilio\" = {folder:?}\n    \
             \"registry.opentofu.org/interconnect/twilio\" = {folder:?}\n    \"registry.terraform.io/example/tiny\" = {folder:?}\n    \
             \"registry.opentofu.org/example/tiny\" = {folder:?}\n  }}\n  direct {{}}\n}}\n"
        );
        Ok(fs::write(folder.join("terraform.rc"), settings)?)
    }

    fn watched(&self) -> String {
        let (ids, provider) = (self.ids(), self.provider());
        format!(
            "#!/bin/sh\necho $$ >>'{}'\nexec '{}' \"$@\"\n",
            ids.display(),
            provider.display()
        )
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// The way in which terraform gets the provider.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Offer {
    /// As for a user.
    Plain,
    /// Each process records its id before it becomes the provider.
    Watched,
}

impl Offer {
    fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Watched => "watched",
        }
    }
}

impl Module<'_> {
    /// Values that settle by themselves after an apply belong to the state before the plan.
    fn refreshed(self) -> Result<Self, Box<dyn Error>> {
        self.run(Offer::Plain, &["apply", "-refresh-only", "-auto-approve"])?;
        Ok(self)
    }

    /// Runs terraform, which must end with status 0.
    pub(crate) fn run(&self, offer: Offer, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
        Self::succeed(self.command(offer, arguments), arguments)
    }

    /// Runs terraform with every plan check switched off.
    pub(crate) fn run_without_checks(&self, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
        let mut command = self.command(Offer::Plain, arguments);
        command.env(
            "TWILIO_INTERCONNECT_PLAN_CHECKS",
            "2xx=off,3xx=off,4xx=off,5xx=off,6xx=off",
        );
        Self::succeed(command, arguments)
    }

    fn succeed(mut command: Command, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
        let output = command.stdout(Stdio::piped()).stderr(Stdio::piped()).output()?;
        if output.status.success() {
            return Ok(());
        }
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        Err(format!(
            "terraform {} ends with {}: {}",
            arguments.join(" "),
            output.status,
            said.concat()
        )
        .into())
    }

    /// Terraform in this module, in its own environment, without messages.
    pub(crate) fn command(&self, offer: Offer, arguments: &[&str]) -> Command {
        let environment = &self.stage.environment;
        let mut command = Command::new(self.stage.terraform());
        command.args(arguments).current_dir(&self.folder).env_clear();
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
            .env("PATH", environment.get("PATH").unwrap_or_default())
            .env("HOME", self.stage.path("tmp"))
            .env("TMPDIR", self.stage.path("tmp"))
            .env("CHECKPOINT_DISABLE", "1")
            .env("TF_CLI_CONFIG_FILE", self.stage.path(offer.name()).join("terraform.rc"))
            .env("TWILIO_INTERCONNECT_BASE_URL", &self.stage.base_url)
            .env("TWILIO_ACCOUNT_SID", DEFAULT_ACCOUNT_SID)
            .env("TWILIO_AUTH_TOKEN", DEFAULT_AUTH_TOKEN);
        command
    }
}

impl Mock {
    /// Starts with the seed in a folder, and writes its log there.
    fn start(executable: &Path, folder: &Path) -> Result<Self, Box<dyn Error>> {
        let mut command = Command::new(executable);
        command
            .args(["--listen", "127.0.0.1:0", "--step-times", "letter_issue=0s"])
            .args(["--seed", "seed.json", "--log", "requests.log"])
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped());
        let mut process = command.spawn()?;
        let mut line = String::new();
        if let Some(stdout) = process.stdout.take() {
            BufReader::new(stdout).read_line(&mut line)?;
        }
        let base_url = line.trim().to_owned();
        Ok(Self { process, base_url })
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        // A process that has ended by itself needs no end.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
