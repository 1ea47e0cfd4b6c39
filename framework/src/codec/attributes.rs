//! The keys of an object: exactly those of its type (conformance rule W3).

use std::collections::BTreeMap;

use super::error::{CodecError, Reason};
use super::limits::Budget;
use crate::path::Step;
use crate::types::Type;
use crate::value::Value;

/// An object that is being read, attribute by attribute.
pub(super) struct Attributes<'t> {
    types: &'t BTreeMap<String, Type>,
    found: BTreeMap<String, Value>,
}

impl<'t> Attributes<'t> {
    pub(super) fn of(types: &'t BTreeMap<String, Type>) -> Self {
        Self {
            types,
            found: BTreeMap::new(),
        }
    }

    /// Returns the type of an attribute that has not been read yet.
    pub(super) fn expect(&self, name: &str) -> Result<&'t Type, CodecError> {
        if self.found.contains_key(name) {
            return Err(CodecError::from(Reason::DuplicateKey).beneath(attribute(name)));
        }
        self.types
            .get(name)
            .ok_or_else(|| CodecError::from(Reason::UnknownAttribute).beneath(attribute(name)))
    }

    pub(super) fn insert(&mut self, name: &str, value: Value) {
        self.found.insert(name.to_owned(), value);
    }

    /// Returns the object, or an error if an attribute is missing.
    pub(super) fn complete(self) -> Result<Value, CodecError> {
        match self.types.keys().find(|name| !self.found.contains_key(*name)) {
            Some(name) => Err(CodecError::from(Reason::MissingAttribute).beneath(attribute(name))),
            None => Ok(Value::Object(self.found)),
        }
    }

    /// Returns the object with null for each missing attribute (conformance rule R5).
    pub(super) fn completed_with_nulls(mut self, budget: &mut Budget) -> Result<Value, CodecError> {
        budget.take(self.types.len().saturating_sub(self.found.len()))?;
        for name in self.types.keys() {
            self.found.entry(name.clone()).or_insert(Value::Null);
        }
        Ok(Value::Object(self.found))
    }
}

/// Returns the attributes of an object to be written, each with its type. They must be exactly the attributes of the
/// type.
pub(super) fn paired<'v>(
    values: &'v BTreeMap<String, Value>,
    types: &'v BTreeMap<String, Type>,
) -> Result<Vec<(&'v String, &'v Value, &'v Type)>, CodecError> {
    if let Some(name) = values.keys().find(|name| !types.contains_key(*name)) {
        return Err(CodecError::from(Reason::UnknownAttribute).beneath(attribute(name)));
    }
    let pair = |(name, ty): (&'v String, &'v Type)| match values.get(name) {
        Some(value) => Ok((name, value, ty)),
        None => Err(CodecError::from(Reason::MissingAttribute).beneath(attribute(name))),
    };
    types.iter().map(pair).collect()
}

pub(super) fn attribute(name: &str) -> Step {
    Step::Attribute(name.to_owned())
}
