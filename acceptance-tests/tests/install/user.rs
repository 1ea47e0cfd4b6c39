//! A user with an empty home, and a terraform that reaches only this machine.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use mock_api::{DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN};
use tempfile::TempDir;

/// A user.
pub(crate) struct User {
    home: TempDir,
    environment: BTreeMap<String, String>,
}

/// The result of a command.
pub(crate) struct Ran {
    output: Output,
}

impl User {
    /// A user whose module orders one cross connect with the provider of a source.
    pub(crate) fn of(source: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("module")).unwrap();
        let user = Self {
            home,
            environment: BTreeMap::new(),
        };
        user.writes(
            "module/main.tf",
            &format!(
                r#"
terraform {{
  required_providers {{
    twilio = {{ source = "{source}" }}
  }}
}}

resource "twilio_cross_connect" "ashburn" {{
  unique_name    = "ashburn-primary"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
  wait_for       = "requested"
}}
"#
            ),
        );
        user.configures("");
        user
    }

    /// Writes a file in the home.
    pub(crate) fn writes(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        path
    }

    /// Writes the command line configuration.
    pub(crate) fn configures(&self, text: &str) {
        self.writes("terraform.rc", text);
    }

    /// Sets an environment variable of every command.
    pub(crate) fn sets(&mut self, name: &str, value: impl Into<String>) {
        self.environment.insert(name.to_owned(), value.into());
    }

    /// Returns a path in the home.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Returns the text of a file in the home.
    pub(crate) fn reads(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Removes everything that `terraform init` has installed and recorded.
    pub(crate) fn starts_over(&self) {
        let _ = fs::remove_dir_all(self.path("module/.terraform"));
        let _ = fs::remove_file(self.path("module/.terraform.lock.hcl"));
    }

    /// Runs `make install` with an existing executable.
    pub(crate) fn makes_install(&self, provider: &str) -> Ran {
        let mut make = Command::new("make");
        make.args(["--no-print-directory", "install"])
            .arg(format!("PROVIDER={provider}"))
            .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
            .env("HOME", self.home.path());
        for of_an_outer_make in ["MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES", "PLUGINS"] {
            make.env_remove(of_an_outer_make);
        }
        Ran {
            output: make.output().unwrap(),
        }
    }

    /// Runs terraform in the module. A request to another machine fails.
    pub(crate) fn terraform(&self, arguments: &[&str]) -> Ran {
        let environment = framework::plugin::Environment::capture();
        let program = environment.non_empty("TF_ACC_TERRAFORM_PATH").unwrap_or("terraform");
        let mut terraform = Command::new(program);
        terraform
            .args(arguments)
            .current_dir(self.path("module"))
            .env_clear()
            .env("PATH", environment.get("PATH").unwrap_or_default())
            .env("HOME", self.home.path())
            .env("TF_CLI_CONFIG_FILE", self.path("terraform.rc"))
            .env("CHECKPOINT_DISABLE", "1")
            .env("TF_CLI_ARGS", "-no-color")
            .env("HTTPS_PROXY", "http://127.0.0.1:1")
            .env("NO_PROXY", "localhost,127.0.0.1")
            .env("TWILIO_ACCOUNT_SID", DEFAULT_ACCOUNT_SID)
            .env("TWILIO_AUTH_TOKEN", DEFAULT_AUTH_TOKEN)
            .envs(&self.environment);
        Ran {
            output: terraform.output().unwrap(),
        }
    }
}

impl Ran {
    /// Returns the complete output without frames and line ends, where the command succeeded.
    pub(crate) fn succeeds(&self) -> String {
        let text = self.text();
        assert!(self.output.status.success(), "{text}");
        text
    }

    /// Returns the same, where the command failed.
    pub(crate) fn fails(&self) -> String {
        let text = self.text();
        assert!(!self.output.status.success(), "{text}");
        text
    }

    fn text(&self) -> String {
        let both = [&self.output.stdout, &self.output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
        let words = both.iter().flat_map(|text| text.split_whitespace());
        let words = words.filter(|word| !["│", "╷", "╵"].contains(word));
        words.collect::<Vec<_>>().join(" ")
    }
}
