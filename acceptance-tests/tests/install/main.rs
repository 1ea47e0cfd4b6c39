//! `make install`: a user's own terraform finds the provider, without a network.

#![expect(clippy::unwrap_used, reason = "a test ends where something goes wrong")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use mock_api::{DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN, MockApi, Settings};
use tempfile::TempDir;

const MODULE: &str = r#"
terraform {
  required_providers {
    twilio = { source = "interconnect/twilio" }
  }
}

resource "twilio_cross_connect" "ashburn" {
  unique_name    = "ashburn-primary"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}
"#;

/// A user with an empty home.
struct User {
    home: TempDir,
}

impl User {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("module")).unwrap();
        fs::write(home.path().join("module/main.tf"), MODULE).unwrap();
        fs::write(home.path().join("terraform.rc"), "").unwrap();
        Self { home }
    }

    fn installs(&self) -> Output {
        let mut make = Command::new("make");
        make.args(["--no-print-directory", "install"])
            .arg(concat!("PROVIDER=", env!("CARGO_BIN_EXE_provider-under-test")))
            .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
            .env("HOME", self.home.path());
        for of_an_outer_make in ["MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES", "PLUGINS"] {
            make.env_remove(of_an_outer_make);
        }
        make.output().unwrap()
    }

    /// Runs terraform, which gets nowhere when it asks the network.
    fn terraform(&self, arguments: &[&str], base_url: &str) -> Output {
        let environment = framework::plugin::Environment::capture();
        let program = environment.non_empty("TF_ACC_TERRAFORM_PATH").unwrap_or("terraform");
        let mut terraform = Command::new(program);
        terraform
            .args(arguments)
            .current_dir(self.home.path().join("module"))
            .env_clear()
            .env("PATH", environment.get("PATH").unwrap_or_default())
            .env("HOME", self.home.path())
            .env("TF_CLI_CONFIG_FILE", self.home.path().join("terraform.rc"))
            .env("CHECKPOINT_DISABLE", "1")
            .env("HTTPS_PROXY", "http://127.0.0.1:1")
            .env("TWILIO_INTERCONNECT_BASE_URL", base_url)
            .env("TWILIO_ACCOUNT_SID", DEFAULT_ACCOUNT_SID)
            .env("TWILIO_AUTH_TOKEN", DEFAULT_AUTH_TOKEN);
        terraform.output().unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_users_terraform_finds_the_installed_provider() {
    let mock = MockApi::start(Settings::default()).await.unwrap();
    let user = User::new();
    let control = user.terraform(&["init", "-no-color"], &mock.base_url());
    assert!(!control.status.success(), "without an installation: {control:?}");

    let installed = user.installs();
    let init = user.terraform(&["init", "-no-color"], &mock.base_url());
    let plan = user.terraform(&["plan", "-no-color"], &mock.base_url());

    assert!(installed.status.success(), "{installed:?}");
    assert!(init.status.success(), "{init:?}");
    let found = concat!("Installed interconnect/twilio v", env!("CARGO_PKG_VERSION"));
    assert!(text(&init.stdout).contains(found), "{init:?}");
    assert!(plan.status.success(), "{plan:?}");
    assert!(
        text(&plan.stdout).contains("Plan: 1 to add, 0 to change, 0 to destroy."),
        "{plan:?}"
    );
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
