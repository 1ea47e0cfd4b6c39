//! Actions.

use framework::value::Value;

use crate::start::{corner, number, text};

/// Returns the configuration of an action.
fn shout(trouble: Value) -> Value {
    Value::object([("text", text("hey")), ("times", number("3")), ("trouble", trouble)])
}

/// Holds X1.
#[tokio::test]
async fn an_action_tells_of_its_progress_and_then_of_its_end() {
    let provider = corner().await;
    let action = provider.action("corner_shout");
    for (trouble, told) in [
        (Value::Null, &[][..]),
        (text("warn"), &["warning: Warning as configured"]),
        (text("fail"), &["error: Action failed as configured"]),
    ] {
        let invoked = action.invoke(&shout(trouble)).await.checked();
        assert_eq!(invoked.progress(), ["hey"; 3]);
        assert_eq!(invoked.messages().told(), told);
    }
    let crashed = action.invoke(&shout(text("panic"))).await.checked();
    assert!(crashed.messages().has_errors());
}

/// Holds X2 and V8.
#[tokio::test]
async fn an_action_is_checked_and_planned_with_what_is_known() {
    let provider = corner().await;
    let action = provider.action("corner_shout");
    let told = |config: Value| async move {
        let checked = action.validate(&config).await.checked();
        let planned = action.plan(&config).await.checked();
        (checked.has_errors(), planned.told())
    };

    assert_eq!(told(shout(Value::unknown())).await, (false, vec![]));
    let refused = vec!["error: Plan failed as configured".to_owned()];
    assert_eq!(told(shout(text("fail to plan"))).await, (false, refused));
    let missing = Value::object([("text", Value::Null), ("times", Value::Null), ("trouble", Value::Null)]);
    assert!(told(missing).await.0);
}
