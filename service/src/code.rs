//! The codes of refusals, each with its HTTP status.
//!
//! The 62xxx numbers and their meanings are from Twilio's public error dictionary; the HTTP status beside them is this
//! contract's. The 20xxx numbers are Twilio's general codes. The messages of refusals are in the modules that refuse, because
//! a message contains the value at fault.

use axum::http::StatusCode;
use serde::Serialize;

/// A code of Interconnect v1: of Twilio's error dictionary, or with a meaning of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(into = "u32")]
pub enum Code {
    /// 20001: a parameter that the call does not have.
    UnknownParameter,
    /// 20003: the credentials are wrong.
    PermissionDenied,
    /// 20004: the path does not support the method.
    MethodNotAllowed,
    /// 20007: `PageSize` is not from 1 to 1000.
    PageSize,
    /// 20404: the object or the path does not exist.
    NotFound,
    /// 20409: the status does not allow the change, or a name or a cross connect is already in use.
    Conflict,
    /// 20412: the revision of the object differs from `If-Match`.
    RevisionMismatch,
    /// 20413: the request body is too large.
    TooLarge,
    /// 20415: the body is not `application/x-www-form-urlencoded`.
    UnsupportedMediaType,
    /// 20422: a parameter's value is invalid.
    InvalidParameter,
    /// 20429: too many requests at once.
    TooManyRequests,
    /// 20430: a person declined the order.
    Declined,
    /// 62000: the change could not be stored.
    WriteFailed,
    /// 62001: a SID in the request is malformed.
    InvalidSid,
    /// 62002: the exchange is unknown.
    ExchangeNotFound,
    /// 62010: the request does not contain credentials.
    NoAuthentication,
    /// 62012: the cross connect is unknown.
    ConnectionNotFound,
    /// 62014: an earlier step of the cross connect is not complete.
    NotReady,
    /// 62015: a change is in progress, or a cross connect that is not inactive is activated.
    InTransition,
    /// 62016: the cross connect is not active.
    NotActive,
    /// 62017: the request does not contain a route.
    NoRoute,
    /// 62018: a route is not a well-formed, globally unique IPv4 CIDR block.
    InvalidRoute,
    /// 62019: a route contains more than 256 addresses.
    RouteTooLarge,
    /// 62020: the cross connect is being removed.
    PendingDeletion,
    /// 62023: the request does not contain an exchange.
    MissingExchange,
    /// 62028: the letter has expired or was not in force, or the order was declined.
    Expired,
    /// 62034: the update does not change anything.
    NothingToChange,
    /// 62035: the request does not contain a bandwidth, or the bandwidth is not sold at the exchange.
    Bandwidth,
    /// 62100: an address is already in use by another connection.
    AddressInUse,
    /// 62200: the network's own interface did not answer.
    NetworkUnavailable,
    /// 62220: the device at the exchange does not have capacity.
    NoCapacity,
}

impl Code {
    /// The number in an error body.
    pub fn number(self) -> u32 {
        self.row().number
    }

    /// The HTTP status of the code, unless a rule of the contract has another.
    pub fn status(self) -> StatusCode {
        self.row().status
    }

