//! The domain's values as Terraform attributes. Values of the configuration are parsed, and values of the state are trusted.
//!
//! Only this module converts between a domain type and a Terraform value. A broken rule becomes an error on the attribute,
//! with the rule's code at the end of its summary.

use std::borrow::Cow;

use framework::decoding::{Decoding, Source};
use framework::number::Number;
use framework::types::Type;
use framework::value::Value;
use framework::{Attribute, Diagnostic};
use ipnet::Ipv4Net;
use jiff::civil::Date;
use secrecy::SecretString;

use crate::api::BaseUrl;
use crate::domain::{
    AccountSid, ApiKeySid, Asn, Bandwidth, BgpSessionSid, BgpSessionStatus, Calls, CompletedOn, CompletionReference,
    CrossConnectSid, CrossConnectStatus, Exchange, ExchangeSid, InterfaceAddress, IpRoute, LetterSid, Link, LoaEntity,
    LoaRevision, MaxConcurrentRequests, MaxRetries, Md5Key, Md5KeyLength, Problem, RedundancyGroup,
    RedundancyGroupFilter, RedundancyIntent, RedundancyRole, RequestTimeout, RequiredMbps, RouterInterface,
    RouterPlatform, Timeout, UniqueName, WaitFor,
};

/// A broken rule as an error; the caller adds the attribute.
pub(crate) fn broken_rule(problem: &Problem) -> Diagnostic {
    Diagnostic::error(problem.to_string(), problem.detail.clone())
}

/// The value, or `None` after every broken rule has been reported.
fn believed<T>(parsed: Result<T, Vec<Problem>>, decoding: &mut Decoding) -> Option<T> {
    match parsed {
        Ok(value) => Some(value),
        Err(problems) => {
            for problem in problems {
                decoding.error(problem.to_string(), problem.detail);
            }
            None
        }
    }
}

/// Implements `Attribute` for types written as text: a parser for the configuration, and one for the state.
macro_rules! written_as_text {
    ($($ty:ty: $parse:expr, $trusted:expr, $rule:expr;)*) => {$(
        impl Attribute for $ty {
            fn terraform_type() -> Type {
                Type::String
            }

            fn rule() -> Option<Cow<'static, str>> {
                $rule.map(Cow::Borrowed)
            }

            fn decode(value: &Value, decoding: &mut Decoding) -> Option<Self> {
                let Some(text) = value.as_str() else {
                    return decoding.wrong_type("a string", value);
                };
                let read: fn(&str) -> Option<Self> = $trusted;
                match decoding.source() {
                    Source::State => read(text).or_else(|| decoding.wrong_type("a value that this provider stores", value)),
                    Source::Config => believed($parse(text), decoding),
                }
            }

            fn encode(&self) -> Value {
                Value::string(self.to_string())
            }
        }
    )*};
}

/// The rule of a value that only the service sets: none.
const NO_RULE: Option<&'static str> = None;

fn network(text: &str) -> Option<Ipv4Net> {
    text.parse().ok()
}

written_as_text! {
    Exchange: Exchange::parse, |text| Some(Self::trusted(text)), Some(Self::RULE_TEXT);
    LoaEntity: LoaEntity::parse, |text| Some(Self::trusted(text)), Some(Self::RULE_TEXT);
    UniqueName: UniqueName::parse, |text| Some(Self::trusted(text)), Some(Self::RULE_TEXT);
    RedundancyGroup: RedundancyGroup::parse, |text| Some(Self::trusted(text)), Some(Self::RULE_TEXT);
    RedundancyGroupFilter: RedundancyGroupFilter::parse, |text| Some(Self::trusted(text)), Some(Self::RULE_TEXT);
    CompletionReference: CompletionReference::parse, |text| Some(Self::trusted(text)), Some(Self::RULE_TEXT);
    CompletedOn: CompletedOn::parse, |text| text.parse::<Date>().ok().map(Self::trusted), Some(Self::RULE_TEXT);
    IpRoute: IpRoute::parse, |text| network(text).map(Self::trusted), Some(Self::RULE_TEXT);
    // A link-local address or a private ASN is valid only if Twilio assigned it to the session. The plan of the session checks that.
    InterfaceAddress: InterfaceAddress::parse_assigned, |text| network(text).map(Self::trusted), Some(Self::RULE_TEXT);
    Link: Link::parse, |text| network(text).map(InterfaceAddress::trusted).map(Self::trusted), Some(Self::RULE_TEXT);
    WaitFor: WaitFor::parse, |text| Some(Self::stored(text)), Some(Self::RULE_TEXT);
    RedundancyIntent: RedundancyIntent::parse, |text| Self::parse(text).ok(), Some(Self::RULE_TEXT);
    RedundancyRole: RedundancyRole::parse, Self::stored, Some(Self::RULE_TEXT);
    AccountSid: AccountSid::parse, |text| Some(Self::trusted(text)), Some(Self::RULE_TEXT);
    ApiKeySid: ApiKeySid::parse, |text| Some(Self::trusted(text)), Some(Self::RULE_TEXT);
    CrossConnectSid: CrossConnectSid::parse, |text| Some(Self::trusted(text)), Some(Self::RULE_TEXT);
    BgpSessionSid: BgpSessionSid::parse, |text| Some(Self::trusted(text)), Some(Self::RULE_TEXT);
    LetterSid: LetterSid::parse, |text| Some(Self::trusted(text)), NO_RULE;
    ExchangeSid: ExchangeSid::parse, |text| Some(Self::trusted(text)), NO_RULE;
    CrossConnectStatus: |text| Ok(Self::trusted(text)), |text| Some(Self::trusted(text)), NO_RULE;
    BgpSessionStatus: |text| Ok(Self::trusted(text)), |text| Some(Self::trusted(text)), NO_RULE;
    BaseUrl: BaseUrl::parse, |text| Self::parse(text).ok(), Some(Self::RULE_TEXT);
    RequestTimeout: RequestTimeout::parse, |text| Self::parse(text).ok(), Some(Self::RULE_TEXT);
    RouterPlatform: RouterPlatform::parse, |text| Self::parse(text).ok(), Some(Self::RULE_TEXT);
    RouterInterface: RouterInterface::parse, |text| Self::parse(text).ok(), Some(Self::RULE_TEXT);
}

