//! The corner provider under a client that acts as Terraform 1.15 does, for what the terraform on this project's machines does not
//! call yet: identities, lists, actions, generated configuration, deferral. Every answer passes the judge of `conformance`.

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

/// The corner provider, started as Terraform starts it and configured with nothing.
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
