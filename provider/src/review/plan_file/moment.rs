//! One object before or after a plan, parsed into the types of the rules.

use jiff::Timestamp;
use serde_json::Value;

use crate::checks::Fact;
use crate::checks::demarcation::Demarcation;
use crate::checks::record::{BgpSession, CrossConnect, Letter, Notice};
use crate::domain::{
    Asn, Bandwidth, BgpSessionSid, BgpSessionStatus, CompletedOn, CompletionReference, CrossConnectSid,
    CrossConnectStatus, Exchange, InterfaceAddress, IpRoute, IpRoutes, LoaEntity, LoaRevision, RedundancyGroup,
    RedundancyRole, UniqueName,
};

/// The values of an object, with a tree of the same shape that marks the unknown ones.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment<'a> {
    values: &'a Value,
    unknown: &'a Value,
}

impl<'a> Moment<'a> {
    /// Creates an object whose values are all known.
    pub(super) fn known(values: &'a Value) -> Self {
        Self {
            values,
            unknown: &Value::Null,
        }
    }

    /// Creates an object with unknown values.
    pub(super) fn planned(values: &'a Value, unknown: &'a Value) -> Self {
        Self { values, unknown }
    }

    /// The account of the object.
    pub(super) fn account_sid(self) -> Option<&'a str> {
        self.values.get("account_sid")?.as_str()
    }

    /// The first attribute that is not in a list of known ones.
    pub(super) fn unknown_attributes(self, known: &[&str]) -> Option<&'a str> {
        let all = self.values.as_object()?.keys();
        all.map(String::as_str).find(|name| !known.contains(name))
    }

    /// The object as a cross connect.
    pub(super) fn cross_connect(self) -> CrossConnect {
        CrossConnect {
            sid: self
                .text("sid", |text| CrossConnectSid::parse(text).ok())
                .known()
                .cloned(),
            name: self.text("unique_name", |text| UniqueName::parse(text).ok()),
            exchange: self.text("exchange", |text| Exchange::parse(text).ok()),
            bandwidth: self.number("bandwidth_mbps", |mbps| {
                Some(Bandwidth::trusted(u32::try_from(mbps).ok()?))
            }),
            loa_entity: self.text("loa_entity", |text| LoaEntity::parse(text).ok()),
            group: self.text("redundancy_group", |text| RedundancyGroup::parse(text).ok()),
            role: self.text("redundancy_role", RedundancyRole::stored),
            enabled: self.of("enabled", Value::as_bool),
            loa_revision: self.number("loa_revision", |revision| {
                Some(LoaRevision::trusted(u32::try_from(revision).ok()?))
            }),
            completion: self.within("completion", |notice| Some(notice.notice())),
            protection: self.of("deletion_protection", Value::as_bool),
            status: self.text("status", |text| Some(CrossConnectStatus::trusted(text))),
            reason: Fact::Unknown,
            link: Fact::Unknown,
            letter: self.within("letter_of_authorization", Self::letter),
            demarcation: self.within("letter_of_authorization", Self::demarcation),
            ordered_at: self.text("date_created", |text| text.parse().ok()),
            ..CrossConnect::default()
        }
    }

    /// The object as a BGP session.
    pub(super) fn bgp_session(self) -> BgpSession {
        BgpSession {
            sid: self
                .text("sid", |text| BgpSessionSid::parse(text).ok())
                .known()
                .cloned(),
            cross_connect_sid: self.text("cross_connect_sid", |text| CrossConnectSid::parse(text).ok()),
            routes: self.routes(),
            enabled: self.of("enabled", Value::as_bool),
            customer_asn: self.number("customer_asn", |asn| Some(Asn::trusted(u32::try_from(asn).ok()?))),
            customer_address: self.text("customer_address", |text| InterfaceAddress::parse(text).ok()),
            md5_key_version: self.number("md5_key_wo_version", Some),
            has_md5_key: Fact::Unknown,
            status: self.text("status", |text| Some(BgpSessionStatus::trusted(text))),
            declined: Vec::new(),
        }
    }

    fn notice(self) -> Notice {
        Notice {
            reference: self.text("reference", |text| CompletionReference::parse(text).ok()),
            completed_on: self.text("completed_on", |text| CompletedOn::parse(text).ok()),
        }
    }

    fn letter(self) -> Option<Letter> {
        let instant = |name: &str| self.values.get(name)?.as_str()?.parse::<Timestamp>().ok();
        let day = |name: &str| self.values.get(name)?.as_str()?.parse().ok();
        Some(Letter {
            issued_on: day("issued_on"),
            expires_on: day("expires_on"),
            revision: self.values.get("revision").and_then(Value::as_u64),
            issued_at: instant("issued_at")?,
            expires_at: instant("expires_at")?,
        })
    }

    fn demarcation(self) -> Option<Demarcation> {
        let text = |name: &str| Some(self.values.get(name)?.as_str()?.to_owned());
        Some(Demarcation {
            facility: text("facility")?,
            cage: text("cage"),
            patch_panel: text("patch_panel"),
        })
    }

    fn routes(self) -> Fact<IpRoutes> {
        let is_unknown = |value: &Value| contains_true(value);
        if self.unknown.get("ip_routes").is_some_and(is_unknown) {
            return Fact::Unknown;
        }
        let Some(all) = self.values.get("ip_routes").and_then(Value::as_array) else {
            return Fact::Null;
        };
        let routes: Option<Vec<IpRoute>> = all.iter().map(|route| IpRoute::parse(route.as_str()?).ok()).collect();
        routes.map_or(Fact::Unknown, |routes| IpRoutes::trusted(routes).into())
    }

    fn text<T>(self, name: &str, parse: impl FnOnce(&'a str) -> Option<T>) -> Fact<T> {
        self.of(name, |value| parse(value.as_str()?))
    }

    fn number<T>(self, name: &str, parse: impl FnOnce(i64) -> Option<T>) -> Fact<T> {
        self.of(name, |value| parse(value.as_i64()?))
    }

    fn within<T>(self, name: &str, read: impl FnOnce(Moment<'a>) -> Option<T>) -> Fact<T> {
        let unknown = self.unknown.get(name).unwrap_or(&Value::Null);
        self.of(name, |values| read(Self::planned(values, unknown)))
    }

    /// Reads a value. It is unknown if the plan marks it, or if this version cannot parse it.
    fn of<T>(self, name: &str, read: impl FnOnce(&'a Value) -> Option<T>) -> Fact<T> {
        if self.unknown.get(name) == Some(&Value::Bool(true)) {
            return Fact::Unknown;
        }
        match self.values.get(name) {
            None | Some(Value::Null) => Fact::Null,
            Some(value) => read(value).map_or(Fact::Unknown, Fact::Known),
        }
    }
}

fn contains_true(value: &Value) -> bool {
    match value {
        Value::Bool(it) => *it,
        Value::Array(all) => all.iter().any(contains_true),
        Value::Null | Value::Number(_) | Value::String(_) | Value::Object(_) => false,
    }
}
