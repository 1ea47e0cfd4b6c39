//! The request of each call.

use crate::fixtures::*;
use crate::scripted_service::{Received, Reply, ScriptedService};
use provider::api::{
    BgpSessionChange, BgpSessionFilter, Client, Credentials, CrossConnectChange, CrossConnectFilter, Edit,
    IdempotencyKey, Revision,
};
use provider::domain::{
    ApiKeySid, Asn, Bandwidth, CompletedOn, Completion, CompletionReference, CrossConnectStatus, Exchange, IpRoutes,
    Md5Key, RedundancyGroupFilter, UniqueName,
};
use secrecy::SecretString;
use serde_json::{Value, json};

/// Runs one call against a service with one answer, and returns the one request.
async fn sent<T>(status: u16, answer: Value, call: impl AsyncFnOnce(Client) -> T) -> (Received, T) {
    let service = ScriptedService::start([Reply::json(status, answer)]).await;
    let outcome = call(client(&service.url)).await;
    let mut received = service.received();
    assert_eq!(received.len(), 1);
    (received.remove(0), outcome)
}

fn line(request: &Received) -> (&str, &str, &str) {
    (&request.method, &request.target, &request.body)
}

#[tokio::test]
async fn an_order_carries_its_parameters_its_key_and_the_credentials() {
    let key = IdempotencyKey::random();
    let (request, answer) = sent(201, cross_connect(), async |client| {
        client.order_cross_connect(&order(), &key).await
    })
    .await;
    let body = "UniqueName=ashburn-primary&Exchange=ashburn-ix&BandwidthMbps=1000&LoaEntity=Example+%26+S%C3%B6hne";
    assert_eq!(line(&request), ("POST", "/v1/CrossConnects", body));
    assert_eq!(request.header("idempotency-key"), Some(key.as_str()));
    assert_eq!(
        request.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("if-match"), None);
    let basic = "Basic QUMwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMTp0b2tlbi10aGF0LW5vYm9keS1tYXktc2Vl";
    assert_eq!(request.header("authorization"), Some(basic));
    assert!(request.header("user-agent").unwrap().contains("Terraform/1.12.0"));
    assert_eq!(answer.unwrap().value.sid, cross_connect_sid());
}

#[tokio::test]
async fn an_api_key_is_the_user_name() {
    let service = ScriptedService::start([Reply::json(200, cross_connect())]).await;
    let key = ApiKeySid::parse("SK00000000000000000000000000000001").unwrap();
    let credentials = Credentials::ApiKey {
        key,
        secret: SecretString::from("s"),
    };
    let client = Client::new(provider::api::Settings {
        credentials,
        ..settings(&service.url)
    })
    .unwrap();
    client.cross_connect(&cross_connect_sid()).await.unwrap();
    let basic = "Basic U0swMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMTpz";
    assert_eq!(service.received()[0].header("authorization"), Some(basic));
}

#[tokio::test]
async fn a_change_sends_what_changed_and_the_revision_and_nothing_else() {
    let change = CrossConnectChange {
        bandwidth: Some(Bandwidth::trusted(100)),
        redundancy_group: Edit::Clear,
        ..CrossConnectChange::default()
    };
    let revision = Some(Revision::trusted(7));
    let call = async |client: Client| {
        client
            .change_cross_connect(&cross_connect_sid(), &change, revision)
            .await
            .unwrap()
    };
    let (request, _) = sent(200, cross_connect(), call).await;
    assert_eq!(
        line(&request),
        (
            "POST",
            &*format!("/v1/CrossConnects/{XC}"),
            "BandwidthMbps=100&RedundancyGroup="
        )
    );
    assert_eq!(request.header("if-match"), Some("7"));
    assert_eq!(request.header("idempotency-key"), None);
}

