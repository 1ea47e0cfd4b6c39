//! Actions: plan, invocation with progress, failure, and crash.

use framework::value::Value;

use crate::{corner, text};

fn shout(times: i64, trouble: Value) -> Value {
    let times = Value::Number(times.into());
    Value::object([("text", text("hey")), ("times", times), ("trouble", trouble)])
}

/// Holds X1.
#[tokio::test]
async fn an_action_tells_of_its_progress_and_ends_once() {
    let corner = corner().await;
    let action = corner.action("corner_shout");
    assert!(!action.plan(&shout(3, Value::Null)).await.checked().has_errors());
    let invoked = action.invoke(&shout(3, Value::Null)).await.checked();
    assert_eq!(invoked.progress(), ["hey", "hey", "hey"]);
    assert_eq!(invoked.messages().told(), Vec::<String>::new());
    corner.shutdown().await;
}

/// Holds X1.
#[tokio::test]
async fn a_failure_and_a_crash_complete_an_action_after_its_progress() {
    let corner = corner().await;
    let action = corner.action("corner_shout");
    let ends = [
        ("fail", "error: Action failed as configured"),
        ("panic", "error: The provider crashed during this call"),
        ("warn", "warning: Warning as configured"),
    ];
    for (trouble, told) in ends {
        let invoked = action.invoke(&shout(1, text(trouble))).await.checked();
        assert_eq!(invoked.progress(), ["hey"], "before it is told to {trouble}");
        assert_eq!(invoked.messages().told(), [told]);
    }
    corner.shutdown().await;
}

/// Holds X2 and V8.
#[tokio::test]
async fn an_action_is_checked_and_planned_with_what_is_not_known_yet() {
    let corner = corner().await;
    let action = corner.action("corner_shout");
    let later = Value::object([
        ("text", Value::unknown()),
        ("times", Value::unknown()),
        ("trouble", Value::Null),
    ]);
    assert_eq!(action.validate(&later).await.checked().told(), Vec::<String>::new());
    assert_eq!(action.plan(&later).await.checked().told(), Vec::<String>::new());
    let refused = action.plan(&shout(1, text("fail to plan"))).await.checked();
    assert_eq!(refused.told(), ["error: Plan failed as configured"]);
    let missing = Value::object([("text", Value::Null), ("times", Value::Null), ("trouble", Value::Null)]);
    assert_eq!(
        action.validate(&missing).await.checked().told(),
        ["error text: Missing required argument"]
    );
    corner.shutdown().await;
}
