//! JSON that is parsed one level at a time.
//!
//! `serde_json::Value` converts numbers to `f64`, unless a feature of the crate is set. That feature would affect every
//! crate in the workspace. Therefore, the parts of an array or object stay text until their type is known.

use std::fmt;

use serde::de::{Deserializer as _, MapAccess, SeqAccess, Visitor};
use serde_json::Deserializer;
use serde_json::value::RawValue;

use super::error::{CodecError, Reason};
use super::limits::Budget;

/// One JSON value: its syntax is checked, its parts are not yet parsed.
#[derive(Clone, Copy)]
pub(super) enum Node<'a> {
    Null,
    Bool(bool),
    /// The digits as written.
    Number(&'a str),
    /// The text with its quotes and escapes; [`string`] decodes it.
    String(&'a RawValue),
    /// An array; [`elements`] returns its elements.
    Array(&'a RawValue),
    /// An object; [`members`] returns its members.
    Object(&'a RawValue),
}

impl<'a> Node<'a> {
    /// Checks the syntax of the whole text, without recursion, and returns the node.
    pub(super) fn parse(bytes: &'a [u8]) -> Result<Self, CodecError> {
        let text = std::str::from_utf8(bytes).map_err(|_| Reason::Encoding)?;
        Ok(Self::of(serde_json::from_str::<&RawValue>(text).map_err(Reason::Json)?))
    }

    /// Returns the node of a checked value. Its first byte determines its kind.
    pub(super) fn of(raw: &'a RawValue) -> Self {
        match raw.get().as_bytes().first() {
            Some(b'n') | None => Self::Null,
            Some(b't') => Self::Bool(true),
            Some(b'f') => Self::Bool(false),
            Some(b'"') => Self::String(raw),
            Some(b'[') => Self::Array(raw),
            Some(b'{') => Self::Object(raw),
            Some(_) => Self::Number(raw.get()),
        }
    }

    /// Returns the kind of the node in one word, for messages.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "bool",
            Self::Number(_) => "number",
            Self::String(_) => "string",
            Self::Array(_) => "array",
            Self::Object(_) => "object",
        }
    }
}

/// Returns the decoded text of a string.
pub(super) fn string(raw: &RawValue) -> Result<String, CodecError> {
    serde_json::from_str(raw.get()).map_err(|fault| Reason::Json(fault).into())
}

/// Returns the elements of an array, or an error if there are more than the budget allows.
pub(super) fn elements<'a>(raw: &'a RawValue, budget: &Budget) -> Result<Vec<&'a RawValue>, CodecError> {
    let most = budget.elements_left();
    let found = Deserializer::from_str(raw.get())
        .deserialize_seq(Elements { most })
        .map_err(Reason::Json)?;
    if found.len() > most {
        Err(budget.exhausted())
    } else {
        Ok(found)
    }
}

/// Returns the members of an object in order, including duplicates, or an error if there are more than the budget
/// allows.
pub(super) fn members<'a>(raw: &'a RawValue, budget: &Budget) -> Result<Vec<(String, &'a RawValue)>, CodecError> {
    let most = budget.elements_left();
    let found = Deserializer::from_str(raw.get())
        .deserialize_map(Members { most })
        .map_err(Reason::Json)?;
    if found.len() > most {
        Err(budget.exhausted())
    } else {
        Ok(found)
    }
}

/// Collects the elements, and only the first one beyond the bound.
struct Elements {
    most: usize,
}

impl<'de> Visitor<'de> for Elements {
    type Value = Vec<&'de RawValue>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut found = Vec::new();
        while let Some(element) = access.next_element()? {
            if found.len() <= self.most {
                found.push(element);
            }
        }
        Ok(found)
    }
}

/// Collects the members, and only the first one beyond the bound.
struct Members {
    most: usize,
}

impl<'de> Visitor<'de> for Members {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut found = Vec::new();
        while let Some(member) = access.next_entry()? {
            if found.len() <= self.most {
                found.push(member);
            }
        }
        Ok(found)
    }
}
