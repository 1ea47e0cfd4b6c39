//! The outcomes of a creation: after each of them, the result contains the object that exists (conformance rules A3 to
//! A6).

use std::collections::BTreeMap;

use framework::nested::{BlockList, BlockMap, BlockSet};
use framework::private::Private;
use framework::resource::{Failure, Saved};
use framework::value::Value;
use framework::{Attr, Diagnostic, Diagnostics, Model};

use crate::core::{apply, told};
use crate::script::Script;
use crate::thing::{Thing, config, full_config, made, text, word};

const CRASHED: &str = "The provider crashed during this operation";

#[tokio::test]
async fn a_creation_saves_what_was_made_and_remembered() {
    let script = Script::new()
        .create(|request| Ok(Saved::new(made(&request.planned)).with_private(Private::new().with("revision", 7))));

    let applied = apply(&*script.resource(), &Value::Null, &full_config().to_object()).await;

    assert_eq!(told(&applied.diagnostics), Vec::<String>::new());
    assert_eq!(applied.state.get("id"), Some(&Value::string("T1")));
    assert_eq!(applied.private.get("revision"), Some(7));
    assert!(applied.state.is_wholly_known());
}

/// Holds A7.
#[tokio::test]
async fn a_creation_is_told_the_plan_and_the_write_only_values_of_the_configuration() {
    let script = Script::new().create(|request| {
        assert_eq!(request.planned.key, Attr::Null, "no plan holds a secret");
        assert_eq!(request.config.key, text("s3cret"));
        assert_eq!(
            request.planned.guarded,
            Attr::Known(false),
            "the default stands in the plan"
        );
        assert_eq!(request.config.guarded, Attr::Null);
        assert!(request.planned.id.is_unknown());
        Ok(Saved::new(made(&request.planned)))
    });
    let config = Thing {
        key: text("s3cret"),
        ..config()
    };

    let applied = apply(&*script.resource(), &Value::Null, &config.to_object()).await;

    assert_eq!(told(&applied.diagnostics), Vec::<String>::new());
}

/// Holds A5.
#[tokio::test]
async fn a_write_only_value_that_an_author_saves_is_saved_as_null() {
    let script = Script::new().create(|request| {
        Ok(Saved::new(Thing {
            key: request.config.key.clone(),
            ..made(&request.planned)
        }))
    });
    let config = Thing {
        key: text("s3cret"),
        ..config()
    };

    let applied = apply(&*script.resource(), &Value::Null, &config.to_object()).await;

    assert_eq!(applied.state.get("key"), Some(&Value::Null));
    assert_eq!(told(&applied.diagnostics), Vec::<String>::new());
}

/// Holds A6.
#[tokio::test]
async fn a_failure_without_a_partial_object_saves_nothing() {
    let script = Script::new().create(|_| Err(Diagnostic::error("Refused", "The service said no.").into()));

    let applied = apply(&*script.resource(), &Value::Null, &config().to_object()).await;

    assert_eq!(applied.state, Value::Null);
    assert_eq!(told(&applied.diagnostics), ["error : Refused"]);
}

/// Holds A6 and W13.
#[tokio::test]
async fn blocks_that_a_failure_leaves_open_are_saved_as_none_and_not_as_null() {
    let script = Script::new().create(|request| {
        let partial = Thing {
            legs: BlockList::Unknown,
            marks: BlockSet::Unknown,
            sides: BlockMap::Unknown,
            ..request.planned
        };
        let refused = Diagnostic::error("Refused", "The service gave the order up.");
        Err(Failure::keeping(partial, Private::new(), refused))
    });

    let applied = apply(&*script.resource(), &Value::Null, &full_config().to_object()).await;

    assert_eq!(applied.state.get("legs"), Some(&Value::List(Vec::new())));
    assert_eq!(applied.state.get("marks"), Some(&Value::Set(Vec::new())));
    assert_eq!(applied.state.get("sides"), Some(&Value::Map(BTreeMap::new())));
}

