//! The published description, for the check of answers.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use jsonschema::Validator;
use reqwest::Method;
use serde_json::{Value, json};

static DESCRIPTION: LazyLock<Value> = LazyLock::new(contract);

/// The description of the contract.
pub(crate) fn contract() -> Value {
    serde_json::from_str(&mock_api::contract_description().unwrap()).unwrap()
}

/// The description of the mock's controls.
pub(crate) fn controls() -> Value {
    serde_json::from_str(&mock_api::openapi_description().unwrap()).unwrap()
}

type Validators = HashMap<String, Option<&'static Validator>>;

static VALIDATORS: LazyLock<Mutex<Validators>> = LazyLock::new(Mutex::default);

/// The schema of the body of an answer. `None` for a path or a status that is not in the description, and for an answer without JSON.
pub(crate) fn schema(method: &Method, path: &str, status: u16) -> Option<&'static Validator> {
    let template = template(path)?;
    let key = format!("{method} {template} {status}");
    let mut validators = VALIDATORS.lock().unwrap_or_else(PoisonError::into_inner);
    *validators
        .entry(key)
        .or_insert_with(|| compiled(method, &template, status))
}

fn template(path: &str) -> Option<String> {
    let paths = DESCRIPTION["paths"].as_object().unwrap().keys();
    let matches = |template: &&String| {
        let (wanted, found): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
        wanted.len() == found.len()
            && wanted
                .iter()
                .zip(&found)
                .all(|(wanted, found)| wanted.starts_with('{') || wanted == found)
    };
    paths.into_iter().find(matches).cloned()
}

fn compiled(method: &Method, template: &str, status: u16) -> Option<&'static Validator> {
    let responses = &DESCRIPTION["paths"][template][method.as_str().to_lowercase()]["responses"];
    let response = responses.get(status.to_string()).or_else(|| responses.get("default"))?;
    let schema = response.pointer("/content/application~1json/schema")?;
    let whole = json!({"$ref": schema["$ref"], "components": DESCRIPTION["components"]});
    Some(Box::leak(Box::new(jsonschema::validator_for(&whole).unwrap())))
}
