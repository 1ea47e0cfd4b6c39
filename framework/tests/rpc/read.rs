//! Reads, imports, and upgrades.

use framework::value::Value;
use proto::tfplugin5 as pb;
use proto::tfplugin5::provider_server::Provider as Calls;
use tonic::Request;

use crate::shop::{Item, item, shop, wire_item};
use crate::wire::{read, told};

/// Holds R3.
#[tokio::test]
async fn a_look_answers_with_state_and_private_data() {
    let state = wire_item("a", Value::string("I1"));
    let answer = call!(
        read_resource,
        pb::read_resource::Request {
            type_name: "test_item".to_owned(),
            current_state: state.clone(),
            private: br#"{"seen":1}"#.to_vec(),
            ..Default::default()
        }
    );

    assert_eq!(answer.new_state, state);
    assert_eq!(answer.private, br#"{"seen":1}"#);
    assert_eq!(answer.deferred, None);
}

/// Holds R8.
#[tokio::test]
async fn an_import_answers_with_one_object_of_the_type_that_was_asked_for() {
    let answer = call!(
        import_resource_state,
        pb::import_resource_state::Request {
            type_name: "test_item".to_owned(),
            id: "I7".to_owned(),
            ..Default::default()
        }
    );

    let [imported] = answer.imported_resources.as_slice() else {
        panic!("there is exactly one");
    };
    assert_eq!(imported.type_name, "test_item");
    assert_eq!(read::<Item>(imported.state.clone()), item("I7", Value::string("I7")));
    assert_eq!(imported.identity, None);
    assert_eq!(answer.deferred, None);
}

/// Holds R5.
#[tokio::test]
async fn a_stored_state_is_json_or_nothing_we_can_read() {
    let request = |raw_state| pb::upgrade_resource_state::Request {
        type_name: "test_item".to_owned(),
        version: 0,
        raw_state,
    };
    let json = pb::RawState {
        json: b"{\n  \"name\": \"a\"\n}".to_vec(),
        ..Default::default()
    };
    let flatmap = pb::RawState {
        flatmap: [("name".to_owned(), "a".to_owned())].into(),
        ..Default::default()
    };

    let answer = call!(upgrade_resource_state, request(Some(json)));
    assert_eq!(told(&answer.diagnostics), Vec::<String>::new());
    assert_eq!(read::<Item>(answer.upgraded_state), item("a", Value::Null));
    for nothing in [None, Some(flatmap)] {
        let answer = call!(upgrade_resource_state, request(nothing));
        assert_eq!(told(&answer.diagnostics), ["Error : Unsupported state format"]);
    }
}
