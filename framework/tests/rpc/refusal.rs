//! Requests that cannot be served.

use framework::value::Value;
use proto::tfplugin5 as pb;
use proto::tfplugin5::provider_server::Provider as Calls;
use tonic::Request;

use crate::shop::{creation, planning, shop, wire_item};
use crate::wire::{garbage, told};

#[tokio::test]
async fn unknown_type_names_are_refused_in_every_call() {
    let name = || "test_other".to_owned();
    let resource = ["Error : Unknown resource type"];
    let source = ["Error : Unknown data source"];

    let answer = call!(
        validate_resource_type_config,
        pb::validate_resource_type_config::Request {
            type_name: name(),
            ..Default::default()
        }
    );
    assert_eq!(told(&answer.diagnostics), resource);
    let answer = call!(
        validate_data_source_config,
        pb::validate_data_source_config::Request {
            type_name: name(),
            ..Default::default()
        }
    );
    assert_eq!(told(&answer.diagnostics), source);
    let answer = call!(
        upgrade_resource_state,
        pb::upgrade_resource_state::Request {
            type_name: name(),
            ..Default::default()
        }
    );
    assert_eq!(told(&answer.diagnostics), resource);
    let answer = call!(
        read_resource,
        pb::read_resource::Request {
            type_name: name(),
            ..Default::default()
        }
    );
    assert_eq!(told(&answer.diagnostics), resource);
    let answer = call!(
        plan_resource_change,
        pb::plan_resource_change::Request {
            type_name: name(),
            ..Default::default()
        }
    );
    assert_eq!(told(&answer.diagnostics), resource);
    let answer = call!(
        import_resource_state,
        pb::import_resource_state::Request {
            type_name: name(),
            ..Default::default()
        }
    );
    assert_eq!(told(&answer.diagnostics), resource);
    let answer = call!(
        read_data_source,
        pb::read_data_source::Request {
            type_name: name(),
            ..Default::default()
        }
    );
    assert_eq!(told(&answer.diagnostics), source);
    let prior = wire_item("a", Value::string("I1"));
    let answer = call!(
        apply_resource_change,
        pb::apply_resource_change::Request {
            type_name: name(),
            prior_state: prior.clone(),
            planned_private: b"{}".to_vec(),
            ..Default::default()
        }
    );
    assert_eq!(told(&answer.diagnostics), resource);
    assert_eq!((answer.new_state, answer.private), (prior, b"{}".to_vec()));
}

#[tokio::test]
async fn unreadable_values_are_refused_in_every_call() {
    let unreadable = ["Error : Unreadable value in a request"];
    let name = || "test_item".to_owned();

    let answer = call!(
        prepare_provider_config,
        pb::prepare_provider_config::Request { config: garbage() }
    );
    assert_eq!(told(&answer.diagnostics), unreadable);
    let answer = call!(
        configure,
        pb::configure::Request {
            config: garbage(),
            ..Default::default()
        }
    );
    assert_eq!(told(&answer.diagnostics), unreadable);
    let answer = call!(
        validate_resource_type_config,
        pb::validate_resource_type_config::Request {
            type_name: name(),
            config: garbage(),
            ..Default::default()
        }
    );
    assert_eq!(told(&answer.diagnostics), unreadable);
    let answer = call!(
        validate_data_source_config,
        pb::validate_data_source_config::Request {
            type_name: "test_place".to_owned(),
            config: garbage(),
        }
    );
    assert_eq!(told(&answer.diagnostics), unreadable);
    let answer = call!(
        read_resource,
        pb::read_resource::Request {
            type_name: name(),
            current_state: garbage(),
            ..Default::default()
        }
    );
    assert_eq!(told(&answer.diagnostics), unreadable);
    let answer = call!(
        plan_resource_change,
        pb::plan_resource_change::Request {
            config: garbage(),
            ..planning("a")
        }
    );
    assert_eq!(told(&answer.diagnostics), unreadable);
    let answer = call!(
        read_data_source,
        pb::read_data_source::Request {
            type_name: "test_place".to_owned(),
            config: garbage(),
            ..Default::default()
        }
    );
    assert_eq!(told(&answer.diagnostics), unreadable);
}

#[tokio::test]
async fn an_apply_that_cannot_be_read_answers_with_what_is_stored() {
    let prior = wire_item("a", Value::string("I1"));
    let request = || pb::apply_resource_change::Request {
        prior_state: prior.clone(),
        ..creation("a")
    };

    let unreadable_plan = call!(
        apply_resource_change,
        pb::apply_resource_change::Request {
            planned_state: garbage(),
            ..request()
        }
    );

    assert_eq!(
        told(&unreadable_plan.diagnostics),
        ["Error : Unreadable value in a request"]
    );
    assert_eq!(unreadable_plan.new_state, prior);
    assert_eq!(unreadable_plan.private, br#"{"seen":1}"#);
}
