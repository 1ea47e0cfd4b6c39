//! The numbers that refusals carry, each with its HTTP status.
//!
//! The 62xxx numbers and their meanings are from Twilio's public error dictionary; the HTTP status beside them is this
//! contract's. The 20xxx numbers are Twilio's general codes. What a refusal says to the caller is not here: the place
//! that refuses knows the value at fault and writes the sentence.

use axum::http::StatusCode;
use serde::Serialize;

/// A code of Twilio's error dictionary that Interconnect v1 answers with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(into = "u32")]
pub(crate) enum Code {
    /// 20001: a parameter that the call does not know.
    UnknownParameter,
    /// 20003: the credentials are wrong.
    PermissionDenied,
    /// 20004: the path exists, the method does not.
    MethodNotAllowed,
    /// 20007: `PageSize` is outside 1 to 1000.
    PageSize,
    /// 20404: no such object.
    NotFound,
    /// 20409: the resource is in no state that allows the change.
    Conflict,
    /// 20412: `If-Match` names another revision.
    RevisionMismatch,
    /// 20413: the request body is too large.
    TooLarge,
    /// 20415: the body is not `application/x-www-form-urlencoded`.
    UnsupportedMediaType,
    /// 20422: a parameter's value is invalid.
    InvalidParameter,
    /// 20429: too many requests at once.
    TooManyRequests,
    /// 62000: the change could not be written down.
    WriteFailed,
    /// 62001: a SID in the request is malformed.
    InvalidSid,
    /// 62002: the exchange is unknown.
    ExchangeNotFound,
    /// 62010: the request carries no credentials.
    NoAuthentication,
    /// 62012: the cross connect is unknown.
    ConnectionNotFound,
    /// 62014: the cross connect is not fully configured.
    NotReady,
    /// 62015: a state change is in progress, or activation of what is not inactive.
    InTransition,
    /// 62016: the cross connect is not active.
    NotActive,
    /// 62017: no route given.
    NoRoute,
    /// 62018: not a well-formed, globally unique IPv4 CIDR block.
    InvalidRoute,
    /// 62019: a route of more than 256 addresses.
    RouteTooLarge,
    /// 62020: the cross connect is being removed.
    PendingDeletion,
    /// 62023: no exchange given.
    MissingExchange,
    /// 62028: the order is expired or declined.
    Expired,
    /// 62034: an update that changes nothing.
    NothingToChange,
    /// 62035: no bandwidth, or one that the exchange does not sell.
    Bandwidth,
    /// 62100: an address is linked to another connection already.
    AddressInUse,
    /// 62200: the network's own interface did not answer.
    NetworkUnavailable,
    /// 62220: the device has no capacity left.
    NoCapacity,
}

impl Code {
    /// The number on the wire.
    pub(crate) fn number(self) -> u32 {
        self.row().0
    }

    /// The HTTP status that goes with the code unless a rule of the contract names another.
    pub(crate) fn status(self) -> StatusCode {
        self.row().1
    }

    fn row(self) -> (u32, StatusCode) {
        match self {
            Self::UnknownParameter => (20001, StatusCode::BAD_REQUEST),
            Self::PermissionDenied => (20003, StatusCode::UNAUTHORIZED),
            Self::MethodNotAllowed => (20004, StatusCode::METHOD_NOT_ALLOWED),
            Self::PageSize => (20007, StatusCode::BAD_REQUEST),
            Self::NotFound => (20404, StatusCode::NOT_FOUND),
            Self::Conflict => (20409, StatusCode::CONFLICT),
            Self::RevisionMismatch => (20412, StatusCode::PRECONDITION_FAILED),
            Self::TooLarge => (20413, StatusCode::PAYLOAD_TOO_LARGE),
            Self::UnsupportedMediaType => (20415, StatusCode::UNSUPPORTED_MEDIA_TYPE),
            Self::InvalidParameter => (20422, StatusCode::UNPROCESSABLE_ENTITY),
            Self::TooManyRequests => (20429, StatusCode::TOO_MANY_REQUESTS),
            Self::WriteFailed => (62000, StatusCode::INTERNAL_SERVER_ERROR),
            Self::InvalidSid => (62001, StatusCode::BAD_REQUEST),
            Self::ExchangeNotFound => (62002, StatusCode::NOT_FOUND),
            Self::NoAuthentication => (62010, StatusCode::UNAUTHORIZED),
            Self::ConnectionNotFound => (62012, StatusCode::NOT_FOUND),
            Self::NotReady => (62014, StatusCode::CONFLICT),
            Self::InTransition => (62015, StatusCode::CONFLICT),
            Self::NotActive => (62016, StatusCode::CONFLICT),
            Self::NoRoute => (62017, StatusCode::BAD_REQUEST),
            Self::InvalidRoute => (62018, StatusCode::BAD_REQUEST),
            Self::RouteTooLarge => (62019, StatusCode::BAD_REQUEST),
            Self::PendingDeletion => (62020, StatusCode::CONFLICT),
            Self::MissingExchange => (62023, StatusCode::BAD_REQUEST),
            Self::Expired => (62028, StatusCode::GONE),
            Self::NothingToChange => (62034, StatusCode::BAD_REQUEST),
            Self::Bandwidth => (62035, StatusCode::BAD_REQUEST),
            Self::AddressInUse => (62100, StatusCode::CONFLICT),
            Self::NetworkUnavailable => (62200, StatusCode::SERVICE_UNAVAILABLE),
            Self::NoCapacity => (62220, StatusCode::UNPROCESSABLE_ENTITY),
        }
    }
}

impl From<Code> for u32 {
    fn from(code: Code) -> Self {
        code.number()
    }
}
