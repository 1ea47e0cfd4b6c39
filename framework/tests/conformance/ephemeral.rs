//! Ephemeral resources.

use framework::value::Value;
use proto::tfplugin5::ClientCapabilities;

use crate::start::{corner, text};

/// Returns the configuration of an ephemeral resource.
fn something(trouble: Value) -> Value {
    Value::object([("name", text("it")), ("trouble", trouble), ("inside", Value::Null)])
}

/// Holds E1, E2, E3, E4 and E6.
#[tokio::test]
async fn what_is_opened_is_renewed_and_closed_by_what_the_opening_or_the_last_renewal_remembered() {
    let provider = corner().await.saying(ClientCapabilities::default());
    let ephemeral = provider.ephemeral("corner_opened");

    let opened = ephemeral.open(&something(Value::Null)).await.checked();
    assert_eq!(opened.result.get("inside"), Some(&text("inside of it")));
    assert!(opened.renew_at.is_some());
    let renewed = ephemeral.renew(opened.private.clone()).await.checked();
    assert!(renewed.renew_at.is_some());
    assert_ne!(renewed.private, opened.private);
    let again = ephemeral.renew(renewed.private.clone()).await.checked();
    assert_ne!(again.private, renewed.private);

    for private in [opened.private.clone(), again.private, opened.private] {
        assert_eq!(ephemeral.close(private).await.checked().told(), Vec::<String>::new());
    }
    let lost = ephemeral.close(None).await.checked();
    assert_eq!(lost.told(), ["error: Missing private data"], "the control");
}

/// Holds E1 and E5.
#[tokio::test]
async fn an_opening_that_fails_or_contradicts_or_leaves_something_open_hands_out_nothing_wrong() {
    let provider = corner().await;
    let ephemeral = provider.ephemeral("corner_opened");
    for trouble in ["fail", "panic", "forget", "contradict"] {
        let opened = ephemeral.open(&something(text(trouble))).await.checked();
        assert!(!opened.messages.0.is_empty(), "{trouble}");
    }
}

/// Holds V3 and V8.
#[tokio::test]
async fn a_configuration_is_checked_and_the_unknown_passes() {
    let provider = corner().await;
    let ephemeral = provider.ephemeral("corner_opened");

    let unknown = ephemeral.validate(&something(Value::unknown())).await.checked();
    let given = Value::object([("name", text("it")), ("trouble", Value::Null), ("inside", text("mine"))]);
    let given = ephemeral.validate(&given).await.checked();

    assert_eq!(unknown.told(), Vec::<String>::new());
    assert!(given.has_errors());
}