    /// The meaning, in a sentence or two.
    pub fn meaning(self) -> &'static str {
        self.row().meaning
    }

    /// True where this contract defines the meaning: Twilio's dictionary lacks the code, or has another meaning for it.
    pub fn is_of_this_contract(self) -> bool {
        matches!(
            self,
            Self::UnknownParameter
                | Self::MethodNotAllowed
                | Self::RevisionMismatch
                | Self::UnsupportedMediaType
                | Self::Declined
        )
    }

    /// The code with a number.
    pub fn numbered(number: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.number() == number)
    }

    /// Every code.
    pub const ALL: [Self; 31] = [
        Self::UnknownParameter,
        Self::PermissionDenied,
        Self::MethodNotAllowed,
        Self::PageSize,
        Self::NotFound,
        Self::Conflict,
        Self::RevisionMismatch,
        Self::TooLarge,
        Self::UnsupportedMediaType,
        Self::InvalidParameter,
        Self::TooManyRequests,
        Self::Declined,
        Self::WriteFailed,
        Self::InvalidSid,
        Self::ExchangeNotFound,
        Self::NoAuthentication,
        Self::ConnectionNotFound,
        Self::NotReady,
        Self::InTransition,
        Self::NotActive,
        Self::NoRoute,
        Self::InvalidRoute,
        Self::RouteTooLarge,
        Self::PendingDeletion,
        Self::MissingExchange,
        Self::Expired,
        Self::NothingToChange,
        Self::Bandwidth,
        Self::AddressInUse,
        Self::NetworkUnavailable,
        Self::NoCapacity,
    ];

    fn row(self) -> Row {
        match self {
            Self::UnknownParameter => row(
                20001,
                StatusCode::BAD_REQUEST,
                "The request contains a parameter that this call does not have.",
            ),
            Self::PermissionDenied => row(
                20003,
                StatusCode::UNAUTHORIZED,
                "The user name or the password is wrong.",
            ),
            Self::MethodNotAllowed => row(
                20004,
                StatusCode::METHOD_NOT_ALLOWED,
                "The path does not support the method.",
            ),
            Self::PageSize => row(20007, StatusCode::BAD_REQUEST, "PageSize must be from 1 to 1000."),
            Self::NotFound => row(20404, StatusCode::NOT_FOUND, "The object or the path does not exist."),
            Self::Conflict => row(
                20409,
                StatusCode::CONFLICT,
                "The status of the object does not allow the change, the name is in use, or the cross connect already carries a session.",
            ),
            Self::RevisionMismatch => row(
                20412,
                StatusCode::PRECONDITION_FAILED,
                "The revision of the object differs from If-Match because the object was changed. This request did not change it.",
            ),
            Self::TooLarge => row(20413, StatusCode::PAYLOAD_TOO_LARGE, "The body is larger than 1 MiB."),
            Self::UnsupportedMediaType => row(
                20415,
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "The body is not application/x-www-form-urlencoded.",
            ),
            Self::InvalidParameter => row(
                20422,
                StatusCode::UNPROCESSABLE_ENTITY,
                "The value of a parameter is invalid. details.problems lists every such value.",
            ),
            Self::TooManyRequests => row(
                20429,
                StatusCode::TOO_MANY_REQUESTS,
                "The service received too many requests at once and did not process this one.",
            ),
            Self::Declined => row(
                20430,
                StatusCode::CONFLICT,
                "A person declined the order. status_reason contains the reason.",
            ),
            Self::WriteFailed => row(
                62000,
                StatusCode::INTERNAL_SERVER_ERROR,
                "The change could not be stored. Nothing was changed.",
            ),
            Self::InvalidSid => row(62001, StatusCode::BAD_REQUEST, "A SID in the request is malformed."),
            Self::ExchangeNotFound => row(62002, StatusCode::NOT_FOUND, "The exchange does not exist."),
            Self::NoAuthentication => row(
                62010,
                StatusCode::UNAUTHORIZED,
                "The request does not contain credentials.",
            ),
            Self::ConnectionNotFound => row(62012, StatusCode::NOT_FOUND, "The cross connect does not exist."),
            Self::NotReady => row(
                62014,
                StatusCode::CONFLICT,
                "The cross connect is not ready for the request: an earlier step is not complete.",
            ),
            Self::InTransition => row(
                62015,
                StatusCode::CONFLICT,
                "A change of the object is in progress, or the request activates a cross connect that is not inactive.",
            ),
            Self::NotActive => row(62016, StatusCode::CONFLICT, "The cross connect is not active."),
            Self::NoRoute => row(
                62017,
                StatusCode::BAD_REQUEST,
                "The request does not contain an IP route.",
            ),
            Self::InvalidRoute => row(
                62018,
                StatusCode::BAD_REQUEST,
                "An IP route is not a globally unique IPv4 CIDR block.",
            ),
            Self::RouteTooLarge => row(
                62019,
                StatusCode::BAD_REQUEST,
                "An IP route contains more than 256 addresses.",
            ),
            Self::PendingDeletion => row(62020, StatusCode::CONFLICT, "The cross connect is being removed."),
            Self::MissingExchange => row(
                62023,
                StatusCode::BAD_REQUEST,
                "The request does not contain an exchange.",
            ),
            Self::Expired => row(
                62028,
                StatusCode::GONE,
                "The letter of authorization has expired or was not in force on the day of completion, or the order was declined.",
            ),
            Self::NothingToChange => row(62034, StatusCode::BAD_REQUEST, "The request does not change anything."),
            Self::Bandwidth => row(
                62035,
                StatusCode::BAD_REQUEST,
                "The request does not contain a bandwidth, or the bandwidth is not sold at the exchange.",
            ),
            Self::AddressInUse => row(
                62100,
                StatusCode::CONFLICT,
                "The interface subnet is in use by another connection.",
            ),
            Self::NetworkUnavailable => row(
                62200,
                StatusCode::SERVICE_UNAVAILABLE,
                "The network did not answer, or no interface address is available.",
            ),
            Self::NoCapacity => row(
                62220,
                StatusCode::UNPROCESSABLE_ENTITY,
                "The device at the exchange does not have capacity for the bandwidth.",
            ),
        }
    }
}

/// A code with its number, its status, and its meaning.
struct Row {
    number: u32,
    status: StatusCode,
    meaning: &'static str,
}

fn row(number: u32, status: StatusCode, meaning: &'static str) -> Row {
    Row {
        number,
        status,
        meaning,
    }
}

impl From<Code> for u32 {
    fn from(code: Code) -> Self {
        code.number()
    }
}
