//! The error of each kind of answer, and its text.

use crate::fixtures::*;
use crate::scripted_service::{REQUEST_ID, Reply, ScriptedService};
use provider::api::{Client, Error, IdempotencyKey};
use provider::domain::{BgpSessionSid, Exchange, Md5Key, ObjectSid};
use serde_json::json;

async fn read(reply: Reply) -> Error {
    let service = ScriptedService::start(vec![reply; 4]).await;
    client(&service.url)
        .cross_connect(&cross_connect_sid())
        .await
        .unwrap_err()
}

async fn ordered(reply: Reply) -> Error {
    let service = ScriptedService::start(vec![reply; 4]).await;
    client(&service.url)
        .order_cross_connect(&order(), &IdempotencyKey::random())
        .await
        .unwrap_err()
        .error
}

fn kind(error: &Error) -> &'static str {
    match error {
        Error::NotFound(_) => "not found",
        Error::Refused(_) => "refused",
        Error::Conflict(_) => "conflict",
        Error::InTransition(_) => "in transition",
        Error::Unauthorized(_) => "unauthorized",
        Error::Forbidden(_) => "forbidden",
        Error::RateLimited { .. } => "rate limited",
        Error::Unavailable { .. } => "unavailable",
        Error::Unreachable { .. } => "unreachable",
        Error::Unexpected { .. } => "unexpected",
        other => panic!("{other:?} is no answer's error"),
    }
}

#[tokio::test]
async fn status_and_code_decide_what_the_caller_can_do() {
    let cases = [
        (404, 20_404, "not found"),
        (404, 62_012, "not found"),
        (404, 99_999, "refused"),
        (400, 62_018, "refused"),
        (409, 20_409, "refused"),
        (409, 62_014, "refused"),
        (409, 62_015, "in transition"),
        (409, 20_162, "in transition"),
        (410, 62_028, "refused"),
        (412, 20_412, "conflict"),
        (422, 62_220, "refused"),
        (401, 20_003, "unauthorized"),
        (403, 62_009, "forbidden"),
        (429, 20_429, "rate limited"),
        (500, 62_000, "unavailable"),
        (503, 62_200, "unavailable"),
    ];
    for (status, code, expected) in cases {
        let error = read(Reply::json(status, error(status, code, "No."))).await;
        assert_eq!(kind(&error), expected, "{status} with {code}");
        assert_eq!(error.request_id(), Some(REQUEST_ID));
        assert_eq!(
            error.refusal().map(|refusal| (refusal.status, refusal.code)),
            Some((status, Some(code)))
        );
        assert!(
            error
                .to_string()
                .contains(&format!("No (error {code}, HTTP status {status})")),
            "{error}"
        );
    }
}

#[tokio::test]
async fn only_the_services_own_word_makes_an_object_not_found() {
    for body in [
        "<html>404</html>",
        "",
        "{}",
        r#"{"message": "Not Found", "status": 404}"#,
        r#"{"error": "no such route"}"#,
    ] {
        let error = read(Reply::json(404, body)).await;
        assert!(!error.is_not_found(), "{body}: {error:?}");
    }
    assert!(read(Reply::json(404, error(404, 20_404, "No"))).await.is_not_found());
}

#[tokio::test]
async fn an_unknown_exchange_in_an_order_is_a_refusal_and_in_the_catalogue_not_found() {
    let reply = Reply::json(404, error(404, 62_002, "Exchange not found"));
    assert_eq!(kind(&ordered(reply.clone()).await), "refused");
    let service = ScriptedService::start([reply]).await;
    let error = client(&service.url)
        .exchange(&Exchange::trusted("osaka-ix"))
        .await
        .unwrap_err();
    assert!(error.is_not_found(), "{error:?}");
}

#[tokio::test]
async fn a_refusal_names_what_stands_in_the_way() {
    let body = json!({"code": 20409, "message": "In use", "status": 409, "details": {
        "existing_sid": XC, "bgp_session_sids": [BG], "parameter": "UniqueName",
        "problems": [{"code": 62018, "parameter": "IpRoutes", "value": "10.0.0.0/24", "message": "private"}]}});
    let error = ordered(Reply::json(409, body)).await;
    let refusal = error.refusal().unwrap();
    assert_eq!(refusal.existing_sid, ObjectSid::parse(XC));
    assert_eq!(refusal.bgp_session_sids, [BgpSessionSid::trusted(BG)]);
    assert_eq!(refusal.parameter.as_deref(), Some("UniqueName"));
    assert_eq!(refusal.problems[0].value.as_deref(), Some("10.0.0.0/24"));
}

