//! Configuration that is generated for an existing object.

use framework::value::Value;

use crate::{corner, text};

/// Holds R13.
#[tokio::test]
async fn generated_configuration_is_configuration_and_the_author_has_the_last_word() {
    let corner = corner().await;
    let objects = corner.resource("corner_identified");
    let made = objects
        .create(&objects.config([("name", text("one")), ("region", text("there"))]))
        .await
        .checked();
    let (config, _) = objects.generate(&made.stored.state).await.checked();
    let expected = objects.config([
        ("name", text("one")),
        ("region", text("there")),
        ("note", text("generated")),
    ]);
    assert_eq!(config, expected);
    assert_eq!(objects.validate(&config).await.checked().told(), Vec::<String>::new());
    corner.shutdown().await;
}

/// Holds R13.
#[tokio::test]
async fn without_a_word_of_the_author_it_is_what_the_user_may_write_and_no_default() {
    let corner = corner().await;
    let objects = corner.resource("corner_scalars");
    let config = objects.config([
        ("name", text("one")),
        ("colour", text("red")),
        ("key_wo", text("secret")),
        ("old_text", text("deprecated")),
    ]);
    let made = objects.create(&config).await.checked();
    let (generated, _) = objects.generate(&made.stored.state).await.checked();
    let expected = objects.config([
        ("name", text("one")),
        ("colour", text("red")),
        ("label", text("label of one")),
    ]);
    assert_eq!(generated, expected);
    assert_eq!(
        generated.get("id"),
        Some(&Value::Null),
        "what only the provider decides is left out"
    );
    corner.shutdown().await;
}
