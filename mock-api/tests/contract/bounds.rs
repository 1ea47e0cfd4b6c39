//! The bounds of the published description, compared with the rules of the service.
//!
//! The service accepts a value at a bound, and refuses the next value beyond it.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Answer, Api, ORDER, sid_in, with};
use crate::description::{contract, controls};

/// The longest text of each field of a form: the schema, the field, and the text.
fn longest_texts() -> Vec<(&'static str, &'static str, String)> {
    let fixed = |schema, field, text: &str| (schema, field, text.to_owned());
    let mut texts = vec![
        ("CompletionNotice", "Reference", "é".repeat(64)),
        fixed("CompletionNotice", "CompletedOn", "2026-01-05"),
        fixed("BgpSessionRequest", "CrossConnectSid", "XC00000000000000000000000000000001"),
        fixed("BgpSessionUpdate", "CustomerAsn", "4199999999"),
    ];
    for schema in ["CrossConnectOrder", "CrossConnectUpdate"] {
        texts.push((schema, "UniqueName", "n".repeat(64)));
        texts.push((schema, "LoaEntity", "é".repeat(128)));
        texts.push((schema, "RedundancyGroup", "g".repeat(64)));
        texts.push(fixed(schema, "RedundancyRole", "primary"));
    }
    for schema in ["BgpSessionRequest", "BgpSessionUpdate"] {
        texts.push(fixed(schema, "IpRoutes", "152.121.152.128/32"));
        texts.push(fixed(schema, "CustomerAddress", "153.123.125.201/30"));
        texts.push((schema, "Md5Key", "k".repeat(80)));
    }
    texts
}

/// Texts without a maximum length: an unknown exchange, name, or group is not found.
const UNBOUND: [&str; 3] = ["Exchange", "UniqueName", "RedundancyGroup"];

/// The schema of a field of a form, or of the items of a list.
fn schema_of(form: &str, field: &str) -> Value {
    let document = contract();
    let schema = &document["components"]["schemas"][form]["properties"][field];
    let item = schema.get("items").unwrap_or(schema);
    assert!(item.is_object(), "{form} has no {field}");
    item.clone()
}

/// Sends a form in which all fields are valid, except possibly one.
async fn send(form: &str, field: &str, text: &str) -> Answer {
    let api = Api::start().await;
    let seed = json!({"cross_connects": [{
        "sid": "XC00000000000000000000000000000001", "unique_name": "seeded", "exchange": "ashburn-ix", "bandwidth_mbps": 100,
        "status": "loa_issued",
    }]});
    api.control(Method::POST, "/_mock/seed", &seed).await.expect(204);
    let circuit = "/v1/CrossConnects/XC00000000000000000000000000000001";
    let opening = [("CrossConnectSid", sid_in(circuit)), ("IpRoutes", "52.1.2.0/24")];
    let (path, rest) = match form {
        "CrossConnectOrder" => ("/v1/CrossConnects".to_owned(), ORDER.to_vec()),
        "CrossConnectUpdate" => (circuit.to_owned(), Vec::new()),
        "CompletionNotice" => {
            let notice = vec![("Reference", "1-2345"), ("CompletedOn", "2026-01-05")];
            (format!("{circuit}/CompletionNotices"), notice)
        }
        "BgpSessionRequest" => ("/v1/BgpSessions".to_owned(), opening.to_vec()),
        _ => (api.session_over(circuit).await, Vec::new()),
    };
    api.post(&path, &with(&rest, field, Some(text))).await
}

/// Claims that the service refuses a text in a field of a form.
async fn assert_refused(form: &str, field: &str, text: &str) {
    let answer = send(form, field, text).await;
    assert!((400..500).contains(&answer.status), "{form} {field} {text:?}: {answer:?}");
    assert_eq!(answer.text("details/parameter"), field, "{form} {text:?}");
}

#[tokio::test]
async fn the_longest_text_of_a_field_is_accepted_and_one_character_more_is_refused() {
    for (form, field, text) in longest_texts() {
        let longest = schema_of(form, field)["maxLength"].as_u64().unwrap();
        assert_eq!(text.chars().count() as u64, longest, "{form} {field}");
        let answer = send(form, field, &text).await;
        assert!(answer.status < 300, "{form} {field} {text:?}: {answer:?}");
        let last = text.chars().last().unwrap();
        assert_refused(form, field, &format!("{text}{last}")).await;
    }
}