#[tokio::test]
async fn bodies_in_no_known_form_are_survived_and_quoted_briefly() {
    for (status, expected) in [
        (400, "unexpected"),
        (404, "unexpected"),
        (401, "unauthorized"),
        (429, "rate limited"),
        (502, "unavailable"),
    ] {
        let error = read(Reply::json(status, format!("<html>\u{7}{}</html>", "x\n".repeat(9000)))).await;
        assert_eq!(kind(&error), expected, "{status}");
        assert_eq!(error.request_id(), Some(REQUEST_ID));
        let text = error.to_string();
        assert!(text.len() < 400 && !text.contains(['\u{7}', '\n']), "{text}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let target = ScriptedService::start([Reply::json(200, cross_connect())]).await;
    let error = read(Reply::json(302, "").with("Location", &format!("{}/v1/x", target.url))).await;
    assert_eq!(kind(&error), "unexpected");
    assert!(error.to_string().contains("redirect"), "{error}");
    assert_eq!(target.received(), []);
    // Control: the target receives a request that is sent to it.
    client(&target.url).cross_connect(&cross_connect_sid()).await.unwrap();
    assert_eq!(target.received().len(), 1);
}

#[tokio::test]
async fn an_error_says_its_own_part_and_leaves_the_cause_to_its_source() {
    let service = ScriptedService::start(vec![Reply::Close; 4]).await;
    let error = client(&service.url)
        .cross_connect(&cross_connect_sid())
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "no response was received, although the request was sent"
    );
    assert!(std::error::Error::source(&error).is_some());
    assert_eq!(error.request_id(), None);
}

#[tokio::test]
async fn no_secret_comes_back_in_an_error_however_the_service_echoes_it() {
    let basic = "QUMwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMTp0b2tlbi10aGF0LW5vYm9keS1tYXktc2Vl";
    let encoded = "md5+key%2Fnobody%3Dmay+see";
    let echo = format!("you sent {TOKEN} {basic} {MD5_KEY} {encoded}");
    let bodies = [
        echo.clone(),
        error(422, 20_422, &echo).to_string(),
        json!({"code": 20422, "message": "no", "details": {"parameter": echo, "existing_sid": echo, "problems": [{"value": echo, "message": echo}]}}).to_string(),
    ];
    for body in bodies {
        for status in [201, 302, 400, 422, 401, 500] {
            let service = ScriptedService::start(vec![Reply::json(status, &body); 4]).await;
            let client = client(&service.url);
            let error = client
                .create_bgp_session(&session_order(), &IdempotencyKey::random())
                .await
                .unwrap_err();
            let shown = format!("{} {error:?}", error.error);
            for secret in [TOKEN, basic, MD5_KEY, encoded] {
                assert!(!shown.contains(secret), "{status}: {shown}");
            }
            let sent = service.received().remove(0);
            assert!(sent.body.contains(encoded) && sent.header("authorization").unwrap().contains(basic));
        }
    }
}

#[tokio::test]
async fn no_secret_shows_in_the_client_its_settings_or_an_order() {
    let settings = settings("http://127.0.0.1:1");
    let order = session_order();
    let shown = format!("{settings:?} {order:?} {:?}", Client::new(settings.clone()).unwrap());
    for secret in [TOKEN, MD5_KEY] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(shown.contains(ACCOUNT));
}

#[tokio::test]
async fn a_long_error_is_cut_and_its_status_still_decides() {
    let long = "x".repeat(70_000);
    for (status, expected) in [
        (409, "unexpected"),
        (429, "rate limited"),
        (503, "unavailable"),
        (401, "unauthorized"),
    ] {
        let body = json!({"code": 20409, "message": "No", "status": status, "details": {"parameter": long}});
        assert_eq!(kind(&read(Reply::json(status, &body)).await), expected, "{status}");
    }
    // Control: a shorter body is read.
    let body = json!({"code": 20409, "message": "No", "status": 409, "details": {"parameter": &long[..60_000]}});
    assert_eq!(kind(&read(Reply::json(409, &body)).await), "refused");
}

#[tokio::test]
async fn a_secret_in_the_services_words_damages_none_of_ours() {
    let mut order = session_order();
    order.md5_key = Some(Md5Key::parse("answer").unwrap());
    let service = ScriptedService::start(vec![Reply::json(302, "an answer"); 2]).await;
    let error = client(&service.url)
        .create_bgp_session(&order, &IdempotencyKey::random())
        .await
        .unwrap_err();
    assert_eq!(
        error.error.to_string(),
        "the service returned an unexpected response (HTTP status 302): a redirect, which the provider does not follow; the body begins: an (hidden)"
    );
}
