//! The conversion of JSON to domain values: each value of the service is parsed or cleaned once, in this module.
//!
//! A value of a fixed form (a SID, an address, an instant) is parsed, and an answer with an invalid one is malformed. A text is
//! cleaned: only its printable characters are kept, up to a bound. An unknown word of an enumeration is cleaned and kept.

use super::revision::Revision;
use crate::domain::text::{printable, quoted};
use crate::domain::{
    AccountSid, Asn, AssignedBy, Bandwidth, BgpSessionSid, BgpSessionStatus, CompletedOn, CompletionReference,
    CrossConnectSid, CrossConnectStatus, Exchange, ExchangeSid, InterfaceAddress, IpRoute, LetterSid, LinkStatus,
    LoaEntity, RedundancyGroup, SessionState, UniqueName,
};
use ipnet::Ipv4Net;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::marker::PhantomData;

/// A value that is read from the JSON of the service.
pub(super) trait Received: Sized {
    /// Parses or cleans the value.
    ///
    /// # Errors
    /// A value that the contract does not allow.
    fn receive<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// Reads one value: `#[serde(deserialize_with = "wire::one")]`.
pub(super) fn one<'de, D: Deserializer<'de>, T: Received>(deserializer: D) -> Result<T, D::Error> {
    T::receive(deserializer)
}

/// Reads a value that may be null or missing: `#[serde(default, deserialize_with = "wire::maybe")]`.
pub(super) fn maybe<'de, D: Deserializer<'de>, T: Received>(deserializer: D) -> Result<Option<T>, D::Error> {
    Ok(Option::<Value<T>>::deserialize(deserializer)?.map(|value| value.0))
}

/// Reads a list: `#[serde(deserialize_with = "wire::many")]`.
pub(super) fn many<'de, D: Deserializer<'de>, T: Received>(deserializer: D) -> Result<Vec<T>, D::Error> {
    deserializer.deserialize_seq(List(PhantomData))
}

/// Reads a list that may be null or missing: `#[serde(default, deserialize_with = "wire::maybe_many")]`.
pub(super) fn maybe_many<'de, D: Deserializer<'de>, T: Received>(deserializer: D) -> Result<Option<Vec<T>>, D::Error> {
    Ok(Option::<Values<T>>::deserialize(deserializer)?.map(|values| values.0))
}

struct Value<T>(T);

impl<'de, T: Received> Deserialize<'de> for Value<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::receive(deserializer).map(Self)
    }
}

struct Values<T>(Vec<T>);

impl<'de, T: Received> Deserialize<'de> for Values<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        many(deserializer).map(Self)
    }
}

struct List<T>(PhantomData<T>);

impl<'de, T: Received> Visitor<'de> for List<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Vec<T>, A::Error> {
        let mut values = Vec::new();
        while let Some(Value(value)) = sequence.next_element()? {
            if values.len() == LONGEST_LIST {
                return Err(A::Error::custom(format_args!(
                    "a list of more than {LONGEST_LIST} values"
                )));
            }
            values.push(value);
        }
        Ok(values)
    }
}

/// A value whose JSON is a string. The string is copied only after it is cut to its bound.
trait FromText: Sized {
    fn from_text(text: &str) -> Result<Self, String>;
}

struct Text<T>(PhantomData<T>);

impl<T: FromText> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::from_text(text).map_err(E::custom)
    }
}

macro_rules! from_text {
    ($($name:ty => $read:expr;)*) => {$(
        impl FromText for $name {
            fn from_text(text: &str) -> Result<Self, String> {
                let read: fn(&str) -> Result<Self, String> = $read;
                read(text)
            }
        }

        impl Received for $name {
            fn receive<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(Text(PhantomData))
            }
        }
    )*};
}

fn not(text: &str, what: &str) -> String {
    format!("{} is not {what}", quoted(text))
}

fn network(text: &str) -> Result<Ipv4Net, String> {
    text.parse().map_err(|_| not(text, "an IPv4 network"))
}

