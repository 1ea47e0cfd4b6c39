//! Configurations.

use conformance::provider::{Change, Provider, Stored};
use framework::value::Value;
use proto::tfplugin5::ClientCapabilities;

use crate::start::{corner, text};

/// Returns the errors of a configuration.
async fn errors(provider: &Provider, config: &Value) -> Vec<String> {
    let messages = provider.resource("corner_scalars").validate(config).await.checked();
    messages
        .told()
        .into_iter()
        .filter(|told| told.starts_with("error"))
        .collect()
}

/// Holds V1 and V2.
#[tokio::test]
async fn a_null_for_what_is_required_and_a_value_for_what_is_read_only_are_errors() {
    let provider = corner().await;
    let scalars = provider.resource("corner_scalars");

    let missing = errors(&provider, &scalars.config([])).await;
    let given = errors(&provider, &scalars.config([("name", text("a")), ("id", text("mine"))])).await;
    let right = errors(&provider, &scalars.config([("name", text("a"))])).await;

    assert!(
        missing.len() == 1 && missing[0].starts_with("error name: "),
        "{missing:?}"
    );
    assert!(given.len() == 1 && given[0].starts_with("error id: "), "{given:?}");
    assert_eq!(right, Vec::<String>::new());
}

/// Holds V3.
#[tokio::test]
async fn what_is_unknown_passes() {
    let provider = corner().await;
    let scalars = provider.resource("corner_scalars");
    let mut config = scalars.config([]);
    let read_only: Vec<_> = scalars
        .block()
        .attributes
        .iter()
        .filter(|it| it.is_read_only())
        .collect();
    for (name, value) in config.as_object_mut().expect("an object") {
        if !read_only.iter().any(|attribute| attribute.name == *name) {
            *value = Value::unknown();
        }
    }

    assert_eq!(errors(&provider, &config).await, Vec::<String>::new());
}

/// Holds W14.
#[tokio::test]
async fn more_blocks_than_allowed_pass_while_they_may_become_fewer() {
    let provider = corner().await;
    let blocks = provider.resource("corner_blocks");
    let open = Value::object([("name", Value::unknown()), ("child", Value::List(vec![]))]);
    let config = blocks.config([("list", Value::List(vec![open; 4]))]);
    let prior = Stored::nothing();

    assert_eq!(blocks.validate(&config).await.checked().told(), Vec::<String>::new());
    let planned = blocks.plan(Change { prior, config }).await.checked();
    assert_eq!(planned.messages.told(), Vec::<String>::new());
}

/// Holds V4.
#[tokio::test]
async fn a_client_that_does_not_know_write_only_attributes_may_not_give_one() {
    let provider = corner().await.saying(ClientCapabilities::default());
    let scalars = provider.resource("corner_scalars");
    let with = scalars.config([("name", text("a")), ("key_wo", text("s3cret"))]);
    let without = scalars.config([("name", text("a"))]);

    assert_eq!(errors(&provider, &with).await.len(), 1);
    assert_eq!(errors(&provider, &without).await, Vec::<String>::new());
}

/// Holds V5.
#[tokio::test]
async fn a_configuration_is_checked_before_the_provider_is_configured() {
    let provider = Provider::start(&conformance::client::example("corner")).await;
    let scalars = provider.resource("corner_scalars");

    assert_eq!(
        errors(&provider, &scalars.config([("name", text("a"))])).await,
        Vec::<String>::new()
    );
    assert_eq!(errors(&provider, &scalars.config([])).await.len(), 1);
}

/// Holds V6 and V7.
#[tokio::test]
async fn a_provider_block_with_unknowns_comes_back_as_it_is_and_configures() {
    let provider = corner().await;
    let block = Value::object([("warning", Value::unknown()), ("token", Value::unknown())]);

    assert_eq!(provider.prepare(&block).await.checked().told(), Vec::<String>::new());
    assert_eq!(provider.configure(&block).await.checked().told(), Vec::<String>::new());
    let known = Value::object([("warning", text("mind")), ("token", Value::Null)]);
    assert_eq!(
        provider.configure(&known).await.checked().told(),
        ["warning: Warning as configured"]
    );
}
