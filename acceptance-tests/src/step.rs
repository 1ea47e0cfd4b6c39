//! `N-<title>.step`: the instructions of a step that differ from the default.
//!
//! The file is TOML. Its texts can contain:
//!
//! - `${sid:<address>}`: the SID of a resource in the state of an earlier step
//! - `${ordered:<name>}`: the SID of the cross connect with that unique name at the service
//! - `${session:<name>}`: the SID of the session of that cross connect
//! - `${mock}`: the base URL of the mock server
//!
//! ```toml
//! command = "apply"
//! fails_at = "apply"
//! environment = { TWILIO_AUTH_TOKEN = "wrong" }
//!
//! [[between]]
//! mock = "POST /_mock/faults"
//! body = { method = "POST", path = "/v1/CrossConnects", kind = "drop_after_effect" }
//! ```

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::action::Action;
use crate::client::Client;
use crate::interruption::Interruption;

/// The command of a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    /// `validate`, `plan`, `apply` of that plan, and a second plan.
    #[default]
    Apply,
    /// `validate` and `plan`.
    Plan,
    /// `validate` alone.
    Validate,
    /// `plan -destroy` and `apply` of that plan.
    Destroy,
    /// `plan -refresh-only`, `apply` of that plan, second plan.
    RefreshOnly,
    /// `import <address> <id>`, then a plan as the second plan.
    Import,
    /// `test`: the root module's own tests.
    Test,
    /// `query -generate-config-out=found.tf`: the root module's `list` blocks. The generated file is shown.
    Query,
    /// No command, only the step's actions.
    None,
}

/// The command at which a step must fail. Later commands are not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// `terraform validate`.
    Validate,
    /// `terraform plan`.
    Plan,
    /// `terraform apply`.
    Apply,
    /// `terraform import`.
    Import,
    /// `terraform test`.
    Test,
    /// `terraform query`.
    Query,
}

/// The expected plan after the apply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SecondPlan {
    /// An empty plan.
    #[default]
    Empty,
    /// A plan with changes, which the expectation shows.
    Changes,
    /// No plan.
    None,
}

/// The instructions of a step.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Instructions {
    /// The command.
    pub command: Command,
    /// The command that must fail.
    pub fails_at: Option<Stage>,
    /// The first version of each client that can run this step, such as `terraform-1.14`; empty if all can. Another client must refuse
    /// it by itself.
    pub since: Vec<Client>,
    /// The expected plan after the apply.
    pub second_plan: SecondPlan,
    /// Additional arguments of `plan` (or `import`), such as `-target=...`.
    pub arguments: Vec<String>,
    /// The values for `-var`.
    pub variables: BTreeMap<String, String>,
    /// Environment variables that add to or replace the default ones. An empty text removes the variable.
    pub environment: BTreeMap<String, String>,
    /// The address and the id for `import`.
    pub import: Option<(String, String)>,
    /// Files in `examples/` that are the root module, instead of a `.tf` beside this file.
    pub example: Vec<PathBuf>,
    /// The picture of the documentation that shows the plan of this step as Terraform prints it, as a path in the project.
    pub picture: Option<PathBuf>,
    /// Folders in `examples/` that the root module calls, copied with the same relative paths.
    pub beside: Vec<PathBuf>,
    /// Actions before the commands.
    pub before: Vec<Action>,
    /// Actions between plan and apply.
    pub between: Vec<Action>,
    /// Actions at the end.
    pub after: Vec<Action>,
    /// A signal to terraform or its provider during a command.
    pub interrupt: Option<Interruption>,
}

impl Instructions {
    /// True for a client that can run the step.
    pub(crate) fn is_for(&self, client: Client) -> bool {
        self.since.is_empty() || self.since.iter().any(|first| client.is_from(*first))
    }

    /// Returns all files and folders of `examples/` that the step uses.
    pub(crate) fn examples(&self) -> impl Iterator<Item = &Path> {
        let actions = self.before.iter().chain(&self.between).chain(&self.after);
        let scripts = actions.filter_map(|action| action.script.as_deref());
        let folders = self.example.iter().chain(&self.beside);
        folders.map(PathBuf::as_path).chain(scripts)
    }
}
