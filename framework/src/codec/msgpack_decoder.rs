//! The decoder from MessagePack to values, driven by a type (conformance rules W3 to W12).

use std::collections::BTreeMap;

use super::attributes::{Attributes, attribute};
use super::dynamic;
use super::error::{CodecError, Reason};
use super::limits::{Budget, Limits};
use super::reader::{Head, Reader};
use super::refinement_decoder;
use crate::number::Number;
use crate::path::Step;
use crate::types::Type;
use crate::value::Value;

/// Reads one value of the type. Bytes after it are an error.
pub(super) fn decode(bytes: &[u8], ty: &Type, limits: Limits) -> Result<Value, CodecError> {
    let mut decoder = Decoder {
        budget: Budget::new(limits, bytes)?,
        reader: Reader::new(bytes),
    };
    let value = decoder.value(ty)?;
    decoder.reader.finish()?;
    Ok(value)
}

struct Decoder<'a> {
    budget: Budget,
    reader: Reader<'a>,
}

impl Decoder<'_> {
    fn value(&mut self, ty: &Type) -> Result<Value, CodecError> {
        self.budget.enter()?;
        let head = self.reader.head()?;
        let value = self.headed(head, ty)?;
        self.budget.leave();
        Ok(value)
    }

    fn headed(&mut self, head: Head, ty: &Type) -> Result<Value, CodecError> {
        match (ty, head) {
            (_, Head::Nil) => Ok(Value::Null),
            (_, Head::Extension(code, length)) => self.unknown(code, length),
            (Type::String, Head::Text(length)) => Ok(Value::string(self.reader.text(length)?)),
            (Type::Bool, Head::Bool(truth)) => Ok(Value::Bool(truth)),
            (Type::Number, head) => Ok(Value::Number(number(&mut self.reader, head)?)),
            (Type::List(element), Head::Array(length)) => Ok(Value::List(self.elements(element, length)?)),
            (Type::Set(element), Head::Array(length)) => self.set(element, length),
            (Type::Tuple(types), Head::Array(length)) => self.tuple(types, length),
            (Type::Map(element), Head::Map(length)) => self.map(element, length),
            (Type::Object(types), Head::Map(length)) => self.object(types, length),
            (Type::Dynamic, Head::Array(2)) => self.dynamic(),
            _ => Err(CodecError::mismatch(ty.kind(), head.kind())),
        }
    }

    /// Reads an unknown value. An extension of at most one byte is a plain unknown, whatever its code; code 12 carries
    /// a refinement (conformance rules W4 and W5).
    fn unknown(&mut self, code: i8, length: usize) -> Result<Value, CodecError> {
        let is_refined = length > 1 && code == refinement_decoder::EXTENSION_CODE;
        if is_refined && length > self.budget.limits().refinement {
            return Err(Reason::OversizeRefinement.into());
        }
        if length > 1 && !is_refined {
            return Err(Reason::Extension { code, length }.into());
        }
        let body = self.reader.bytes(length)?;
        let refinement = if is_refined {
            refinement_decoder::decode(body)?
        } else {
            None
        };
        Ok(Value::Unknown(refinement.map(Box::new)))
    }

    fn elements(&mut self, ty: &Type, length: usize) -> Result<Vec<Value>, CodecError> {
        (0..)
            .take(length)
            .map(|index| self.value(ty).map_err(|fault| fault.beneath(Step::Index(index))))
            .collect()
    }

    /// Reads a set. A fault in an element is reported at the set, because its elements have no address
    /// (conformance rule W17).
    fn set(&mut self, ty: &Type, length: usize) -> Result<Value, CodecError> {
        let elements: Result<Vec<_>, _> = (0..length).map(|_| self.value(ty)).collect();
        Ok(Value::set(elements.map_err(CodecError::at_its_root)?))
    }

    fn tuple(&mut self, types: &[Type], length: usize) -> Result<Value, CodecError> {
        if types.len() != length {
            return Err(CodecError::length(types.len(), length));
        }
        let element = |(index, ty)| self.value(ty).map_err(|fault| fault.beneath(Step::Index(index)));
        Ok(Value::Tuple((0..).zip(types).map(element).collect::<Result<_, _>>()?))
    }

    fn map(&mut self, ty: &Type, length: usize) -> Result<Value, CodecError> {
        let mut elements = BTreeMap::new();
        for _ in 0..length {
            let key = self.key()?.to_owned();
            let value = self.value(ty).map_err(|fault| fault.beneath(Step::Key(key.clone())))?;
            if elements.insert(key.clone(), value).is_some() {
                return Err(CodecError::from(Reason::DuplicateKey).beneath(Step::Key(key)));
            }
        }
        Ok(Value::Map(elements))
    }

    fn object(&mut self, types: &BTreeMap<String, Type>, length: usize) -> Result<Value, CodecError> {
        let mut attributes = Attributes::of(types);
        for _ in 0..length {
            let name = self.key()?.to_owned();
            let ty = attributes.expect(&name)?;
            let value = self.value(ty).map_err(|fault| fault.beneath(attribute(&name)))?;
            attributes.insert(&name, value);
        }
        attributes.complete()
    }

    /// Reads `[type JSON, value]` (conformance rule W11).
    fn dynamic(&mut self) -> Result<Value, CodecError> {
        let head = self.reader.head()?;
        let (Head::Binary(length) | Head::Text(length)) = head else {
            return Err(CodecError::mismatch("type", head.kind()));
        };
        let ty = dynamic::concrete_type(self.reader.bytes(length)?)?;
        let value = self.value(&ty)?;
        Ok(Value::Dynamic(Box::new(ty), Box::new(value)))
    }

    fn key(&mut self) -> Result<&str, CodecError> {
        let head = self.reader.head()?;
        let Head::Text(length) = head else {
            return Err(CodecError::mismatch("string", head.kind()));
        };
        self.reader.text(length)
    }
}

/// Reads a number in any of its forms: integer, float, or decimal text (conformance rule W7).
pub(super) fn number(reader: &mut Reader<'_>, head: Head) -> Result<Number, CodecError> {
    match head {
        Head::Signed(integer) => Ok(Number::from(integer)),
        Head::Unsigned(integer) => Ok(Number::from(integer)),
        Head::Float(float) => Ok(Number::from_float(float)?),
        Head::Text(length) => Ok(reader.text(length)?.parse::<Number>()?),
        Head::Nil | Head::Bool(_) | Head::Binary(_) | Head::Array(_) | Head::Map(_) | Head::Extension(..) => {
            Err(CodecError::mismatch("number", head.kind()))
        }
    }
}
