//! The OpenAPI descriptions: current, complete, and served.

use std::path::PathBuf;

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::Api;

/// The documents, each with its file: that of the contract, and that of the mock's controls.
fn documents() -> [(PathBuf, String); 2] {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    [
        (
            here.join("../service/openapi.json"),
            mock_api::contract_description().unwrap(),
        ),
        (here.join("openapi.json"), mock_api::openapi_description().unwrap()),
    ]
}

fn contract() -> Value {
    serde_json::from_str(&mock_api::contract_description().unwrap()).unwrap()
}

fn controls() -> Value {
    serde_json::from_str(&mock_api::openapi_description().unwrap()).unwrap()
}

/// `UPDATE=1 cargo nextest run -p mock-api openapi` writes the file anew.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the switch that rewrites the file is for people at a terminal"
)]
fn the_descriptions_in_the_repository_are_current() {
    for (file, described) in documents() {
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&file, &described).unwrap();
        }
        let kept = std::fs::read_to_string(&file).unwrap_or_default();
        assert!(
            kept == described,
            "{} is out of date; UPDATE=1 writes it anew",
            file.display()
        );
    }
}

#[tokio::test]
async fn the_descriptions_are_served() {
    let api = Api::start().await;
    for (path, description) in [("/_mock/openapi.json", controls()), ("/v1/openapi.json", contract())] {
        let served = api.control(Method::GET, path, &json!({})).await.expect(200);
        assert_eq!(served.body, description);
    }
}

#[tokio::test]
async fn every_described_call_is_served_and_says_what_it_is() {
    let api = Api::start().await;
    let mut calls = Vec::new();
    let documents = [contract(), controls()];
    for (path, methods) in documents
        .iter()
        .flat_map(|document| document["paths"].as_object().unwrap())
    {
        for (method, call) in methods.as_object().unwrap() {
            calls.push(path);
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
    assert_eq!(calls.len(), 45);
}

#[tokio::test]
async fn answers_have_the_described_fields_and_no_others() {
    let api = Api::start().await;
    let description = contract();
    let carrier = api.placed("active").await;
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
    let description = controls();
    let described = description["components"]["schemas"]["StepTimes"]["properties"]
        .as_object()
        .unwrap();
    let defaults: Value = described
        .iter()
        .map(|(name, field)| (name.clone(), field["default"].clone()))
        .collect();
    assert_eq!(defaults, serde_json::to_value(mock_api::StepTimes::default()).unwrap());
}

#[tokio::test]
async fn a_code_of_the_contracts_own_leads_to_its_own_page() {
    let api = Api::start().await;
    let own = api.get("/v1/CrossConnects?Nonsense=1").await.refused(400, 20001);
    assert_eq!(
        own.text("more_info"),
        format!("{}/v1/errors/20001", api.mock.base_url())
    );
    let page = api.anonymous(Method::GET, "/v1/errors/20001").send().await.unwrap();
    assert_eq!(page.status(), 200);
    let text = page.text().await.unwrap();
    assert!(
        text.contains("the contract's own") && text.contains("not a Twilio API"),
        "{text}"
    );

    let twilios = api.get("/v1/CrossConnects/nonsense").await.refused(400, 62001);
    assert_eq!(twilios.text("more_info"), "https://www.twilio.com/docs/errors/62001");
    api.control(Method::GET, "/v1/errors/99999", &json!({}))
        .await
        .refused(404, 20404);
}

#[tokio::test]
async fn the_check_of_answers_notices_a_missing_field_a_wrong_sid_and_a_large_number() {
    let api = Api::start().await;
    let path = api.placed("active").await;
    let right = api.get(&path).await.expect(200).body;
    let schema = crate::description::schema(&Method::GET, &path, 200).unwrap();
    assert!(schema.is_valid(&right));
    for (field, wrong) in [
        ("status", None),
        ("sid", Some(json!("BG1"))),
        ("revision", Some(json!("1"))),
    ] {
        let mut answer = right.clone();
        match wrong {
            Some(wrong) => answer[field] = wrong,
            None => drop(answer.as_object_mut().unwrap().remove(field)),
        }
        assert!(!schema.is_valid(&answer), "{field}");
    }
    assert!(crate::description::schema(&Method::POST, "/v1/CrossConnects", 409).is_some());
}

#[test]
fn every_answer_has_its_headers_described() {
    let description = contract();
    let created = &description["paths"]["/v1/CrossConnects"]["post"]["responses"]["201"]["headers"];
    for name in ["Twilio-Request-Id", "ETag", "Idempotency-Replayed", "Retry-After"] {
        assert!(created[name]["schema"].is_object(), "{name}");
    }
    let asn = &description["components"]["schemas"]["BgpSession"]["properties"]["customer_asn"];
    assert_eq!(
        (asn["format"].as_str(), asn["maximum"].as_u64()),
        (Some("int64"), Some(u64::from(u32::MAX)))
    );
}
