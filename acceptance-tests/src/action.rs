//! Actions outside of Terraform: before, between, or after its commands.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One action. Exactly one of `mock`, `colleague`, `terraform`, `script`, `workflow`, and `deletes_line` is set.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Action {
    /// A request to the mock server's controls, such as `POST /_mock/clock/advance`, with a JSON body.
    pub mock: Option<String>,
    /// The JSON body of `mock`.
    pub body: Option<Value>,
    /// A request of the contract by someone else, such as `POST /v1/CrossConnects/${sid:...}`.
    pub colleague: Option<String>,
    /// The parameters of `colleague`; a list repeats its key.
    pub form: BTreeMap<String, Parameter>,
    /// A terraform command, such as `["state", "rm", "..."]`.
    pub terraform: Option<Vec<String>>,
    /// A line that the user deletes from `main.tf`, without its indentation.
    pub deletes_line: Option<String>,
    /// A script in `examples/`.
    pub script: Option<PathBuf>,
    /// A file in `examples/ci`. One block of its commands runs after `terraform init` from a mirror. The output of a review is part
    /// of the expectation.
    pub workflow: Option<PathBuf>,
    /// A text that selects the block of `workflow`: no other block contains it.
    pub block: String,
    /// The exit status of the block.
    pub status: i32,
}

/// The value of a form parameter.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Parameter {
    /// A parameter with one value.
    One(String),
    /// A parameter that is repeated.
    Many(Vec<String>),
}

impl Parameter {
    /// Returns every value.
    pub(crate) fn values(&self) -> &[String] {
        match self {
            Self::One(value) => std::slice::from_ref(value),
            Self::Many(values) => values,
        }
    }
}
