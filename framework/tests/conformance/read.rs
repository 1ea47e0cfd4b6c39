//! Reads.

use framework::value::Value;

use crate::start::{corner, text};

/// Holds R1.
#[tokio::test]
async fn a_look_shows_what_is_there_what_has_changed_and_what_is_gone() {
    let provider = corner().await;
    let trouble = provider.resource("corner_trouble");
    for what in ["", "drift", "gone", "fail", "panic"] {
        let made = trouble
            .create(&trouble.config([("on_read", text(what))]))
            .await
            .checked()
            .stored;
        let found = trouble.read(&made).await.checked();
        match what {
            "" => assert_eq!(found.stored, made),
            "drift" => assert_ne!(found.stored.state.get("on_delete"), Some(&Value::Null)),
            "gone" => assert_eq!(found.stored.state, Value::Null),
            _ => assert!(found.messages.has_errors(), "{what}: core keeps what it has"),
        }
    }
}

/// Holds R3.
#[tokio::test]
async fn a_look_loses_nothing_that_the_provider_remembers() {
    let provider = corner().await;
    let remembered = provider.resource("corner_remembered");
    let made = remembered
        .create(&remembered.config([("text", text("a"))]))
        .await
        .checked()
        .stored;

    let found = remembered.read(&made).await.checked();

    assert_eq!(found.stored, made);
    assert!(!found.stored.private.is_empty());
}

/// Holds R1, R4 and W13.
#[tokio::test]
async fn a_look_at_blocks_finds_none_where_there_is_none() {
    let provider = corner().await;
    let blocks = provider.resource("corner_blocks");
    let made = blocks.create(&blocks.config([])).await.checked().stored;

    let found = blocks.read(&made).await.checked().stored.state;

    assert_eq!(found.get("single"), Some(&Value::Null));
    assert_eq!(found.get("list"), Some(&Value::List(vec![])));
    assert_eq!(found.get("set"), Some(&Value::Set(vec![])));
    assert_eq!(found.get("map"), Some(&Value::Map(Default::default())));
    assert!(found.get("group").is_some_and(|group| !group.is_null()));
}
