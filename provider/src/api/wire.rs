//! From JSON to domain values, believed as they come.

use super::revision::Revision;
use crate::domain::{
    AccountSid, Asn, AssignedBy, Bandwidth, BgpSessionSid, BgpSessionStatus, CompletedOn, CompletionReference,
    CrossConnectSid, CrossConnectStatus, Exchange, ExchangeSid, InterfaceAddress, IpRoute, LetterSid, LinkStatus,
    LoaEntity, RedundancyGroup, SessionState, UniqueName,
};
use ipnet::Ipv4Net;
use jiff::Timestamp;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};

/// A domain value that the service's JSON can stand for.
pub(super) trait Trusted: Sized {
    /// What stands in the JSON.
    type Raw: DeserializeOwned;

    /// Believes it; fails only if it has no meaning at all, such as an address that is none.
    fn from_raw(raw: Self::Raw) -> Result<Self, String>;
}

/// Reads one value: `#[serde(deserialize_with = "wire::one")]`.
pub(super) fn one<'de, D: Deserializer<'de>, T: Trusted>(deserializer: D) -> Result<T, D::Error> {
    T::from_raw(T::Raw::deserialize(deserializer)?).map_err(D::Error::custom)
}

/// Reads a value that may be null or missing: `#[serde(default, deserialize_with = "wire::maybe")]`.
pub(super) fn maybe<'de, D: Deserializer<'de>, T: Trusted>(deserializer: D) -> Result<Option<T>, D::Error> {
    Option::<T::Raw>::deserialize(deserializer)?
        .map(T::from_raw)
        .transpose()
        .map_err(D::Error::custom)
}

/// Reads a list: `#[serde(deserialize_with = "wire::many")]`.
pub(super) fn many<'de, D: Deserializer<'de>, T: Trusted>(deserializer: D) -> Result<Vec<T>, D::Error> {
    let raw = Vec::<T::Raw>::deserialize(deserializer)?;
    raw.into_iter()
        .map(T::from_raw)
        .collect::<Result<_, _>>()
        .map_err(D::Error::custom)
}

/// Reads a list that may be null or missing: `#[serde(default, deserialize_with = "wire::maybe_many")]`.
pub(super) fn maybe_many<'de, D: Deserializer<'de>, T: Trusted>(deserializer: D) -> Result<Option<Vec<T>>, D::Error> {
    let Some(raw) = Option::<Vec<T::Raw>>::deserialize(deserializer)? else {
        return Ok(None);
    };
    let list: Result<_, _> = raw.into_iter().map(T::from_raw).collect();
    list.map(Some).map_err(D::Error::custom)
}

macro_rules! texts {
    ($($name:ident),*) => {
        $(impl Trusted for $name {
            type Raw = String;

            fn from_raw(raw: String) -> Result<Self, String> {
                Ok(Self::trusted(raw))
            }
        })*
    };
}

macro_rules! words {
    ($($name:ident),*) => {
        $(impl Trusted for $name {
            type Raw = String;

            fn from_raw(raw: String) -> Result<Self, String> {
                Ok(Self::trusted(&raw))
            }
        })*
    };
}

texts!(AccountSid, BgpSessionSid, CrossConnectSid, ExchangeSid, LetterSid);
texts!(CompletionReference, Exchange, LoaEntity, RedundancyGroup, UniqueName);
words!(
    AssignedBy,
    BgpSessionStatus,
    CrossConnectStatus,
    LinkStatus,
    SessionState
);

impl Trusted for Bandwidth {
    type Raw = u32;

    fn from_raw(raw: u32) -> Result<Self, String> {
        Ok(Self::trusted(raw))
    }
}

impl Trusted for Asn {
    type Raw = u32;

    fn from_raw(raw: u32) -> Result<Self, String> {
        Ok(Self::trusted(raw))
    }
}

impl Trusted for Revision {
    type Raw = u64;

    fn from_raw(raw: u64) -> Result<Self, String> {
        Ok(Self::trusted(raw))
    }
}

impl Trusted for Ipv4Net {
    type Raw = String;

    fn from_raw(raw: String) -> Result<Self, String> {
        raw.parse().map_err(|_| format!("{raw:?} is not an IPv4 network"))
    }
}

impl Trusted for IpRoute {
    type Raw = String;

    fn from_raw(raw: String) -> Result<Self, String> {
        Ipv4Net::from_raw(raw).map(Self::trusted)
    }
}

impl Trusted for InterfaceAddress {
    type Raw = String;

    fn from_raw(raw: String) -> Result<Self, String> {
        Ipv4Net::from_raw(raw).map(Self::trusted)
    }
}

impl Trusted for CompletedOn {
    type Raw = String;

    fn from_raw(raw: String) -> Result<Self, String> {
        raw.parse()
            .map(Self::trusted)
            .map_err(|_| format!("{raw:?} is not a date"))
    }
}

/// ISO 8601 as in Twilio's product APIs, or RFC 2822 as in its oldest.
impl Trusted for Timestamp {
    type Raw = String;

    fn from_raw(raw: String) -> Result<Self, String> {
        let from_rfc_2822 = || jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(&raw);
        raw.parse()
            .or_else(|_| from_rfc_2822())
            .map_err(|_| format!("{raw:?} is not an instant"))
    }
}

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
                Timestamp::from_raw(text.to_owned()).map(|instant| instant.to_string()),
                Ok(expected.to_owned())
            );
        }
        assert!(Timestamp::from_raw("yesterday".to_owned()).is_err());
    }
}
