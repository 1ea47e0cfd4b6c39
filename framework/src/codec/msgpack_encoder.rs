//! The encoder from values to MessagePack, driven by a type (conformance rules W3 to W12).

use std::collections::BTreeMap;

use rmp::encode::{
    ByteBuf, write_array_len, write_bin, write_bool, write_ext_meta, write_f64, write_map_len, write_nil, write_sint,
    write_str, write_uint,
};

use super::attributes::{attribute, paired};
use super::dynamic;
use super::error::{CodecError, Reason};
use crate::number::Number;
use crate::path::Step;
use crate::types::Type;
use crate::value::Value;

/// Writes the value, which must be of the type.
pub(super) fn encode(value: &Value, ty: &Type) -> Result<Vec<u8>, CodecError> {
    let mut encoder = Encoder { buffer: ByteBuf::new() };
    encoder.value(value, ty)?;
    Ok(encoder.buffer.into_vec())
}

/// The encoder with its output. `rmp` cannot fail when it writes to a buffer, so its results are matched by irrefutable
/// patterns.
struct Encoder {
    buffer: ByteBuf,
}

impl Encoder {
    fn value(&mut self, value: &Value, ty: &Type) -> Result<(), CodecError> {
        match (ty, value) {
            (_, Value::Null) => {
                let Ok(()) = write_nil(&mut self.buffer);
                Ok(())
            }
            (_, Value::Unknown(_)) => {
                self.unknown();
                Ok(())
            }
            (Type::Bool, Value::Bool(truth)) => {
                let Ok(()) = write_bool(&mut self.buffer, *truth);
                Ok(())
            }
            (Type::String, Value::String(text)) => self.text(text),
            (Type::Number, Value::Number(number)) => self.number(number),
            (Type::List(element), Value::List(elements)) => self.list(elements, element),
            (Type::Set(element), Value::Set(elements)) => self.set(elements, element),
            (Type::Tuple(types), Value::Tuple(elements)) => self.tuple(elements, types),
            (Type::Map(element), Value::Map(elements)) => self.map(elements, element),
            (Type::Object(types), Value::Object(attributes)) => self.object(attributes, types),
            (Type::Dynamic, Value::Dynamic(concrete, value)) => self.dynamic(value, concrete),
            _ => Err(CodecError::mismatch(ty.kind(), value.kind())),
        }
    }

    /// Writes an unknown value, always without refinement: a refinement in a plan would have to be kept at apply
    /// (conformance rules W4 and W6).
    fn unknown(&mut self) {
        let Ok(_) = write_ext_meta(&mut self.buffer, 1, 0);
        self.buffer.as_mut_vec().push(0);
    }

    /// Writes a number in the form that Terraform itself uses: integer, exact float, or else decimal text
    /// (conformance rule W7). Infinities are floats (conformance rule W9).
    fn number(&mut self, number: &Number) -> Result<(), CodecError> {
        if let Some(integer) = number.to_i64() {
            let Ok(_) = write_sint(&mut self.buffer, integer);
        } else if let Some(integer) = number.to_u64() {
            let Ok(_) = write_uint(&mut self.buffer, integer);
        } else if let Some(float) = number.to_exact_float() {
            let Ok(()) = write_f64(&mut self.buffer, float);
        } else {
            self.text(&number.to_string())?;
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), CodecError> {
        length(text.len())?;
        let Ok(()) = write_str(&mut self.buffer, text);
        Ok(())
    }

    fn list(&mut self, elements: &[Value], ty: &Type) -> Result<(), CodecError> {
        self.array(elements.len())?;
        (0..)
            .zip(elements)
            .try_for_each(|(index, element)| self.element(index, element, ty))
    }

    /// Writes a set. A fault in an element is reported at the set, because its elements have no address
    /// (conformance rule W17).
    fn set(&mut self, elements: &[Value], ty: &Type) -> Result<(), CodecError> {
        self.array(elements.len())?;
        elements
            .iter()
            .try_for_each(|element| self.value(element, ty))
            .map_err(CodecError::at_its_root)
    }

    fn tuple(&mut self, elements: &[Value], types: &[Type]) -> Result<(), CodecError> {
        if elements.len() != types.len() {
            return Err(CodecError::length(types.len(), elements.len()));
        }
        self.array(elements.len())?;
        (0..)
            .zip(elements.iter().zip(types))
            .try_for_each(|(index, (element, ty))| self.element(index, element, ty))
    }

    fn map(&mut self, elements: &BTreeMap<String, Value>, ty: &Type) -> Result<(), CodecError> {
        self.keyed(elements.len())?;
        for (key, element) in elements {
            self.text(key)?;
            self.value(element, ty)
                .map_err(|fault| fault.beneath(Step::Key(key.clone())))?;
        }
        Ok(())
    }

    fn object(
        &mut self,
        attributes: &BTreeMap<String, Value>,
        types: &BTreeMap<String, Type>,
    ) -> Result<(), CodecError> {
        self.keyed(types.len())?;
        for (name, value, ty) in paired(attributes, types)? {
            self.text(name)?;
            self.value(value, ty).map_err(|fault| fault.beneath(attribute(name)))?;
        }
        Ok(())
    }

    fn dynamic(&mut self, value: &Value, ty: &Type) -> Result<(), CodecError> {
        let json = dynamic::checked(ty)?.to_json();
        length(json.len())?;
        self.array(2)?;
        let Ok(()) = write_bin(&mut self.buffer, &json);
        self.value(value, ty)
    }

    fn element(&mut self, index: i64, element: &Value, ty: &Type) -> Result<(), CodecError> {
        self.value(element, ty)
            .map_err(|fault| fault.beneath(Step::Index(index)))
    }

    fn array(&mut self, elements: usize) -> Result<(), CodecError> {
        let Ok(_) = write_array_len(&mut self.buffer, length(elements)?);
        Ok(())
    }

    fn keyed(&mut self, members: usize) -> Result<(), CodecError> {
        let Ok(_) = write_map_len(&mut self.buffer, length(members)?);
        Ok(())
    }
}

/// Checks a length. MessagePack counts bytes and elements in 32 bits, and `rmp` truncates larger numbers.
fn length(length: usize) -> Result<u32, CodecError> {
    u32::try_from(length).map_err(|_| Reason::TooLong(u32::MAX as usize).into())
}
