//! The decoder of refinements: the facts about an unknown value in the body of its extension (conformance rule W5).

use super::error::{CodecError, Reason};
use super::msgpack_decoder::number;
use super::reader::{Head, Reader};
use crate::refinement::{Bound, Refinement};

/// The extension type code of a refined unknown value.
pub(super) const EXTENSION_CODE: i8 = 12;

/// Reads the body, which is a map with integer keys. Keys of newer Terraform versions are skipped.
///
/// An infinite bound carries no information and is kept. The decoder does not check that the refinement matches the
/// type; Terraform does.
pub(super) fn decode(body: &[u8]) -> Result<Option<Refinement>, CodecError> {
    let mut reader = Reader::new(body);
    let Head::Map(length) = reader.head()? else {
        return Err(Reason::MalformedRefinement.into());
    };
    let mut refinement = Refinement::default();
    for _ in 0..length {
        let key = integer(&mut reader)?;
        read_entry(&mut reader, key, &mut refinement)?;
    }
    reader.finish()?;
    Ok(Some(refinement).filter(|refinement| !refinement.is_empty()))
}

fn read_entry(reader: &mut Reader<'_>, key: u64, refinement: &mut Refinement) -> Result<(), CodecError> {
    match key {
        1 => refinement.is_null = Some(truth(reader)?),
        2 => refinement.string_prefix = Some(text(reader)?),
        3 => refinement.number_min = Some(bound(reader)?),
        4 => refinement.number_max = Some(bound(reader)?),
        5 => refinement.length_min = Some(integer(reader)?),
        6 => refinement.length_max = Some(integer(reader)?),
        _ => reader.skip()?,
    }
    Ok(())
}

/// Reads `[number, is inclusive]`.
fn bound(reader: &mut Reader<'_>) -> Result<Bound, CodecError> {
    let Head::Array(2) = reader.head()? else {
        return Err(Reason::MalformedRefinement.into());
    };
    let head = reader.head()?;
    Ok(Bound {
        number: number(reader, head)?,
        is_inclusive: truth(reader)?,
    })
}

fn truth(reader: &mut Reader<'_>) -> Result<bool, CodecError> {
    if let Head::Bool(truth) = reader.head()? {
        Ok(truth)
    } else {
        Err(Reason::MalformedRefinement.into())
    }
}

fn text(reader: &mut Reader<'_>) -> Result<String, CodecError> {
    let Head::Text(length) = reader.head()? else {
        return Err(Reason::MalformedRefinement.into());
    };
    Ok(reader.text(length)?.to_owned())
}

/// Reads a key or a length. A negative number is an error in both.
fn integer(reader: &mut Reader<'_>) -> Result<u64, CodecError> {
    let head = reader.head()?;
    number(reader, head)?
        .to_u64()
        .ok_or_else(|| Reason::MalformedRefinement.into())
}