#[tokio::test]
async fn the_shortest_text_of_a_field_is_accepted_and_one_character_less_is_refused() {
    for (form, field, text) in longest_texts() {
        let shortest = schema_of(form, field)["minLength"].as_u64().unwrap();
        let Some(less) = usize::try_from(shortest).unwrap().checked_sub(1) else {
            continue;
        };
        let begin = |count: usize| text.chars().take(count).collect::<String>();
        let answer = send(form, field, &begin(less + 1)).await;
        assert!(answer.status < 300, "{form} {field} {shortest}: {answer:?}");
        if less > 0 || form == "CrossConnectOrder" || form == "CompletionNotice" {
            assert_refused(form, field, &begin(less)).await;
        }
    }
}

#[tokio::test]
async fn a_number_at_a_bound_is_accepted_and_the_next_one_is_refused() {
    let api = Api::start().await;
    let catalogue = json!({"exchanges": [{
        "edge": "ashburn-ix", "city": "Ashburn", "data_center": "DC1", "address": "1 Main St", "region": "US East", "legacy_edge": "us1-ix",
        "bandwidths_mbps": [1, u32::MAX], "prefixes": [], "recommended_partner": null,
    }]});
    let bandwidth = schema_of("CrossConnectOrder", "BandwidthMbps");
    assert_eq!(schema_of("CrossConnectUpdate", "BandwidthMbps")["maximum"], bandwidth["maximum"]);
    api.control(Method::POST, "/_mock/seed", &catalogue).await.expect(204);
    for (number, status) in at_and_beyond(&bandwidth) {
        let name = format!("n{number}");
        let order = with(&ORDER, "UniqueName", Some(&name));
        let answer = api.post("/v1/CrossConnects", &with(&order, "BandwidthMbps", Some(&number))).await;
        assert_eq!(answer.status == 201, status, "BandwidthMbps {number}: {answer:?}");
    }
    for (number, is_good) in at_and_beyond(&schema_of("BgpSessionRequest", "CustomerAsn")) {
        let answer = send("BgpSessionRequest", "CustomerAsn", &number).await;
        assert_eq!(answer.status == 201, is_good, "CustomerAsn {number}: {answer:?}");
    }
    for (number, is_good) in at_and_beyond(&parameter("/v1/Exchanges", "get", "PageSize")) {
        let answer = api.get(&format!("/v1/Exchanges?PageSize={number}")).await;
        assert_eq!(answer.status == 200, is_good, "PageSize {number}: {answer:?}");
    }
    api.get("/v1/Exchanges?PageSize=").await.expect(200);
}

/// The numbers at and beyond the bounds of a schema, each with true if it is valid.
fn at_and_beyond(schema: &Value) -> Vec<(String, bool)> {
    let bound = |keyword: &str| schema[keyword].as_u64().unwrap();
    let (least, most) = (bound("minimum"), bound("maximum"));
    let numbers = [(least, true), (most, true), (least - 1, false), (most + 1, false)];
    numbers.map(|(number, is_good)| (number.to_string(), is_good)).into()
}

/// The schema of a value without the alternative of an empty text.
fn filled(schema: &Value) -> &Value {
    schema.pointer("/anyOf/0").unwrap_or(schema)
}

/// The schema of a parameter of a call.
fn parameter(path: &str, method: &str, name: &str) -> Value {
    let document = contract();
    let mut parameters = document["paths"][path][method]["parameters"].as_array().unwrap().iter();
    let found = parameters.find(|parameter| parameter["name"] == name);
    let schema = &found.unwrap_or_else(|| panic!("{method} {path} has no {name}"))["schema"];
    filled(schema).clone()
}

#[tokio::test]
async fn a_header_is_refused_where_the_description_refuses_it() {
    let api = Api::start().await;
    let key = parameter("/v1/CrossConnects", "post", "Idempotency-Key");
    let longest = usize::try_from(key["maxLength"].as_u64().unwrap()).unwrap();
    let key_texts = ["k".repeat(longest), "k".repeat(longest + 1), "a b".to_owned(), "~".to_owned(), String::new()];
    for text in key_texts {
        let order = api.request(Method::POST, "/v1/CrossConnects").header("Idempotency-Key", &text).form(&ORDER);
        let answer = Answer::to(order).await;
        let is_refused = answer.status == 422 && answer.text("details/parameter") == "Idempotency-Key";
        assert_eq!(is_refused, !is_valid(&key, &json!(text)), "{text:?}: {answer:?}");
        api.control(Method::POST, "/_mock/reset", &json!({})).await.expect(204);
    }
    let revision = parameter("/v1/CrossConnects/{Sid}", "post", "If-Match");
    let circuit = api.placed("active").await;
    for text in [
        "1", "\"1\"", "W/\"1\"", "*", "1, 2", "\"1\" ,W/\"3\"", "0", "18446744073709551615", "01", "\"", "\"1", "x", "1,", "-1", "w/1", "",
    ] {
        let change = api.request(Method::POST, &circuit).header("If-Match", text).form(&[("Enabled", "true")]);
        let answer = Answer::to(change).await;
        assert_eq!(answer.status == 422, !is_valid(&revision, &json!(text)), "{text:?}: {answer:?}");
    }
}

