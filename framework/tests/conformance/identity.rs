//! Objects with an identity: search, import, move, and generated configuration.

use conformance::provider::{Search, Source, Stored};
use framework::value::Value;

use crate::start::{corner, number, text};

fn identity(name: &str, region: Value) -> Value {
    Value::object([("name", text(name)), ("region", region)])
}

/// Holds I1 and I3.
#[tokio::test]
async fn an_object_keeps_its_identity_through_every_call() {
    let provider = corner().await;
    let identified = provider.resource("corner_identified");
    let config = identified.config([("name", text("a"))]);

    let made = identified.create(&config).await.checked().stored;
    assert_eq!(made.identity, Some(identity("a", text("here"))));
    let found = identified.read(&made).await.checked().stored;
    assert_eq!(found.identity, made.identity);
    let config = identified.config([("name", text("a")), ("note", text("b"))]);
    let changed = identified.update(found, &config).await.checked().stored;
    assert_eq!(changed.identity, made.identity);
    let config = identified.config([("name", text("c"))]);
    let replaced = identified.update(changed, &config).await.checked().stored;
    assert_eq!(replaced.identity, Some(identity("c", text("here"))));
    identified.destroy(replaced).await.checked();
}

/// Holds I3.
#[tokio::test]
async fn an_identity_that_changes_or_is_forgotten_is_told_and_never_stored() {
    let provider = corner().await;
    let identified = provider.resource("corner_identified");
    let made = identified
        .create(&identified.config([("name", text("a"))]))
        .await
        .checked()
        .stored;
    for trouble in ["change", "forget"] {
        let trouble = ("trouble", text(trouble));
        let config = identified.config([("name", text("a")), ("note", text("b")), trouble]);
        let changed = identified.update(made.clone(), &config).await.checked();
        assert!(!changed.messages.0.is_empty());
        assert_eq!(changed.stored.identity, made.identity);
    }
}

/// Holds I2 and R9.
#[tokio::test]
async fn a_type_without_identity_answers_none_in_any_call() {
    let provider = corner().await;
    let scalars = provider.resource("corner_scalars");
    assert!(!provider.schemas().identities.contains_key("corner_scalars"));

    let made = scalars
        .create(&scalars.config([("name", text("a"))]))
        .await
        .checked()
        .stored;
    let found = scalars.read(&made).await.checked().stored;
    let imported = scalars.import("a").await.checked();

    assert_eq!((made.identity, found.identity), (None, None));
    assert!(imported.objects.iter().all(|(_, stored)| stored.identity.is_none()));
}

/// Holds R8 and I1.
#[tokio::test]
async fn an_import_by_id_and_one_by_identity_answer_the_same_object() {
    let provider = corner().await;
    let identified = provider.resource("corner_identified");

    let by_id = identified.import("a@there").await.checked().objects;
    let by_identity = identified
        .import_identity(&identity("a", text("there")))
        .await
        .checked()
        .objects;
    let by_name = identified
        .import_identity(&identity("a", Value::Null))
        .await
        .checked()
        .objects;
    let (type_name, stored) = by_id.first().expect("one object");

    assert_eq!(type_name, "corner_identified");
    assert_eq!(by_id, by_identity);
    assert_eq!(stored.identity, Some(identity("a", text("there"))));
    assert_eq!(by_name[0].1.identity, Some(identity("a", text("here"))));
    let found = identified.read(stored).await.checked().stored;
    assert_eq!(found.state, stored.state);
    assert!(identified.import("nowhere").await.checked().messages.has_errors());
}

/// Holds I4.
#[tokio::test]
async fn an_identity_of_an_older_version_becomes_one_of_today() {
    let provider = corner().await;
    let identified = provider.resource("corner_identified");

    let (upgraded, messages) = identified.upgrade_identity(0, br#"{"at":"a@there"}"#).await.checked();

    assert_eq!(messages.told(), Vec::<String>::new());
    assert_eq!(upgraded, Some(identity("a", text("there"))));
}

/// Holds L1.
#[tokio::test]
async fn a_list_gives_what_was_asked_for_and_no_more() {
    let provider = corner().await;
    let list = provider.list("corner_identified");
    let search = |count: &str, limit, include_object| Search {
        config: Value::object([("count_of_objects", number(count)), ("trouble", Value::Null)]),
        include_object,
        limit,
    };

    let names = list.search(&search("3", 100, false)).await.checked();
    let objects = list.search(&search("3", 2, true)).await.checked();
    let none = list.search(&search("0", 100, true)).await.checked();

    assert_eq!(names.len(), 3);
    assert!(names.iter().all(|event| event.object.is_none()));
    assert_eq!(objects.len(), 2);
    assert_eq!(objects[1].identity, Some(identity("number-2", text("here"))));
    assert_eq!(none.len(), 0);
    for trouble in ["fail", "panic"] {
        let config = Value::object([("count_of_objects", number("1")), ("trouble", text(trouble))]);
        let search = Search {
            config,
            ..search("1", 100, false)
        };
        let events = list.search(&search).await.checked();
        assert!(
            events.last().is_some_and(|event| event.messages.has_errors()),
            "{trouble}"
        );
    }
}

/// Holds L2, V3 and V8.
#[tokio::test]
async fn a_search_is_checked_and_the_unknown_passes() {
    let provider = corner().await;
    let list = provider.list("corner_identified");
    let asked = |count| Value::object([("count_of_objects", count), ("trouble", Value::Null)]);

    assert_eq!(
        list.validate(&asked(Value::unknown())).await.checked().told(),
        Vec::<String>::new()
    );
    for wrong in [Value::Null, number("-1"), number("0.5")] {
        assert!(list.validate(&asked(wrong)).await.checked().has_errors());
    }
}

/// Holds R10.
#[tokio::test]
async fn an_object_moves_from_a_type_that_is_known_and_from_no_other() {
    let provider = corner().await;
    let identified = provider.resource("corner_identified");
    let source = Source {
        provider_address: "registry.terraform.io/example/corner",
        type_name: "corner_scalars",
        schema_version: 0,
        state: br#"{"name":"a","place":"there","colour":"blue"}"#,
        private: &[],
    };
    let other = Source {
        type_name: "corner_blocks",
        ..source.clone()
    };

    let (moved, messages) = identified.move_from(source).await.checked();
    let (_, refusal) = identified.move_from(other).await.checked();

    assert_eq!(messages.told(), Vec::<String>::new());
    assert_eq!(moved.state.get("region"), Some(&text("there")));
    assert!(refusal.has_errors());
}

/// Holds R13.
#[tokio::test]
async fn a_generated_configuration_is_taken_and_changes_nothing_but_what_the_author_added() {
    let provider = corner().await;
    let identified = provider.resource("corner_identified");
    let imported = identified.import("a@there").await.checked().objects.remove(0).1;

    let (config, messages) = identified.generate(&imported.state).await.checked();

    assert_eq!(messages.told(), Vec::<String>::new());
    assert_eq!(
        identified.validate(&config).await.checked().told(),
        Vec::<String>::new()
    );
    assert_eq!(config.get("id"), Some(&Value::Null));
    assert_eq!(config.get("region"), Some(&text("there")));
    let taken: Stored = identified.update(imported, &config).await.checked().stored;
    assert_eq!(taken.state.get("note"), Some(&text("generated")));
}
