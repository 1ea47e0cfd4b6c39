//! Results that are deferred to a later run, where that is allowed.

use conformance::provider::{Change, Stored};
use framework::value::Value;
use proto::tfplugin5::{ClientCapabilities, deferred::Reason};

use crate::{corner, text};

const ALLOWED: ClientCapabilities = ClientCapabilities {
    deferral_allowed: true,
    write_only_attributes_allowed: true,
};

/// Holds R11 and R12.
#[tokio::test]
async fn a_plan_is_deferred_only_if_allowed_and_only_while_something_is_unknown() {
    let corner = corner().await;
    let config = |on_read: Value| {
        corner
            .resource("corner_trouble")
            .config([("on_plan", text("defer")), ("on_read", on_read)])
    };
    let (known, unknown) = (config(Value::Null), config(Value::unknown()));
    let change = |config: &Value| Change {
        prior: Stored::nothing(),
        config: config.clone(),
    };

    let plan = corner.resource("corner_trouble").plan(change(&unknown)).await.checked();
    assert_eq!(plan.deferred, None, "it is not allowed");

    let corner = corner.saying(ALLOWED);
    let objects = corner.resource("corner_trouble");
    let plan = objects.plan(change(&unknown)).await.checked();
    assert_eq!(
        plan.deferred.map(|deferred| deferred.reason()),
        Some(Reason::AbsentPrereq)
    );
    let plan = objects.plan(change(&known)).await.checked();
    assert_eq!(plan.deferred, None, "everything is known");
    corner.shutdown().await;
}

/// Holds R11 and R12.
#[tokio::test]
async fn an_opening_is_deferred_only_if_allowed_and_only_while_the_provider_block_is_unknown() {
    let corner = corner().await;
    let thing = Value::object([
        ("name", text("box")),
        ("trouble", text("defer")),
        ("inside", Value::Null),
    ]);
    let block = |warning| Value::object([("warning", warning), ("token", Value::Null)]);

    corner.configure(&block(Value::unknown())).await.checked();
    let opened = corner.ephemeral("corner_opened").open(&thing).await.checked();
    assert_eq!(opened.deferred, None, "it is not allowed");

    let corner = corner.saying(ALLOWED);
    let waiting = corner.ephemeral("corner_opened").open(&thing).await.checked();
    let reason = waiting.deferred.map(|deferred| deferred.reason());
    assert_eq!((reason, waiting.renew_at), (Some(Reason::ProviderConfigUnknown), None));
    assert_eq!(waiting.result.get("inside"), Some(&Value::unknown()));

    corner.configure(&block(Value::Null)).await.checked();
    let opened = corner.ephemeral("corner_opened").open(&thing).await.checked();
    assert_eq!(opened.deferred, None, "everything is known");
    corner.shutdown().await;
}
