//! Calls on a connection: their size, their number, and the response to calls that cannot be served
//! (conformance rules H10, H11, H12, and H14).

use conformance::client::{Client, patiently};
use futures_util::{FutureExt, StreamExt, future::join_all, stream};
use proto::tfplugin5::get_functions;
use tonic::{Code, Request, client::Grpc};
use tonic_health::pb::{HealthCheckRequest, health_check_response::ServingStatus, health_client::HealthClient};
use tonic_prost::ProstCodec;

use crate::probe;

/// Holds H10.
#[tokio::test]
async fn requests_and_answers_of_5_and_of_64_megabytes_pass() {
    let plugin = probe::plugin().start().await;
    let client = plugin.plain_client().await;
    for megabytes in [5, 64] {
        let state = vec![7; megabytes << 20];
        let answer = client.read_state("probe_echo", state.clone()).await.unwrap();
        assert!(
            answer.new_state.unwrap().msgpack == state,
            "{megabytes} MB come back unchanged"
        );
    }
}

/// Returns the code of the response to an empty request to a path.
async fn call(client: &Client, path: &'static str) -> Code {
    let mut grpc = Grpc::new(client.channel.clone());
    grpc.ready().await.unwrap();
    let codec = ProstCodec::<(), ()>::default();
    let answer = grpc.unary(Request::new(()), path.parse().unwrap(), codec).await;
    answer.map_or_else(|status| status.code(), |_| Code::Ok)
}

/// Holds H11.
#[tokio::test]
async fn an_unknown_service_or_method_and_a_call_that_is_not_served_are_unimplemented() {
    let plugin = probe::plugin().start().await;
    let client = plugin.plain_client().await;
    assert_eq!(call(&client, "/tfplugin5.Provider/GetSchema").await, Code::Ok);
    assert_eq!(
        call(&client, "/tfplugin5.Provider/NoSuchCall").await,
        Code::Unimplemented
    );
    assert_eq!(
        call(&client, "/tfplugin6.Provider/GetProviderSchema").await,
        Code::Unimplemented
    );
    let not_served = client.provider.clone().get_functions(get_functions::Request {}).await;
    assert_eq!(not_served.unwrap_err().code(), Code::Unimplemented);
}

/// Holds H12.
#[tokio::test]
async fn ten_calls_that_wait_for_each_other_are_served_at_the_same_time() {
    let plugin = probe::plugin().start().await;
    let client = plugin.plain_client().await;
    let answers = join_all((0..10).map(|_| client.read("meet"))).await;
    assert!(answers.iter().all(Result::is_ok));
}

/// Holds H14.
#[tokio::test]
async fn a_panic_is_the_answer_of_its_own_call_only() {
    let plugin = probe::plugin().start().await;
    let client = plugin.plain_client().await;
    let survivor = tokio::spawn({
        let client = client.clone();
        async move { client.read("wait_for_stop").await }
    });
    let status = client.read("panic").await.unwrap_err();
    assert_eq!(status.code(), Code::Internal);
    assert!(status.message().contains("crashed"), "{}", status.message());
    while !survivor.is_finished() {
        client
            .provider
            .clone()
            .stop(proto::tfplugin5::stop::Request {})
            .await
            .unwrap();
    }
    survivor.await.unwrap().unwrap();
}

/// Holds H14.
#[tokio::test]
async fn a_panic_leaves_a_report_that_terraform_recognizes() {
    let plugin = probe::plugin().start().await;
    plugin.plain_client().await.read("panic").await.unwrap_err();
    let report = plugin.stderr.until("in thread").await;
    assert!(
        report.starts_with("panic: the probe was told to panic over ***\n  | "),
        "{report}"
    );
    assert!(report.contains("examples/probe.rs:"), "{report}");
    assert!(
        report
            .lines()
            .all(|line| serde_json::from_str::<serde_json::Value>(line).is_err()),
        "{report}"
    );
}

#[tokio::test]
async fn the_names_plugin_and_empty_are_healthy_and_others_unknown() {
    let plugin = probe::plugin().start().await;
    let client = plugin.plain_client().await;
    let check = |service: &str| {
        let request = HealthCheckRequest {
            service: service.to_owned(),
        };
        let mut health = HealthClient::new(client.channel.clone());
        async move { health.check(request).await.map(|answer| answer.into_inner().status()) }
    };
    assert_eq!(check("plugin").await.unwrap(), ServingStatus::Serving);
    assert_eq!(check("").await.unwrap(), ServingStatus::Serving);
    assert_eq!(check("tfplugin5.Provider").await.unwrap_err().code(), Code::NotFound);
}

/// Holds H7.
#[tokio::test]
async fn the_streams_beside_the_provider_stay_open_until_the_shutdown() {
    let plugin = probe::plugin().start().await;
    let client = plugin.plain_client().await;
    let mut stdio = client.stdio.clone().stream_stdio(()).await.unwrap().into_inner();
    let mut broker = client
        .broker
        .clone()
        .start_stream(stream::pending())
        .await
        .unwrap()
        .into_inner();
    let request = HealthCheckRequest {
        service: "plugin".to_owned(),
    };
    let mut health = HealthClient::new(client.channel.clone());
    let mut health = health.watch(request).await.unwrap().into_inner();
    let state = patiently(health.message())
        .await
        .unwrap()
        .expect("the first status is sent at once");
    assert_eq!(state.status(), ServingStatus::Serving);
    client.read("probe_echo").await.unwrap();
    assert!(health.next().now_or_never().is_none());
    assert!(stdio.next().now_or_never().is_none());
    assert!(broker.next().now_or_never().is_none());
    client.shutdown().await.unwrap();
    assert!(patiently(stdio.message()).await.unwrap().is_none());
    assert!(patiently(broker.message()).await.unwrap().is_none());
    assert!(patiently(health.message()).await.unwrap().is_none());
}
