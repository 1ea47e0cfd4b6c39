//! The corner provider with a client that acts as Terraform 1.15, for calls that older versions do not make.
//!
//! The calls are for identities, lists, actions, generated configuration, and deferral. The judge of `conformance` checks
//! each response.

#![cfg(unix)]

mod action;
mod catalogue;
mod deferral;
mod ephemeral;
mod generate;
mod identity;
mod list;
mod numbers;

use conformance::client::example;
use conformance::provider::Provider;
use framework::value::Value;

/// Starts the corner provider as Terraform does, and configures it with an empty block.
async fn corner() -> Provider {
    let provider = Provider::start(&example("corner")).await;
    let nothing = Value::object([("warning", Value::Null), ("token", Value::Null)]);
    let messages = provider.configure(&nothing).await.checked();
    assert_eq!(messages.told(), Vec::<String>::new());
    provider
}

fn text(text: &str) -> Value {
    Value::string(text)
}
