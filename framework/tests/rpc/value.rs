//! Values in requests and answers.

use framework::Model;
use framework::codec::encode_json;
use framework::value::Value;
use proto::tfplugin5 as pb;
use proto::tfplugin5::provider_server::Provider as Calls;
use tonic::Request;

use crate::shop::{Item, creation, item, shop, wire_item};
use crate::wire::{read, told};

/// Holds W1.
#[tokio::test]
async fn a_missing_and_an_empty_value_are_null() {
    for nothing in [None, Some(pb::DynamicValue::default())] {
        let answer = call!(
            apply_resource_change,
            pb::apply_resource_change::Request {
                prior_state: nothing.clone(),
                ..creation("a")
            }
        );
        assert_eq!(read::<Item>(answer.new_state).get("id"), Some(&Value::string("I1")));

        let answer = call!(
            plan_resource_change,
            pb::plan_resource_change::Request {
                type_name: "test_item".to_owned(),
                prior_state: wire_item("a", Value::string("I1")),
                config: nothing.clone(),
                proposed_new_state: nothing,
                ..Default::default()
            }
        );
        assert_eq!(read::<Item>(answer.planned_state), Value::Null);
    }
}

/// Holds W2.
#[tokio::test]
async fn json_is_read_and_never_written() {
    let ty = Item::block().terraform_type();
    let json = encode_json(&item("a", Value::string("I1")), &ty).expect("the value is of the type");

    let answer = call!(
        read_resource,
        pb::read_resource::Request {
            type_name: "test_item".to_owned(),
            current_state: Some(pb::DynamicValue {
                msgpack: Vec::new(),
                json,
            }),
            ..Default::default()
        }
    );

    assert_eq!(told(&answer.diagnostics), Vec::<String>::new());
    assert_eq!(read::<Item>(answer.new_state), item("a", Value::string("I1")));
}
