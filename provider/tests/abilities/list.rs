//! List resources.

use conformance::provider::Search;
use serde_json::json;

use crate::stage::{Stage, cross_connect, sid, text};

async fn stage(count: u32) -> Stage {
    let circuits: Vec<_> = (1..=count)
        .map(|number| cross_connect(number, if number % 2 == 0 { "loa_issued" } else { "active" }))
        .collect();
    Stage::with(json!({
        "cross_connects": circuits,
        "bgp_sessions": [{"sid": sid("BG", 1), "cross_connect": "circuit-1", "ip_routes": ["52.1.2.0/24"]}]
    }))
    .await
}

/// The filters of a list, by attribute.
type Given<'a> = &'a [(&'a str, &'a str)];

fn search(stage: &Stage, type_name: &str, given: Given<'_>) -> Search {
    let mut config = conformance::oracle::nothing(stage.provider.list(type_name).block());
    for (name, value) in given {
        config.as_object_mut().unwrap().insert((*name).to_owned(), text(value));
    }
    Search {
        config,
        include_object: false,
        limit: 0,
    }
}

async fn names(stage: &Stage, type_name: &str, search: &Search) -> Vec<String> {
    let events = stage.provider.list(type_name).search(search).await.checked();
    events.into_iter().map(|event| event.display_name).collect()
}

#[tokio::test]
async fn cross_connects_are_found_by_each_filter() {
    let stage = stage(3).await;
    let list = "twilio_cross_connect";
    let table: [(Given<'_>, &[&str]); 7] = [
        (&[], &["circuit-1", "circuit-2", "circuit-3"]),
        (&[("status", "loa_issued")], &["circuit-2"]),
        (&[("unique_name", "circuit-3")], &["circuit-3"]),
        (
            &[("exchange", "ashburn-ix"), ("status", "active")],
            &["circuit-1", "circuit-3"],
        ),
        (&[("exchange", "london-ix")], &[]),
        (&[("redundancy_group", "voice")], &[]),
        (&[("redundancy_group", "")], &["circuit-1", "circuit-2", "circuit-3"]),
    ];
    for (given, expected) in table {
        assert_eq!(
            names(&stage, list, &search(&stage, list, given)).await,
            expected,
            "{given:?}"
        );
    }
}

#[tokio::test]
async fn sessions_are_found_under_the_names_of_their_cross_connects() {
    let stage = stage(2).await;
    let list = "twilio_bgp_session";
    let all = search(&stage, list, &[]);
    assert_eq!(names(&stage, list, &all).await, ["BGP session on circuit-1"]);
    let on_the_other = search(&stage, list, &[("cross_connect_sid", &sid("XC", 2))]);
    assert_eq!(names(&stage, list, &on_the_other).await, [""; 0]);
}

#[tokio::test]
async fn an_object_that_was_found_is_what_an_import_of_its_identity_gives() {
    let stage = stage(1).await;
    for type_name in ["twilio_cross_connect", "twilio_bgp_session"] {
        let search = Search {
            include_object: true,
            ..search(&stage, type_name, &[])
        };
        let found = stage.provider.list(type_name).search(&search).await.checked().remove(0);
        let resource = stage.provider.resource(type_name);
        let imported = resource.import_identity(&found.identity.unwrap()).await.checked();
        assert_eq!(found.object, Some(imported.objects[0].1.state.clone()), "{type_name}");
    }
}

#[tokio::test]
async fn pages_are_read_as_far_as_they_are_wanted() {
    let stage = stage(1200).await;
    let list = "twilio_cross_connect";
    let all = search(&stage, list, &[]);
    assert_eq!(names(&stage, list, &all).await.len(), 1200);
    assert_eq!(stage.requests().len(), 2);

    let some = Search { limit: 7, ..all };
    assert_eq!(names(&stage, list, &some).await.len(), 7);
    assert_eq!(stage.requests(), ["GET /v1/CrossConnects?PageSize=7"]);
}

#[tokio::test]
async fn a_service_that_refuses_ends_the_list_with_its_words() {
    let stage = stage(1).await;
    let list = "twilio_cross_connect";
    let search = search(&stage, list, &[("status", "asleep")]);
    let events = stage.provider.list(list).search(&search).await.checked();
    assert_eq!(events.len(), 1);
    let said = events[0].messages.text();
    assert!(
        said.starts_with("Unable to list cross connects") && said.contains("request RQ"),
        "{said}"
    );
}

#[tokio::test]
async fn what_no_object_can_have_is_refused_before_the_service_is_asked() {
    let stage = stage(1).await;
    let search = search(&stage, "twilio_cross_connect", &[("exchange", "ashburn")]);
    let said = stage
        .provider
        .list("twilio_cross_connect")
        .validate(&search.config)
        .await
        .checked();
    assert!(
        said.text().contains("did you mean ashburn-ix? [TWX101]"),
        "{}",
        said.text()
    );
    assert_eq!(stage.requests(), [""; 0]);
}