/// Implements `Attribute` for types written as a whole number.
macro_rules! written_as_number {
    ($($ty:ty: $parse:expr;)*) => {$(
        impl Attribute for $ty {
            fn terraform_type() -> Type {
                Type::Number
            }

            fn rule() -> Option<Cow<'static, str>> {
                Some(Cow::Borrowed(Self::RULE_TEXT))
            }

            fn decode(value: &Value, decoding: &mut Decoding) -> Option<Self> {
                let Some(number) = value.as_number() else {
                    return decoding.wrong_type("a whole number", value);
                };
                match decoding.source() {
                    Source::State => number.to_u64().and_then(|whole| u32::try_from(whole).ok()).map(Self::trusted),
                    Source::Config => believed($parse(&number.to_string()), decoding),
                }
            }

            fn encode(&self) -> Value {
                Value::Number(Number::from(i64::from(self.get())))
            }
        }
    )*};
}

written_as_number! {
    Bandwidth: Bandwidth::parse;
    // The only ASN in a configuration is the ASN of the customer's end.
    Asn: Asn::parse_assigned;
    MaxConcurrentRequests: MaxConcurrentRequests::parse;
    MaxRetries: MaxRetries::parse;
    Calls: Calls::parse;
    Md5KeyLength: Md5KeyLength::parse;
    LoaRevision: LoaRevision::parse;
    RequiredMbps: RequiredMbps::parse;
}

/// A time limit with the user's spelling. The state must keep that spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TimeLimit {
    written: String,
    limit: Timeout,
}

impl TimeLimit {
    /// The limit itself.
    pub(crate) fn get(&self) -> std::time::Duration {
        self.limit.get()
    }
}

impl Attribute for TimeLimit {
    fn terraform_type() -> Type {
        Type::String
    }

    fn rule() -> Option<Cow<'static, str>> {
        Some(Cow::Borrowed(Timeout::RULE_TEXT))
    }

    fn decode(value: &Value, decoding: &mut Decoding) -> Option<Self> {
        let Some(text) = value.as_str() else {
            return decoding.wrong_type("a duration", value);
        };
        let limit = match decoding.source() {
            Source::State => Timeout::stored(text).or_else(|| decoding.wrong_type("a duration", value))?,
            Source::Config => believed(Timeout::parse(text), decoding)?,
        };
        Some(Self {
            written: text.to_owned(),
            limit,
        })
    }

    fn encode(&self) -> Value {
        Value::string(self.written.clone())
    }
}

/// An MD5 key for the service. It is read from a configuration and never encoded.
#[derive(Clone, Debug)]
pub(crate) struct KeyText(Md5Key);

impl KeyText {
    /// The key.
    pub(crate) fn key(&self) -> Md5Key {
        self.0.clone()
    }
}

impl Attribute for KeyText {
    fn terraform_type() -> Type {
        Type::String
    }

    fn rule() -> Option<Cow<'static, str>> {
        Some(Cow::Borrowed(Md5Key::RULE_TEXT))
    }

    fn decode(value: &Value, decoding: &mut Decoding) -> Option<Self> {
        let Some(text) = value.as_str() else {
            return decoding.wrong_type("a string", value);
        };
        match decoding.source() {
            Source::State => Some(Self(Md5Key::trusted(text))),
            Source::Config => believed(Md5Key::parse(text), decoding).map(Self),
        }
    }

    /// A write-only value is null wherever it could be stored.
    fn encode(&self) -> Value {
        Value::Null
    }
}

/// A random MD5 key for the user. It is encoded as a result, and never printed.
#[derive(Clone, Debug)]
pub(crate) struct DrawnKey(Md5Key);

impl From<Md5Key> for DrawnKey {
    fn from(key: Md5Key) -> Self {
        Self(key)
    }
}

impl Attribute for DrawnKey {
    fn terraform_type() -> Type {
        Type::String
    }

    fn decode(value: &Value, decoding: &mut Decoding) -> Option<Self> {
        match value.as_str() {
            Some(text) => Some(Self(Md5Key::trusted(text))),
            None => decoding.wrong_type("a string", value),
        }
    }

    fn encode(&self) -> Value {
        Value::string(self.0.expose().to_owned())
    }
}

/// A secret of the provider block. It is never printed.
#[derive(Clone, Debug)]
pub(crate) struct Hidden(SecretString);

impl Hidden {
    /// The secret, for the client.
    pub(crate) fn expose(&self) -> SecretString {
        self.0.clone()
    }
}

impl From<&str> for Hidden {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl Attribute for Hidden {
    fn terraform_type() -> Type {
        Type::String
    }

    fn decode(value: &Value, decoding: &mut Decoding) -> Option<Self> {
        match value.as_str() {
            Some(text) => Some(text.into()),
            None => decoding.wrong_type("a string", value),
        }
    }

    /// A provider block is never stored, so a secret of it is encoded as null.
    fn encode(&self) -> Value {
        Value::Null
    }
}
