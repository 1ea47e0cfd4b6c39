//! The log of requests.

use std::path::Path;

use mock_api::{LogTarget, Settings};
use reqwest::Method;
use serde_json::json;

use crate::client::{Answer, Api, ORDER, sid_in};

#[tokio::test]
async fn requests_are_logged_in_order_with_what_they_said_and_got() {
    let api = Api::start().await;
    let keyed = api
        .request(Method::POST, "/v1/CrossConnects")
        .header("Idempotency-Key", "key-1")
        .form(&ORDER);
    let ordered = Answer::to(keyed).await.expect(201);
    let path = format!("/v1/CrossConnects/{}", ordered.text("sid"));
    let matched = api
        .request(Method::POST, &path)
        .header("If-Match", "7")
        .form(&[("UniqueName", "b")]);
    let refused = Answer::to(matched).await.refused(412, 20412);
    api.get("/v1/CrossConnects?PageSize=1000").await.expect(200);

    let log = api.mock.requests();
    let lines: Vec<(&str, &str, Option<u16>, Option<u32>)> = log
        .iter()
        .map(|entry| (entry.method.as_str(), entry.path.as_str(), entry.status, entry.code))
        .collect();
    let expected = [
        ("POST", "/v1/CrossConnects", Some(201), None),
        ("POST", path.as_str(), Some(412), Some(20412)),
        ("GET", "/v1/CrossConnects?PageSize=1000", Some(200), None),
    ];
    assert_eq!(lines, expected);
    let sent: Vec<(&str, &str)> = log[0]
        .parameters
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert_eq!(sent, ORDER);
    assert_eq!(log[0].idempotency_key.as_deref(), Some("key-1"));
    assert_eq!(log[1].if_match.as_deref(), Some("7"));
    assert_eq!(Some(log[1].request_id.as_str()), refused.header("twilio-request-id"));
    api.mock.clear_requests();
    assert_eq!(api.mock.requests(), []);
}

#[tokio::test]
async fn the_log_is_read_and_cleared_over_http() {
    let api = Api::start().await;
    api.get("/v1/Exchanges").await.expect(200);
    let log = api
        .control(Method::GET, "/_mock/requests", &json!({}))
        .await
        .expect(200);
    assert_eq!(
        (log.text("requests/0/path"), log.at("requests/0/status")),
        ("/v1/Exchanges", &json!(200))
    );
    api.control(Method::DELETE, "/_mock/requests", &json!({}))
        .await
        .expect(204);
    assert_eq!(api.mock.requests(), []);
}

#[tokio::test]
async fn a_secret_reaches_neither_log_nor_file() {
    let folder = tempfile::tempdir().unwrap();
    let (log, state) = (folder.path().join("requests.log"), folder.path().join("state.db"));
    let settings = Settings {
        log: Some(LogTarget::File(log.clone())),
        state_file: Some(state.clone()),
        ..Settings::default()
    };
    let api = Api::with(settings).await;
    let carrier = api.placed("active").await;
    let form = [
        ("CrossConnectSid", sid_in(&carrier)),
        ("IpRoutes", "52.1.2.0/24"),
        ("Md5Key", "the-secret-key"),
    ];
    let keyed = api
        .request(Method::POST, "/v1/BgpSessions")
        .header("Idempotency-Key", "key-1")
        .form(&form);
    let opened = Answer::to(keyed).await.expect(201);
    assert_eq!(*opened.at("has_md5_key"), true);
    let written = std::fs::read_to_string(log).unwrap();
    assert!(
        written.contains(r#"Md5Key="***""#) && written.contains("-> 201"),
        "{written}"
    );
    let kept = kept_in(state.parent().unwrap());
    assert!(kept.contains(opened.text("sid")), "{kept}");
    for text in [written, kept, format!("{:?}", api.mock), opened.body.to_string()] {
        assert!(
            !text.contains("the-secret-key") && !text.contains("thisisamocktoken"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn a_misspelt_secret_is_a_secret_still() {
    let api = Api::start().await;
    let session = api.session_over(&api.placed("active").await).await;
    api.mock.clear_requests();
    let secret = "the-secret-key";
    api.get(&format!("{session}?Md5Key={secret}")).await.refused(400, 20001);
    for name in ["md5key", "Md5_Key", "MD5-KEY", "Md5Password"] {
        api.post(&session, &[(name, secret)]).await.refused(400, 20001);
    }
    let json = api.request(Method::POST, &session).json(&json!({"Md5Key": secret}));
    Answer::to(json).await.refused(415, 20415);
    api.post(&session, &[("Colour", secret)]).await.refused(400, 20001);

    let told = |entry: &mock_api::LoggedRequest| format!("{entry} {entry:?}").contains(secret);
    let shown: Vec<bool> = api.mock.requests().iter().map(told).collect();
    assert_eq!(
        shown,
        [false, false, false, false, false, false, true],
        "the last one is the control"
    );
}

#[tokio::test]
async fn the_name_of_a_parameter_forges_no_line() {
    let api = Api::start().await;
    api.post(
        "/v1/CrossConnects",
        &[("a\n2026-01-05T09:00:00Z DELETE /v1/CrossConnects", "b")],
    )
    .await
    .refused(400, 20001);
    let line = api.mock.requests()[0].to_string();
    assert_eq!(line.lines().count(), 1, "{line}");
    assert!(line.contains(r"a\n2026"), "{line}");
}

/// The content of all files of a server: a database has its last writes in a second file.
fn kept_in(folder: &Path) -> String {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let bytes: Vec<u8> = files.flat_map(|file| std::fs::read(file).unwrap()).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}
