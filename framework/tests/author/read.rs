//! Reads of an object that exists, is gone, or cannot be read (conformance rules R1 and R3).

use framework::private::Private;
use framework::resource::Saved;
use framework::value::Value;
use framework::{Attr, Diagnostic, Diagnostics, Model};

use crate::core::{refresh, told};
use crate::script::Script;
use crate::thing::{Thing, config, full_config, made, text};

fn stored() -> Value {
    made(&full_config()).to_object()
}

fn remembered() -> Private {
    Private::new().with("revision", 1)
}

/// Holds R1 and R3.
#[tokio::test]
async fn a_look_saves_what_is_there_now_and_what_is_remembered_now() {
    let script = Script::new().read(|request| {
        assert_eq!(request.private.get("revision"), Some(1));
        let now = Thing {
            status: text("down"),
            ..request.state
        };
        Ok(Some(Saved::new(now).with_private(Private::new().with("revision", 2))))
    });

    let seen = refresh(&*script.resource(), &stored(), remembered()).await;

    assert_eq!(seen.state.get("status"), Some(&Value::string("down")));
    assert_eq!(seen.private.get("revision"), Some(2));
    assert_eq!(told(&seen.diagnostics), Vec::<String>::new());
}

/// Holds R1.
#[tokio::test]
async fn what_is_gone_is_null_and_forgotten() {
    let script = Script::new().read(|_| Ok(None));

    let seen = refresh(&*script.resource(), &stored(), remembered()).await;

    assert_eq!(seen.state, Value::Null);
    assert_eq!(seen.private, Private::new());
    assert_eq!(told(&seen.diagnostics), Vec::<String>::new());
}

#[tokio::test]
async fn an_error_keeps_what_was_stored_and_remembered() {
    let script = Script::new().read(|_| Err(Diagnostic::error("Unreachable", "No answer.").into()));

    let seen = refresh(&*script.resource(), &stored(), remembered()).await;

    assert_eq!(seen.state, stored());
    assert_eq!(seen.private, remembered());
    assert_eq!(told(&seen.diagnostics), ["error : Unreachable"]);
}

#[tokio::test]
async fn an_error_without_a_reason_is_an_error_nevertheless() {
    let script = Script::new().read(|_| Err(Diagnostics::new()));

    let seen = refresh(&*script.resource(), &stored(), remembered()).await;

    assert!(seen.diagnostics.has_errors());
    assert_eq!(seen.state, stored());
}

/// Holds R1.
#[tokio::test]
async fn what_is_left_undecided_is_null_with_a_warning_and_secrets_are_null() {
    let script = Script::new().read(|request| {
        Ok(Some(Saved::new(Thing {
            status: Attr::Unknown,
            key: text("s3cret"),
            ..request.state
        })))
    });

    let seen = refresh(&*script.resource(), &stored(), remembered()).await;

    assert_eq!(seen.state.get("status"), Some(&Value::Null));
    assert_eq!(seen.state.get("key"), Some(&Value::Null));
    assert_eq!(
        told(&seen.diagnostics),
        ["warning status: Provider returned an unknown value"]
    );
}

#[tokio::test]
async fn a_stored_object_that_no_type_reads_is_kept_and_named() {
    let mut broken = made(&config()).to_object();
    let fields = broken.as_object_mut().expect("a thing is an object");
    fields.insert("number".to_owned(), Value::string("many"));

    let seen = refresh(&*Script::new().resource(), &broken, remembered()).await;

    assert_eq!(seen.state, broken);
    assert_eq!(told(&seen.diagnostics), ["error number: Expected a whole number"]);
}