#[tokio::test]
async fn an_empty_change_reads_the_object_and_posts_nothing() {
    let call = async |client: Client| {
        client
            .change_cross_connect(
                &cross_connect_sid(),
                &CrossConnectChange::default(),
                Some(Revision::trusted(1)),
            )
            .await
            .unwrap()
    };
    let (request, answer) = sent(200, cross_connect(), call).await;
    assert_eq!(line(&request), ("GET", &*format!("/v1/CrossConnects/{XC}"), ""));
    assert_eq!(answer.value.sid, cross_connect_sid());
    let call = async |client: Client| {
        client
            .change_bgp_session(&bgp_session_sid(), &BgpSessionChange::default(), None)
            .await
            .unwrap()
    };
    let (request, _) = sent(200, bgp_session(), call).await;
    assert_eq!(line(&request), ("GET", &*format!("/v1/BgpSessions/{BG}"), ""));
}

#[tokio::test]
async fn a_deletion_carries_the_revision_and_no_body() {
    let call = async |client: Client| {
        client
            .delete_cross_connect(&cross_connect_sid(), Some(Revision::trusted(3)))
            .await
            .unwrap()
    };
    let service = ScriptedService::start([Reply::json(204, "")]).await;
    call(client(&service.url)).await;
    let request = &service.received()[0];
    assert_eq!(line(request), ("DELETE", &*format!("/v1/CrossConnects/{XC}"), ""));
    assert_eq!(request.header("if-match"), Some("3"));
    assert_eq!(request.header("content-type"), None);
}

#[tokio::test]
async fn a_session_order_repeats_the_key_of_its_routes() {
    let key = IdempotencyKey::trusted("k");
    let (request, _) = sent(201, bgp_session(), async |client| {
        client.create_bgp_session(&session_order(), &key).await.unwrap()
    })
    .await;
    let body =
        format!("CrossConnectSid={XC}&IpRoutes=52.1.2.0%2F24&IpRoutes=52.1.3.0%2F24&Md5Key=md5+key%2Fnobody%3Dmay+see");
    assert_eq!(line(&request), ("POST", "/v1/BgpSessions", &*body));
    assert_eq!(request.header("idempotency-key"), Some("k"));
}

#[tokio::test]
async fn a_session_change_sends_each_value_that_changed() {
    let change = BgpSessionChange {
        ip_routes: Some(IpRoutes::parse(&["52.1.4.0/24"]).unwrap()),
        customer_asn: Edit::Set(Asn::trusted(64_000)),
        customer_address: Edit::Clear,
        enabled: Some(false),
        md5_key: Edit::Set(Md5Key::parse("secret").unwrap()),
    };
    let call = async |client: Client| {
        client
            .change_bgp_session(&bgp_session_sid(), &change, None)
            .await
            .unwrap()
    };
    let (request, _) = sent(200, bgp_session(), call).await;
    let body = "IpRoutes=52.1.4.0%2F24&CustomerAsn=64000&CustomerAddress=&Enabled=false&Md5Key=secret";
    assert_eq!(line(&request), ("POST", &*format!("/v1/BgpSessions/{BG}"), body));
    assert_eq!(request.header("if-match"), None);
    assert!(
        !BgpSessionChange {
            md5_key: Edit::Clear,
            ..BgpSessionChange::default()
        }
        .is_empty()
    );
}

