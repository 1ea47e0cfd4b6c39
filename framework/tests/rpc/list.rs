//! Searches in their wire form: a stream of events.

use framework::value::Value;
use futures_util::StreamExt;
use proto::tfplugin5 as pb;
use proto::tfplugin5::provider_server::Provider as Calls;
use tonic::Request;

use crate::grove::{Tree, TreeSearch, grove, wire_identity, wire_tree};
use crate::wire::{garbage, read, told, wire};

fn search(kind: &str) -> pb::list_resource::Request {
    pb::list_resource::Request {
        type_name: "test_tree".to_owned(),
        config: wire::<TreeSearch>(&Value::object([("kind", Value::string(kind))])),
        ..Default::default()
    }
}

/// Returns all events of a search.
async fn heard(request: pb::list_resource::Request) -> Vec<pb::list_resource::Event> {
    let events = grove().list_resource(Request::new(request)).await;
    let events = events.expect("the call is served").into_inner();
    events
        .map(|event| event.expect("a search has no status"))
        .collect()
        .await
}

/// Holds L1.
#[tokio::test]
async fn each_finding_is_an_event_with_identity_name_and_the_object_if_that_was_asked_for() {
    let limited = |include_resource_object| pb::list_resource::Request {
        limit: 2,
        include_resource_object,
        ..search("oak")
    };

    let names_only = heard(limited(false)).await;
    let with_objects = heard(limited(true)).await;

    assert_eq!(names_only.len(), 2);
    assert_eq!(names_only[1].identity, wire_identity("T1"));
    assert_eq!(names_only[1].display_name, "oak 1");
    assert_eq!(names_only[1].resource_object, None);
    assert_eq!(with_objects[1].resource_object, wire_tree("oak", "T1"));
    let object = read::<Tree>(with_objects[0].resource_object.clone());
    assert_eq!(object.get("id"), Some(&Value::string("T0")));
}

/// Holds L1.
#[tokio::test]
async fn a_limit_that_is_none_means_all_and_an_error_ends_the_list() {
    let events = heard(search("rare")).await;

    let [found, end] = events.as_slice() else {
        panic!("there is one, and the end: {events:?}");
    };
    assert_eq!(found.identity, wire_identity("T0"));
    assert_eq!(found.diagnostic, []);
    assert_eq!(told(&end.diagnostic), ["Error : Rare"]);
    assert_eq!((&end.identity, &end.resource_object), (&None, &None));
}

/// Holds L1.
#[tokio::test]
async fn a_reader_takes_as_much_as_it_wants_of_what_has_no_end() {
    let events = grove().list_resource(Request::new(search("elm"))).await;
    let mut events = events.expect("the call is served").into_inner();

    for number in 0..100 {
        let event = events.next().await.expect("there is no end");
        let event = event.expect("a search has no status");
        assert_eq!(event.display_name, format!("elm {number}"));
    }
}

#[tokio::test]
async fn a_search_that_cannot_be_read_is_an_event_that_says_so() {
    let unknown = pb::list_resource::Request {
        type_name: "test_stone".to_owned(),
        ..search("oak")
    };
    let unreadable = pb::list_resource::Request {
        config: garbage(),
        ..search("oak")
    };

    for (request, why) in [
        (unknown, "Unknown list resource"),
        (unreadable, "Unreadable value in a request"),
    ] {
        let events = heard(request).await;
        assert_eq!(events.len(), 1);
        assert_eq!(told(&events[0].diagnostic), [format!("Error : {why}")]);
    }
}

/// Holds L2, V1 and V8.
#[tokio::test]
async fn what_to_look_for_is_checked_also_without_limit_and_wish_for_objects() {
    let validated = async |type_name: &str, kind: Value| {
        let request = pb::validate_list_resource_config::Request {
            type_name: type_name.to_owned(),
            config: wire::<TreeSearch>(&Value::object([("kind", kind)])),
            include_resource_object: None,
            limit: None,
        };
        let answer = grove().validate_list_resource_config(Request::new(request)).await;
        told(&answer.expect("the call is served").into_inner().diagnostics)
    };

    assert_eq!(validated("test_tree", Value::string("oak")).await, Vec::<String>::new());
    assert_eq!(
        validated("test_tree", Value::Null).await,
        ["Error kind: Missing required argument"]
    );
    assert_eq!(
        validated("test_stone", Value::Null).await,
        ["Error : Unknown list resource"]
    );
}

/// Holds S11.
#[tokio::test]
async fn the_schema_of_a_search_stands_beside_that_of_its_objects() {
    let answer = grove()
        .get_schema(Request::new(pb::get_provider_schema::Request {}))
        .await;
    let answer = answer.expect("the call is served").into_inner();

    assert_eq!(told(&answer.diagnostics), Vec::<String>::new());
    let search = answer.list_resource_schemas["test_tree"].block.as_ref();
    let search = search.expect("a schema has a block");
    assert_eq!(search.attributes[0].name, "kind");
    assert!(answer.resource_schemas.contains_key("test_tree"));
    let meta = answer.provider_meta.and_then(|schema| schema.block);
    assert_eq!(
        meta.expect("the schema is in the response").attributes[0].name,
        "planter"
    );
    let can = answer.server_capabilities.expect("the response has capabilities");
    assert!(can.move_resource_state && can.generate_resource_config);
}