/// Parses an instant: ISO 8601 as in Twilio's product APIs, or RFC 2822 as in its oldest API.
fn instant(text: &str) -> Result<Timestamp, String> {
    let from_rfc_2822 = || jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(text);
    text.parse()
        .or_else(|_| from_rfc_2822())
        .map_err(|_| not(text, "a timestamp"))
}

from_text! {
    AccountSid => |text| Self::parse(text).map_err(|_| not(text, "the SID of an account"));
    BgpSessionSid => |text| Self::parse(text).map_err(|_| not(text, "the SID of a BGP session"));
    CrossConnectSid => |text| Self::parse(text).map_err(|_| not(text, "the SID of a cross connect"));
    ExchangeSid => |text| Self::parse(text).map_err(|_| not(text, "the SID of an exchange"));
    LetterSid => |text| Self::parse(text).map_err(|_| not(text, "the SID of a letter of authorization"));
    Ipv4Net => network;
    IpRoute => |text| network(text).map(Self::trusted);
    InterfaceAddress => |text| network(text).map(Self::trusted);
    CompletedOn => |text| text.parse().map(Self::trusted).map_err(|_| not(text, "a date"));
    Timestamp => instant;
    Date => |text| text.parse().map_err(|_| not(text, "a date"));
    CompletionReference => |text| Ok(Self::trusted(printable(text, LONGEST_NAME)));
    Exchange => |text| Ok(Self::trusted(printable(text, LONGEST_NAME)));
    LoaEntity => |text| Ok(Self::trusted(printable(text, LONGEST_NAME)));
    RedundancyGroup => |text| Ok(Self::trusted(printable(text, LONGEST_NAME)));
    UniqueName => |text| Ok(Self::trusted(printable(text, LONGEST_NAME)));
    AssignedBy => |text| Ok(Self::trusted(&printable(text, LONGEST_WORD)));
    BgpSessionStatus => |text| Ok(Self::trusted(&printable(text, LONGEST_WORD)));
    CrossConnectStatus => |text| Ok(Self::trusted(&printable(text, LONGEST_WORD)));
    LinkStatus => |text| Ok(Self::trusted(&printable(text, LONGEST_WORD)));
    SessionState => |text| Ok(Self::trusted(&printable(text, LONGEST_WORD)));
    String => |text| Ok(printable(text, LONGEST_TEXT));
}

impl Received for Bandwidth {
    fn receive<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        positive(deserializer).map(Self::trusted)
    }
}

impl Received for Asn {
    fn receive<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        positive(deserializer).map(Self::trusted)
    }
}

impl Received for bool {
    fn receive<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        bool::deserialize(deserializer)
    }
}

impl<T: Received> Received for Option<T> {
    fn receive<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        maybe(deserializer)
    }
}

impl<T: Received> Received for Vec<T> {
    fn receive<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        many(deserializer)
    }
}

impl Received for Revision {
    fn receive<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u64::deserialize(deserializer).map(Self::trusted)
    }
}

fn positive<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let number = u32::deserialize(deserializer)?;
    if number == 0 {
        return Err(D::Error::custom("0 is not a number from 1 to 4294967295"));
    }
    Ok(number)
}

/// The most characters of a word. Every word of the contract is shorter.
const LONGEST_WORD: usize = 64;
/// The most characters of a name. Every name that a user may write is shorter, so that it is read whole.
const LONGEST_NAME: usize = 256;
/// The most characters of a text.
const LONGEST_TEXT: usize = 1000;
/// The most values of a list. A record of the greatest size has fewer, unless each value is one letter long.
const LONGEST_LIST: usize = 200_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_of_twilios_forms_of_an_instant_are_read() {
        for (text, expected) in [
            ("2015-07-30T20:00:00Z", "2015-07-30T20:00:00Z"),
            ("Fri, 20 Aug 2010 01:13:42 +0000", "2010-08-20T01:13:42Z"),
        ] {
            assert_eq!(
                instant(text).map(|instant| instant.to_string()),
                Ok(expected.to_owned())
            );
        }
        assert!(instant("yesterday").is_err());
    }
}
