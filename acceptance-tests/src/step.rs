//! `N-<title>.step`: what a step does, where it is not the usual.
//!
//! A text in TOML. `${sid:<address>}` stands for the SID of a resource in the state of an earlier step, `${ordered:<name>}`
//! for that of a cross connect the service knows by its unique name, `${session:<name>}` for that of the session over it, and
//! `${mock}` for the base URL of the mock server.
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

/// What is done with `terraform`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    /// `validate`, `plan`, `apply` of that plan, second plan.
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
    /// `import <address> <id>`, then a plan as the second one.
    Import,
    /// `test`: the root module's own tests.
    Test,
    /// `query -generate-config-out=found.tf`: the root module's `list` blocks. The file that comes of it is shown.
    Query,
    /// Nothing but the step's actions.
    None,
}

/// Where a step is meant to fail. What comes after it is not run.
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

/// What the plan after the apply must be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SecondPlan {
    /// Empty.
    #[default]
    Empty,
    /// Changes are left, and the expectation shows them.
    Changes,
    /// It is not made.
    None,
}

/// What a step does.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Instructions {
    /// What is done with `terraform`.
    pub command: Command,
    /// Where it is meant to fail.
    pub fails_at: Option<Stage>,
    /// The first version of each client that can do this, such as `terraform-1.14`; empty if all can. Another client must refuse it by
    /// itself.
    pub since: Vec<Client>,
    /// What the plan after the apply must be.
    pub second_plan: SecondPlan,
    /// Further arguments of `plan` (or `import`), such as `-target=...`.
    pub arguments: Vec<String>,
    /// `-var` values.
    pub variables: BTreeMap<String, String>,
    /// Environment variables beside or in place of the usual ones; an empty text takes the variable away.
    pub environment: BTreeMap<String, String>,
    /// Address and id, for `import`.
    pub import: Option<(String, String)>,
    /// Files of `examples/` that are the root module, instead of a `.tf` beside this file.
    pub example: Vec<PathBuf>,
    /// Folders of `examples/` that the root module calls, put beside it as they stand beside each other there.
    pub beside: Vec<PathBuf>,
    /// Done before anything else.
    pub before: Vec<Action>,
    /// Done between plan and apply.
    pub between: Vec<Action>,
    /// Done at the end.
    pub after: Vec<Action>,
    /// A signal that terraform or its provider gets in the middle of a command.
    pub interrupt: Option<Interruption>,
}

impl Instructions {
    /// True for a client that can do what the step is about.
    pub(crate) fn is_for(&self, client: Client) -> bool {
        self.since.is_empty() || self.since.iter().any(|first| client.is_from(*first))
    }

    /// Everything of `examples/` that the step uses.
    pub(crate) fn examples(&self) -> impl Iterator<Item = &Path> {
        let actions = self.before.iter().chain(&self.between).chain(&self.after);
        let scripts = actions.filter_map(|action| action.script.as_deref());
        let folders = self.example.iter().chain(&self.beside);
        folders.map(PathBuf::as_path).chain(scripts)
    }
}
