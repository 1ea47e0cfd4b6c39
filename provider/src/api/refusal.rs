//! The error answers of the service, in either of the two forms that Twilio uses.

use super::request_id::RequestId;
use super::secrets::Secrets;
use crate::domain::{BgpSessionSid, ObjectSid};
use serde::de::{IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use std::fmt;
use url::Url;

/// A parsed error answer of the service.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The code of Twilio's error dictionary, if the answer has one.
    pub code: Option<u32>,
    /// The message of the service; never empty.
    pub message: String,
    /// `Twilio-Request-Id`.
    pub request_id: Option<RequestId>,
    /// The page about the code, an `https` URL.
    pub more_info: Option<Url>,
    /// The existing object that has the name or the cross connect already.
    pub existing_sid: Option<ObjectSid>,
    /// The BGP sessions that the object carries, at most a hundred.
    pub bgp_session_sids: Vec<BgpSessionSid>,
    /// The invalid parameter, in PascalCase as in the contract.
    pub parameter: Option<String>,
    /// The invalid values, if there are several; at most a hundred.
    pub problems: Vec<RefusedValue>,
}

/// One of several values that the service refused at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedValue {
    /// The code of Twilio's error dictionary.
    pub code: Option<u32>,
    /// The parameter, in PascalCase.
    pub parameter: Option<String>,
    /// The value, as it was sent.
    pub value: Option<String>,
    /// The message of the service.
    pub message: String,
}

impl Refusal {
    /// True where the answer has this code.
    pub fn is(&self, code: u32) -> bool {
        self.code == Some(code)
    }

    /// Reads the body of an error answer; none if it is in neither of Twilio's forms.
    pub(super) fn read(status: u16, request_id: Option<RequestId>, body: &[u8], secrets: &Secrets) -> Option<Self> {
        let wire: WireRefusal<'_> = serde_json::from_slice(body).ok()?;
        let code = field::<u32>(wire.code);
        let message: String = field(wire.message)?;
        let says_status = field::<u16>(wire.status).or(field(wire.http_status_code)).is_some();
        if code.is_none() && !says_status {
            return None;
        }
        let details: WireDetails<'_> = field(wire.details.or(wire.params)).unwrap_or_default();
        let clean = |text: String| secrets.line(&text, LONGEST_MESSAGE);
        let sids: Hundred<'_> = field(details.bgp_session_sids).unwrap_or_default();
        let problems: Hundred<'_> = field(details.problems).unwrap_or_default();
        Some(Self {
            status,
            code,
            message: clean(message),
            request_id,
            more_info: field::<String>(wire.more_info).and_then(|text| page(&secrets.scrub(&text))),
            existing_sid: field::<String>(details.existing_sid).and_then(|sid| ObjectSid::parse(&secrets.scrub(&sid))),
            bgp_session_sids: sids.0.into_iter().filter_map(bgp_session_sid).collect(),
            parameter: field::<String>(details.parameter).map(clean),
            problems: problems
                .0
                .into_iter()
                .filter_map(|raw| refused_value(raw, &clean))
                .collect(),
        })
    }

    /// Creates a refusal of which only the status is known.
    pub(super) fn of_status(status: u16, request_id: Option<RequestId>) -> Self {
        Self {
            status,
            request_id,
            message: format!("HTTP status {status}"),
            ..Self::default()
        }
    }

    /// Creates the refusal for a record with the status `deleted`.
    pub(super) fn of_deleted(request_id: Option<RequestId>) -> Self {
        Self {
            message: "the object has status deleted".to_owned(),
            ..Self::of_status(200, request_id)
        }
    }
}

/// Writes the message, the code, the status, and the request id, which every diagnostic quotes.
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
///
/// Each field stays raw until it is parsed by itself, so that a malformed field does not hide the error. A field that is not
/// parsed takes no memory.
#[derive(Deserialize)]
struct WireRefusal<'a> {
    #[serde(default, borrow)]
    code: Option<&'a RawValue>,
    #[serde(default, borrow)]
    message: Option<&'a RawValue>,
    #[serde(default, borrow)]
    more_info: Option<&'a RawValue>,
    #[serde(default, borrow)]
    status: Option<&'a RawValue>,
    #[serde(default, borrow, rename = "httpStatusCode")]
    http_status_code: Option<&'a RawValue>,
    #[serde(default, borrow)]
    details: Option<&'a RawValue>,
    #[serde(default, borrow)]
    params: Option<&'a RawValue>,
}

#[derive(Default, Deserialize)]
struct WireDetails<'a> {
    #[serde(default, borrow)]
    existing_sid: Option<&'a RawValue>,
    #[serde(default, borrow)]
    bgp_session_sids: Option<&'a RawValue>,
    #[serde(default, borrow)]
    parameter: Option<&'a RawValue>,
    #[serde(default, borrow)]
    problems: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct WireRefusedValue<'a> {
    #[serde(default, borrow)]
    code: Option<&'a RawValue>,
    #[serde(default, borrow)]
    parameter: Option<&'a RawValue>,
    #[serde(default, borrow)]
    value: Option<&'a RawValue>,
    #[serde(default, borrow)]
    message: Option<&'a RawValue>,
}

/// The first hundred raw values of a list; the others are ignored.
#[derive(Default)]
struct Hundred<'a>(Vec<&'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for Hundred<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Self::default())
    }
}

