//! Authentication, and the form of requests.

use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use mock_api::{ApiKey, Clock, DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN, Fault, FaultKind, Settings};
use reqwest::Method;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::client::{Answer, Api, ORDER, with};

const LIST: &str = "/v1/CrossConnects";

#[tokio::test]
async fn a_request_without_credentials_is_told_so() {
    let api = Api::start().await;
    let answer = Answer::to(api.anonymous(Method::GET, LIST)).await.refused(401, 62010);
    assert_eq!(
        answer.header("www-authenticate"),
        Some("Basic realm=\"Interconnect v1\"")
    );
}

#[tokio::test]
async fn wrong_credentials_are_refused() {
    let api = Api::start().await;
    for (user, password) in [
        (DEFAULT_ACCOUNT_SID, "wrong"),
        ("ACbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", DEFAULT_AUTH_TOKEN),
        (DEFAULT_ACCOUNT_SID, ""),
    ] {
        let request = api.anonymous(Method::GET, LIST).basic_auth(user, Some(password));
        Answer::to(request).await.refused(401, 20003);
    }
    Answer::to(api.anonymous(Method::GET, LIST).bearer_auth(DEFAULT_AUTH_TOKEN))
        .await
        .refused(401, 20003);
    Answer::to(api.anonymous(Method::GET, LIST).header("Authorization", "Basic ???"))
        .await
        .refused(401, 20003);
    api.get(LIST).await.expect(200);
}

#[tokio::test]
async fn an_api_key_opens_the_account() {
    let sid = "SKaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".to_owned();
    let key = ApiKey {
        sid: sid.clone(),
        secret: "keysecret".to_owned().into(),
    };
    let api = Api::with(Settings {
        api_keys: vec![key],
        ..Settings::default()
    })
    .await;
    let with_key = |secret: &'static str| api.anonymous(Method::GET, LIST).basic_auth(&sid, Some(secret));
    Answer::to(with_key("keysecret")).await.expect(200);
    Answer::to(with_key(DEFAULT_AUTH_TOKEN)).await.refused(401, 20003);
}

#[tokio::test]
async fn every_answer_carries_its_own_request_id() {
    let api = Api::start().await;
    let mut seen = Vec::new();
    for answer in [
        api.get(LIST).await,
        api.get("/v1/Nothing").await,
        Answer::to(api.anonymous(Method::GET, LIST)).await,
        api.post(LIST, &ORDER).await,
    ] {
        let id = answer.header("twilio-request-id").unwrap().to_owned();
        assert!(id.len() == 34 && id.starts_with("RQ"), "{id}");
        assert!(!seen.contains(&id), "{id} came twice");
        seen.push(id);
    }
}

#[tokio::test]
async fn unknown_paths_and_methods_are_refused() {
    let api = Api::start().await;
    for path in [
        "/",
        "/v1",
        "/v1/crossconnects",
        "/v1/CrossConnects/",
        "/v2/CrossConnects",
    ] {
        api.get(path).await.refused(404, 20404);
    }
    Answer::to(api.request(Method::PUT, LIST)).await.refused(405, 20004);
    api.delete(LIST).await.refused(405, 20004);
}

#[tokio::test]
async fn a_body_that_is_not_a_form_is_refused() {
    let api = Api::start().await;
    let json = api
        .request(Method::POST, LIST)
        .json(&serde_json::json!({"UniqueName": "a"}));
    Answer::to(json).await.refused(415, 20415);
    let untyped = api.request(Method::POST, LIST).body("UniqueName=a");
    Answer::to(untyped).await.refused(415, 20415);
    let charset = api
        .request(Method::POST, LIST)
        .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
    Answer::to(charset.body("UniqueName=a"))
        .await
        .refused(400, 62023)
        .at("details/problems");
}

#[tokio::test]
async fn a_body_beyond_a_mebibyte_is_refused() {
    let api = Api::start().await;
    let long = "x".repeat(1024 * 1024 + 1);
    api.post(LIST, &with(&ORDER, "LoaEntity", Some(&long)))
        .await
        .refused(413, 20413);
}

#[tokio::test]
async fn an_unknown_parameter_is_refused_by_name() {
    let api = Api::start().await;
    let order = with(&ORDER, "FriendlyName", Some("x"));
    assert_eq!(
        api.post(LIST, &order)
            .await
            .refused(400, 20001)
            .text("details/parameter"),
        "FriendlyName"
    );
    let lower = with(&ORDER, "uniquename", Some("x"));
    assert_eq!(
        api.post(LIST, &lower)
            .await
            .refused(400, 20001)
            .text("details/parameter"),
        "uniquename"
    );
    api.get("/v1/CrossConnects?Colour=blue").await.refused(400, 20001);
    api.get("/v1/Exchanges/ashburn-ix?PageSize=1").await.refused(400, 20001);
    api.post("/v1/CrossConnects?UniqueName=a", &ORDER)
        .await
        .refused(400, 20001);
    assert!(api.mock.cross_connects().await.is_empty());
}

#[tokio::test]
async fn a_parameter_given_twice_is_refused_unless_it_is_a_list() {
    let api = Api::start().await;
    let mut order = ORDER.to_vec();
    order.push(("LoaEntity", "Another Corp"));
    assert_eq!(
        api.post(LIST, &order)
            .await
            .refused(422, 20422)
            .text("details/parameter"),
        "LoaEntity"
    );
}

