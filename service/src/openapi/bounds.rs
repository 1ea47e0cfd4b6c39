//! The bounds of values in requests and in answers.
//!
//! A bound of a request comes from the rule that reads the value. A schema cannot express every rule, such as a public address, a date
//! in the past, or an unused name. The contract page has these rules.

use std::ops::RangeInclusive;

use serde_json::{Map, Value, json};

use crate::page;
use crate::routes::bgp_session_form::MD5_KEY_LENGTHS;
use crate::routes::completion_notices::REFERENCE_LENGTHS;
use crate::routes::cross_connect_form::{ENTITY_LENGTHS, LABEL_LENGTHS};
use crate::sid;
use crate::world::{asn, idempotency};

/// A number of an IPv4 address, in its only spelling.
const OCTET: &str = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

/// The characters that `is_printable` refuses, in a character class. Tags (U+E0000 to U+E007F) are missing, because some dialects of
/// regular expressions have no notation for them.
const NOT_PRINTABLE: &str = "\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb";

/// The blanks among the printable characters, in a character class.
const BLANK: &str = " \\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000";

/// Adds the bounds of a schema's fields.
pub(super) fn bind(schema: &str, fields: &mut Map<String, Value>, is_form: bool) {
    for (field, property) in fields {
        widen(property);
        let bounds = if is_form {
            of_form(field, property)
        } else {
            of_answer(schema, field)
        };
        add(property, bounds);
    }
}

/// Adds the bounds of a parameter of a path, a query, or a header.
pub(super) fn bind_parameter(path: &str, parameter: &mut Value) {
    let bounds = match (parameter["in"].as_str(), parameter["name"].as_str()) {
        (Some("path"), Some("Sid")) if path.contains("/BgpSessions/") => sid_of_request(sid::BGP_SESSION),
        (Some("path"), Some("Sid")) => sid_of_request(sid::CROSS_CONNECT),
        (Some("path"), Some("Exchange")) => json!({"minLength": 1}),
        (Some("query"), Some("CrossConnectSid")) => text(&(0..=34), "^(XC[0-9A-Fa-f]{32})?$"),
        (Some("query"), Some("PageToken")) => text(&(0..=page::LONGEST_TOKEN), "^[A-Za-z0-9_-]*$"),
        (Some("header"), Some(idempotency::HEADER)) => text(&idempotency::KEY_LENGTHS, "^[!-~]([ -~]*[!-~])?$"),
        (Some("header"), Some("If-Match")) => json!({"minLength": 1, "pattern": revisions()}),
        _ => return,
    };
    add(&mut parameter["schema"], bounds);
}

/// The pattern of a SID in an answer.
pub(super) fn sid_pattern(prefix: &str) -> String {
    format!("^{prefix}[0-9a-f]{{32}}$")
}

/// The bounds of a field of a form. A field that can be empty has no minimum length.
fn of_form(field: &str, property: &Value) -> Value {
    let or_empty = |lengths: &RangeInclusive<usize>| 0..=*lengths.end();
    match field {
        "UniqueName" => text(&LABEL_LENGTHS, "^[A-Za-z0-9._-]+$"),
        "RedundancyGroup" => text(&or_empty(&LABEL_LENGTHS), "^[A-Za-z0-9._-]*$"),
        "RedundancyRole" => text(&(0..=7), "^(primary|backup)?$"),
        "Exchange" => json!({"minLength": 1}),
        "BandwidthMbps" => json!({"minimum": 1}),
        "LoaEntity" => text(&ENTITY_LENGTHS, &not_blank()),
        "Reference" => text(&REFERENCE_LENGTHS, &format!("^[^{NOT_PRINTABLE}]+$")),
        "CompletedOn" => json!({"minLength": 10, "maxLength": 10}),
        "CrossConnectSid" => sid_of_request(sid::CROSS_CONNECT),
        "CustomerAsn" if property["type"] == "integer" => json!({"minimum": 1, "maximum": asn::LARGEST}),
        "CustomerAsn" => text(&(0..=10), "^([1-9][0-9]{0,9})?$"),
        "CustomerAddress" => text(&(0..=18), &format!("^({})?$", block("3[01]"))),
        "IpRoutes" => json!({"items": text(&(0..=18), &format!("^({})?$", block("(2[4-9]|3[0-2])")))}),
        "Md5Key" => {
            let (least, most) = (MD5_KEY_LENGTHS.start(), MD5_KEY_LENGTHS.end());
            text(&or_empty(&MD5_KEY_LENGTHS), &format!("^([ -~]{{{least},{most}}})?$"))
        }
        _ => json!({}),
    }
}

