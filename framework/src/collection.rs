//! Lists, sets, and maps of attributes, in which each element has its own three states.

use std::collections::BTreeMap;

use crate::attr::{Attr, Attribute, Field};
use crate::decoding::Decoding;
use crate::path::Step;
use crate::types::Type;
use crate::value::Value;

/// A list: elements in the user's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List<T>(pub Vec<Attr<T>>);

/// A set: elements without an order. Terraform drops duplicates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Set<T>(pub Vec<Attr<T>>);

/// A map: elements by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map<T>(pub BTreeMap<String, Attr<T>>);

impl<T> List<T> {
    /// Returns the known elements.
    pub fn known(&self) -> impl Iterator<Item = &T> {
        self.0.iter().filter_map(Attr::known)
    }
}

impl<T> Set<T> {
    /// Returns the known elements.
    pub fn known(&self) -> impl Iterator<Item = &T> {
        self.0.iter().filter_map(Attr::known)
    }

    /// True where every element is known.
    pub fn is_wholly_known(&self) -> bool {
        self.0.iter().all(|element| element.known().is_some())
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        Self(elements.into_iter().map(Attr::Known).collect())
    }
}

impl<T> FromIterator<T> for Set<T> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        Self(elements.into_iter().map(Attr::Known).collect())
    }
}

impl<T: Attribute> Attribute for List<T> {
    fn terraform_type() -> Type {
        Type::List(Box::new(T::terraform_type()))
    }

    fn rule() -> Option<std::borrow::Cow<'static, str>> {
        T::rule()
    }

    fn decode(value: &Value, decoding: &mut Decoding) -> Option<Self> {
        let Value::List(elements) = value else {
            return decoding.wrong_type("a list", value);
        };
        let read = |(index, element): (usize, &Value)| {
            let step = Step::Index(i64::try_from(index).unwrap_or(i64::MAX));
            decoding.within(step, |decoding| Attr::from_value(element, decoding))
        };
        Some(Self(elements.iter().enumerate().map(read).collect()))
    }

    fn encode(&self) -> Value {
        Value::List(self.0.iter().map(Attr::to_value).collect())
    }
}

impl<T: Attribute> Attribute for Set<T> {
    fn terraform_type() -> Type {
        Type::Set(Box::new(T::terraform_type()))
    }

    fn rule() -> Option<std::borrow::Cow<'static, str>> {
        T::rule()
    }

    /// Reads a set. A fault of an element is reported at the set itself, because its elements have no address
    /// (conformance rule W17).
    fn decode(value: &Value, decoding: &mut Decoding) -> Option<Self> {
        let Value::Set(elements) = value else {
            return decoding.wrong_type("a set", value);
        };
        Some(Self(
            elements
                .iter()
                .map(|element| Attr::from_value(element, decoding))
                .collect(),
        ))
    }

    fn encode(&self) -> Value {
        Value::Set(self.0.iter().map(Attr::to_value).collect())
    }
}

impl<T: Attribute> Attribute for Map<T> {
    fn terraform_type() -> Type {
        Type::Map(Box::new(T::terraform_type()))
    }

    fn rule() -> Option<std::borrow::Cow<'static, str>> {
        T::rule()
    }

    fn decode(value: &Value, decoding: &mut Decoding) -> Option<Self> {
        let Value::Map(elements) = value else {
            return decoding.wrong_type("a map", value);
        };
        let mut read = BTreeMap::new();
        for (key, element) in elements {
            let step = Step::Key(key.clone());
            let element = decoding.within(step, |decoding| Attr::from_value(element, decoding));
            read.insert(key.clone(), element);
        }
        Some(Self(read))
    }

    fn encode(&self) -> Value {
        Value::Map(
            self.0
                .iter()
                .map(|(key, element)| (key.clone(), element.to_value()))
                .collect(),
        )
    }
}
