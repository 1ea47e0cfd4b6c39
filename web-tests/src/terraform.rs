//! The real `terraform`, with the built provider.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::failure::{Failure, claim};

/// The account of the mock server.
pub(crate) const ACCOUNT_SID: &str = "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
/// The token of that account.
pub(crate) const AUTH_TOKEN: &str = "thisisamocktokenandnotasecret000";

/// A configuration in its own folder, which is deleted after the story.
#[derive(Debug)]
pub(crate) struct Terraform {
    folder: TempDir,
    base_url: String,
}

impl Terraform {
    /// Prepares a folder in which terraform finds the provider.
    pub(crate) fn prepare(executables: &Path, base_url: &str) -> Result<Self, Failure> {
        let folder = tempfile::tempdir()?;
        let provider = folder.path().join("provider");
        fs::create_dir(&provider)?;
        fs::create_dir(folder.path().join("module"))?;
        let name = "terraform-provider-twilio";
        symlink(executables.join(name), provider.join(name))?;
        let overrides = format!(
            "provider_installation {{\n  dev_overrides {{\n    \"registry.terraform.io/interconnect/twilio\" = {provider:?}\n    \
             \"registry.opentofu.org/interconnect/twilio\" = {provider:?}\n  }}\n  direct {{}}\n}}\n"
        );
        fs::write(folder.path().join("terraform.rc"), overrides)?;
        Ok(Self {
            folder,
            base_url: base_url.to_owned(),
        })
    }

    /// Writes the configuration.
    pub(crate) fn configure(&self, text: &str) -> Result<(), Failure> {
        Ok(fs::write(self.module().join("main.tf"), text)?)
    }

    /// Applies the configuration.
    pub(crate) async fn apply(&self) -> Result<String, Failure> {
        let (status, printed) = self.run(&["apply", "-auto-approve"]).await?;
        claim(status == Some(0), || {
            format!("the apply ended with {status:?}:\n{printed}")
        })?;
        Ok(printed)
    }

    /// Asserts that a plan is empty.
    pub(crate) async fn plan_is_empty(&self) -> Result<(), Failure> {
        let (status, printed) = self.run(&["plan", "-detailed-exitcode"]).await?;
        let is_empty = status == Some(0) && printed.contains("No changes.");
        claim(is_empty, || format!("the plan ended with {status:?}:\n{printed}"))
    }

    /// Asserts that a plan has changes, and returns its output.
    pub(crate) async fn plan_with_changes(&self) -> Result<String, Failure> {
        let (status, printed) = self.run(&["plan", "-detailed-exitcode"]).await?;
        claim(status == Some(2), || {
            format!("the plan ended with {status:?}:\n{printed}")
        })?;
        Ok(printed)
    }

    fn module(&self) -> PathBuf {
        self.folder.path().join("module")
    }

    async fn run(&self, arguments: &[&str]) -> Result<(Option<i32>, String), Failure> {
        let mut command = Command::new("terraform");
        command.args(arguments).args(["-no-color", "-input=false"]);
        command.current_dir(self.module()).stdin(Stdio::null());
        command.env("TF_CLI_CONFIG_FILE", self.folder.path().join("terraform.rc"));
        command.env("CHECKPOINT_DISABLE", "1").env_remove("TF_LOG");
        command.env("TWILIO_INTERCONNECT_BASE_URL", &self.base_url);
        command
            .env("TWILIO_ACCOUNT_SID", ACCOUNT_SID)
            .env("TWILIO_AUTH_TOKEN", AUTH_TOKEN);
        let output = tokio::task::spawn_blocking(move || command.output()).await??;
        let printed = [output.stdout, output.stderr].concat();
        Ok((output.status.code(), String::from_utf8_lossy(&printed).into_owned()))
    }
}
