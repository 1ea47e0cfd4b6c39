//! JSON taken apart one level at a time.
//!
//! A number that went through `serde_json::Value` would be an `f64` already, unless a feature of the crate is set that
//! changes it for every user in the workspace. Here the parts of an array or object stay text until their type is known.

use std::fmt;

use serde::de::{Deserializer as _, MapAccess, SeqAccess, Visitor};
use serde_json::Deserializer;
use serde_json::value::RawValue;

use super::error::{CodecError, Reason};
use super::limits::Budget;

/// One JSON value, its syntax checked and its parts not yet looked at.
#[derive(Clone, Copy)]
pub(super) enum Node<'a> {
    Null,
    Bool(bool),
    /// The digits as they stand.
    Number(&'a str),
    /// The text with its quotes and escapes; [`string`] takes them off.
    String(&'a RawValue),
    /// [`elements`] takes it apart.
    Array(&'a RawValue),
    /// [`members`] takes it apart.
    Object(&'a RawValue),
}

impl<'a> Node<'a> {
    /// Checks the whole text, without recursion, and says what it is.
    pub(super) fn parse(bytes: &'a [u8]) -> Result<Self, CodecError> {
        let text = std::str::from_utf8(bytes).map_err(|_| Reason::Encoding)?;
        Ok(Self::of(serde_json::from_str::<&RawValue>(text).map_err(Reason::Json)?))
    }

    /// The first byte of a value tells its kind.
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

    /// The node in a word, for messages.
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

/// The text of a string.
pub(super) fn string(raw: &RawValue) -> Result<String, CodecError> {
    serde_json::from_str(raw.get()).map_err(|fault| Reason::Json(fault).into())
}

/// The elements of an array, unless they are more than the budget has left.
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

/// The members of an object in their order, doublets included, unless they are more than the budget has left.
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

/// Collects elements, and of those beyond the bound only the first.
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

/// Collects members, and of those beyond the bound only the first.
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
