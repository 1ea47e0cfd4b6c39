//! Identities in their wire form: schemas, upgrades, and the field in each call that contains one.

use framework::value::Value;
use framework::{Attr, Model};
use proto::tfplugin5 as pb;
use proto::tfplugin5::provider_server::Provider as Calls;
use tonic::Request;

use crate::grove::{Tree, TreeIdentity, grove, identity, tree, wanted_tree, wire_identity, wire_tree};
use crate::shop::shop;
use crate::wire::{garbage, read, told, wire};

const TREE: &str = "test_tree";

fn told_identity(data: Option<pb::ResourceIdentityData>) -> Value {
    read::<TreeIdentity>(data.expect("there is an identity").identity_data)
}

/// Holds S9.
#[tokio::test]
async fn the_schema_of_an_identity_says_what_an_import_needs() {
    let request = || Request::new(pb::get_resource_identity_schemas::Request {});

    let of_trees = grove().get_resource_identity_schemas(request()).await;
    let of_trees = of_trees.expect("the call is served").into_inner();
    let of_items = shop().get_resource_identity_schemas(request()).await;
    let of_items = of_items.expect("the call is served").into_inner();

    let [id, forester] = of_trees.identity_schemas[TREE].identity_attributes.as_slice() else {
        panic!("there are two attributes");
    };
    assert_eq!(
        (id.name.as_str(), id.r#type.as_slice()),
        ("id", br#""string""#.as_slice())
    );
    assert!(id.required_for_import && !id.optional_for_import);
    assert!(!forester.required_for_import && forester.optional_for_import);
    assert_eq!(forester.description, "Its forester.");
    assert!(of_items.identity_schemas.is_empty(), "items have none");
}

/// Holds I1 and I3.
#[tokio::test]
async fn an_identity_goes_from_creation_through_look_and_plan_to_the_next_change() {
    let created = pb::apply_resource_change::Request {
        type_name: TREE.to_owned(),
        planned_state: wire::<Tree>(&tree("oak", Attr::Unknown).to_object()),
        config: wanted_tree(Value::string("oak")),
        ..Default::default()
    };
    let created = grove().apply_resource_change(Request::new(created)).await;
    let created = created.expect("the call is served").into_inner();
    assert_eq!(told_identity(created.new_identity.clone()), identity("T1", 7.into()));

    let seen = pb::read_resource::Request {
        type_name: TREE.to_owned(),
        current_state: created.new_state.clone(),
        current_identity: created.new_identity.clone(),
        ..Default::default()
    };
    let seen = grove().read_resource(Request::new(seen)).await;
    let seen = seen.expect("the call is served").into_inner();
    assert_eq!(seen.new_identity, created.new_identity);

    let planned = pb::plan_resource_change::Request {
        type_name: TREE.to_owned(),
        prior_state: wire_tree("oak", "T1"),
        config: wanted_tree(Value::string("elm")),
        proposed_new_state: wire_tree("elm", "T1"),
        prior_identity: created.new_identity.clone(),
        ..Default::default()
    };
    let planned = grove().plan_resource_change(Request::new(planned)).await;
    let planned = planned.expect("the call is served").into_inner();
    assert_eq!(planned.planned_identity, created.new_identity);
}

/// Holds I1 and P12.
#[tokio::test]
async fn the_plan_of_a_creation_has_no_identity_whatever_came_before() {
    let planning = pb::plan_resource_change::Request {
        type_name: TREE.to_owned(),
        config: wanted_tree(Value::string("elm")),
        proposed_new_state: wanted_tree(Value::string("elm")),
        prior_identity: wire_identity("T0"),
        ..Default::default()
    };

    let planned = grove().plan_resource_change(Request::new(planning)).await;

    assert_eq!(planned.expect("the call is served").into_inner().planned_identity, None);
}

/// Holds I3.
#[tokio::test]
async fn a_look_that_finds_another_object_keeps_the_stored_one_and_says_so() {
    let looking = pb::read_resource::Request {
        type_name: TREE.to_owned(),
        current_state: wire_tree("oak", "T2"),
        current_identity: wire_identity("T1"),
        ..Default::default()
    };

    let seen = grove().read_resource(Request::new(looking)).await;
    let seen = seen.expect("the call is served").into_inner();

    assert_eq!(told(&seen.diagnostics), ["Error : Unexpected identity change"]);
    assert_eq!(seen.new_identity, wire_identity("T1"));
}

/// Holds I3 and A6.
#[tokio::test]
async fn a_change_that_cannot_be_read_keeps_the_identity_with_the_state() {
    let broken = |type_name: &str| pb::apply_resource_change::Request {
        type_name: type_name.to_owned(),
        prior_state: wire_tree("oak", "T1"),
        planned_state: wire_tree("elm", "T1"),
        config: garbage(),
        planned_identity: wire_identity("T1"),
        ..Default::default()
    };

    let kept = grove().apply_resource_change(Request::new(broken("test_tree"))).await;
    let kept = kept.expect("the call is served").into_inner();
    let unnamed = shop().apply_resource_change(Request::new(broken("test_item"))).await;
    let unnamed = unnamed.expect("the call is served").into_inner();

    assert_eq!(told(&kept.diagnostics), ["Error : Unreadable value in a request"]);
    assert_eq!(kept.new_state, wire_tree("oak", "T1"));
    assert_eq!(kept.new_identity, wire_identity("T1"));
    assert_eq!(
        unnamed.new_identity, None,
        "a type without identity returns none (conformance rule I2)"
    );
}

/// Holds R8.
#[tokio::test]
async fn an_import_by_identity_answers_state_and_identity() {
    let wanted = wire::<TreeIdentity>(&identity("T5", Attr::Null));
    let importing = |type_name: &str| pb::import_resource_state::Request {
        type_name: type_name.to_owned(),
        identity: Some(pb::ResourceIdentityData {
            identity_data: wanted.clone(),
        }),
        ..Default::default()
    };

    let found = grove().import_resource_state(Request::new(importing(TREE))).await;
    let found = found.expect("the call is served").into_inner();
    let refused = shop().import_resource_state(Request::new(importing("test_item"))).await;
    let refused = refused.expect("the call is served").into_inner();

    let [found] = found.imported_resources.as_slice() else {
        panic!("there is exactly one");
    };
    assert_eq!(read::<Tree>(found.state.clone()).get("id"), Some(&Value::string("T5")));
    assert_eq!(told_identity(found.identity.clone()), identity("T5", 7.into()));
    assert_eq!(
        told(&refused.diagnostics),
        ["Error : Import by identity is not supported"]
    );
}

/// Holds I2.
#[tokio::test]
async fn an_identity_for_a_type_that_has_none_is_neither_read_nor_answered() {
    let looking = pb::read_resource::Request {
        type_name: "test_item".to_owned(),
        current_state: crate::shop::wire_item("a", Value::string("I1")),
        current_identity: wire_identity("T1"),
        ..Default::default()
    };

    let seen = shop().read_resource(Request::new(looking)).await;
    let seen = seen.expect("the call is served").into_inner();

    assert_eq!(told(&seen.diagnostics), Vec::<String>::new());
    assert_eq!(seen.new_identity, None);
}

/// Holds I4.
#[tokio::test]
async fn a_stored_identity_is_json_of_a_version_that_is_known() {
    let upgrading = |type_name: &str, version: i64, json: &[u8]| pb::upgrade_resource_identity::Request {
        type_name: type_name.to_owned(),
        version,
        raw_identity: Some(pb::RawState {
            json: json.to_vec(),
            ..Default::default()
        }),
    };
    let json = br#"{"id": "T1", "forester": 7}"#;

    let answer = grove()
        .upgrade_resource_identity(Request::new(upgrading(TREE, 0, json)))
        .await;
    let answer = answer.expect("the call is served").into_inner();
    assert_eq!(told_identity(answer.upgraded_identity), identity("T1", 7.into()));

    for (type_name, version, json, why) in [
        (TREE, 1, json.as_slice(), "Unsupported identity version"),
        (TREE, 0, b"", "Empty stored identity"),
        ("test_stone", 0, json, "Unknown resource type"),
    ] {
        let request = Request::new(upgrading(type_name, version, json));
        let answer = grove().upgrade_resource_identity(request).await;
        let answer = answer.expect("the call is served").into_inner();
        assert_eq!(told(&answer.diagnostics), [format!("Error : {why}")]);
        assert_eq!(answer.upgraded_identity, None);
    }
    let request = Request::new(upgrading("test_item", 0, json));
    let answer = shop().upgrade_resource_identity(request).await;
    let answer = answer.expect("the call is served").into_inner();
    assert_eq!(
        told(&answer.diagnostics),
        ["Error : Unknown resource type with an identity"]
    );
}