#[tokio::test]
async fn a_malformed_sid_in_the_path_is_refused() {
    let api = Api::start().await;
    let bg = "BG00000000000000000000000000000000";
    for path in [
        "/v1/CrossConnects/XC1".to_owned(),
        format!("/v1/CrossConnects/{bg}"),
        format!("/v1/CrossConnects/{bg}/Events"),
        format!("/v1/CrossConnects/{bg}/LetterOfAuthorization"),
        format!("/v1/CrossConnects/{bg}/LetterOfAuthorization.pdf"),
        "/v1/BgpSessions/XC00000000000000000000000000000000".to_owned(),
        "/v1/BgpSessions/BGz/Health".to_owned(),
    ] {
        api.get(&path).await.refused(400, 62001);
    }
}

#[tokio::test]
async fn an_unknown_sid_is_not_found() {
    let api = Api::start().await;
    let xc = "/v1/CrossConnects/XC00000000000000000000000000000000";
    let bg = "/v1/BgpSessions/BG00000000000000000000000000000000";
    for path in [
        xc.to_owned(),
        format!("{xc}/Events"),
        format!("{xc}/LetterOfAuthorization"),
        bg.to_owned(),
        format!("{bg}/Health"),
    ] {
        api.get(&path).await.refused(404, 20404);
    }
    api.post(xc, &[("UniqueName", "a")]).await.refused(404, 20404);
    api.post(bg, &[("Enabled", "true")]).await.refused(404, 20404);
    api.delete(xc).await.refused(404, 20404);
    api.delete(bg).await.refused(404, 20404);
}

#[tokio::test]
async fn credentials_come_before_the_path_and_the_path_before_the_body() {
    let api = Api::start().await;
    let long = "x".repeat(1024 * 1024 + 1);
    let stranger = api
        .anonymous(Method::POST, LIST)
        .form(&with(&ORDER, "LoaEntity", Some(&long)));
    Answer::to(stranger).await.refused(401, 62010);
    api.post("/v1/Nothing", &[("a", &long)]).await.refused(404, 20404);
    api.post("/v1/Exchanges", &[("a", &long)]).await.refused(405, 20004);
    let json = api.request(Method::POST, "/v1/Nothing").json(&serde_json::json!({}));
    Answer::to(json).await.refused(404, 20404);
}

#[tokio::test]
async fn a_path_that_is_not_utf8_gets_the_error_body() {
    let api = Api::start().await;
    for path in [
        "/v1/CrossConnects/%FF",
        "/v1/Exchanges/%C3%28",
        "/v1/BgpSessions/%FF/Health",
    ] {
        api.get(path).await.refused(404, 20404);
    }
}

/// A server whose clock advances by a minute with each request that passes the gate.
async fn ticking() -> Api {
    let clock = Clock {
        tick_per_request: Duration::from_secs(60),
        ..Clock::default()
    };
    Api::with(Settings {
        clock,
        ..Settings::default()
    })
    .await
}

#[tokio::test]
async fn a_stranger_moves_neither_the_clock_nor_a_fault() {
    let api = ticking().await;
    let before = api.mock.now();
    api.mock
        .add_fault(Fault::new(FaultKind::TooManyRequests { retry_after: None }))
        .await;
    Answer::to(api.anonymous(Method::GET, LIST)).await.refused(401, 62010);
    assert_eq!(api.mock.now(), before);
    assert_eq!(api.mock.requests().len(), 1, "it is in the log");
    api.get(LIST).await.refused(429, 20429);
    assert_eq!(
        api.mock.now().duration_since(before).as_secs(),
        60,
        "control: the account's own request moves both"
    );
}

#[tokio::test]
async fn a_body_that_breaks_off_is_told_as_such_and_does_nothing() {
    let api = ticking().await;
    let before = api.mock.now();
    let request = format!(
        "POST {LIST} HTTP/1.1\r\nHost: mock\r\nAuthorization: Basic {}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: 500\r\n\r\nUniqueName=a",
        BASE64_STANDARD.encode(format!("{DEFAULT_ACCOUNT_SID}:{DEFAULT_AUTH_TOKEN}"))
    );
    let mut stream = TcpStream::connect(api.mock.base_url().trim_start_matches("http://"))
        .await
        .unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(
        answer.starts_with("HTTP/1.1 422 ") && answer.contains("the body is incomplete"),
        "{answer}"
    );
    assert_eq!((api.mock.cross_connects().await.len(), api.mock.now()), (0, before));
}

#[tokio::test(start_paused = true)]
async fn a_connection_on_which_nothing_comes_to_an_end_is_closed() {
    let api = Api::in_memory().await;
    let head = format!("POST {LIST} HTTP/1.1\r\nHost: mock\r\nContent-Length: 500\r\n");
    for (sent, seconds) in [(String::new(), 75), (head.clone(), 75), (head + "\r\nUniqueName=a", 30)] {
        let began_at = tokio::time::Instant::now();
        let mut stream = TcpStream::connect(api.mock.base_url().trim_start_matches("http://"))
            .await
            .unwrap();
        stream.write_all(sent.as_bytes()).await.unwrap();
        let mut answer = String::new();
        let read = stream.read_to_string(&mut answer);
        tokio::time::timeout(Duration::from_secs(600), read)
            .await
            .unwrap()
            .unwrap();
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 408"),
            "{sent:?}: {answer}"
        );
        assert_eq!(began_at.elapsed().as_secs(), seconds, "{sent:?}");
    }
}
