//! Stored states.

use framework::value::Value;

use crate::start::{corner, list, text};

/// Holds R5 and R6.
#[tokio::test]
async fn a_state_of_any_version_becomes_one_of_today() {
    let provider = corner().await;
    let upgraded = provider.resource("corner_upgraded");
    let (a, b) = (text("a"), text("b"));
    for (version, json, names) in [
        (0, r#"{"name":"a"}"#, list(std::slice::from_ref(&a))),
        (1, r#"{"names":"a,b"}"#, list(&[a.clone(), b.clone()])),
        (
            2,
            "{\n  \"names\": [\n    \"a\",\n    \"b\"\n  ]\n}\n",
            list(&[a.clone(), b.clone()]),
        ),
        (
            2,
            r#"{"names":["a"],"colour":"no more"}"#,
            list(std::slice::from_ref(&a)),
        ),
        (2, "{}", Value::Null),
    ] {
        let (state, messages) = upgraded.upgrade(version, json.as_bytes()).await.checked();
        assert_eq!(messages.told(), Vec::<String>::new(), "{json}");
        assert_eq!(state.get("names"), Some(&names), "{json}");
    }
    let (_, messages) = upgraded.upgrade(0, b"[").await.checked();
    assert!(messages.has_errors());
}

/// Holds R5 and E7.
#[tokio::test]
async fn what_is_stored_comes_through_the_upgrade_to_its_own_version_unchanged() {
    let provider = corner().await;
    let scalars = provider.resource("corner_scalars");
    let config = scalars.config([("name", text("a")), ("key_wo", text("s3cret"))]);
    let made = scalars.create(&config).await.checked().stored;

    let (state, _) = scalars.upgrade_stored(0, &made).await.checked();

    assert_eq!(state, made.state);
}
