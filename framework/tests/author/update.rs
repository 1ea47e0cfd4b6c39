//! The outcomes of an update: an error keeps the prior object, or saves the changes made so far (conformance rule A6).

use framework::private::Private;
use framework::resource::{Failure, Saved};
use framework::value::Value;
use framework::{Diagnostic, Model};

use crate::core::{apply_remembering, told};
use crate::script::Script;
use crate::thing::{Thing, config, made, text, word};

/// Returns the object before the update.
fn prior() -> Value {
    Thing {
        guarded: false.into(),
        ..made(&config())
    }
    .to_object()
}

/// Returns the configuration of the update.
fn renamed() -> Value {
    Thing {
        name: word("two"),
        ..config()
    }
    .to_object()
}

async fn update(script: Script) -> framework::erased::Applied {
    apply_remembering(
        &*script.resource(),
        &prior(),
        &renamed(),
        Private::new().with("revision", 1),
    )
    .await
}

#[tokio::test]
async fn an_update_is_told_what_was_and_saves_what_is() {
    let script = Script::new().update(|request| {
        assert_eq!(request.prior.name, framework::Attr::Null);
        assert_eq!(request.planned.name, word("two"));
        assert_eq!(request.config.name, word("two"));
        assert_eq!(request.private.get("revision"), Some(1));
        let changed = Thing {
            status: text("moving"),
            ..made(&request.planned)
        };
        Ok(Saved::new(changed).with_private(request.private.with("revision", 2)))
    });

    let applied = update(script).await;

    assert_eq!(told(&applied.diagnostics), Vec::<String>::new());
    assert_eq!(applied.state.get("name"), Some(&Value::string("two")));
    assert_eq!(applied.state.get("status"), Some(&Value::string("moving")));
    assert_eq!(applied.private.get("revision"), Some(2));
}

/// Holds A6.
#[tokio::test]
async fn a_failure_without_a_partial_object_keeps_what_was() {
    let script = Script::new().update(|_| Err(Diagnostic::error("Refused", "The service said no.").into()));

    let applied = update(script).await;

    assert_eq!(applied.state, prior());
    assert_eq!(applied.private.get("revision"), Some(1));
    assert_eq!(told(&applied.diagnostics), ["error : Refused"]);
}

/// Holds A6.
#[tokio::test]
async fn a_failure_with_a_partial_object_saves_it_though_it_is_not_what_was_planned() {
    let script = Script::new().update(|request| {
        let partial = Thing {
            status: text("stuck"),
            ..request.prior
        };
        let refused = Diagnostic::error("Stuck", "The service stopped half-way.");
        Err(Failure::keeping(partial, Private::new().with("revision", 2), refused))
    });

    let applied = update(script).await;

    assert_eq!(
        applied.state.get("name"),
        Some(&Value::Null),
        "the change is still to be made"
    );
    assert_eq!(applied.state.get("status"), Some(&Value::string("stuck")));
    assert_eq!(applied.private.get("revision"), Some(2));
    assert_eq!(told(&applied.diagnostics), ["error : Stuck"]);
}

/// Holds A6.
#[tokio::test]
async fn a_panic_keeps_what_was_and_is_an_error() {
    let applied = update(Script::new().update(|_| panic!("a bug"))).await;

    assert_eq!(applied.state, prior());
    assert_eq!(applied.private.get("revision"), Some(1));
    assert_eq!(
        told(&applied.diagnostics),
        ["error : The provider crashed during this operation"]
    );
}

#[tokio::test]
async fn a_panic_after_a_note_saves_what_was_noted_and_is_an_error() {
    let script = Script::new().update(|request| {
        let noted = Thing {
            status: text("moving"),
            ..request.planned
        };
        request.progress.note(&noted, &Private::new().with("revision", 2));
        panic!("a bug")
    });

    let applied = update(script).await;

    assert_eq!(applied.state.get("name"), Some(&Value::string("two")));
    assert_eq!(applied.state.get("status"), Some(&Value::string("moving")));
    assert_eq!(applied.private.get("revision"), Some(2));
    assert_eq!(
        told(&applied.diagnostics),
        ["error : The provider crashed during this operation"]
    );
}
