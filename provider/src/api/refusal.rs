//! The service's own words when it declines, in either of the two forms that Twilio uses.

use super::secrets::Secrets;
use crate::domain::BgpSessionSid;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt;

/// An error answer of the service, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The code of Twilio's error dictionary, if the answer has one.
    pub code: Option<u32>,
    /// The service's words; never empty.
    pub message: String,
    /// `Twilio-Request-Id`.
    pub request_id: Option<String>,
    /// The page about the code.
    pub more_info: Option<String>,
    /// The object that already holds the name or the place, as a SID.
    pub existing_sid: Option<String>,
    /// The BGP sessions that hang on the object.
    pub bgp_session_sids: Vec<BgpSessionSid>,
    /// The parameter at fault, in PascalCase as the contract writes it.
    pub parameter: Option<String>,
    /// Every value at fault, when several are.
    pub problems: Vec<RefusedValue>,
}

/// One of several values that the service declined at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedValue {
    /// The code of Twilio's error dictionary.
    pub code: Option<u32>,
    /// The parameter, in PascalCase.
    pub parameter: Option<String>,
    /// The value, as it was sent.
    pub value: Option<String>,
    /// The service's words.
    pub message: String,
}

impl Refusal {
    /// Whether the answer has this code.
    pub fn is(&self, code: u32) -> bool {
        self.code == Some(code)
    }

    /// Reads the body of an error answer; nothing if it is in neither of Twilio's forms.
    pub(super) fn read(status: u16, request_id: Option<String>, body: &[u8], secrets: &Secrets) -> Option<Self> {
        let value: Value = serde_json::from_slice(body).ok()?;
        let wire: WireRefusal = serde_json::from_value(value).ok()?;
        let says_status = wire.status.or(wire.http_status_code).is_some();
        if wire.message.is_none() || !(wire.code.is_some() || says_status) {
            return None;
        }
        let details = wire.details.or(wire.params).unwrap_or_default();
        let clean = |text: String| printable(&secrets.scrub(&text), LONGEST_MESSAGE);
        Some(Self {
            status,
            code: wire.code,
            message: wire.message.map(clean).unwrap_or_default(),
            request_id,
            more_info: wire.more_info.map(clean),
            existing_sid: field::<String>(&details, "existing_sid").map(clean),
            bgp_session_sids: field::<Vec<String>>(&details, "bgp_session_sids")
                .unwrap_or_default()
                .into_iter()
                .map(|sid| BgpSessionSid::trusted(clean(sid)))
                .collect(),
            parameter: field::<String>(&details, "parameter").map(clean),
            problems: refused_values(&details, &clean),
        })
    }

    /// A refusal of which nothing but the status is known.
    pub(super) fn of_status(status: u16, request_id: Option<String>) -> Self {
        Self {
            status,
            request_id,
            message: format!("HTTP status {status}"),
            ..Self::default()
        }
    }
}

/// The service's words, its code, the status and the request id: what every diagnostic quotes.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message.trim_end_matches('.'))?;
        match self.code {
            Some(code) => write!(f, " (error {code}, HTTP status {})", self.status),
            None => write!(f, " (HTTP status {})", self.status),
        }
    }
}

/// The classic form, and the newer one with `httpStatusCode` and `params`.
#[derive(Deserialize)]
struct WireRefusal {
    #[serde(default, deserialize_with = "lenient")]
    code: Option<u32>,
    #[serde(default, deserialize_with = "lenient")]
    message: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    more_info: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    status: Option<u16>,
    #[serde(default, rename = "httpStatusCode", deserialize_with = "lenient")]
    http_status_code: Option<u16>,
    #[serde(default)]
    details: Option<Value>,
    #[serde(default)]
    params: Option<Value>,
}

#[derive(Deserialize)]
struct WireRefusedValue {
    #[serde(default, deserialize_with = "lenient")]
    code: Option<u32>,
    #[serde(default, deserialize_with = "lenient")]
    parameter: Option<String>,
    #[serde(default)]
    value: Value,
    #[serde(default, deserialize_with = "lenient")]
    message: Option<String>,
}

/// Takes a value of the expected kind and passes over one of another: an error must not hide behind an odd field.
fn lenient<'de, D: serde::Deserializer<'de>, T: DeserializeOwned>(deserializer: D) -> Result<Option<T>, D::Error> {
    Ok(serde_json::from_value(Value::deserialize(deserializer)?).ok())
}

fn field<T: DeserializeOwned>(details: &Value, name: &str) -> Option<T> {
    serde_json::from_value(details.get(name)?.clone()).ok()
}

