//! The outcomes of a deletion: nothing stays after success, and everything after an error (conformance rules A4, A6,
//! and A9).

use framework::private::Private;
use framework::resource::Failure;
use framework::value::Value;
use framework::{Diagnostic, Diagnostics, Model};

use crate::core::{apply_remembering, told};
use crate::script::Script;
use crate::thing::{Thing, config, made, text};

async fn delete(script: Script) -> framework::erased::Applied {
    let prior = made(&config()).to_object();
    apply_remembering(
        &*script.resource(),
        &prior,
        &Value::Null,
        Private::new().with("revision", 1),
    )
    .await
}

/// Holds A4.
#[tokio::test]
async fn after_a_deletion_nothing_is_left_and_warnings_are_told() {
    let script = Script::new().delete(|request| {
        assert_eq!(request.state.id, text("T1"));
        assert_eq!(request.private.get("revision"), Some(1));
        Ok(Diagnostic::warning("Billed", "The month is billed.").into())
    });

    let applied = delete(script).await;

    assert_eq!(applied.state, Value::Null);
    assert_eq!(applied.private, Private::new());
    assert_eq!(told(&applied.diagnostics), ["warning : Billed"]);
}

/// Holds A6.
#[tokio::test]
async fn a_refused_deletion_keeps_the_object() {
    let script = Script::new().delete(|_| Err(Diagnostic::error("Refused", "It is protected.").into()));

    let applied = delete(script).await;

    assert_eq!(applied.state, made(&config()).to_object());
    assert_eq!(applied.private.get("revision"), Some(1));
    assert_eq!(told(&applied.diagnostics), ["error : Refused"]);
}

/// Holds A6.
#[tokio::test]
async fn a_deletion_that_stops_half_way_saves_how_far_it_came() {
    let script = Script::new().delete(|request| {
        let partial = Thing {
            status: text("deleting"),
            ..request.state
        };
        let slow = Diagnostic::error("Slow", "It is still being deleted.");
        Err(Failure::keeping(partial, request.private, slow))
    });

    let applied = delete(script).await;

    assert_eq!(applied.state.get("status"), Some(&Value::string("deleting")));
    assert_eq!(applied.private.get("revision"), Some(1));
}

#[tokio::test]
async fn a_panic_keeps_the_object_and_is_an_error() {
    let applied = delete(Script::new().delete(|_| panic!("a bug"))).await;

    assert_eq!(applied.state, made(&config()).to_object());
    assert_eq!(
        told(&applied.diagnostics),
        ["error : The provider crashed during this operation"]
    );
}

#[tokio::test]
async fn a_failure_without_a_reason_is_an_error_and_so_no_deletion() {
    let applied = delete(Script::new().delete(|_| Err(Diagnostics::new().into()))).await;

    assert_eq!(applied.state, made(&config()).to_object());
    assert!(applied.diagnostics.has_errors());
}
