//! Imports: exactly one object, or an error (conformance rule R8).

use framework::private::Private;
use framework::resource::{Context, Saved};
use framework::value::Value;
use framework::{Attr, Diagnostic, Diagnostics};

use crate::core::told;
use crate::script::Script;
use crate::thing::{Thing, config, made, text};

/// Holds R8.
#[tokio::test]
async fn an_import_gives_the_one_object_and_what_to_remember() {
    let script = Script::new().import(|id| {
        let found = Thing {
            id: text(&id),
            ..made(&config())
        };
        Ok(Saved::new(found).with_private(Private::new().with("revision", 3)))
    });

    let imported = script
        .resource()
        .import("T9", Context::default())
        .await
        .expect("it exists");

    assert_eq!(imported.state.get("id"), Some(&Value::string("T9")));
    assert_eq!(imported.private.get("revision"), Some(3));
    assert_eq!(told(&imported.diagnostics), Vec::<String>::new());
}

/// Holds R8.
#[tokio::test]
async fn an_import_is_whole_and_without_secrets() {
    let script = Script::new().import(|_| {
        Ok(Saved::new(Thing {
            status: Attr::Unknown,
            key: text("s3cret"),
            ..made(&config())
        }))
    });

    let imported = script
        .resource()
        .import("T9", Context::default())
        .await
        .expect("it exists");

    assert_eq!(imported.state.get("status"), Some(&Value::Null));
    assert_eq!(imported.state.get("key"), Some(&Value::Null));
    assert_eq!(
        told(&imported.diagnostics),
        ["warning status: Provider returned an unknown value"]
    );
}

/// Holds R8.
#[tokio::test]
async fn an_import_that_finds_nothing_is_an_error_with_or_without_a_reason() {
    let not_found = Script::new().import(|_| Err(Diagnostic::error("Not found", "There is no T9.").into()));
    let silent = Script::new().import(|_| Err(Diagnostics::new()));

    let not_found = not_found.resource().import("T9", Context::default()).await;
    let silent = silent.resource().import("T9", Context::default()).await;

    assert_eq!(told(&not_found.expect_err("it does not exist")), ["error : Not found"]);
    assert!(silent.expect_err("it does not exist").has_errors());
}

#[tokio::test]
async fn a_resource_without_import_says_so() {
    let refused = Script::new().resource().import("T9", Context::default()).await;

    let diagnostics = refused.expect_err("the import is not supported");
    assert_eq!(told(&diagnostics), ["error : Import is not supported"]);
}
