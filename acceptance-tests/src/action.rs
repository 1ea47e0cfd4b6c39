//! What happens behind Terraform's back, before, between or after its commands.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One thing that is done. Exactly one of `mock`, `colleague`, `terraform`, `script`, `workflow` and `deletes_line` is given.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Action {
    /// A call of the mock server's controls, such as `POST /_mock/clock/advance`, with a JSON body.
    pub mock: Option<String>,
    /// The JSON body of `mock`.
    pub body: Option<Value>,
    /// A request of the contract made by somebody else, such as `POST /v1/CrossConnects/${sid:...}`.
    pub colleague: Option<String>,
    /// The parameters of `colleague`; a list repeats its key.
    pub form: BTreeMap<String, Parameter>,
    /// A terraform command, such as `["state", "rm", "..."]`.
    pub terraform: Option<Vec<String>>,
    /// A line that the user deletes from `main.tf`, without its indentation.
    pub deletes_line: Option<String>,
    /// A script of `examples/`.
    pub script: Option<PathBuf>,
    /// A file of `examples/ci`, one block of whose commands is run after `terraform init` from a mirror. What a review prints is part
    /// of the expectation.
    pub workflow: Option<PathBuf>,
    /// A text that no other block of `workflow` contains.
    pub block: String,
    /// The exit status of the block.
    pub status: i32,
}

/// The value of a form parameter.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Parameter {
    /// Given once.
    One(String),
    /// Repeated.
    Many(Vec<String>),
}

impl Parameter {
    /// Every value.
    pub(crate) fn values(&self) -> &[String] {
        match self {
            Self::One(value) => std::slice::from_ref(value),
            Self::Many(values) => values,
        }
    }
}
