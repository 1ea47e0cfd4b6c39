//! The structured formats against the schemas that `schemas/README.md` lists.

use std::sync::LazyLock;

use jsonschema::Validator;
use provider::review::{Format, Report, Verdict};
use serde_json::Value;

use crate::{specimen, xsd};

fn validator(schema: &str) -> Validator {
    let schema: Value = serde_json::from_str(schema).unwrap();
    jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap()
}

pub(crate) static JSON: LazyLock<Validator> = LazyLock::new(|| validator(include_str!("schemas/review-1.json")));
pub(crate) static SARIF: LazyLock<Validator> = LazyLock::new(|| validator(include_str!("schemas/sarif-2.1.0.json")));
pub(crate) static RDJSON: LazyLock<Validator> = LazyLock::new(|| validator(include_str!("schemas/rdjson.json")));
pub(crate) static GITLAB: LazyLock<Validator> =
    LazyLock::new(|| validator(include_str!("schemas/gitlab-code-quality.json")));

/// Asserts that a value is valid, and shows the faults.
pub(crate) fn valid(validator: &Validator, value: &Value) {
    let errors: Vec<_> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

pub(crate) fn parsed(format: Format, report: &Report) -> Value {
    serde_json::from_str(&format.render(report)).unwrap()
}

fn reports() -> [Report; 4] {
    let empty = Report::new(Verdict::Passed, Vec::new());
    [specimen::report(), specimen::relayed(), specimen::unreadable(), empty]
}

#[test]
fn json_is_of_our_schema() {
    for report in reports() {
        valid(&JSON, &parsed(Format::Json, &report));
    }
}

#[test]
fn our_schema_refuses_another_major_version_an_unknown_field_and_a_verdict_that_was_not_judged() {
    let refused = |change: fn(&mut Value)| {
        let mut document = parsed(Format::Json, &specimen::report());
        change(&mut document);
        !JSON.is_valid(&document)
    };

    assert!(refused(|document| document["format_version"] = "2.0".into()));
    assert!(refused(|document| document["findings"][0]["other"] = 1.into()));
    assert!(refused(|document| document["judged"] = false.into()));
    assert!(refused(|document| document["findings"][0]["place"] = "main.tf:1".into()));
}

#[test]
fn sarif_is_of_the_schema_of_oasis() {
    for report in reports() {
        valid(&SARIF, &parsed(Format::Sarif, &report));
    }
}

#[test]
fn sarif_has_what_code_scanning_asks_of_it() {
    let log = parsed(Format::Sarif, &specimen::report());
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();

    for result in run["results"].as_array().unwrap() {
        let physical = &result["locations"][0]["physicalLocation"];
        assert!(physical["artifactLocation"]["uri"].is_string() && physical["region"]["startLine"].is_u64());
        assert!(result["partialFingerprints"]["primaryLocationLineHash"].is_string());
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    assert!(
        rules
            .iter()
            .all(|rule| rule["helpUri"].is_string() && rule["help"]["text"].is_string())
    );
}

#[test]
fn sarif_has_an_accepted_finding_as_a_suppressed_note() {
    let log = parsed(Format::Sarif, &specimen::report());
    let results = log["runs"][0]["results"].as_array().unwrap();
    let suppressed: Vec<_> = results
        .iter()
        .filter(|result| result["suppressions"] != serde_json::json!([]))
        .collect();

    assert_eq!(suppressed.len(), 1);
    assert_eq!(
        (&suppressed[0]["ruleId"], &suppressed[0]["level"]),
        (&"TWX401".into(), &"note".into())
    );
    assert_eq!(suppressed[0]["suppressions"][0]["status"], "accepted");
}

#[test]
fn gitlab_is_a_list_of_issues_of_its_schema() {
    for report in reports() {
        for issue in parsed(Format::Gitlab, &report).as_array().unwrap() {
            valid(&GITLAB, issue);
        }
    }
}

#[test]
fn gitlab_has_a_path_a_line_and_a_fingerprint_of_its_own_for_each_issue() {
    let issues = parsed(Format::Gitlab, &specimen::report());
    let issues = issues.as_array().unwrap();
    let mut fingerprints: Vec<_> = issues
        .iter()
        .map(|issue| issue["fingerprint"].as_str().unwrap())
        .collect();
    fingerprints.sort_unstable();
    fingerprints.dedup();

    assert_eq!(fingerprints.len(), issues.len());
    for issue in issues {
        let location = &issue["location"];
        assert!(
            location["path"].is_string() && location["lines"]["begin"].is_u64(),
            "{issue}"
        );
    }
}

#[test]
fn rdjson_is_of_the_schema_of_reviewdog() {
    for report in reports() {
        let result = parsed(Format::Rdjson, &report);
        valid(&RDJSON, &result);
        let diagnostics = result["diagnostics"].as_array().unwrap();
        assert!(
            diagnostics
                .iter()
                .all(|diagnostic| diagnostic["location"]["path"].is_string())
        );
    }
}

#[test]
fn junit_is_of_the_schema_of_jenkins() {
    for report in reports() {
        assert_eq!(xsd::problems(&Format::Junit.render(&report)), Vec::<String>::new());
    }
}
