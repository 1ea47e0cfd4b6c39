//! The client of Interconnect v1: one method per call of the contract, over one pool of connections.
//!
//! A call takes domain values. It returns a record in an [`Answer`], or an [`Error`] sorted by what the caller can do about it. The error
//! of a call with an effect contains that effect. The retry rule and the limit of concurrent requests are in this module alone. The
//! resources wait for objects, so an object in transition is an error for the caller and not a reason for a retry.
//!
//! An answer is untrusted. It is read up to a bound (`body`, `page`), and each of its values is parsed or cleaned (`wire`, `refusal`). A
//! secret that it repeats is hidden (`secrets`).
//!
//! This module has no type of Terraform, does not read the environment, and does not check the values that it sends. The domain types
//! have checked them.

pub mod answer;
pub mod base_url;
pub mod bgp_session;
mod body;
mod call;
pub mod call_limits;
pub mod carrier;
pub mod client;
pub mod credentials;
pub mod cross_connect;
pub mod edit;
pub mod effect;
mod encoded_text;
pub mod error;
pub mod exchange;
mod fault;
pub mod health;
pub mod idempotency_key;
pub mod letter;
mod limiter;
mod page;
pub mod pending;
pub mod reason;
pub mod refusal;
pub mod request_id;
pub mod retry;
pub mod revision;
mod secrets;
mod tls;
mod transport;
pub mod transport_error;
pub mod user_agent;
pub mod waiting;
mod wire;

pub use answer::Answer;
pub use base_url::BaseUrl;
pub use bgp_session::{BgpSession, BgpSessionChange, BgpSessionFilter, BgpSessionOrder};
pub use call_limits::Deadline;
pub use carrier::{Carrier, Chunks, NotAnswered};
pub use client::{Client, Pages, Settings};
pub use credentials::Credentials;
pub use cross_connect::{
    CompletionNotice, CrossConnect, CrossConnectChange, CrossConnectFilter, CrossConnectOrder, Maintenance,
};
pub use edit::Edit;
pub use effect::Effect;
pub use error::{Cause, Error, WriteError};
pub use exchange::Exchange;
pub use health::Health;
pub use idempotency_key::IdempotencyKey;
pub use letter::Letter;
pub use pending::{DeclinedChange, Hold, PendingChange};
pub use reason::StatusReason;
pub use refusal::{Refusal, RefusedValue};
pub use request_id::RequestId;
pub use retry::Limit;
pub use revision::Revision;
pub use transport_error::{TransportError, TransportErrorKind};
pub use user_agent::UserAgent;
pub use waiting::{Kind, WaitingFor};