/// The bounds of a field of an answer.
fn of_answer(schema: &str, field: &str) -> Value {
    let any_block = || format!("^{}$", block("([12]?[0-9]|3[0-2])"));
    match (schema, field) {
        ("CrossConnect", "sid") | (_, "cross_connect_sid") => sid_of_answer(sid::CROSS_CONNECT),
        ("BgpSession", "sid") => sid_of_answer(sid::BGP_SESSION),
        ("LetterOfAuthorization", "sid") => sid_of_answer(sid::LETTER),
        ("Exchange", "sid") | (_, "exchange_sid") => sid_of_answer(sid::EXCHANGE),
        (_, "account_sid") => sid_of_answer("AC"),
        (_, "bgp_session_sids") => json!({"items": sid_of_answer(sid::BGP_SESSION)}),
        (_, "unique_name" | "redundancy_group") => text(&LABEL_LENGTHS, "^[A-Za-z0-9._-]+$"),
        (_, "loa_entity") => lengths(&ENTITY_LENGTHS),
        (_, "reference") => lengths(&REFERENCE_LENGTHS),
        ("BgpSession", "customer_address" | "twilio_address") => json!({"pattern": any_block()}),
        ("BgpSession", "ip_routes")
        | (_, "prefixes" | "prefixes_received" | "prefixes_missing" | "prefixes_unexpected") => {
            json!({"items": {"pattern": any_block()}})
        }
        ("CrossConnect" | "BgpSession" | "LetterOfAuthorization", "revision") => json!({"minimum": 1}),
        ("Error", "status") => json!({"minimum": 400, "maximum": 599}),
        ("PageMeta", "page_size") => json!({"minimum": 1, "maximum": page::LARGEST_SIZE}),
        _ => json!({}),
    }
}

/// Widens the format of unsigned 32-bit numbers, because 4,294,967,295 does not fit into a signed 32-bit number.
fn widen(part: &mut Value) {
    if part.get("format") == Some(&json!("int32")) && part.get("minimum") == Some(&json!(0)) {
        part["format"] = json!("int64");
        part["maximum"] = json!(u32::MAX);
    }
    match part {
        Value::Object(fields) => fields.values_mut().for_each(widen),
        Value::Array(items) => items.iter_mut().for_each(widen),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Adds bounds to a schema, and the bounds of its items to the schema of the items.
fn add(schema: &mut Value, bounds: Value) {
    let Value::Object(bounds) = bounds else {
        return;
    };
    for (keyword, bound) in bounds {
        if keyword == "items" {
            add(&mut schema["items"], bound);
        } else {
            schema[keyword] = bound;
        }
    }
}

fn lengths(lengths: &RangeInclusive<usize>) -> Value {
    json!({"minLength": lengths.start(), "maxLength": lengths.end()})
}

fn text(lengths: &RangeInclusive<usize>, pattern: &str) -> Value {
    json!({"minLength": lengths.start(), "maxLength": lengths.end(), "pattern": pattern})
}

/// The bounds of a SID in a request, with digits in either case.
fn sid_of_request(prefix: &str) -> Value {
    text(&(34..=34), &format!("^{prefix}[0-9A-Fa-f]{{32}}$"))
}

fn sid_of_answer(prefix: &str) -> Value {
    text(&(34..=34), &sid_pattern(prefix))
}

/// The pattern of a text that is not blank.
fn not_blank() -> String {
    format!("^[^{NOT_PRINTABLE}]*[^{NOT_PRINTABLE}{BLANK}][^{NOT_PRINTABLE}]*$")
}

/// The pattern of an IPv4 block with one of these prefix lengths.
fn block(lengths: &str) -> String {
    format!("{OCTET}(\\.{OCTET}){{3}}/{lengths}")
}

/// The pattern of an `If-Match` header: any revision, or a list of entity tags or bare numbers.
fn revisions() -> String {
    let number = "(0|[1-9][0-9]{0,19})";
    let tag = format!("(W/)?(\"{number}\"|{number})");
    format!("^(\\*|{tag}([ \\t]*,[ \\t]*{tag})*)$")
}
