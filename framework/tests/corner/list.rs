//! Lists: the objects found, the limit, and the end of a search.

use conformance::provider::{Event, Provider, Search};
use framework::codec::encode_msgpack;
use framework::value::Value;
use proto::tfplugin5 as pb;

use crate::{corner, text};

async fn found(corner: &Provider, search: &Search) -> Vec<Event> {
    corner.list("corner_identified").search(search).await.checked()
}

fn search(count: u32, trouble: Value) -> Search {
    let count = Value::Number(i64::from(count).into());
    Search {
        config: Value::object([("count_of_objects", count), ("trouble", trouble)]),
        include_object: false,
        limit: 0,
    }
}

/// Holds L1 and S11.
#[tokio::test]
async fn a_list_names_each_object_and_tells_of_it_only_if_asked() {
    let corner = corner().await;
    let without = found(&corner, &search(3, Value::Null)).await;
    let names: Vec<_> = without.iter().map(|event| event.display_name.as_str()).collect();
    assert_eq!(names, ["number-1", "number-2", "number-3"]);
    assert!(without.iter().all(|event| event.object.is_none()));

    let with = found(
        &corner,
        &Search {
            include_object: true,
            ..search(2, Value::Null)
        },
    )
    .await;
    let ids: Vec<_> = with
        .iter()
        .filter_map(|event| event.object.as_ref()?.get("id")?.as_str())
        .collect();
    assert_eq!(ids, ["id-number-1", "id-number-2"]);
    corner.shutdown().await;
}

/// Holds L1.
#[tokio::test]
async fn a_limit_ends_a_list_that_would_go_on_for_ever() {
    let corner = corner().await;
    let limited = Search {
        limit: 2,
        ..search(1_000_000, text("for ever"))
    };
    assert_eq!(found(&corner, &limited).await.len(), 2);
    corner.shutdown().await;
}

/// Holds L1.
#[tokio::test]
async fn an_error_and_a_crash_are_the_last_event_of_a_list() {
    let corner = corner().await;
    for (trouble, summary) in [
        ("fail", "error: Search failed as configured"),
        ("panic", "error: The provider crashed during this search"),
    ] {
        let events = found(&corner, &search(1, text(trouble))).await;
        assert_eq!(events.len(), 2, "{events:?}");
        assert_eq!(events[0].display_name, "number-1");
        assert_eq!(events[1].messages.told(), [summary]);
    }
    corner.shutdown().await;
}

/// Holds L1.
#[tokio::test]
async fn a_client_that_listens_no_more_does_not_keep_the_process_from_its_end() {
    let corner = corner().await;
    let ty = corner.list("corner_identified").block().terraform_type();
    let msgpack = encode_msgpack(&search(1, text("for ever")).config, &ty).unwrap();
    let request = pb::list_resource::Request {
        type_name: "corner_identified".to_owned(),
        config: Some(pb::DynamicValue {
            msgpack,
            json: Vec::new(),
        }),
        ..pb::list_resource::Request::default()
    };
    let mut stream = corner
        .client()
        .provider
        .clone()
        .list_resource(request)
        .await
        .unwrap()
        .into_inner();
    let first = stream.message().await.unwrap().unwrap();
    assert_eq!(first.display_name, "number-1");
    drop(stream);
    corner.shutdown().await;
}

/// Holds V8 and L2.
#[tokio::test]
async fn what_to_look_for_is_checked() {
    let corner = corner().await;
    let list = corner.list("corner_identified");
    let nothing = Value::object([("count_of_objects", Value::Null), ("trouble", Value::Null)]);
    assert_eq!(
        list.validate(&nothing).await.checked().told(),
        ["error count_of_objects: Missing required argument"]
    );
    let later = Value::object([("count_of_objects", Value::unknown()), ("trouble", Value::unknown())]);
    assert_eq!(list.validate(&later).await.checked().told(), Vec::<String>::new());
    corner.shutdown().await;
}
