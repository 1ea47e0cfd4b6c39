//! `Idempotency-Key`: the same order sent twice is one order.

use mock_api::{Fault, FaultKind};
use reqwest::Method;

use crate::client::{Answer, Api, ORDER, sid_in, with};

async fn order(api: &Api, key: &str, form: &[(&str, &str)]) -> Answer {
    Answer::to(
        api.request(Method::POST, "/v1/CrossConnects")
            .header("Idempotency-Key", key)
            .form(form),
    )
    .await
}

#[tokio::test]
async fn the_same_key_and_parameters_answer_what_the_first_request_created() {
    let api = Api::start().await;
    let first = order(&api, "key-1", &ORDER).await.expect(201);
    assert_eq!(first.header("idempotency-replayed"), None);
    let reversed: Vec<(&str, &str)> = ORDER.iter().rev().copied().collect();
    let second = order(&api, "key-1", &reversed).await.expect(201);
    assert_eq!(second.header("idempotency-replayed"), Some("true"));
    assert_eq!(second.body, first.body);
    assert_eq!(api.mock.cross_connects().await.len(), 1);
    api.hours_pass(2).await;
    assert_eq!(
        order(&api, "key-1", &ORDER).await.expect(201).text("status"),
        "loa_issued",
        "as it is now"
    );
}

#[tokio::test]
async fn the_same_key_with_other_parameters_is_refused() {
    let api = Api::start().await;
    order(&api, "key-1", &ORDER).await.expect(201);
    let refused = order(&api, "key-1", &with(&ORDER, "BandwidthMbps", Some("100")))
        .await
        .refused(422, 20422);
    assert_eq!(refused.text("details/parameter"), "Idempotency-Key");
    order(&api, "key-2", &with(&ORDER, "UniqueName", Some("other")))
        .await
        .expect(201);
}

#[tokio::test]
async fn a_lost_answer_does_not_lead_to_a_second_order() {
    let api = Api::start().await;
    api.mock
        .add_fault(Fault::new(FaultKind::DropAfterEffect).on("POST", "/v1/CrossConnects"))
        .await;
    let request = api
        .request(Method::POST, "/v1/CrossConnects")
        .header("Idempotency-Key", "key-1")
        .form(&ORDER);
    request.send().await.expect_err("the connection breaks");
    assert_eq!(api.mock.cross_connects().await.len(), 1, "the order stands");
    let again = order(&api, "key-1", &ORDER).await.expect(201);
    assert_eq!(again.text("sid"), api.mock.cross_connects().await[0].sid);
    assert_eq!(api.mock.cross_connects().await.len(), 1);
    order(&api, "key-2", &ORDER).await.refused(409, 20409);
}

#[tokio::test]
async fn a_key_is_forgotten_after_a_day() {
    let api = Api::start().await;
    order(&api, "key-1", &ORDER).await.expect(201);
    api.mock.advance(std::time::Duration::from_secs(86_399)).await;
    order(&api, "key-1", &ORDER).await.expect(201);
    api.mock.advance(std::time::Duration::from_secs(1)).await;
    order(&api, "key-1", &ORDER).await.refused(409, 20409);
}

#[tokio::test]
async fn a_refused_order_does_not_use_the_key_up() {
    let api = Api::start().await;
    order(&api, "key-1", &with(&ORDER, "BandwidthMbps", Some("500")))
        .await
        .refused(400, 62035);
    order(&api, "key-1", &ORDER).await.expect(201);
}

#[tokio::test]
async fn a_key_whose_object_is_gone_finds_nothing() {
    let api = Api::start().await;
    let first = order(&api, "key-1", &ORDER).await.expect(201);
    api.mock.remove(first.text("sid")).await.unwrap();
    order(&api, "key-1", &ORDER).await.refused(404, 20404);
}

#[tokio::test]
async fn a_malformed_key_is_refused() {
    let api = Api::start().await;
    let long = "k".repeat(129);
    for key in ["", long.as_str(), "schlüssel"] {
        order(&api, key, &ORDER).await.refused(422, 20422);
    }
    order(&api, &long[..128], &ORDER).await.expect(201);
}

#[tokio::test]
async fn sessions_have_keys_of_their_own() {
    let api = Api::start().await;
    let carrier = api.placed("active").await;
    order(&api, "key-1", &ORDER).await.expect(201);
    let form = [
        ("CrossConnectSid", sid_in(&carrier)),
        ("IpRoutes", "52.1.2.0/24"),
        ("Md5Key", "secret-1"),
    ];
    let open = async |form: &[(&str, &str)]| {
        Answer::to(
            api.request(Method::POST, "/v1/BgpSessions")
                .header("Idempotency-Key", "key-1")
                .form(form),
        )
        .await
    };
    let first = open(&form).await.expect(201);
    assert_eq!(open(&form).await.expect(201).text("sid"), first.text("sid"));
    open(&with(&form, "Md5Key", Some("secret-2"))).await.refused(422, 20422);
}
