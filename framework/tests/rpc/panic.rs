//! Panics of authors.

use framework::value::Value;
use proto::tfplugin5 as pb;
use proto::tfplugin5::provider_server::Provider as Calls;
use tonic::Request;

use crate::shop::{creation, planning, shop, wire_item};
use crate::wire::told;

/// Holds H14.
#[tokio::test]
async fn a_panic_in_any_call_is_told_and_the_next_call_is_served() {
    let rpc = shop();
    let crashed = ["Error : The provider crashed during this call"];
    let reading = |name: &str| {
        Request::new(pb::read_resource::Request {
            type_name: "test_item".to_owned(),
            current_state: wire_item(name, Value::string("I1")),
            ..Default::default()
        })
    };

    let read = rpc
        .read_resource(reading("panic"))
        .await
        .expect("the call is served")
        .into_inner();
    let planned = rpc
        .plan_resource_change(Request::new(planning("panic")))
        .await
        .expect("served")
        .into_inner();
    let imported = rpc
        .import_resource_state(Request::new(pb::import_resource_state::Request {
            type_name: "test_item".to_owned(),
            id: "panic".to_owned(),
            ..Default::default()
        }))
        .await
        .expect("the call is served")
        .into_inner();
    let next = rpc
        .read_resource(reading("a"))
        .await
        .expect("the call is served")
        .into_inner();

    assert_eq!(told(&read.diagnostics), crashed);
    assert_eq!(told(&planned.diagnostics), crashed);
    assert_eq!(told(&imported.diagnostics), crashed);
    assert_eq!(told(&next.diagnostics), Vec::<String>::new());
    for answer in [&read.diagnostics, &planned.diagnostics, &imported.diagnostics] {
        assert!(
            answer[0].detail.contains("Nothing was changed by this call."),
            "{answer:?}"
        );
    }
}

/// Holds A6 and H14.
#[tokio::test]
async fn a_panic_in_an_apply_keeps_what_is_stored() {
    let prior = wire_item("a", Value::string("I1"));

    let in_creation = call!(apply_resource_change, creation("panic"));
    let in_types = call!(
        apply_resource_change,
        pb::apply_resource_change::Request {
            prior_state: prior.clone(),
            ..creation("panic on reading")
        }
    );

    assert_eq!(
        told(&in_creation.diagnostics),
        ["Error : The provider crashed during this operation"]
    );
    assert_eq!(in_creation.private, br#"{"seen":1}"#);
    assert_eq!(
        told(&in_types.diagnostics),
        ["Error : The provider crashed while converting values"]
    );
    for answer in [&in_creation.diagnostics, &in_types.diagnostics] {
        assert!(answer[0].detail.contains("It is not known whether the "), "{answer:?}");
    }
    assert_eq!(in_types.new_state, prior);
    assert_eq!(in_types.private, br#"{"seen":1}"#);
}