fn refused_values(details: &Value, clean: &impl Fn(String) -> String) -> Vec<RefusedValue> {
    let values = field::<Vec<Value>>(details, "problems").unwrap_or_default();
    let read = values
        .into_iter()
        .filter_map(|value| serde_json::from_value::<WireRefusedValue>(value).ok());
    read.map(|wire| RefusedValue {
        code: wire.code,
        parameter: wire.parameter.map(clean),
        value: plain(wire.value).map(clean),
        message: wire.message.map(clean).unwrap_or_default(),
    })
    .collect()
}

fn plain(value: Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text),
        other @ (Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => Some(other.to_string()),
    }
}

/// The beginning of a text as one printable line.
pub(super) fn printable(text: &str, longest: usize) -> String {
    let words = text
        .split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|word| !word.is_empty());
    let line = words.collect::<Vec<_>>().join(" ");
    if line.chars().nth(longest).is_none() {
        return line;
    }
    line.chars().take(longest).chain("...".chars()).collect()
}

const LONGEST_MESSAGE: usize = 1000;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(body: &str) -> Option<Refusal> {
        Refusal::read(409, Some("RQ1".to_owned()), body.as_bytes(), &Secrets::default())
    }

    #[test]
    fn the_classic_form_is_read_with_its_details() {
        let refusal = read(
            r#"{"code": 20409, "message": "In use.", "more_info": "https://x", "status": 409, "details": {
                "existing_sid": "XC1", "bgp_session_sids": ["BG1", "BG2"], "parameter": "UniqueName",
                "problems": [{"code": 62018, "parameter": "IpRoutes", "value": "x", "message": "no"}, 7]}}"#,
        )
        .unwrap();
        assert_eq!(refusal.to_string(), "In use (error 20409, HTTP status 409)");
        assert!(refusal.is(20409) && !refusal.is(20404));
        assert_eq!(refusal.existing_sid.as_deref(), Some("XC1"));
        assert_eq!(
            refusal.bgp_session_sids,
            [BgpSessionSid::trusted("BG1"), BgpSessionSid::trusted("BG2")]
        );
        assert_eq!(refusal.parameter.as_deref(), Some("UniqueName"));
        assert_eq!(refusal.request_id.as_deref(), Some("RQ1"));
        assert_eq!(refusal.problems.len(), 1);
        assert_eq!(refusal.problems[0].value.as_deref(), Some("x"));
    }

    #[test]
    fn the_newer_form_and_one_without_a_code_are_read() {
        let newer = read(
            r#"{"code": 20422, "message": "No", "httpStatusCode": 422, "params": {"parameter": "X"}, "userError": true}"#,
        );
        assert_eq!(newer.unwrap().parameter.as_deref(), Some("X"));
        let bare = read(r#"{"message": "No", "status": 409}"#).unwrap();
        assert_eq!(bare.to_string(), "No (HTTP status 409)");
        assert_eq!(bare.code, None);
    }

    #[test]
    fn an_odd_field_does_not_hide_the_error() {
        let refusal =
            read(r#"{"code": 20404, "message": "No", "status": "gone", "more_info": 7, "details": [1]}"#).unwrap();
        assert_eq!((refusal.code, refusal.more_info), (Some(20404), None));
    }

    #[test]
    fn a_body_in_neither_form_is_no_refusal() {
        for body in [
            "",
            "<html>",
            "[]",
            "7",
            "null",
            "{}",
            r#"{"message": "x"}"#,
            r#"{"code": 1}"#,
            r#"{"error": "x", "status": 404}"#,
        ] {
            assert_eq!(read(body), None, "{body}");
        }
    }

    #[test]
    fn the_services_words_are_one_printable_line_of_bounded_length() {
        let refusal = read(r#"{"code": 1, "message": "a\n\u001b[31mb\tc"}"#).unwrap();
        assert_eq!(refusal.message, "a [31mb c");
        let long = read(&format!(r#"{{"code": 1, "message": "{}"}}"#, "x".repeat(5000))).unwrap();
        assert_eq!(long.message.len(), LONGEST_MESSAGE + 3);
    }

    proptest! {
        #[test]
        fn reading_a_body_never_panics(body: Vec<u8>, text in "\\{\"(code|message|details)\": ?[0-9\"a-z{}\\[\\]]*\\}") {
            let _ = Refusal::read(400, None, &body, &Secrets::default());
            let _ = read(&text);
        }
    }
}
