//! A mock server of Interconnect v1, for tests and for trying the provider.
//!
//! **Interconnect v1 is not a Twilio API.** Twilio publishes no API for Interconnect; the contract is this project's
//! own (`docs/interconnect-v1.md`). This server implements all of it: the rules and their codes, the state
//! machines of cross connects and BGP sessions, paging, revisions, and idempotency keys. Time is virtual, and a test can
//! request faults.
//!
//! ```no_run
//! # async fn example() -> Result<(), mock_api::StartError> {
//! use std::time::Duration;
//!
//! use mock_api::{MockApi, Settings};
//!
//! let mock = MockApi::start(Settings::default()).await?;
//! println!("{}", mock.base_url());
//! mock.advance(Duration::from_secs(60 * 86_400)).await;
//! mock.shutdown().await;
//! # Ok(())
//! # }
//! ```
//!
//! The server depends only on the crate `service`, and shares no type with the provider. The two communicate over
//! HTTP only.

mod admission;
mod altered_answer;
mod clock;
mod control;
mod fault;
mod host;
mod letter_document;
mod mock_layer;
mod openapi;
mod page;
mod request_log;
mod seed;
mod server;
mod settings;
mod stale_reads;

pub use clock::Clock;
pub use fault::{Fault, FaultKind, MalformedForm};
pub use openapi::description as openapi_description;
pub use request_log::{LogTarget, LoggedRequest};
pub use seed::{Seed, SeedBgpSession, SeedCrossConnect, SeedError};
pub use server::{MockApi, NotFound, StartError};
pub use service::address::reachable;
pub use service::authentication::ApiKey;
pub use service::connection::Broken;
pub use service::openapi::description as contract_description;
pub use service::sid::is_well_formed as is_sid;
pub use service::step_times::{Pace, StepTimes};
pub use service::storage::OpenError;
pub use service::world::bgp_session::{AssignedBy, BgpSession, BgpSessionStatus, SessionState};
pub use service::world::cross_connect::{Completion, CrossConnect, CrossConnectStatus, RedundancyRole};
pub use service::world::event::{Actor, Event};
pub use service::world::exchange::{Exchange, catalogue};
pub use service::world::letter::{DAYS_OF_VALIDITY, Letter};
pub use service::world::outcome::{Outcome, OutcomeKind};
pub use service::world::reason::Reason;
pub use settings::{DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN, Settings};
