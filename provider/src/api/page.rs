//! Lists, page by page: each page is decoded as it arrives, one record at a time.
//!
//! Each record is cut out of the page and decoded by itself. The rest is the page's frame: the same JSON with an empty list, which is
//! decoded at the end. The same parser therefore checks everything between the records. A page or its JSON is never held whole.

use super::body::{Intake, LONGEST_OBJECT, MEBIBYTE, Unreadable};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::ops::Range;

/// The number of records and bytes that a list may still have, over all of its pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Allowance {
    records: usize,
    bytes: usize,
}

impl Default for Allowance {
    fn default() -> Self {
        Self {
            records: MOST_RECORDS,
            bytes: MOST_BYTES,
        }
    }
}

/// The intake of one page.
#[derive(Debug)]
pub(super) struct PageIntake<T> {
    key: &'static str,
    allowance: Allowance,
    beginning: Vec<u8>,
    frame: Vec<u8>,
    record: Vec<u8>,
    records: Vec<T>,
    next: Option<String>,
    place: Place,
    depth: usize,
    /// The position in the frame of the last string on the level of the page's keys.
    name: Range<usize>,
    is_in_string: bool,
    is_escaped: bool,
}

/// The position of the next byte of a page, relative to the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    Inside { has_comma: bool },
    Behind,
}

#[derive(Deserialize)]
struct Frame {
    meta: Meta,
}

#[derive(Deserialize)]
struct Meta {
    #[serde(default)]
    next_page_url: Option<String>,
}

impl<T> PageIntake<T> {
    /// Creates the intake of a page whose records are under `key`.
    pub(super) fn new(key: &'static str, allowance: Allowance) -> Self {
        Self {
            key,
            allowance,
            beginning: Vec::new(),
            frame: Vec::new(),
            record: Vec::new(),
            records: Vec::new(),
            next: None,
            place: Place::Before,
            depth: 0,
            name: 0..0,
            is_in_string: false,
            is_escaped: false,
        }
    }

    /// The allowance for the next pages.
    pub(super) fn allowance(&self) -> Allowance {
        self.allowance
    }

    /// Returns the records, and the URL of the next page as the service wrote it.
    pub(super) fn into_parts(self) -> (Vec<T>, Option<String>) {
        (self.records, self.next)
    }

    /// True where the value that begins here is the list.
    fn is_at_list(&self) -> bool {
        let behind = self.frame.get(self.name.end..).unwrap_or_default();
        let name = self.frame.get(self.name.clone()).unwrap_or_default();
        self.depth == 1
            && behind.trim_ascii() == b":"
            && serde_json::from_slice::<Cow<'_, str>>(name).is_ok_and(|name| name == self.key)
    }

    fn keep(&mut self, byte: u8) -> Result<(), Unreadable> {
        let (bytes, what) = match self.place {
            Place::Inside { .. } => (&mut self.record, "a record of the list"),
            Place::Before | Place::Behind => (&mut self.frame, "the page of the list, without its records,"),
        };
        if bytes.len() == LONGEST_OBJECT {
            let megabytes = LONGEST_OBJECT / MEBIBYTE;
            return Err(Unreadable::because(format!(
                "{what} is too long: more than {megabytes} MiB"
            )));
        }
        bytes.push(byte);
        Ok(())
    }

