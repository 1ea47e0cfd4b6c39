//! The reader of MessagePack: the head of the next value, and the number of bytes that belong to it.
//!
//! `rmp` decodes the markers, but it reads from a stream and trusts declared lengths. This reader has the whole message
//! and checks declared lengths against the remaining bytes.

use rmp::Marker;
use rmp::decode::{RmpRead, ValueReadError, read_marker};

use super::error::{CodecError, Reason};

/// The head of one MessagePack value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Head {
    Nil,
    Bool(bool),
    Signed(i64),
    Unsigned(u64),
    Float(f64),
    /// Text, with the number of its bytes.
    Text(usize),
    /// Binary data, with the number of its bytes.
    Binary(usize),
    /// An array, with the number of its elements.
    Array(usize),
    /// A map, with the number of its pairs.
    Map(usize),
    /// An extension, with its type code and the number of its bytes.
    Extension(i8, usize),
}

/// A message with the position of the reader.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Reads the head of the next value. A container that declares more parts than there are bytes left is an error at
    /// once.
    pub(super) fn head(&mut self) -> Result<Head, CodecError> {
        let marker = read_marker(&mut self.rest).map_err(|_| Reason::Truncated)?;
        let head = self
            .head_of(marker)
            .map_err(|_| Reason::Truncated)?
            .ok_or(Reason::ReservedMarker)?;
        let least = match head {
            Head::Text(length) | Head::Binary(length) | Head::Extension(_, length) | Head::Array(length) => length,
            Head::Map(length) => length.saturating_mul(2),
            Head::Nil | Head::Bool(_) | Head::Signed(_) | Head::Unsigned(_) | Head::Float(_) => 0,
        };
        if least > self.rest.len() {
            Err(Reason::Truncated.into())
        } else {
            Ok(head)
        }
    }

    /// Reads the next bytes.
    pub(super) fn bytes(&mut self, length: usize) -> Result<&'a [u8], CodecError> {
        let (bytes, rest) = self.rest.split_at_checked(length).ok_or(Reason::Truncated)?;
        self.rest = rest;
        Ok(bytes)
    }

    /// Reads the next bytes as text.
    pub(super) fn text(&mut self, length: usize) -> Result<&'a str, CodecError> {
        std::str::from_utf8(self.bytes(length)?).map_err(|_| Reason::Encoding.into())
    }

    /// Skips one value with all its parts. It does not recurse, so a deep value needs no stack.
    pub(super) fn skip(&mut self) -> Result<(), CodecError> {
        let mut pending = 1_usize;
        while pending > 0 {
            pending -= 1;
            match self.head()? {
                Head::Text(length) | Head::Binary(length) | Head::Extension(_, length) => {
                    self.bytes(length)?;
                }
                Head::Array(length) => pending = pending.saturating_add(length),
                Head::Map(length) => pending = pending.saturating_add(length.saturating_mul(2)),
                Head::Nil | Head::Bool(_) | Head::Signed(_) | Head::Unsigned(_) | Head::Float(_) => {}
            }
        }
        Ok(())
    }

    /// Checks that the whole message has been read.
    pub(super) fn finish(&self) -> Result<(), CodecError> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(Reason::Trailing(self.rest.len()).into())
        }
    }

    /// Returns the head that belongs to a marker; `None` for the reserved marker.
    fn head_of(&mut self, marker: Marker) -> Result<Option<Head>, ValueReadError> {
        let head = match marker {
            Marker::Reserved => return Ok(None),
            Marker::Null => Head::Nil,
            Marker::False => Head::Bool(false),
            Marker::True => Head::Bool(true),
            Marker::FixPos(number) => Head::Unsigned(number.into()),
            Marker::FixNeg(number) => Head::Signed(number.into()),
            Marker::U8 => Head::Unsigned(self.rest.read_data_u8()?.into()),
            Marker::U16 => Head::Unsigned(self.rest.read_data_u16()?.into()),
            Marker::U32 => Head::Unsigned(self.rest.read_data_u32()?.into()),
            Marker::U64 => Head::Unsigned(self.rest.read_data_u64()?),
            Marker::I8 => Head::Signed(self.rest.read_data_i8()?.into()),
            Marker::I16 => Head::Signed(self.rest.read_data_i16()?.into()),
            Marker::I32 => Head::Signed(self.rest.read_data_i32()?.into()),
            Marker::I64 => Head::Signed(self.rest.read_data_i64()?),
            Marker::F32 => Head::Float(self.rest.read_data_f32()?.into()),
            Marker::F64 => Head::Float(self.rest.read_data_f64()?),
            Marker::FixStr(length) => Head::Text(length.into()),
            Marker::Str8 => Head::Text(self.length8()?),
            Marker::Str16 => Head::Text(self.length16()?),
            Marker::Str32 => Head::Text(self.length32()?),
            Marker::Bin8 => Head::Binary(self.length8()?),
            Marker::Bin16 => Head::Binary(self.length16()?),
            Marker::Bin32 => Head::Binary(self.length32()?),
            Marker::FixArray(length) => Head::Array(length.into()),
            Marker::Array16 => Head::Array(self.length16()?),
            Marker::Array32 => Head::Array(self.length32()?),
            Marker::FixMap(length) => Head::Map(length.into()),
            Marker::Map16 => Head::Map(self.length16()?),
            Marker::Map32 => Head::Map(self.length32()?),
            Marker::FixExt1 => self.extension(1)?,
            Marker::FixExt2 => self.extension(2)?,
            Marker::FixExt4 => self.extension(4)?,
            Marker::FixExt8 => self.extension(8)?,
            Marker::FixExt16 => self.extension(16)?,
            Marker::Ext8 => {
                let length = self.length8()?;
                self.extension(length)?
            }
            Marker::Ext16 => {
                let length = self.length16()?;
                self.extension(length)?
            }
            Marker::Ext32 => {
                let length = self.length32()?;
                self.extension(length)?
            }
        };
        Ok(Some(head))
    }

    fn extension(&mut self, length: usize) -> Result<Head, ValueReadError> {
        Ok(Head::Extension(self.rest.read_data_i8()?, length))
    }

    fn length8(&mut self) -> Result<usize, ValueReadError> {
        Ok(self.rest.read_data_u8()?.into())
    }

    fn length16(&mut self) -> Result<usize, ValueReadError> {
        Ok(self.rest.read_data_u16()?.into())
    }

    /// Reads a 32-bit length. A length that exceeds `usize` also exceeds the message.
    fn length32(&mut self) -> Result<usize, ValueReadError> {
        Ok(usize::try_from(self.rest.read_data_u32()?).unwrap_or(usize::MAX))
    }
}

impl Head {
    /// Returns the kind of the head in one word, for messages.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Nil => "null",
            Self::Bool(_) => "bool",
            Self::Signed(_) | Self::Unsigned(_) | Self::Float(_) => "number",
            Self::Text(_) => "string",
            Self::Binary(_) => "binary",
            Self::Array(_) => "array",
            Self::Map(_) => "map",
            Self::Extension(..) => "extension",
        }
    }
}
