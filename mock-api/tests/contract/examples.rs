//! The examples of both descriptions. Each schema with fields has an example, and so does each parameter whose form is not obvious. Each
//! example matches its schema.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Api, sid_in};
use crate::description::{contract, controls};

/// Parameters of a query or a header whose form is not obvious.
const NOT_OBVIOUS: [&str; 4] = ["CrossConnectSid", "PageToken", "If-Match", "Idempotency-Key"];

/// The problem of the example of a schema or a parameter; none for a valid example.
fn problem(document: &Value, schema: &Value, example: Option<&Value>) -> Option<String> {
    let Some(example) = example else {
        return Some("no example".to_owned());
    };
    let whole = json!({"allOf": [schema], "components": document["components"]});
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&whole)
        .unwrap();
    let error = validator.iter_errors(example).next();
    error.map(|error| format!("{}: {error}", error.instance_path()))
}

/// The problems of the examples of schemas.
fn problems_of_schemas(document: &Value) -> Vec<String> {
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let composed = schemas
        .iter()
        .filter(|(_, schema)| schema["properties"].is_object() || schema["oneOf"].is_array());
    let checked = composed.map(|(name, schema)| {
        let problem = problem(document, schema, schema.pointer("/examples/0"));
        problem.map(|problem| format!("{name} {problem}"))
    });
    checked.flatten().collect()
}

/// The problems of the examples of parameters.
fn problems_of_parameters(document: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    let paths = document["paths"].as_object().unwrap().values();
    for call in paths.flat_map(|path| path.as_object().unwrap().values()) {
        for parameter in call["parameters"].as_array().into_iter().flatten() {
            let name = parameter["name"].as_str().unwrap();
            let example = parameter.get("example");
            if example.is_some() || parameter["in"] == "path" || NOT_OBVIOUS.contains(&name) {
                let problem = problem(document, &parameter["schema"], example);
                problems.extend(problem.map(|problem| format!("{} {name} {problem}", call["operationId"])));
            }
        }
    }
    problems
}

#[test]
fn every_schema_has_an_example_that_is_what_it_says() {
    assert_eq!(problems_of_schemas(&contract()), Vec::<String>::new());
    assert_eq!(problems_of_schemas(&controls()), Vec::<String>::new());
}

#[test]
fn every_parameter_that_is_not_obvious_has_an_example_that_is_what_it_says() {
    assert_eq!(problems_of_parameters(&contract()), Vec::<String>::new());
    assert_eq!(problems_of_parameters(&controls()), Vec::<String>::new());
}

#[test]
fn the_check_of_examples_notices_a_missing_one_and_a_wrong_one() {
    let mut document = contract();
    let schemas = document["components"]["schemas"].as_object_mut().unwrap();
    schemas["Deletion"].as_object_mut().unwrap().remove("examples");
    schemas["Completion"]["examples"][0]["completed_on"] = json!("yesterday");
    schemas["CrossConnectOrder"]["examples"][0]["UniqueName"] = json!("two words");
    let problems = problems_of_schemas(&document);
    let schemas: Vec<&str> = problems.iter().filter_map(|problem| problem.split(' ').next()).collect();
    assert_eq!(schemas, ["Completion", "CrossConnectOrder", "Deletion"], "{problems:#?}");
}

/// The forms of the controls, each with its call and its example.
fn forms_of_controls() -> Vec<(Method, String, Value)> {
    let document = controls();
    let mut forms = Vec::new();
    for (path, calls) in document["paths"].as_object().unwrap() {
        for (method, call) in calls.as_object().unwrap() {
            let schema = call.pointer("/requestBody/content/application~1json/schema/$ref");
            if let Some(schema) = schema.and_then(Value::as_str) {
                let schema = document.pointer(schema.trim_start_matches('#')).unwrap();
                let method = method.to_uppercase().parse().unwrap();
                forms.push((method, path.clone(), schema["examples"][0].clone()));
            }
        }
    }
    forms
}

#[tokio::test]
async fn the_mock_reads_the_example_of_each_form_of_its_controls() {
    let forms = forms_of_controls();
    assert_eq!(forms.len(), 11);
    for (method, path, example) in forms {
        let api = Api::start().await;
        let carrier = api.placed("active").await;
        let session = api.session_over(&carrier).await;
        let object = if path.contains("bgp-sessions") { session } else { carrier };
        let path = path.replace("{Sid}", sid_in(&object)).replace("{Action}", "decline");
        let answer = api.control(method, &path, &example).await;
        let is_read = answer.status < 300 || answer.body["message"].as_str().unwrap().contains("is not waiting for a decision");
        assert!(is_read, "{path}: {answer:?}");
    }
}
