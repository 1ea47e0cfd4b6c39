//! The OpenAPI descriptions: current, complete, and served.

use std::path::PathBuf;

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::Api;
use crate::description::{contract, controls};

/// The documents of the contract and of the mock's controls, each with its file.
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

/// `UPDATE=1 cargo nextest run -p mock-api openapi` regenerates the files.
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
            "{} is out of date; UPDATE=1 regenerates it",
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
        text.contains("Interconnect v1 defines this meaning") && text.contains("not a Twilio API"),
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

/// True for a name that is a valid type name in every language.
fn is_type_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase()) && name.chars().all(|letter| letter.is_ascii_alphabetic())
}

#[test]
fn every_schema_has_a_good_name_for_a_type() {
    for document in [contract(), controls()] {
        for name in document["components"]["schemas"].as_object().unwrap().keys() {
            assert!(is_type_name(name), "{name}");
        }
    }
    for name in ["Pending_u32", "Fault1", "fault", ""] {
        assert!(!is_type_name(name), "{name}");
    }
}

/// The places of unnamed schemas with fields or an enumeration.
fn nameless(part: &Value, place: &str, found: &mut Vec<String>) {
    let is_named = place.split('/').count() == 4 && place.starts_with("/components/schemas/");
    if !is_named && (part["properties"].is_object() || part["enum"].is_array()) {
        found.push(place.to_owned());
    }
    match part {
        Value::Object(fields) => fields
            .iter()
            .for_each(|(field, value)| nameless(value, &format!("{place}/{field}"), found)),
        Value::Array(items) => items
            .iter()
            .for_each(|value| nameless(value, &format!("{place}/-"), found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn every_schema_with_fields_or_words_has_a_name() {
    let mut found = Vec::new();
    for document in [contract(), controls()] {
        nameless(&document, "", &mut found);
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn the_schemas_of_faults_are_what_the_mock_accepts() {
    let document = controls();
    let schema = json!({"$ref": "#/components/schemas/Fault", "components": document["components"]});
    let schema = jsonschema::validator_for(&schema).unwrap();
    for (kind, is_good) in [
        (json!("drop_after_effect"), true),
        (json!({"lag": {"reads": 2}}), true),
        (json!({"refuse": {"status": 503, "code": 20503, "message": "later"}}), true),
        (json!("drop"), false),
        (json!({"lag": {"reads": 2, "writes": 1}}), false),
        (json!({"lag": {"reads": 2}, "delay": {"milliseconds": 1}}), false),
    ] {
        let fault = json!({"kind": kind});
        assert_eq!(schema.is_valid(&fault), is_good, "{fault}");
        assert_eq!(serde_json::from_value::<mock_api::Fault>(fault.clone()).is_ok(), is_good, "{fault}");
    }
}

#[test]
fn every_link_leads_to_a_described_call_and_its_parameters() {
    let document = contract();
    let paths = document["paths"].as_object().unwrap().values();
    let calls: Vec<&Value> = paths.flat_map(|path| path.as_object().unwrap().values()).collect();
    let links = document["components"]["links"].as_object().unwrap();
    for (name, link) in links {
        let call = calls.iter().find(|call| call["operationId"] == link["operationId"]);
        let call = call.unwrap_or_else(|| panic!("{name} leads nowhere"));
        for parameter in link["parameters"].as_object().into_iter().flat_map(|given| given.keys()) {
            let mut described = call["parameters"].as_array().unwrap().iter();
            assert!(described.any(|described| described["name"] == **parameter), "{name} {parameter}");
        }
        let form = call["requestBody"].pointer("/content/application~1x-www-form-urlencoded/schema/$ref");
        for field in link["requestBody"].as_object().into_iter().flat_map(|given| given.keys()) {
            let form = document.pointer(form.unwrap().as_str().unwrap().trim_start_matches('#')).unwrap();
            assert!(form["properties"][field].is_object(), "{name} {field}");
        }
        let reference = json!({"$ref": format!("#/components/links/{name}")});
        let mut responses = calls.iter().flat_map(|call| call["responses"].as_object().unwrap().values());
        assert!(
            responses.any(|response| response["links"][link["operationId"].as_str().unwrap()] == reference),
            "no answer has {name}"
        );
    }
}

/// The places of defaults that are null, or objects of nulls.
fn empty_defaults(part: &Value, place: &str, found: &mut Vec<String>) {
    if let Value::Object(fields) = part {
        let is_schema = !place.ends_with("/responses");
        if is_schema && matches!(fields.get("default"), Some(Value::Null | Value::Object(_))) {
            found.push(place.to_owned());
        }
        for (field, value) in fields {
            empty_defaults(value, &format!("{place}/{field}"), found);
        }
    }
}

#[test]
fn no_field_that_is_left_out_counts_as_null() {
    let mut found = Vec::new();
    for document in [contract(), controls()] {
        empty_defaults(&document, "", &mut found);
    }
    assert_eq!(found, Vec::<String>::new());
}
