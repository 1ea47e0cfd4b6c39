//! Actions in their wire form.

use framework::rpc::Rpc;
use framework::value::Value;
use futures_util::{FutureExt, StreamExt};
use proto::tfplugin5 as pb;
use proto::tfplugin5::invoke_action::event::Type;
use proto::tfplugin5::provider_server::Provider as Calls;
use tonic::Request;
use tonic::codegen::BoxStream;

use crate::bell::Bell;
use crate::shop::shop;
use crate::wire::{garbage, told, wire};

fn bell(name: &str) -> Option<pb::DynamicValue> {
    wire::<Bell>(&Value::object([("name", Value::string(name))]))
}

fn invoking(config: Option<pb::DynamicValue>) -> pb::invoke_action::Request {
    pb::invoke_action::Request {
        action_type: "test_ring".to_owned(),
        config,
        ..Default::default()
    }
}

async fn invoke(rpc: &Rpc, request: pb::invoke_action::Request) -> BoxStream<pb::invoke_action::Event> {
    let answer = rpc.invoke_action(Request::new(request)).await;
    answer.expect("the call is served").into_inner()
}

/// Returns all events in order, to the end of the stream: progress messages unchanged, and the completion as its
/// diagnostics.
async fn events(request: pb::invoke_action::Request) -> Vec<Vec<String>> {
    let events = invoke(&shop(), request).await;
    events
        .map(|event| heard(event.expect("it is an event")))
        .collect()
        .await
}

fn heard(event: pb::invoke_action::Event) -> Vec<String> {
    match event.r#type.expect("every event has a type") {
        Type::Progress(progress) => vec![progress.message],
        Type::Completed(completed) => [vec!["completed".to_owned()], told(&completed.diagnostics)].concat(),
    }
}

/// Holds X1.
#[tokio::test]
async fn an_invocation_streams_its_progress_and_completes_once() {
    let rung: Vec<Vec<String>> = events(invoking(bell("big"))).await;
    assert_eq!(
        rung,
        [vec!["Ding."], vec!["Dong."], vec!["completed", "Warning : Loud"]]
    );
    let broken = events(invoking(bell("broken"))).await;
    assert_eq!(broken, [vec!["Ding."], vec!["completed", "Error : Broken"]]);
}

/// Holds X1.
#[tokio::test]
async fn progress_is_told_at_once() {
    let mut events = invoke(&shop(), invoking(bell("slow"))).await;

    let first = events.next().await.expect("there is an event").expect("it is one");

    assert_eq!(heard(first), ["Ding."]);
    assert!(events.next().now_or_never().is_none(), "the action continues");
}

/// Holds X1 and H14.
#[tokio::test]
async fn a_panic_completes_the_invocation_with_an_error() {
    let crashed = events(invoking(bell("panic"))).await;

    assert_eq!(
        crashed,
        [
            vec!["Ding."],
            vec!["completed", "Error : The provider crashed during this call"]
        ]
    );
}

/// Holds H14.
#[tokio::test]
async fn a_panic_in_an_invocation_does_not_claim_that_nothing_was_changed() {
    let mut events: Vec<_> = invoke(&shop(), invoking(bell("panic"))).await.collect().await;
    let last = events.pop().expect("there is an end").expect("it is an event");
    let Some(Type::Completed(completed)) = last.r#type else {
        panic!("{last:?} is no end")
    };
    let detail = &completed.diagnostics[0].detail;
    assert!(
        detail.contains("It is not known whether this call had an effect."),
        "{detail}"
    );
}

/// Holds X1.
#[tokio::test]
async fn a_report_that_is_left_behind_does_not_keep_the_stream_open() {
    assert_eq!(events(invoking(bell("echo"))).await, [vec!["Ding."], vec!["completed"]]);
}

/// Holds X1.
#[tokio::test]
async fn what_cannot_be_invoked_completes_with_an_error() {
    let unknown = events(pb::invoke_action::Request::default()).await;
    assert_eq!(unknown, [["completed", "Error : Unknown action"]]);
    let unreadable = events(invoking(garbage())).await;
    assert_eq!(unreadable, [["completed", "Error : Unreadable value in a request"]]);
    let undecided = wire::<Bell>(&Value::object([("name", Value::unknown())]));
    let undecided = events(invoking(undecided)).await;
    assert_eq!(
        undecided,
        [["completed", "Error : Unknown value in the action configuration"]]
    );
}

/// Holds X1 and H9.
#[tokio::test]
async fn an_invocation_goes_on_when_the_client_hangs_up_and_ends_on_a_stop() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("bell");
    let rpc = shop();
    let mut events = invoke(&rpc, invoking(bell(file.to_str().expect("a path of text")))).await;
    let first = events.next().await.expect("there is an event").expect("it is one");
    assert_eq!(heard(first), ["Ding."]);

    drop(events);
    assert!(!file.exists(), "it continues until a Stop");
    let stopped = rpc.stop(Request::new(pb::stop::Request {})).await;
    stopped.expect("the call is served");

    while !file.exists() {
        tokio::task::yield_now().await;
    }
}

/// Holds X2 and X3.
#[tokio::test]
async fn a_plan_tells_what_to_know_and_is_never_deferred() {
    let planning = |config| pb::plan_action::Request {
        action_type: "test_ring".to_owned(),
        config,
        client_capabilities: Some(pb::ClientCapabilities {
            deferral_allowed: true,
            ..Default::default()
        }),
    };
    let undecided = wire::<Bell>(&Value::object([("name", Value::unknown())]));

    for config in [bell("big"), undecided] {
        let answer = call!(plan_action, planning(config));
        assert_eq!(told(&answer.diagnostics), ["Warning : It will be loud"]);
        assert_eq!(answer.deferred, None);
    }
    let unreadable = call!(plan_action, planning(garbage()));
    assert_eq!(told(&unreadable.diagnostics), ["Error : Unreadable value in a request"]);
    let unknown = call!(plan_action, pb::plan_action::Request::default());
    assert_eq!(told(&unknown.diagnostics), ["Error : Unknown action"]);
}

/// Holds V1 and V8.
#[tokio::test]
async fn a_configuration_is_checked_by_its_schema() {
    let validating = |type_name: &str, config| pb::validate_action_config::Request {
        type_name: type_name.to_owned(),
        config,
    };
    let nameless = wire::<Bell>(&Value::object([("name", Value::Null)]));

    let answer = call!(validate_action_config, validating("test_ring", nameless));
    assert_eq!(told(&answer.diagnostics), ["Error name: Missing required argument"]);
    let answer = call!(validate_action_config, validating("test_other", None));
    assert_eq!(told(&answer.diagnostics), ["Error : Unknown action"]);
}
