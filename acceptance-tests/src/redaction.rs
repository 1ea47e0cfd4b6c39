//! Replacements for texts that differ between runs.
//!
//! SIDs are numbered in the order of their first appearance in the case (`XC<1>`). Times lose the time of day. The
//! place of a port is removed, because it is derived from a SID. Addresses of this machine become names.

use std::collections::BTreeMap;

use regex::{Captures, Regex};

use crate::Failure;

/// The replacements of a whole case, so that a number means the same object in all its steps.
#[derive(Debug)]
pub(crate) struct Redaction {
    patterns: Patterns,
    texts: Vec<(String, &'static str)>,
    numbers: BTreeMap<String, String>,
    drawn: BTreeMap<String, u32>,
}

#[derive(Debug)]
struct Patterns {
    sid: Regex,
    request: Regex,
    time: Regex,
    key: Regex,
    mocked: Regex,
    uuid: Regex,
    place: Regex,
}

impl Redaction {
    /// A redaction that also replaces `texts`.
    pub(crate) fn new(texts: Vec<(String, &'static str)>) -> Result<Self, Failure> {
        Ok(Self {
            patterns: Patterns::new()?,
            texts,
            numbers: BTreeMap::new(),
            drawn: BTreeMap::new(),
        })
    }

    /// Returns the text with every replacement.
    pub(crate) fn apply(&mut self, text: &str) -> String {
        let mut text = text.to_owned();
        for (from, to) in &self.texts {
            text = text.replace(from, to);
        }
        let text = self.patterns.request.replace_all(&text, "RQ<>").into_owned();
        let text = self.patterns.time.replace_all(&text, "$date<time>").into_owned();
        let text = self.patterns.uuid.replace_all(&text, "<uuid>").into_owned();
        let text = self
            .patterns
            .mocked
            .replace_all(&text, "\"<drawn>\" is not the SID")
            .into_owned();
        let text = self.patterns.place.replace_all(&text, "$what <drawn>").into_owned();
        let key = self.patterns.key.clone();
        let text = key
            .replace_all(&text, |found: &Captures<'_>| {
                format!("[{}]", self.number("key", &found["key"]))
            })
            .into_owned();
        let sid = self.patterns.sid.clone();
        sid.replace_all(&text, |found: &Captures<'_>| self.number(&found["prefix"], &found[0]))
            .into_owned()
    }

    fn number(&mut self, prefix: &str, whole: &str) -> String {
        if let Some(known) = self.numbers.get(whole) {
            return known.clone();
        }
        let drawn = self.drawn.entry(prefix.to_owned()).or_default();
        *drawn += 1;
        let name = format!("{prefix}<{drawn}>");
        self.numbers.insert(whole.to_owned(), name.clone());
        name
    }
}

impl Patterns {
    fn new() -> Result<Self, Failure> {
        let regex = |text| Regex::new(text).map_err(|error| Failure::Case(error.to_string()));
        Ok(Self {
            sid: regex(r"\b(?P<prefix>XC|BG|LA|EX)[0-9a-f]{32}\b")?,
            request: regex(r"\bRQ[0-9a-f]{32}\b")?,
            time: regex(r"(?P<date>\d{4}-\d{2}-\d{2}(T| at | ))\d{2}:\d{2}(:\d{2})?(\.\d+)?( ?UTC|Z)")?,
            // A text that Terraform generates for a computed value of a mocked provider.
            mocked: regex(r#""[a-z0-9]{8}" is not the SID"#)?,
            uuid: regex(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")?,
            place: regex(r"\b(?P<what>cage|patch panel|port) (PP-\d{4}-\d{2}|\d{1,4})\b")?,
            key: regex(r"\[idempotency key (?P<key>[^\]]+)\]")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sids_are_numbered_in_the_order_of_appearance_and_keep_their_number() {
        let mut redaction = Redaction::new(Vec::new()).unwrap();
        let (one, two) = ("XC".to_owned() + &"a".repeat(32), "XC".to_owned() + &"b".repeat(32));
        assert_eq!(redaction.apply(&format!("{two} {one}")), "XC<1> XC<2>");
        assert_eq!(redaction.apply(&format!("{one}.")), "XC<2>.");
    }

    #[test]
    fn a_text_of_a_mocked_provider_is_drawn() {
        let mut redaction = Redaction::new(Vec::new()).unwrap();
        assert_eq!(
            redaction.apply("\"2j4zwd5a\" is not the SID"),
            "\"<drawn>\" is not the SID"
        );
        assert_eq!(redaction.apply("\"XC123\" is not the SID"), "\"XC123\" is not the SID");
    }

    #[test]
    fn a_time_keeps_its_day() {
        let mut redaction = Redaction::new(Vec::new()).unwrap();
        assert_eq!(redaction.apply("by 2026-03-06T11:00:00Z"), "by 2026-03-06T<time>");
        assert_eq!(redaction.apply("on 2026-03-06"), "on 2026-03-06");
    }
}
