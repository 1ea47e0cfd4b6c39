//! Moved states and generated configuration in their wire form.

use framework::value::Value;
use proto::tfplugin5 as pb;
use proto::tfplugin5::provider_server::Provider as Calls;
use tonic::Request;

use crate::grove::{Tree, grove, wire_identity, wire_tree};
use crate::wire::{garbage, read, told};

fn bush(json: &[u8]) -> pb::move_resource_state::Request {
    pb::move_resource_state::Request {
        source_provider_address: "registry.terraform.io/other/other".to_owned(),
        source_type_name: "other_bush".to_owned(),
        source_state: Some(pb::RawState {
            json: json.to_vec(),
            ..Default::default()
        }),
        source_private: b"not ours to read".to_vec(),
        target_type_name: "test_tree".to_owned(),
        ..Default::default()
    }
}

async fn moved(request: pb::move_resource_state::Request) -> pb::move_resource_state::Response {
    let answer = grove().move_resource_state(Request::new(request)).await;
    answer.expect("the call is served").into_inner()
}

/// Holds R10 and I1.
#[tokio::test]
async fn an_object_of_another_type_comes_with_state_and_identity_and_without_its_memories() {
    let moved = moved(bush(br#"{"name": "B1", "berries": true}"#)).await;

    assert_eq!(told(&moved.diagnostics), Vec::<String>::new());
    assert_eq!(moved.target_state, wire_tree("bush", "B1"));
    assert_eq!(moved.target_identity, wire_identity("B1"));
    assert_eq!(moved.target_private, b"");
}

/// Holds R10.
#[tokio::test]
async fn what_cannot_be_moved_is_refused() {
    let newer = pb::move_resource_state::Request {
        source_schema_version: 1,
        ..bush(b"{}")
    };
    let elsewhere = pb::move_resource_state::Request {
        target_type_name: "test_stone".to_owned(),
        ..bush(b"{}")
    };

    for (request, why) in [
        (newer, "Unsupported move to test_tree"),
        (elsewhere, "Unknown resource type"),
        (bush(b""), "Unsupported state format"),
        (bush(b"{"), "Unreadable stored state"),
    ] {
        let refused = moved(request).await;
        assert_eq!(told(&refused.diagnostics), [format!("Error : {why}")]);
        assert_eq!(refused.target_state, None);
    }
}

/// Holds R13.
#[tokio::test]
async fn a_configuration_is_generated_from_a_state() {
    let generating = |type_name: &str, state| pb::generate_resource_config::Request {
        type_name: type_name.to_owned(),
        state,
    };

    let request = Request::new(generating("test_tree", wire_tree("oak", "T1")));
    let answer = grove().generate_resource_config(request).await;
    let answer = answer.expect("the call is served").into_inner();

    assert_eq!(told(&answer.diagnostics), Vec::<String>::new());
    let config = Value::object([
        ("kind", Value::string("oak")),
        ("id", Value::Null),
        ("is_timber", Value::Null),
    ]);
    assert_eq!(read::<Tree>(answer.config), config);
    for (type_name, state, why) in [
        ("test_stone", None, "Unknown resource type"),
        ("test_tree", garbage(), "Unreadable value in a request"),
    ] {
        let request = Request::new(generating(type_name, state));
        let refused = grove().generate_resource_config(request).await;
        let refused = refused.expect("the call is served").into_inner();
        assert_eq!(told(&refused.diagnostics), [format!("Error : {why}")]);
    }
}
