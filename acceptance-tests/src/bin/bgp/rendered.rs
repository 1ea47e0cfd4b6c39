//! The session and the texts for its routers, as terraform prints them: the real provider with the mock server.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use acceptance_tests::settings::CaseSettings;
use framework::plugin::Environment;
use mock_api::{DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN, MockApi};
use serde::Deserialize;
use tokio::runtime::Builder;

use crate::program::finish;
use crate::{Outcome, needs};

const MODULE: &str = include_str!("main.tf");
const SEED: &str = include_str!("seed.toml");

/// The MD5 key of the session. The provider sends it to the service and never returns it.
pub(crate) const KEY: &str = "correct-horse-battery";

/// The output of terraform.
#[derive(Debug, Deserialize)]
pub(crate) struct Rendered {
    /// The values of the session that Twilio's side needs.
    pub(crate) session: Session,
    /// The texts by platform.
    pub(crate) texts: BTreeMap<String, String>,
    /// Two legs of one router.
    pub(crate) legs: Legs,
}

/// Two sessions of one router, with its texts.
#[derive(Debug, Deserialize)]
pub(crate) struct Legs {
    /// The session of the first leg.
    pub(crate) first: Session,
    /// The session of the second leg.
    pub(crate) second: Session,
    /// The texts by platform and by the name of the variant.
    pub(crate) texts: BTreeMap<String, BTreeMap<String, String>>,
}

/// The values of a session.
#[derive(Debug, Deserialize)]
pub(crate) struct Session {
    /// The customer's ASN.
    pub(crate) customer_asn: u32,
    /// The customer's address on the link, with its length.
    pub(crate) customer_address: String,
    /// Twilio's ASN.
    pub(crate) twilio_asn: u32,
    /// Twilio's address on the link, with its length.
    pub(crate) twilio_address: String,
}

/// An output of `terraform output -json`.
#[derive(Debug, Deserialize)]
struct Output<T> {
    value: T,
}

impl Rendered {
    /// Applies a session and reads the result.
    pub(crate) fn by(provider: &Path, environment: &Environment) -> Outcome<Self> {
        let settings: CaseSettings = toml::from_str(SEED)?;
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let mock = runtime.block_on(MockApi::start(settings.mock()))?;
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("main.tf"), MODULE)?;
        offer(provider, folder.path())?;
        let terraform = |arguments: &[&str]| terraform(folder.path(), environment, &mock.base_url(), arguments);
        terraform(&["apply", "-auto-approve"])?;
        let outputs: BTreeMap<String, Output<Self>> = serde_json::from_str(&terraform(&["output", "-json"])?)?;
        let printed = outputs.into_values().next().ok_or("terraform prints no output")?.value;
        match printed.texts.values().find(|text| text.contains(KEY)) {
            Some(_) => Err("the MD5 key stands in a text".into()),
            None => Ok(printed),
        }
    }
}

fn offer(provider: &Path, folder: &Path) -> Outcome<()> {
    let offered = folder.join("provider");
    fs::create_dir(&offered)?;
    symlink(provider, offered.join("terraform-provider-twilio"))?;
    let settings = format!(
        "provider_installation {{\n  dev_overrides {{\n    \"registry.terraform.io/interconnect/twilio\" = {offered:?}\n    \
         \"registry.opentofu.org/interconnect/twilio\" = {offered:?}\n  }}\n  direct {{}}\n}}\n"
    );
    Ok(fs::write(folder.join("terraform.rc"), settings)?)
}

fn terraform(folder: &Path, environment: &Environment, base_url: &str, arguments: &[&str]) -> Outcome<String> {
    let mut command = Command::new(needs::terraform(environment));
    command
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("PATH", environment.get("PATH").unwrap_or_default())
        .env("HOME", folder)
        .env("TMPDIR", folder)
        .env("CHECKPOINT_DISABLE", "1")
        .env("TF_CLI_CONFIG_FILE", folder.join("terraform.rc"))
        .env("TWILIO_INTERCONNECT_BASE_URL", base_url)
        .env("TWILIO_ACCOUNT_SID", DEFAULT_ACCOUNT_SID)
        .env("TWILIO_AUTH_TOKEN", DEFAULT_AUTH_TOKEN)
        .env("TF_VAR_key", KEY);
    finish(&mut command)
}