    /// Takes in a byte of a string.
    fn letter(&mut self, byte: u8) -> Result<(), Unreadable> {
        self.keep(byte)?;
        match byte {
            _ if self.is_escaped => self.is_escaped = false,
            b'\\' => self.is_escaped = true,
            b'"' => {
                self.is_in_string = false;
                if self.depth == 1 {
                    self.name.end = self.frame.len();
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, byte: u8) -> Result<(), Unreadable> {
        let is_list = byte == b'[' && self.is_at_list();
        if is_list && self.place != Place::Before {
            return Err(Unreadable::because(format!(
                "the page has two lists named {}",
                self.key
            )));
        }
        self.keep(byte)?;
        self.depth += 1;
        if is_list {
            self.place = Place::Inside { has_comma: false };
        }
        Ok(())
    }
}

impl<T: DeserializeOwned> PageIntake<T> {
    fn byte(&mut self, byte: u8) -> Result<(), Unreadable> {
        if self.is_in_string {
            return self.letter(byte);
        }
        let is_between_records = self.depth == 2 && matches!(self.place, Place::Inside { .. });
        match byte {
            b'[' | b'{' => self.open(byte),
            b']' | b'}' => self.close(byte, is_between_records),
            b',' if is_between_records => {
                self.place = Place::Inside { has_comma: true };
                self.decode()
            }
            b'"' => {
                self.is_in_string = true;
                if self.depth == 1 {
                    self.name.start = self.frame.len();
                }
                self.keep(byte)
            }
            _ => self.keep(byte),
        }
    }

    fn close(&mut self, byte: u8, ends_list: bool) -> Result<(), Unreadable> {
        if ends_list {
            if self.place != (Place::Inside { has_comma: false }) || !self.record.trim_ascii().is_empty() {
                self.decode()?;
            }
            self.place = Place::Behind;
        }
        self.depth = self.depth.saturating_sub(1);
        self.keep(byte)
    }

    /// Decodes a complete record.
    fn decode(&mut self) -> Result<(), Unreadable> {
        let Some(left) = self.allowance.records.checked_sub(1) else {
            return Err(too_large(&format!("{MOST_RECORDS} records")));
        };
        self.allowance.records = left;
        let record = serde_json::from_slice(&self.record).map_err(|error| unreadable(&error))?;
        self.records.push(record);
        self.record.clear();
        Ok(())
    }
}

impl<T: DeserializeOwned> Intake for PageIntake<T> {
    fn take(&mut self, piece: &[u8]) -> Result<(), Unreadable> {
        let room = LONGEST_BEGINNING - self.beginning.len();
        self.beginning.extend_from_slice(piece.get(..room).unwrap_or(piece));
        let Some(left) = self.allowance.bytes.checked_sub(piece.len()) else {
            return Err(too_large(&format!("{} MiB", MOST_BYTES / MEBIBYTE)));
        };
        self.allowance.bytes = left;
        piece.iter().try_for_each(|byte| self.byte(*byte))
    }

    fn finish(&mut self) -> Result<(), Unreadable> {
        let frame: Frame = serde_json::from_slice(&self.frame).map_err(|error| unreadable(&error))?;
        if self.place != Place::Behind {
            return Err(Unreadable::because(format!("the page has no list named {}", self.key)));
        }
        self.next = frame.meta.next_page_url;
        Ok(())
    }

    fn release(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.beginning)
    }
}

fn unreadable(error: &serde_json::Error) -> Unreadable {
    Unreadable {
        reason: "the list cannot be read:".to_owned(),
        value: Some(error.to_string()),
    }
}

fn too_large(bound: &str) -> Unreadable {
    Unreadable::because(format!(
        "the list has more than {bound}, so either the account is too large for one list or the service is broken"
    ))
}

/// The largest page size of the contract.
pub(super) const PAGE_SIZE: u16 = 1000;
/// The most pages of a list. No account fills more, so a longer list is a loop.
pub(super) const MOST_PAGES: usize = 1000;
/// The most records of a list: ten times the largest account in the tests.
const MOST_RECORDS: usize = 20_000;
/// The most bytes of a list. 20,000 records have about 30 MB.
const MOST_BYTES: usize = 32 * MEBIBYTE;
/// The most bytes of a page that are kept for an error to quote.
const LONGEST_BEGINNING: usize = 4096;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde::de::IgnoredAny;
    use serde_json::{Value, json};

    type Page = (Vec<Value>, Option<String>);

    fn read_in(pieces: impl IntoIterator<Item = Vec<u8>>) -> Result<Page, Unreadable> {
        let mut intake = PageIntake::new("things", Allowance::default());
        for piece in pieces {
            intake.take(&piece)?;
        }
        intake.finish()?;
        Ok(intake.into_parts())
    }

    fn read(page: &str) -> Result<Page, Unreadable> {
        read_in([page.as_bytes().to_vec()])
    }

    fn reason(page: &str) -> String {
        read(page).expect_err(page).reason
    }

    #[test]
    fn the_keys_of_a_page_come_in_any_order_and_unknown_ones_are_passed_over() {
        let expected = (
            vec![json!({"a": [1, {"b": "]},"}]}), json!("x"), json!(-1.5e3), json!(null)],
            Some("/2".to_owned()),
        );
        let list = r#""things" : [ {"a": [1, {"b": "]},"}]} , "x",-1.5e3,null ]"#;
        let meta = r#""meta": {"next_page_url": "/2", "things": [7]}"#;
        let unknown = r#""x": {"things": [1, 2, "\"["]}, "things2": [[]], "y": "things", "z": ["things", [1]]"#;
        for keys in [
            [list, meta, unknown],
            [meta, unknown, list],
            [unknown, list, meta],
            [unknown, meta, list],
        ] {
            assert_eq!(read(&format!("{{{}}}", keys.join(", "))), Ok(expected.clone()));
        }
        assert_eq!(read(r#"{"meta": {}, "th\u0069ngs": [1]}"#), Ok((vec![json!(1)], None)));
        assert_eq!(
            read(r#" {"things":[ ],"meta":{"next_page_url":null}} "#),
            Ok((vec![], None))
        );
    }

    #[test]
    fn what_is_no_page_is_refused() {
        for page in [
            "",
            "[]",
            "7",
            r#"{"things": [1]}"#,
            r#"{"meta": {}, "things": [1,]}"#,
            r#"{"meta": {}, "things": [,1]}"#,
            r#"{"meta": {}, "things": [,]}"#,
            r#"{"meta": {}, "things": [1 2]}"#,
            r#"{"meta": {}, "things": [1}}"#,
            r#"{"meta": {}, "things": [{]}"#,
            r#"{"meta": {}, "things": [{]}]}"#,
            r#"{"meta": {}, "things": [1]"#,
            r#"{"meta": {}, "things": ["x"#,
            r#"{"meta": {}, "things": [1]} []"#,
            r#"{"meta": {}, "things" [1]}"#,
            r#"{"meta": {}, "meta": {}, "things": [1]}"#,
            r#"{"meta": {}; "things": [1]}"#,
            "{\"meta\": {}, \"things\": [\"\u{0}\"]}",
        ] {
            assert_eq!(reason(page), "the list cannot be read:", "{page}");
        }
        for page in [
            r#"{"meta": {}}"#,
            r#"{"meta": {}, "things": {}}"#,
            r#"{"meta": {"things": [1]}}"#,
            r#"{"meta": {}, "x": ["things", [1]]}"#,
        ] {
            assert_eq!(reason(page), "the page has no list named things", "{page}");
        }
        assert_eq!(
            reason(r#"{"meta": {}, "things": [1], "things": [2]}"#),
            "the page has two lists named things"
        );
    }

    #[test]
    fn a_list_has_bounds_over_all_of_its_pages() {
        let mut allowance = Allowance::default();
        let page = format!(
            r#"{{"meta": {{}}, "things": [{}1]}}"#,
            "1,".repeat(MOST_RECORDS / 2 - 1)
        );
        for _ in 0..2 {
            let mut intake = PageIntake::<Value>::new("things", allowance);
            intake.take(page.as_bytes()).unwrap();
            intake.finish().unwrap();
            allowance = intake.allowance();
        }
        let mut intake = PageIntake::<Value>::new("things", allowance);
        let found = intake.take(br#"{"meta": {}, "things": [1]}"#).unwrap_err();
        assert!(
            found
                .reason
                .starts_with("the list has more than 20000 records, so either the account"),
            "{}",
            found.reason
        );
        let mut intake = PageIntake::<IgnoredAny>::new("things", Allowance::default());
        let record = format!("\"{}\",", "x".repeat(MEBIBYTE - 3));
        intake.take(br#"{"things":["#).unwrap();
        for _ in 0..31 {
            intake.take(record.as_bytes()).unwrap();
        }
        intake.take(&record.as_bytes()[11..]).unwrap();
        let found = intake.take(b" ").unwrap_err();
        assert!(
            found
                .reason
                .starts_with("the list has more than 32 MiB, so either the account"),
            "{}",
            found.reason
        );
    }

    #[test]
    fn one_record_and_what_is_beside_the_records_have_a_bound_of_their_own() {
        let long = "x".repeat(LONGEST_OBJECT);
        assert_eq!(
            reason(&format!(r#"{{"meta": {{}}, "things": ["{long}"#)),
            "a record of the list is too long: more than 2 MiB"
        );
        let deep = "[".repeat(LONGEST_OBJECT + 1);
        assert_eq!(
            reason(&format!(r#"{{"meta": {{}}, "things": [{deep}"#)),
            "a record of the list is too long: more than 2 MiB"
        );
        let beside = "the page of the list, without its records, is too long: more than 2 MiB";
        assert_eq!(reason(&format!(r#"{{"meta": {{}}, "x": "{long}"#)), beside);
        assert_eq!(reason(&deep), beside);
    }

    #[test]
    fn depth_in_a_record_is_an_error_or_passed_over() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(
            reason(&format!(r#"{{"meta": {{}}, "things": [{deep}]}}"#)),
            "the list cannot be read:"
        );
        assert_eq!(
            read(&format!(r#"{{"meta": {{"x": {deep}}}, "things": [1], "y": {deep}}}"#)),
            Ok((vec![json!(1)], None))
        );
    }

    proptest! {
        #[test]
        fn any_bytes_in_any_pieces_are_read_without_a_panic(
            pieces: Vec<Vec<u8>>,
            text in "\\{?(\"(things|meta|x|\\\\\")\"|[{}\\[\\]:, 1\\\\])*",
        ) {
            let _ = read_in(pieces);
            let _ = read(&text);
        }

        #[test]
        fn a_page_is_the_same_however_it_is_cut_and_as_the_parser_of_the_whole_has_it(
            text in "\\{(\"meta\": \\{\\}, )?\"things\": \\[(1|, |\"a\"|\\[\\]|\\{\"b\": \\[2\\]\\}){0,5}\\](, \"x\": (\\[|\\]|2))?\\}",
            length in 1_usize..9,
        ) {
            let cut = read_in(text.as_bytes().chunks(length).map(<[u8]>::to_vec));
            let whole = serde_json::from_str::<Value>(&text).ok().and_then(|page| {
                page.get("meta")?;
                page.get("things")?.as_array().cloned()
            });
            prop_assert_eq!(cut.ok().map(|(records, _)| records), whole, "{}", text);
        }
    }
}
