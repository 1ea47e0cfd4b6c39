//! The decoder from JSON to values, driven by a type (conformance rules W15 and R5).

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::attributes::{Attributes, attribute};
use super::dynamic;
use super::error::{CodecError, Reason};
use super::json_tree::{Node, elements, members, string};
use super::limits::{Budget, Limits};
use crate::path::Step;
use crate::types::Type;
use crate::value::Value;

/// The origin of the bytes, which decides how exactly they must match the type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// A value of exactly this type.
    Strict,
    /// A state that an older version of the provider may have stored (conformance rule R5).
    Stored,
}

/// Reads one value of the type. Bytes after it are an error.
pub(super) fn decode(bytes: &[u8], ty: &Type, reading: Reading, limits: Limits) -> Result<Value, CodecError> {
    let budget = Budget::new(limits, bytes)?;
    Decoder { budget, reading }.value(Node::parse(bytes)?, ty)
}

struct Decoder {
    budget: Budget,
    reading: Reading,
}

impl Decoder {
    fn value(&mut self, node: Node<'_>, ty: &Type) -> Result<Value, CodecError> {
        self.budget.enter()?;
        let value = self.known(node, ty)?;
        self.budget.leave();
        Ok(value)
    }

    fn known(&mut self, node: Node<'_>, ty: &Type) -> Result<Value, CodecError> {
        match (ty, node) {
            (_, Node::Null) => Ok(Value::Null),
            (Type::Bool, Node::Bool(truth)) => Ok(Value::Bool(truth)),
            (Type::Number, Node::Number(digits)) => number(digits),
            (Type::String, Node::String(raw)) => Ok(Value::String(string(raw)?)),
            (Type::List(element), Node::Array(raw)) => Ok(Value::List(self.elements(raw, element)?)),
            (Type::Set(element), Node::Array(raw)) => Ok(Value::set(
                self.elements(raw, element).map_err(CodecError::at_its_root)?,
            )),
            (Type::Tuple(types), Node::Array(raw)) => self.tuple(raw, types),
            (Type::Map(element), Node::Object(raw)) => self.map(raw, element),
            (Type::Object(types), Node::Object(raw)) => self.object(raw, types),
            (Type::Dynamic, Node::Object(raw)) => self.typed(raw),
            _ if self.reading == Reading::Stored => converted(node, ty),
            _ => Err(mismatch(node, ty)),
        }
    }

    fn elements(&mut self, raw: &RawValue, ty: &Type) -> Result<Vec<Value>, CodecError> {
        let parts = elements(raw, &self.budget)?;
        (0..)
            .zip(parts)
            .map(|(index, part)| self.element(index, part, ty))
            .collect()
    }

    fn tuple(&mut self, raw: &RawValue, types: &[Type]) -> Result<Value, CodecError> {
        let parts = elements(raw, &self.budget)?;
        if parts.len() != types.len() {
            return Err(CodecError::length(types.len(), parts.len()));
        }
        let pairs = (0..).zip(parts.into_iter().zip(types));
        let elements = pairs.map(|(index, (part, ty))| self.element(index, part, ty));
        Ok(Value::Tuple(elements.collect::<Result<_, _>>()?))
    }

    fn map(&mut self, raw: &RawValue, ty: &Type) -> Result<Value, CodecError> {
        let mut found = BTreeMap::new();
        for (key, part) in members(raw, &self.budget)? {
            let value = self
                .value(Node::of(part), ty)
                .map_err(|fault| fault.beneath(Step::Key(key.clone())))?;
            if found.insert(key.clone(), value).is_some() {
                return Err(CodecError::from(Reason::DuplicateKey).beneath(Step::Key(key)));
            }
        }
        Ok(Value::Map(found))
    }

    fn object(&mut self, raw: &RawValue, types: &BTreeMap<String, Type>) -> Result<Value, CodecError> {
        let mut attributes = Attributes::of(types);
        for (name, part) in members(raw, &self.budget)? {
            if self.reading == Reading::Stored && !types.contains_key(&name) {
                continue;
            }
            let ty = attributes.expect(&name)?;
            let value = self
                .value(Node::of(part), ty)
                .map_err(|fault| fault.beneath(attribute(&name)))?;
            attributes.insert(&name, value);
        }
        match self.reading {
            Reading::Strict => attributes.complete(),
            Reading::Stored => attributes.completed_with_nulls(&mut self.budget),
        }
    }

    /// Reads `{"type":…,"value":…}`, in either order (conformance rule W15).
    fn typed(&mut self, raw: &RawValue) -> Result<Value, CodecError> {
        let (mut ty, mut value) = (None, None);
        for (name, part) in members(raw, &self.budget)? {
            let place = match name.as_str() {
                "type" => &mut ty,
                "value" => &mut value,
                _ => return Err(CodecError::from(Reason::UnknownAttribute).beneath(attribute(&name))),
            };
            if place.replace(part).is_some() {
                return Err(CodecError::from(Reason::DuplicateKey).beneath(attribute(&name)));
            }
        }
        let (Some(ty), Some(value)) = (ty, value) else {
            return Err(CodecError::mismatch("dynamic", "object"));
        };
        let ty = dynamic::concrete_type(ty.get().as_bytes())?;
        let value = self.value(Node::of(value), &ty)?;
        Ok(Value::Dynamic(Box::new(ty), Box::new(value)))
    }

    fn element(&mut self, index: i64, part: &RawValue, ty: &Type) -> Result<Value, CodecError> {
        self.value(Node::of(part), ty)
            .map_err(|fault| fault.beneath(Step::Index(index)))
    }
}

/// Converts text, numbers, and bools into one another, as Terraform converts them where the type of an attribute
/// changed.
fn converted(node: Node<'_>, ty: &Type) -> Result<Value, CodecError> {
    match (ty, node) {
        (Type::String, Node::Bool(truth)) => Ok(Value::string(truth.to_string())),
        (Type::String, Node::Number(digits)) => Ok(Value::string(digits)),
        (Type::Number, Node::String(raw)) => number(&string(raw)?),
        (Type::Bool, Node::String(raw)) => match string(raw)?.as_str() {
            "true" | "1" => Ok(Value::Bool(true)),
            "false" | "0" => Ok(Value::Bool(false)),
            _ => Err(mismatch(node, ty)),
        },
        _ => Err(mismatch(node, ty)),
    }
}

fn number(digits: &str) -> Result<Value, CodecError> {
    Ok(Value::Number(digits.parse().map_err(Reason::Number)?))
}

fn mismatch(node: Node<'_>, ty: &Type) -> CodecError {
    CodecError::mismatch(ty.kind(), node.kind())
}
