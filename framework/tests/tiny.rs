//! The example of the front page, compiled and run: a note is created, read, changed, found missing, and deleted.

#![allow(
    clippy::expect_used,
    reason = "tests fail by panicking, also in the functions they share"
)]

#[path = "../examples/tiny.rs"]
#[expect(dead_code, reason = "a test does not start the process")]
#[allow(missing_docs, reason = "the example shows what a provider needs, and no more")]
mod tiny;

use framework::erased::{AnyResource, Applied, ApplyChange, PlanChange, Stored};
use framework::private::Private;
use framework::resource::Context;
use framework::value::Value;

fn note(file: &str, text: Value) -> Value {
    Value::object([("file", Value::string(file)), ("text", text)])
}

async fn apply(notes: &dyn AnyResource, prior: Value, config: Value) -> Applied {
    let change = PlanChange {
        prior: prior.clone(),
        config: config.clone(),
        proposed: config.clone(),
        private: Private::new(),
        identity: Value::Null,
        context: Context::default(),
    };
    let plan = notes.plan(change).await;
    let change = ApplyChange {
        prior,
        planned: plan.planned,
        config,
        private: plan.private,
        identity: plan.identity,
        context: Context::default(),
    };
    notes.apply(change).await
}

async fn look(notes: &dyn AnyResource, state: Value) -> Value {
    let stored = Stored {
        state,
        private: Private::new(),
        identity: Value::Null,
    };
    notes.read(stored, Context::default()).await.state
}

#[tokio::test]
async fn a_note_is_written_changed_missed_and_taken_away() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let path = folder.path().join("note");
    let file = path.to_str().expect("a path of text");
    let server = framework::server::Server::new(tiny::Tiny);
    let notes = server.resource("tiny_note").expect("it is in the catalog");
    let on_disk = || std::fs::read_to_string(&path).ok();

    assert!(server.schema_problems().is_empty());
    let made = apply(notes, Value::Null, note(file, Value::Null)).await.state;
    assert_eq!(made, note(file, Value::string("Nothing.")));
    assert_eq!(on_disk().as_deref(), Some("Nothing."));

    let changed = apply(notes, made, note(file, Value::string("Milk."))).await.state;
    assert_eq!(on_disk().as_deref(), Some("Milk."));
    std::fs::write(&path, "Bread.").expect("the file can be written");
    assert_eq!(look(notes, changed.clone()).await, note(file, Value::string("Bread.")));

    let gone = apply(notes, changed.clone(), Value::Null).await;
    assert_eq!(gone.state, Value::Null);
    assert_eq!(on_disk(), None);
    assert_eq!(look(notes, changed.clone()).await, Value::Null);

    let refused = apply(notes, changed.clone(), Value::Null).await;
    assert_eq!(refused.state, changed, "an object that was not deleted stays");
    assert!(refused.diagnostics.has_errors());
}

#[test]
fn it_is_a_page_long() {
    let lines = include_str!("../examples/tiny.rs").lines().count();

    assert!(lines < 80, "{lines} lines are more than a front page holds");
}
