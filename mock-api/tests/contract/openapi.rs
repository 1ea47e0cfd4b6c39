//! The OpenAPI description: current, complete, and served.

use std::path::PathBuf;

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::Api;

fn file() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "openapi.json"].iter().collect()
}

/// `UPDATE=1 cargo nextest run -p mock-api openapi` writes the file anew.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the switch that rewrites the file is for people at a terminal"
)]
fn the_description_in_the_repository_is_current() {
    let described = mock_api::openapi_description().unwrap();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(file(), &described).unwrap();
    }
    let kept = std::fs::read_to_string(file()).unwrap();
    assert!(
        kept == described,
        "openapi.json is out of date; UPDATE=1 writes it anew"
    );
}

#[tokio::test]
async fn the_description_is_served() {
    let api = Api::start().await;
    let served = api
        .control(Method::GET, "/_mock/openapi.json", &json!({}))
        .await
        .expect(200);
    assert_eq!(
        served.body,
        serde_json::from_str::<Value>(&mock_api::openapi_description().unwrap()).unwrap()
    );
}

#[tokio::test]
async fn every_described_call_is_served_and_says_what_it_is() {
    let api = Api::start().await;
    let description: Value = serde_json::from_str(&mock_api::openapi_description().unwrap()).unwrap();
    let mut calls = 0;
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, call) in methods.as_object().unwrap() {
            calls += 1;
            for (status, response) in call["responses"].as_object().unwrap() {
                assert!(
                    response["description"].as_str().is_some_and(|text| !text.is_empty()),
                    "{method} {path} {status}"
                );
            }
            let is_control = call["tags"][0] == "Mock controls";
            assert_eq!(is_control, path.starts_with("/_mock/"), "{method} {path}");
            assert_eq!(call["security"].is_array(), !is_control, "{method} {path}");
            if path != "/_mock/shutdown" {
                let concrete = path
                    .replace("{Sid}", "XC00000000000000000000000000000000")
                    .replace("{Exchange}", "x")
                    .replace("{Action}", "fail");
                let method: Method = method.to_uppercase().parse().unwrap();
                let answer = api.control(method, &concrete, &json!({})).await;
                assert_ne!(answer.status, 405, "{concrete}");
                assert!(is_control || answer.status == 401, "{concrete}: {}", answer.status);
            }
        }
    }
    assert_eq!(calls, 44);
}

#[tokio::test]
async fn answers_have_the_described_fields_and_no_others() {
    let api = Api::start().await;
    let description: Value = serde_json::from_str(&mock_api::openapi_description().unwrap()).unwrap();
    let carrier = api.placed("active");
    let session = api.session_over(&carrier).await;
    for (schema, path) in [
        ("CrossConnect", carrier.clone()),
        ("BgpSession", session.clone()),
        ("BgpSessionHealth", format!("{session}/Health")),
        ("LetterOfAuthorization", format!("{carrier}/LetterOfAuthorization")),
        ("CrossConnectList", "/v1/CrossConnects".to_owned()),
        ("EventList", format!("{carrier}/Events")),
        ("Error", "/v1/Nowhere".to_owned()),
    ] {
        let properties = description["components"]["schemas"][schema]["properties"].as_object();
        let mut described: Vec<&String> = properties
            .unwrap_or_else(|| panic!("{schema} is not described"))
            .keys()
            .collect();
        let answer = api.get(&path).await;
        let mut answered: Vec<&String> = answer.body.as_object().unwrap().keys().collect();
        described.retain(|name| schema != "Error" || *name != "details");
        described.sort();
        answered.sort();
        assert_eq!(answered, described, "{schema}");
    }
}

#[test]
fn the_described_defaults_of_step_times_are_the_defaults() {
    let description: Value = serde_json::from_str(&mock_api::openapi_description().unwrap()).unwrap();
    let described = description["components"]["schemas"]["StepTimes"]["properties"]
        .as_object()
        .unwrap();
    let defaults: Value = described
        .iter()
        .map(|(name, field)| (name.clone(), field["default"].clone()))
        .collect();
    assert_eq!(defaults, serde_json::to_value(mock_api::StepTimes::default()).unwrap());
}