/// Holds A6.
#[tokio::test]
async fn a_failure_with_a_partial_object_saves_it_whole_and_without_a_word_about_gaps() {
    let script = Script::new().create(|request| {
        let partial = Thing {
            id: text("T1"),
            ..request.planned
        };
        let refused = Diagnostic::error("Refused", "The service gave the order up.");
        Err(Failure::keeping(partial, Private::new().with("revision", 1), refused))
    });

    let applied = apply(&*script.resource(), &Value::Null, &full_config().to_object()).await;

    assert_eq!(applied.state.get("id"), Some(&Value::string("T1")));
    assert_eq!(applied.state.get("status"), Some(&Value::Null), "an error leaves gaps");
    assert!(applied.state.is_wholly_known());
    assert_eq!(applied.private.get("revision"), Some(1));
    assert_eq!(told(&applied.diagnostics), ["error : Refused"]);
}

#[tokio::test]
async fn a_failure_without_a_reason_is_an_error_nevertheless() {
    let script = Script::new().create(|_| Err(Diagnostics::new().into()));

    let applied = apply(&*script.resource(), &Value::Null, &config().to_object()).await;

    assert_eq!(
        told(&applied.diagnostics),
        ["error : Operation failed without an error message"]
    );
}

#[tokio::test]
async fn a_panic_before_anything_was_noted_fails_the_creation() {
    let script = Script::new().create(|_| panic!("a bug"));

    let applied = apply(&*script.resource(), &Value::Null, &config().to_object()).await;

    assert_eq!(applied.state, Value::Null);
    assert_eq!(told(&applied.diagnostics), [format!("error : {CRASHED}")]);
}

/// Holds A6.
#[tokio::test]
async fn a_panic_after_a_note_saves_what_was_noted_with_a_warning_since_an_error_would_taint() {
    let script = Script::new().create(|request| {
        let noted = Thing {
            id: text("T1"),
            ..request.planned
        };
        request.progress.note(&noted, &Private::new().with("revision", 1));
        panic!("a bug")
    });

    let applied = apply(&*script.resource(), &Value::Null, &full_config().to_object()).await;

    assert_eq!(applied.state.get("id"), Some(&Value::string("T1")));
    assert_eq!(applied.private.get("revision"), Some(1));
    assert!(applied.state.is_wholly_known());
    assert_eq!(told(&applied.diagnostics), [format!("warning : {CRASHED}")]);
}

#[tokio::test]
async fn a_note_that_contradicts_the_plan_is_saved_as_planned() {
    let script = Script::new().create(|request| {
        let noted = Thing {
            place: word("there"),
            ..request.planned
        };
        request.progress.note(&noted, &Private::new());
        panic!("a bug")
    });

    let applied = apply(&*script.resource(), &Value::Null, &config().to_object()).await;

    assert_eq!(applied.state.get("place"), Some(&Value::string("here")));
    assert_eq!(
        told(&applied.diagnostics),
        [
            format!("warning : {CRASHED}"),
            "warning place: Value differs from the plan".to_owned()
        ]
    );
}

#[tokio::test]
async fn the_last_note_counts() {
    let script = Script::new().create(|request| {
        let with_id = |id| Thing {
            id: text(id),
            ..request.planned.clone()
        };
        request.progress.note(&with_id("T1"), &Private::new());
        request.progress.note(&with_id("T2"), &Private::new());
        panic!("a bug")
    });

    let applied = apply(&*script.resource(), &Value::Null, &config().to_object()).await;

    assert_eq!(applied.state.get("id"), Some(&Value::string("T2")));
}

/// Holds A3.
#[tokio::test]
async fn what_an_author_leaves_undecided_is_null_with_a_warning_at_its_place() {
    let script = Script::new().create(|request| {
        Ok(Saved::new(Thing {
            status: Attr::Unknown,
            ..made(&request.planned)
        }))
    });

    let applied = apply(&*script.resource(), &Value::Null, &config().to_object()).await;

    assert_eq!(applied.state.get("status"), Some(&Value::Null));
    assert_eq!(
        told(&applied.diagnostics),
        ["warning status: Provider returned an unknown value"]
    );
}

#[tokio::test]
async fn warnings_of_a_success_are_told() {
    let script = Script::new().create(|request| {
        Ok(Saved::new(made(&request.planned)).with_warning(Diagnostic::warning("Slow", "It takes days.")))
    });

    let applied = apply(&*script.resource(), &Value::Null, &config().to_object()).await;

    assert_eq!(told(&applied.diagnostics), ["warning : Slow"]);
}
