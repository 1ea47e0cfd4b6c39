//! The real terraform inside a root, in one of the modules there.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use distribution::Product;
use mock_api::{DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN};

use crate::Outcome;
use crate::ran::Ran;
use crate::root::Root;

/// Terraform with the variables for the provider.
#[derive(Clone, Debug)]
pub(crate) struct Terraform<'a> {
    root: &'a Root,
    module: &'static str,
    environment: BTreeMap<&'static str, String>,
}

/// The file of certificate authorities, in the root.
pub(crate) const AUTHORITY_FILE: &str = "/authority.pem";

impl<'a> Terraform<'a> {
    /// Terraform in a module, before `init`, with the service at a URL.
    pub(crate) fn new(root: &'a Root, module: &'static str, url: &str) -> Self {
        let folder = root.path("modules").join(module);
        // The first test has no installation and no lock file of an earlier one.
        let _ = fs::remove_dir_all(folder.join(".terraform"));
        for left in [".terraform.lock.hcl", "terraform.tfstate", "terraform.tfstate.backup"] {
            let _ = fs::remove_file(folder.join(left));
        }
        let terraform = Self {
            root,
            module,
            environment: BTreeMap::new(),
        };
        terraform.at(url)
    }

    /// Returns it ready for its first request, with `init` done.
    pub(crate) fn ready(root: &'a Root, module: &'static str, url: &str) -> Outcome<Self> {
        let terraform = Self::new(root, module, url);
        match terraform.run(&["init"])?.unlike(0, &[]) {
            None => Ok(terraform),
            Some(found) => Err(format!("terraform init: {found}").into()),
        }
    }

    /// Returns it with the service at another URL.
    pub(crate) fn at(&self, url: &str) -> Self {
        self.with("TWILIO_INTERCONNECT_BASE_URL", url)
    }

    /// Returns it with the test's authority in `SSL_CERT_FILE`.
    pub(crate) fn trusting(&self) -> Self {
        self.with("SSL_CERT_FILE", AUTHORITY_FILE)
    }

    /// Returns it with one more variable.
    pub(crate) fn with(&self, name: &'static str, value: &str) -> Self {
        let mut terraform = self.clone();
        terraform.environment.insert(name, value.to_owned());
        terraform
    }

    /// Runs a command of terraform.
    pub(crate) fn run(&self, arguments: &[&str]) -> Outcome<Ran> {
        let mut command = self.prepared("/bin/terraform");
        command.arg(format!("-chdir=/modules/{}", self.module)).args(arguments);
        Ran::of(&mut command)
    }

    /// Plans without retries.
    pub(crate) fn look(&self) -> Outcome<Ran> {
        self.with("TWILIO_INTERCONNECT_MAX_RETRIES", "0").run(&["plan"])
    }

    /// Judges a saved plan with the provider's own executable, without retries. The exit status shows how it ended.
    pub(crate) fn review(&self, plan: &str) -> Outcome<Ran> {
        let mut command = self
            .with("TWILIO_INTERCONNECT_MAX_RETRIES", "0")
            .prepared(&format!("/bin/{}", Product::Provider.name()));
        Ran::of(command.args(["review", "--require-account", plan]))
    }

    fn prepared(&self, program: &str) -> Command {
        let mut command = self.root.command(program);
        command
            .env("HOME", "/tmp")
            .env("TF_CLI_CONFIG_FILE", "/terraform.rc")
            .env("TF_CLI_ARGS", "-no-color")
            .env("TF_INPUT", "0")
            .env("CHECKPOINT_DISABLE", "1")
            .env("TWILIO_ACCOUNT_SID", DEFAULT_ACCOUNT_SID)
            .env("TWILIO_AUTH_TOKEN", DEFAULT_AUTH_TOKEN)
            .envs(&self.environment);
        command
    }
}
