//! The request id of an answer.

use std::fmt;

/// The value of `Twilio-Request-Id`: `RQ` and 32 hexadecimal digits, by which support finds the request.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RequestId(String);

impl RequestId {
    /// Parses the value of the header; `None` for a value of another form, which is untrusted and not shown.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix("RQ")?;
        let has_form = digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        has_form.then(|| Self(text.to_owned()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_form_of_a_request_id_is_kept() {
        let id = format!("RQ{}", "0aF9".repeat(8));
        assert_eq!(RequestId::parse(&id).map(|id| id.to_string()), Some(id.clone()));
        for text in [
            "",
            "RQ",
            "RQ1",
            &id[1..],
            &format!("{id}0"),
            &format!("{id} "),
            &id.replace('F', "\u{1b}"),
            "hunter2",
        ] {
            assert_eq!(RequestId::parse(text), None, "{text:?}");
        }
    }
}
