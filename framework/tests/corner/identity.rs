//! The identity of an object from the plan to the deletion, and an author's faults in it.

use conformance::provider::{Change, Stored};
use framework::value::Value;

use crate::{corner, text};

fn identity(name: &str, region: &str) -> Value {
    Value::object([("name", text(name)), ("region", text(region))])
}

/// Holds I1 and R3.
#[tokio::test]
async fn an_object_has_its_identity_from_its_creation_on() {
    let corner = corner().await;
    let objects = corner.resource("corner_identified");
    let config = objects.config([("name", text("one"))]);
    let made = objects.create(&config).await.checked();
    assert_eq!(made.stored.identity, Some(identity("one", "here")));

    let seen = objects.read(&made.stored).await.checked();
    assert_eq!(seen.stored, made.stored);

    let noted = objects.config([("name", text("one")), ("note", text("new"))]);
    let changed = objects.update(made.stored, &noted).await.checked();
    assert_eq!(changed.stored.identity, Some(identity("one", "here")));
    assert_eq!(changed.messages.told(), Vec::<String>::new());
    corner.shutdown().await;
}

/// Holds I1.
#[tokio::test]
async fn a_replacement_plans_no_identity_of_the_object_before() {
    let corner = corner().await;
    let objects = corner.resource("corner_identified");
    let made = objects.create(&objects.config([("name", text("one"))])).await.checked();
    let other = objects.config([("name", text("two"))]);
    let replaced = objects.update(made.stored, &other).await.checked();
    assert_eq!(replaced.stored.identity, Some(identity("two", "here")));
    corner.shutdown().await;
}

/// Holds I3.
#[tokio::test]
async fn an_identity_that_changes_is_the_authors_bug_and_costs_no_object() {
    let corner = corner().await;
    let objects = corner.resource("corner_identified");
    let trouble =
        |note: &str| objects.config([("name", text("one")), ("note", text(note)), ("trouble", text("change"))]);
    let made = objects.create(&trouble("first")).await.checked();
    assert_eq!(made.stored.identity, Some(identity("first", "here")));

    let change = Change {
        prior: made.stored.clone(),
        config: trouble("second"),
    };
    let changed = objects.carry_out(change).await.unchecked();
    assert!(changed.messages.has_errors(), "{:?}", changed.messages);
    assert!(
        changed.messages.text().contains("identity"),
        "{}",
        changed.messages.text()
    );
    assert_eq!(
        changed.stored.state.get("id"),
        made.stored.state.get("id"),
        "the object stays"
    );
    assert_eq!(
        changed.stored.identity, made.stored.identity,
        "and so does its identity"
    );
    corner.shutdown().await;
}

/// Holds I3.
#[tokio::test]
async fn a_missing_identity_is_told_and_does_not_taint_what_was_made() {
    let corner = corner().await;
    let objects = corner.resource("corner_identified");
    let config = objects.config([("name", text("one")), ("trouble", text("forget"))]);
    let made = objects.create(&config).await.unchecked();
    assert!(!made.messages.has_errors(), "an error would taint: {:?}", made.messages);
    assert!(made.messages.text().contains("identity"), "{}", made.messages.text());
    assert_eq!(made.stored.state.get("id"), Some(&text("id-one")));
    corner.shutdown().await;
}

/// Holds R8.
#[tokio::test]
async fn an_identity_imports_one_object_with_what_is_optional_left_out() {
    let corner = corner().await;
    let objects = corner.resource("corner_identified");
    let wanted = Value::object([("name", text("found")), ("region", Value::Null)]);
    let imported = objects.import_identity(&wanted).await.checked();
    let [(type_name, stored)] = imported.objects.try_into().unwrap();
    assert_eq!(type_name, "corner_identified");
    assert_eq!(stored.identity, Some(identity("found", "here")));
    assert_eq!(objects.read(&stored).await.checked().stored, stored);
    corner.shutdown().await;
}

/// Holds R8.
#[tokio::test]
async fn an_import_by_id_answers_with_the_identity_too() {
    let corner = corner().await;
    let objects = corner.resource("corner_identified");
    let imported = objects.import("found@there").await.checked();
    let [(_, stored)] = imported.objects.try_into().unwrap();
    assert_eq!(stored.identity, Some(identity("found", "there")));
    let refused = objects.import("nowhere").await.checked();
    assert_eq!(refused.messages.told(), ["error: Invalid import ID"]);
    assert_eq!(refused.objects.len(), 0);
    corner.shutdown().await;
}

/// Holds I4.
#[tokio::test]
async fn an_identity_of_an_older_version_is_upgraded() {
    let corner = corner().await;
    let objects = corner.resource("corner_identified");
    let (upgraded, _) = objects.upgrade_identity(0, br#"{"at":"one@there"}"#).await.checked();
    assert_eq!(upgraded, Some(identity("one", "there")));
    let (_, messages) = objects.upgrade_identity(7, br#"{"at":"one@there"}"#).await.unchecked();
    assert!(messages.has_errors(), "version 7 is unknown");
    corner.shutdown().await;
}

/// Holds I2.
#[tokio::test]
async fn a_type_without_an_identity_answers_with_none() {
    let corner = corner().await;
    let objects = corner.resource("corner_scalars");
    assert!(!corner.schemas().identities.contains_key("corner_scalars"));
    let made = objects.create(&objects.config([("name", text("one"))])).await.checked();
    assert_eq!(made.stored.identity, None);
    let stored = Stored::of(made.stored.state);
    assert_eq!(objects.read(&stored).await.checked().stored.identity, None);
    corner.shutdown().await;
}