#[tokio::test]
async fn the_letter_is_read_reissued_and_fetched_as_a_document() {
    let place = format!("/v1/CrossConnects/{XC}/LetterOfAuthorization");
    let (request, _) = sent(200, letter(), async |client| {
        client.letter(&cross_connect_sid()).await.unwrap()
    })
    .await;
    assert_eq!(line(&request), ("GET", &*place, ""));
    let call = async |client: Client| {
        client
            .reissue_letter(&cross_connect_sid(), Some(Revision::trusted(2)))
            .await
            .unwrap()
    };
    let (request, answer) = sent(201, letter(), call).await;
    assert_eq!(line(&request), ("POST", &*place, ""));
    assert_eq!(request.header("if-match"), Some("2"));
    assert_eq!(answer.value.expires_at.to_string(), "2026-03-06T11:00:00Z");

    let service = ScriptedService::start([Reply::json(200, "%PDF-1.7 x"), Reply::json(200, "<html>")]).await;
    let client = client(&service.url);
    assert_eq!(
        client.letter_document(&cross_connect_sid()).await.unwrap().value,
        b"%PDF-1.7 x"
    );
    assert_eq!(line(&service.received()[0]), ("GET", &*format!("{place}.pdf"), ""));
    assert_eq!(service.received()[0].header("accept"), Some("application/pdf"));
    assert!(client.letter_document(&cross_connect_sid()).await.is_err());
}

#[tokio::test]
async fn a_completion_notice_is_reported_with_reference_and_day() {
    let completion = Completion {
        reference: CompletionReference::parse("1-234 DC1").unwrap(),
        completed_on: CompletedOn::parse("2026-02-28").unwrap(),
    };
    let answer = json!({"reference": "1-234 DC1", "completed_on": "2026-02-28", "reported_at": "2026-03-01T00:00:00Z"});
    let call = async |client: Client| {
        client
            .report_completion(&cross_connect_sid(), &completion, Some(Revision::trusted(1)))
            .await
            .unwrap()
    };
    let (request, notice) = sent(201, answer, call).await;
    let place = format!("/v1/CrossConnects/{XC}/CompletionNotices");
    assert_eq!(
        line(&request),
        ("POST", &*place, "Reference=1-234+DC1&CompletedOn=2026-02-28")
    );
    assert_eq!(notice.value.completed_on, completion.completed_on);
}

#[tokio::test]
async fn lists_ask_for_the_largest_page_and_the_filters() {
    let filter = CrossConnectFilter {
        unique_name: Some(UniqueName::trusted("a.b")),
        exchange: Some(Exchange::trusted("ashburn-ix")),
        status: Some(CrossConnectStatus::LoaIssued),
        redundancy_group: Some(RedundancyGroupFilter::trusted("us")),
    };
    let empty = page("cross_connects", &[], None);
    let (request, _) = sent(200, empty, async |client| {
        client.list_cross_connects(&filter).await.unwrap()
    })
    .await;
    let query = "UniqueName=a.b&Exchange=ashburn-ix&Status=loa_issued&RedundancyGroup=us&PageSize=1000";
    assert_eq!(request.target, format!("/v1/CrossConnects?{query}"));

    let empty = page("bgp_sessions", &[], None);
    let filter = BgpSessionFilter {
        cross_connect_sid: Some(cross_connect_sid()),
        status: None,
    };
    let (request, _) = sent(200, empty, async |client| {
        client.list_bgp_sessions(&filter).await.unwrap()
    })
    .await;
    assert_eq!(
        request.target,
        format!("/v1/BgpSessions?CrossConnectSid={XC}&PageSize=1000")
    );
}

#[tokio::test]
async fn the_path_of_the_base_url_stays_in_front() {
    let service = ScriptedService::start([Reply::json(200, bgp_session())]).await;
    client(&format!("{}/twilio/", service.url))
        .bgp_session(&bgp_session_sid())
        .await
        .unwrap();
    assert_eq!(service.received()[0].target, format!("/twilio/v1/BgpSessions/{BG}"));
}

#[tokio::test]
async fn one_connection_carries_one_call_after_the_other() {
    let service = ScriptedService::start([Reply::json(200, bgp_session()), Reply::json(200, bgp_session())]).await;
    let client = client(&service.url);
    client.bgp_session(&bgp_session_sid()).await.unwrap();
    client.clone().bgp_session(&bgp_session_sid()).await.unwrap();
    let connections: Vec<_> = service.received().iter().map(|request| request.connection).collect();
    assert_eq!(connections, [0, 0]);
}
