//! Applies.

use conformance::provider::{Applied, Change, Stored};
use framework::value::Value;

use crate::start::{corner, text};

/// Creates a `corner_trouble`, and returns the result.
async fn created(what: &str) -> Applied {
    let provider = corner().await;
    let trouble = provider.resource("corner_trouble");
    trouble
        .create(&trouble.config([("on_create", text(what))]))
        .await
        .checked()
}

/// Updates a `corner_trouble`, and returns the stored object and the result.
async fn updated(what: &str) -> (Stored, Applied) {
    let provider = corner().await;
    let trouble = provider.resource("corner_trouble");
    let prior = trouble.create(&trouble.config([])).await.checked().stored;
    let config = trouble.config([("on_update", text(what))]);
    (prior.clone(), trouble.update(prior, &config).await.checked())
}

/// Holds A1, A2, A3, A4 and A5.
#[tokio::test]
async fn every_resource_that_does_as_it_is_told_is_made_changed_and_taken_away() {
    let provider = corner().await;
    for (name, attribute) in [
        ("corner_scalars", "name"),
        ("corner_remembered", "text"),
        ("corner_trouble", "on_read"),
    ] {
        let resource = provider.resource(name);
        let made = resource
            .create(&resource.config([(attribute, text("a"))]))
            .await
            .checked();
        assert_eq!(made.messages.told(), Vec::<String>::new(), "{name}");
        let config = resource.config([(attribute, text("b"))]);
        let changed = resource.update(made.stored, &config).await.checked().stored;
        assert_eq!(changed.state.get(attribute), Some(&text("b")));
        let gone = resource.destroy(changed).await.checked();
        assert_eq!(gone.stored.state, Value::Null, "{name}");
    }
}

/// Holds A7.
#[tokio::test]
async fn what_is_write_only_reaches_the_provider_in_the_configuration_alone() {
    let provider = corner().await;
    let scalars = provider.resource("corner_scalars");
    let config = scalars.config([("name", text("a")), ("key_wo", text("12345"))]);

    let made = scalars.create(&config).await.checked().stored.state;

    assert_eq!(made.get("key_length"), Some(&Value::Number(5.into())));
    assert_eq!(made.get("key_wo"), Some(&Value::Null));
}

/// Holds A6.
#[tokio::test]
async fn a_creation_that_fails_half_way_saves_what_is_there_and_one_that_fails_at_once_saves_nothing() {
    for (what, is_saved) in [
        ("fail", false),
        ("panic", false),
        ("fail half-way", true),
        ("panic half-way", true),
    ] {
        let applied = created(what).await;
        assert!(!applied.messages.0.is_empty(), "{what}");
        assert_eq!(!applied.stored.state.is_null(), is_saved, "{what}");
    }
    let (prior, applied) = updated("fail").await;
    assert!(applied.messages.has_errors());
    assert_eq!(applied.stored.state, prior.state);
}

/// Holds A2 and A3.
#[tokio::test]
async fn an_answer_that_contradicts_its_plan_or_leaves_something_open_is_mended() {
    for what in ["contradict", "forget"] {
        let applied = created(what).await;
        assert!(!applied.messages.has_errors(), "{what}");
        assert!(!applied.messages.0.is_empty(), "{what}: the author learns of it");
        let (_, applied) = updated(what).await;
        assert!(!applied.stored.state.is_null());
    }
}

/// Holds A8.
#[tokio::test]
async fn what_the_provider_remembers_is_replaced_by_each_answer() {
    let provider = corner().await;
    let remembered = provider.resource("corner_remembered");
    let made = remembered
        .create(&remembered.config([("text", text("a"))]))
        .await
        .checked()
        .stored;
    let config = remembered.config([("text", text("b"))]);
    let changed = remembered.update(made.clone(), &config).await.checked().stored;

    assert_ne!(made.private, changed.private);
    assert!(!changed.private.is_empty());
}

/// Holds A9.
#[tokio::test]
async fn a_destruction_gets_what_the_destruction_s_plan_remembered() {
    let provider = corner().await;
    let remembered = provider.resource("corner_remembered");
    let prior = remembered
        .create(&remembered.config([("text", text("a"))]))
        .await
        .checked()
        .stored;
    let plan = |prior: &Stored| {
        let prior = prior.clone();
        remembered.plan(Change {
            prior,
            config: Value::Null,
        })
    };

    let mut planned = plan(&prior).await.checked();
    let gone = remembered.apply(&planned).await.checked();
    planned.private.clear();
    let forgotten = remembered.apply(&planned).await.checked();

    assert_eq!((gone.stored.state, gone.messages.told()), (Value::Null, vec![]));
    assert_eq!(forgotten.messages.told(), ["error: Missing private data"]);
    assert_eq!(
        forgotten.stored.state, prior.state,
        "what could not be taken away stays"
    );
}

/// Holds H9.
#[tokio::test]
async fn a_stop_ends_a_slow_creation_and_its_object_is_saved() {
    let provider = corner().await;
    let trouble = provider.resource("corner_trouble");
    let config = trouble.config([("on_create", text("slow"))]);
    let creation = trouble.create(&config);
    let interruption = async {
        loop {
            provider.stop().await;
            tokio::task::yield_now().await;
        }
    };
    let applied = tokio::select! {
        applied = creation => applied.checked(),
        () = interruption => unreachable!("it continues until the creation ends"),
    };
    assert_eq!(applied.stored.state.get("id"), Some(&text("trouble")));
}