#[tokio::test]
async fn a_page_token_is_within_its_bounds() {
    let api = Api::start().await;
    let token = parameter("/v1/Exchanges", "get", "PageToken");
    let first = api.get("/v1/Exchanges?PageSize=1").await.expect(200);
    let (_, given) = first.text("meta/next_page_url").rsplit_once("PageToken=").unwrap();
    assert!(is_valid(&token, &json!(given)), "{given}");
    let longest = usize::try_from(token["maxLength"].as_u64().unwrap()).unwrap();
    for text in ["A".repeat(longest + 1), "a+b".to_owned()] {
        assert!(!is_valid(&token, &json!(text)));
        api.get(&format!("/v1/Exchanges?PageToken={text}")).await.refused(422, 20422);
    }
}

fn is_valid(schema: &Value, value: &Value) -> bool {
    jsonschema::validator_for(schema).unwrap().is_valid(value)
}

/// The characters at the edges of the ranges that are not printable, and the blanks.
const EDGES: &str = "\u{0}\u{1f} ~\u{7f}\u{9f}\u{a0}\u{ac}\u{ad}\u{ae}\u{61b}\u{61c}\u{61d}\u{1680}\u{180d}\u{180e}\u{180f}\u{2000}\u{200a}\
    \u{200b}\u{200f}\u{2010}\u{2027}\u{2028}\u{202e}\u{202f}\u{205f}\u{2060}\u{206f}\u{2070}\u{3000}\u{feff}\u{fff8}\u{fff9}\u{fffb}\
    \u{fffc}🦀";

/// Circuits whose completion can be reported, one for each character.
async fn awaiting_completion(letters: usize) -> (Api, Vec<String>) {
    let api = Api::start().await;
    let rows: Vec<Value> = (0..letters)
        .map(|number| {
            json!({"unique_name": format!("c{number}"), "exchange": "ashburn-ix", "bandwidth_mbps": 100, "status": "loa_issued"})
        })
        .collect();
    api.control(Method::POST, "/_mock/seed", &json!({"cross_connects": rows})).await.expect(204);
    let circuits = api.mock.cross_connects().await;
    let paths = circuits.iter().map(|circuit| format!("/v1/CrossConnects/{}", circuit.sid)).collect();
    (api, paths)
}

#[tokio::test]
async fn a_character_is_refused_where_the_description_refuses_it() {
    let entity = schema_of("CrossConnectOrder", "LoaEntity");
    let reference = schema_of("CompletionNotice", "Reference");
    let (api, circuits) = awaiting_completion(EDGES.chars().count()).await;
    for (letter, circuit) in EDGES.chars().zip(circuits) {
        for text in [letter.to_string(), format!("A{letter}")] {
            let change = api.post(&circuit, &[("LoaEntity", &text)]).await;
            assert_eq!(change.status == 200, is_valid(&entity, &json!(text)), "{text:?}: {change:?}");
        }
        let alone = letter.to_string();
        let notice = [("Reference", alone.as_str()), ("CompletedOn", "2026-01-05")];
        let report = api.post(&format!("{circuit}/CompletionNotices"), &notice).await;
        assert_eq!(report.status == 201, is_valid(&reference, &json!(alone)), "{letter:?}: {report:?}");
    }
}

/// The bounds that are missing in the schema of a value from a client.
fn missing(name: &str, schema: &Value) -> Vec<&'static str> {
    let schema = filled(schema.get("items").unwrap_or(schema));
    let wanted: &[&str] = match schema["type"].as_str() {
        Some("integer") => &["minimum", "maximum"],
        Some("string") if schema["enum"].is_array() || UNBOUND.contains(&name) && schema["maxLength"].is_null() => &[],
        Some("string") if name == "If-Match" => &["minLength", "pattern"],
        Some("string") => &["minLength", "maxLength"],
        _ => &[],
    };
    let missing = wanted.iter().filter(|keyword| schema[**keyword].is_null());
    missing.copied().collect()
}

