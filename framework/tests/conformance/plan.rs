//! Plans.

use conformance::provider::{Change, Stored};
use framework::path::Path;
use framework::value::Value;

use crate::start::{corner, list, text};

/// Holds P1, P2, P3, P4 and P10.
#[tokio::test]
async fn a_creation_is_planned_as_configured_with_what_is_computed_open_and_the_secret_left_out() {
    let provider = corner().await;
    let scalars = provider.resource("corner_scalars");
    let config = scalars.config([("name", text("a")), ("key_wo", text("s3cret"))]);
    let prior = Stored::nothing();

    let planned = scalars.plan(Change { prior, config }).await.checked();

    let of = |name| planned.planned.get(name).expect("an attribute");
    assert_eq!(
        planned.proposed.get("key_wo"),
        Some(&text("s3cret")),
        "core proposes it"
    );
    assert_eq!(*of("key_wo"), Value::Null);
    assert_eq!((of("name"), of("text")), (&text("a"), &Value::Null));
    assert!(of("id").is_unknown() && of("label").is_unknown());
    assert_eq!(*of("colour"), text("blue"));
}

/// Holds P17.
#[tokio::test]
async fn nothing_is_planned_where_nothing_changes() {
    let provider = corner().await;
    let scalars = provider.resource("corner_scalars");
    let config = scalars.config([("name", text("a"))]);
    let prior = scalars.create(&config).await.checked().stored;

    let change = |config| Change {
        prior: prior.clone(),
        config,
    };
    let same = scalars.plan(change(config)).await.checked();
    let other = scalars.config([("name", text("a")), ("text", text("b"))]);
    let other = scalars.plan(change(other)).await.checked();

    assert_eq!(same.planned, prior.state);
    assert_ne!(other.planned, prior.state);
}

/// Holds P11 and P12.
#[tokio::test]
async fn what_cannot_change_in_place_is_planned_anew_from_nothing() {
    let provider = corner().await;
    let scalars = provider.resource("corner_scalars");
    let at = |place| scalars.config([("name", text("a")), ("place", text(place))]);
    let prior = scalars.create(&at("here")).await.checked().stored;
    let (before, config) = (prior.clone(), at("there"));

    let planned = scalars.plan(Change { prior, config }).await.checked();
    assert_eq!(planned.requires_replace, [Path::attribute("place")]);
    assert_eq!(
        planned.planned.get("id"),
        before.state.get("id"),
        "it is stable as long as it is one object"
    );

    let replaced = scalars.update(before, &at("there")).await.checked();
    assert_eq!(replaced.stored.state.get("place"), Some(&text("there")));
}

/// Holds P6 and P8.
#[tokio::test]
async fn a_destruction_is_planned_as_nothing() {
    let provider = corner().await;
    let capabilities = provider.schemas().wire.server_capabilities.expect("capabilities");
    assert!(capabilities.plan_destroy);
    let scalars = provider.resource("corner_scalars");
    let config = scalars.config([("name", text("a"))]);
    let prior = scalars.create(&config).await.checked().stored;

    let planned = scalars
        .plan(Change {
            prior,
            config: Value::Null,
        })
        .await
        .checked();

    assert_eq!(planned.planned, Value::Null);
}

/// Holds P7.
#[tokio::test]
async fn blocks_of_an_unknown_number_come_back_as_they_are() {
    let provider = corner().await;
    let blocks = provider.resource("corner_blocks");
    for name in ["list", "set", "map"] {
        let config = blocks.config([(name, Value::unknown())]);
        let prior = Stored::nothing();
        let planned = blocks.plan(Change { prior, config }).await.checked();
        assert_eq!(planned.planned.get(name), Some(&Value::unknown()), "{name}");
    }
}

/// Holds P13 and P14.
#[tokio::test]
async fn the_plan_with_everything_known_completes_the_first_one() {
    let provider = corner().await;
    let collections = provider.resource("corner_collections");
    let prior = Stored::nothing;
    let open = collections.config([("texts", Value::unknown()), ("text_set", Value::unknown())]);
    let texts = list(&[text("b"), text("a")]);
    let set = Value::Set(vec![text("b"), text("a")]);
    let known = collections.config([("texts", texts.clone()), ("text_set", set)]);
    let plan = |config| collections.plan(Change { prior: prior(), config });

    let first = plan(open).await.checked().planned;
    let last = plan(known.clone()).await.checked().planned;
    let again = plan(known).await.checked().planned;

    let broken = conformance::oracle::final_plan(collections.block(), &Value::Null, &first, &last);
    assert_eq!(broken, []);
    assert_eq!(last, again);
    let shorter = collections.config([("texts", list(&[]))]);
    let other = plan(shorter).await.checked().planned;
    let broken = conformance::oracle::final_plan(collections.block(), &Value::Null, &last, &other);
    assert_eq!(broken[0].rule, "P13", "the control: another plan is no completion");
}

/// Holds P15.
#[tokio::test]
async fn what_the_provider_remembers_passes_through_plan_and_apply() {
    let provider = corner().await;
    let remembered = provider.resource("corner_remembered");
    let made = remembered
        .create(&remembered.config([("text", text("a"))]))
        .await
        .checked()
        .stored;
    assert_eq!(made.state.get("revision"), Some(&Value::Number(1.into())));
    let config = remembered.config([("text", text("b"))]);

    let kept = remembered.update(made.clone(), &config).await.checked().stored;
    let without = Stored {
        private: Vec::new(),
        ..made
    };
    let forgotten = remembered.update(without, &config).await.checked();

    assert_eq!(kept.state.get("revision"), Some(&Value::Number(2.into())));
    assert_eq!(forgotten.messages.told(), ["error: Missing private data"]);
}

/// Holds P2.
#[tokio::test]
async fn a_plan_that_the_author_contradicts_never_reaches_core_as_one() {
    let provider = corner().await;
    let trouble = provider.resource("corner_trouble");
    let config = trouble.config([("on_plan", text("contradict"))]);
    let prior = Stored::nothing();

    let planned = trouble.plan(Change { prior, config }).await.checked();

    assert!(planned.messages.has_errors(), "{:?}", planned.messages.told());
}
