//! Data sources.

use framework::value::Value;

use crate::start::{corner, text};

/// Holds D2, D3 and D4.
#[tokio::test]
async fn what_is_found_is_whole_and_what_is_not_found_is_an_error() {
    let provider = corner().await;
    let lookup = provider.data_source("corner_lookup");
    let named = |name: &str| Value::object([("name", text(name)), ("found", Value::Null)]);

    let found = lookup.read(&named("it")).await.checked();
    assert_eq!(found.state.get("found"), Some(&text("found it")));
    assert_eq!(found.state.get("name"), Some(&text("it")));
    let again = lookup.read(&named("it")).await.checked();
    assert_eq!(again.state, found.state);
    for name in ["nothing", "panic"] {
        assert!(
            lookup.read(&named(name)).await.checked().messages.has_errors(),
            "{name}"
        );
    }
}