#[test]
fn every_value_from_outside_has_bounds() {
    let document = contract();
    let mut problems = Vec::new();
    let table = longest_texts();
    for (path, calls) in document["paths"].as_object().unwrap() {
        for call in calls.as_object().unwrap().values() {
            for parameter in call["parameters"].as_array().into_iter().flatten() {
                let name = parameter["name"].as_str().unwrap();
                problems.extend(missing(name, &parameter["schema"]).iter().map(|bound| format!("{path} {name}: {bound}")));
            }
            let form = call.pointer("/requestBody/content/application~1x-www-form-urlencoded/schema/$ref");
            let Some(form) = form.and_then(Value::as_str) else { continue };
            let name = form.rsplit('/').next().unwrap();
            let fields = document.pointer(&format!("{}/properties", form.trim_start_matches('#'))).unwrap();
            for (field, schema) in fields.as_object().unwrap() {
                problems.extend(missing(field, schema).iter().map(|bound| format!("{name} {field}: {bound}")));
                let item = schema.get("items").unwrap_or(schema);
                if !item["maxLength"].is_null() && !table.iter().any(|(form, tried, _)| (*form, *tried) == (name, field)) {
                    problems.push(format!("{name} {field} is not tried"));
                }
            }
        }
    }
    assert_eq!(problems, Vec::<String>::new());
}

/// The places of numbers without bounds.
fn unbound_numbers(part: &Value, place: &str, found: &mut Vec<String>) {
    let is_number = part["type"] == "integer" || part["type"][0] == "integer";
    if is_number && (part["minimum"].is_null() || part["maximum"].is_null()) {
        found.push(place.to_owned());
    }
    match part {
        Value::Object(fields) => fields
            .iter()
            .for_each(|(field, value)| unbound_numbers(value, &format!("{place}/{field}"), found)),
        Value::Array(items) => items
            .iter()
            .for_each(|value| unbound_numbers(value, &format!("{place}/-"), found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[tokio::test]
async fn every_number_of_the_controls_has_the_bounds_of_its_type() {
    let document = controls();
    let mut found = Vec::new();
    unbound_numbers(&document, "", &mut found);
    assert_eq!(found, Vec::<String>::new());
    let api = Api::start().await;
    let fields = [("Fault", "after"), ("Fault", "times"), ("Refuse", "code"), ("Refuse", "status"), ("Lag", "reads")];
    for (schema, field) in fields {
        let most = document["components"]["schemas"][schema]["properties"][field]["maximum"].as_u64().unwrap();
        for (number, status) in [(most, 201), (most + 1, 422)] {
            let mut fault = document["components"]["schemas"]["Fault"]["examples"][0].clone();
            match schema {
                "Fault" => fault[field] = json!(number),
                "Refuse" => fault["kind"]["refuse"][field] = json!(number),
                _ => fault["kind"] = json!({"lag": {"reads": number}}),
            }
            let answer = api.control(Method::POST, "/_mock/faults", &fault).await;
            assert_eq!(answer.status, status, "{schema} {field} {number}: {answer:?}");
        }
    }
}

#[tokio::test]
async fn the_described_steps_are_those_that_the_controls_know() {
    let api = Api::start().await;
    let circuit = api.placed("active").await;
    let path = "/_mock/cross-connects/{Sid}/{Action}";
    let mut parameters = controls()["paths"][path]["post"]["parameters"].as_array().unwrap().clone().into_iter();
    let action = parameters.find(|parameter| parameter["name"] == "Action").unwrap();
    let pattern = action["schema"]["pattern"].as_str().unwrap();
    let steps: Vec<&str> = pattern.trim_start_matches("^(").trim_end_matches(")$").split('|').collect();
    for (step, is_known) in steps.iter().map(|step| (*step, true)).chain([("finish", false)]) {
        let path = format!("/_mock/cross-connects/{}/{step}", sid_in(&circuit));
        let answer = api.control(Method::POST, &path, &json!({})).await;
        let is_unknown = answer.status == 404 && answer.text("message").starts_with("there is no action");
        assert_eq!(!is_unknown, is_known, "{step}: {answer:?}");
    }
    assert_eq!(steps.len(), 9);
}