impl<'de: 'a, 'a> Visitor<'de> for Hundred<'a> {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut sequence: A) -> Result<Self, A::Error> {
        while self.0.len() < 100 {
            match sequence.next_element()? {
                Some(value) => self.0.push(value),
                None => return Ok(self),
            }
        }
        while sequence.next_element::<IgnoredAny>()?.is_some() {}
        Ok(self)
    }
}

/// Reads a field of the expected type; a field of another type is ignored.
fn field<'a, T: Deserialize<'a>>(raw: Option<&'a RawValue>) -> Option<T> {
    serde_json::from_str(raw?.get()).ok()
}

fn bgp_session_sid(raw: &RawValue) -> Option<BgpSessionSid> {
    BgpSessionSid::parse(&field::<String>(Some(raw))?).ok()
}

fn refused_value(raw: &RawValue, clean: &impl Fn(String) -> String) -> Option<RefusedValue> {
    let wire: WireRefusedValue<'_> = field(Some(raw))?;
    Some(RefusedValue {
        code: field(wire.code),
        parameter: field(wire.parameter).map(clean),
        value: wire.value.map(plain).map(clean),
        message: field(wire.message).map(clean).unwrap_or_default(),
    })
}

/// Returns a string without its quotes, and any other value as JSON.
fn plain(raw: &RawValue) -> String {
    field(Some(raw)).unwrap_or_else(|| raw.get().to_owned())
}

/// Reads an `https` URL of bounded length without user information. Any other URL is not shown to a user.
fn page(text: &str) -> Option<Url> {
    let url = Url::parse(text)
        .ok()
        .filter(|url| url.scheme() == "https" && url.has_host())?;
    let is_bare = url.username().is_empty() && url.password().is_none();
    (is_bare && url.as_str().len() <= LONGEST_URL).then_some(url)
}

/// The most bytes of the URL of a page.
const LONGEST_URL: usize = 2000;
/// The most characters of a message.
const LONGEST_MESSAGE: usize = 1000;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    const REQUEST_ID: &str = "RQ0123456789abcdef0123456789abcdef";
    const XC: &str = "XC00000000000000000000000000000001";
    const BG: &str = "BG00000000000000000000000000000001";

    fn read(body: &str) -> Option<Refusal> {
        Refusal::read(409, RequestId::parse(REQUEST_ID), body.as_bytes(), &Secrets::default())
    }

    #[test]
    fn the_classic_form_is_read_with_its_details() {
        let body = json!({"code": 20409, "message": "In use.", "more_info": "https://x/errors/20409", "status": 409, "details": {
            "existing_sid": XC, "bgp_session_sids": [BG, "BG2", 7], "parameter": "UniqueName",
            "problems": [{"code": 62018, "parameter": "IpRoutes", "value": "x", "message": "no"}, 7]}});
        let refusal = read(&body.to_string()).unwrap();
        assert_eq!(refusal.to_string(), "In use (error 20409, HTTP status 409)");
        assert!(refusal.is(20409) && !refusal.is(20404));
        assert_eq!(refusal.existing_sid, ObjectSid::parse(XC));
        assert_eq!(refusal.bgp_session_sids, [BgpSessionSid::parse(BG).unwrap()]);
        assert_eq!(refusal.parameter.as_deref(), Some("UniqueName"));
        assert_eq!(refusal.request_id, RequestId::parse(REQUEST_ID));
        assert_eq!(refusal.more_info.unwrap().as_str(), "https://x/errors/20409");
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
    fn what_is_no_sid_and_no_page_is_passed_over() {
        for text in [
            "",
            "XC1",
            "LA00000000000000000000000000000001",
            "\u{1b}]0;x\u{7}",
            "XC0000000000000000000000000000000\u{202e}",
        ] {
            let refusal =
                read(&json!({"code": 1, "message": "No", "details": {"existing_sid": text}}).to_string()).unwrap();
            assert_eq!(refusal.existing_sid, None, "{text:?}");
        }
        let long = format!("https://x/{}", "x".repeat(2000));
        for text in [
            "",
            "x",
            "http://x",
            "https://user@x",
            "javascript:alert(1)",
            "data:x",
            &long,
        ] {
            let refusal = read(&json!({"code": 1, "message": "No", "more_info": text}).to_string()).unwrap();
            assert_eq!(refusal.more_info, None, "{text:?}");
        }
    }

    #[test]
    fn a_hundred_problems_and_sids_are_kept() {
        let (problems, sids) = (vec![json!({"value": [1]}); 101], vec![BG; 101]);
        let body = json!({"code": 1, "message": "No", "details": {"problems": problems, "bgp_session_sids": sids, "parameter": "X"}});
        let refusal = read(&body.to_string()).unwrap();
        assert_eq!((refusal.problems.len(), refusal.bgp_session_sids.len()), (100, 100));
        assert_eq!(refusal.problems[99].value.as_deref(), Some("[1]"));
        assert_eq!(refusal.parameter.as_deref(), Some("X"));
    }

    #[test]
    fn depth_does_not_hide_an_error() {
        let deep = format!("{}{}", "[".repeat(30_000), "]".repeat(30_000));
        let refusal = read(&format!(
            r#"{{"code": 1, "message": "No", "details": {{"problems": [{deep}], "x": {deep}, "parameter": "X"}}}}"#
        ));
        assert_eq!(refusal.unwrap().parameter.as_deref(), Some("X"));
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
