//! Changes.

use framework::value::Value;
use proto::tfplugin5 as pb;
use proto::tfplugin5::provider_server::Provider as Calls;
use tonic::Request;

use crate::shop::{Item, creation, item, shop, wire_item};
use crate::wire::{read, told};

/// Holds A8.
#[tokio::test]
async fn a_creation_answers_with_state_and_private_data() {
    let answer = call!(apply_resource_change, creation("a"));

    assert_eq!(told(&answer.diagnostics), Vec::<String>::new());
    assert_eq!(read::<Item>(answer.new_state), item("a", Value::string("I1")));
    assert_eq!(answer.private, br#"{"made":true,"seen":1}"#);
    assert!(!answer.legacy_type_system);
}

/// Holds A4 and A8.
#[tokio::test]
async fn a_deletion_answers_null_and_empties_the_private_data() {
    let answer = call!(
        apply_resource_change,
        pb::apply_resource_change::Request {
            prior_state: wire_item("a", Value::string("I1")),
            planned_state: None,
            config: None,
            ..creation("a")
        }
    );

    assert_eq!(told(&answer.diagnostics), Vec::<String>::new());
    assert_eq!(read::<Item>(answer.new_state), Value::Null);
    assert!(answer.private.is_empty());
}

/// Holds A1 and A6.
#[tokio::test]
async fn a_value_that_does_not_fit_the_schema_loses_no_object() {
    let answer = call!(apply_resource_change, creation("misfit"));

    assert_eq!(
        told(&answer.diagnostics),
        ["Warning name: Provider returned a value of the wrong type"]
    );
    let state = read::<Item>(answer.new_state);
    assert_eq!(state.get("id"), Some(&Value::string("I1")));
    assert_eq!(state.get("name"), Some(&Value::string("misfit")));
}
