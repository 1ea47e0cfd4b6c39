//! MessagePack taken apart: what stands at the front of the bytes, and how many bytes belong to it.
//!
//! `rmp` knows the markers. It reads from a stream and believes declared lengths; this reader has the whole message at
//! hand and checks them against what is left.

use rmp::Marker;
use rmp::decode::{RmpRead, ValueReadError, read_marker};

use super::error::{CodecError, Reason};

/// The beginning of one MessagePack value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Head {
    Nil,
    Bool(bool),
    Signed(i64),
    Unsigned(u64),
    Float(f64),
    /// Bytes of text follow.
    Text(usize),
    /// Bytes follow.
    Binary(usize),
    /// Values follow.
    Array(usize),
    /// Pairs of values follow.
    Map(usize),
    /// A type code, and the number of bytes that follow.
    Extension(i8, usize),
}

/// A message, and how far it has been read.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Reads the beginning of the next value. Of a container that declares more parts than there are bytes left, it
    /// says at once that the message is cut off.
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

    /// The next bytes.
    pub(super) fn bytes(&mut self, length: usize) -> Result<&'a [u8], CodecError> {
        let (bytes, rest) = self.rest.split_at_checked(length).ok_or(Reason::Truncated)?;
        self.rest = rest;
        Ok(bytes)
    }

    /// The next bytes as text.
    pub(super) fn text(&mut self, length: usize) -> Result<&'a str, CodecError> {
        std::str::from_utf8(self.bytes(length)?).map_err(|_| Reason::Encoding.into())
    }

    /// Passes over one value with all its parts. Takes no stack, however deep it is.
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

    /// Asserts that the message has been read to its end.
    pub(super) fn finish(&self) -> Result<(), CodecError> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(Reason::Trailing(self.rest.len()).into())
        }
    }

    /// The table of MessagePack's markers; `None` for the one that is reserved.
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

    /// A length beyond the machine's addresses is beyond the message too.
    fn length32(&mut self) -> Result<usize, ValueReadError> {
        Ok(usize::try_from(self.rest.read_data_u32()?).unwrap_or(usize::MAX))
    }
}

impl Head {
    /// The head in a word, for messages.
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
