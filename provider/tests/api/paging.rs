//! The reading of lists, page by page.

use crate::fixtures::*;
use crate::scripted_service::{Reply, ScriptedService};
use provider::api::{BgpSessionFilter, CrossConnectFilter, Error};
use provider::domain::{CrossConnectStatus, Exchange, RedundancyGroupFilter, UniqueName};
use serde_json::json;

#[tokio::test]
async fn every_page_is_read_as_the_service_gives_it() {
    let second = "/v1/CrossConnects?PageSize=1000&Page=1&PageToken=PTx%2Fy";
    let pages = [
        page("cross_connects", &[cross_connect(), cross_connect()], Some(second)),
        page("cross_connects", &[cross_connect()], None),
    ];
    let service = ScriptedService::start(pages.map(|page| Reply::json(200, page))).await;
    let answer = client(&service.url)
        .list_cross_connects(&CrossConnectFilter::default())
        .await
        .unwrap();
    assert_eq!(answer.value.len(), 3);
    let targets: Vec<_> = service.received().into_iter().map(|request| request.target).collect();
    assert_eq!(targets, ["/v1/CrossConnects?PageSize=1000", second]);
}

#[tokio::test]
async fn credentials_never_follow_a_page_to_another_service() {
    let other = ScriptedService::start([Reply::json(200, page("bgp_sessions", &[], None))]).await;
    let first = page(
        "bgp_sessions",
        &[bgp_session()],
        Some(&format!("{}/v1/BgpSessions?Page=1", other.url)),
    );
    let service = ScriptedService::start([Reply::json(200, first)]).await;
    let error = client(&service.url)
        .list_bgp_sessions(&BgpSessionFilter::default())
        .await
        .unwrap_err();
    assert!(
        matches!(error, Error::Unexpected { .. })
            && error.to_string().contains("another service or outside the base URL"),
        "{error:?}"
    );
    assert_eq!(other.received(), []);
    // Control: the other service receives a request that is sent to it.
    client(&other.url)
        .list_bgp_sessions(&BgpSessionFilter::default())
        .await
        .unwrap();
    assert_eq!(other.received().len(), 1);
}

#[tokio::test]
async fn a_list_that_goes_round_in_circles_is_given_up() {
    let page = page("bgp_sessions", &[bgp_session()], Some("/v1/BgpSessions?Page=1"));
    let service = ScriptedService::start(vec![Reply::json(200, page); 9]).await;
    let error = client(&service.url)
        .list_bgp_sessions(&BgpSessionFilter::default())
        .await
        .unwrap_err();
    assert!(error.to_string().contains("the list never ends"), "{error}");
    assert_eq!(service.received().len(), 2);
}

#[tokio::test]
async fn an_answer_that_is_no_page_is_not_an_empty_list() {
    for body in [
        json!({}),
        json!([]),
        json!({"meta": {}}),
        json!({"meta": {}, "bgp_sessions": null}),
        json!({"bgp_sessions": []}),
    ] {
        let service = ScriptedService::start([Reply::json(200, &body)]).await;
        let outcome = client(&service.url)
            .list_bgp_sessions(&BgpSessionFilter::default())
            .await;
        assert!(matches!(outcome, Err(Error::Unexpected { .. })), "{body}: {outcome:?}");
    }
    let service = ScriptedService::start([Reply::json(200, page("bgp_sessions", &[], None))]).await;
    assert_eq!(
        client(&service.url)
            .list_bgp_sessions(&BgpSessionFilter::default())
            .await
            .unwrap()
            .value,
        []
    );
}

#[tokio::test]
async fn a_page_is_tried_again_like_any_reading() {
    let pages = [
        Reply::json(
            200,
            page("bgp_sessions", &[bgp_session()], Some("/v1/BgpSessions?Page=1")),
        ),
        Reply::json(500, ""),
        Reply::json(200, page("bgp_sessions", &[bgp_session()], None)),
    ];
    let service = ScriptedService::start(pages).await;
    let answer = client(&service.url)
        .list_bgp_sessions(&BgpSessionFilter::default())
        .await
        .unwrap();
    assert_eq!((answer.value.len(), service.received().len()), (2, 3));
}

#[tokio::test]
async fn a_page_outside_the_base_url_is_not_read() {
    for next in ["/admin?Page=1", "/v1/../admin", "/v1/%2e%2e%2fadmin"] {
        let first = page("bgp_sessions", &[bgp_session()], Some(next));
        let service = ScriptedService::start(vec![Reply::json(200, first); 2]).await;
        let error = client(&service.url)
            .list_bgp_sessions(&BgpSessionFilter::default())
            .await
            .unwrap_err();
        assert!(error.to_string().contains("outside the base URL"), "{next}: {error}");
        assert_eq!(service.received().len(), 1);
    }
}

#[tokio::test]
async fn a_list_without_end_is_given_up_with_the_bound_that_it_broke() {
    let records = vec![bgp_session(); 1000];
    let next = |number: u32| format!("/v1/BgpSessions?PageSize=1000&Page={number}");
    let pages = (1..30).map(|number| Reply::json(200, page("bgp_sessions", &records, Some(&next(number)))));
    let service = ScriptedService::start(pages).await;
    let error = client(&service.url)
        .list_bgp_sessions(&BgpSessionFilter::default())
        .await
        .unwrap_err();
    assert!(
        error.to_string().contains("the list has more than 20000 records"),
        "{error}"
    );
    assert_eq!(service.received().len(), 21);
}

#[tokio::test]
async fn a_list_whose_filter_the_service_ignored_shows_only_what_was_asked_for() {
    let (mut other, mut grouped) = (cross_connect(), cross_connect());
    other["unique_name"] = json!("theirs");
    other["exchange"] = json!("san-jose-ix");
    other["status"] = json!("active");
    grouped["redundancy_group"] = json!("voice");
    let listed = [other, cross_connect(), grouped];
    let everything = CrossConnectFilter::default;
    let filters = [
        (everything(), 3),
        (
            CrossConnectFilter {
                unique_name: Some(UniqueName::trusted("ashburn-primary")),
                ..everything()
            },
            2,
        ),
        (
            CrossConnectFilter {
                exchange: Some(Exchange::trusted("ashburn-ix")),
                ..everything()
            },
            2,
        ),
        (
            CrossConnectFilter {
                status: Some(CrossConnectStatus::Active),
                ..everything()
            },
            1,
        ),
        (
            CrossConnectFilter {
                redundancy_group: Some(RedundancyGroupFilter::trusted("voice")),
                ..everything()
            },
            1,
        ),
        (
            CrossConnectFilter {
                redundancy_group: Some(RedundancyGroupFilter::Ungrouped),
                ..everything()
            },
            2,
        ),
    ];
    for (filter, expected) in filters {
        let service = ScriptedService::start([Reply::json(200, page("cross_connects", &listed, None))]).await;
        let found = client(&service.url).list_cross_connects(&filter).await.unwrap().value;
        assert_eq!(found.len(), expected, "{filter:?}");
    }
    let mut over_another = bgp_session();
    over_another["cross_connect_sid"] = json!("XC00000000000000000000000000000002");
    let listed = page("bgp_sessions", &[over_another, bgp_session()], None);
    let service = ScriptedService::start([Reply::json(200, listed)]).await;
    let filter = BgpSessionFilter {
        cross_connect_sid: Some(cross_connect_sid()),
        ..BgpSessionFilter::default()
    };
    let found = client(&service.url).list_bgp_sessions(&filter).await.unwrap().value;
    assert_eq!(found.len(), 1);
}
