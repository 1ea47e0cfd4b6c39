//! A mock server of Interconnect v1, for tests and for trying the provider out.
//!
//! **Interconnect v1 is not a Twilio API.** Twilio publishes no API for Interconnect; the contract is this project's
//! own (`docs/interconnect-v1.md`), and this server implements the whole of it: the rules and their codes, the state
//! machines of cross connects and BGP sessions, paging, revisions and idempotency keys. Time is virtual, and a test can
//! ask for things to go wrong.
//!
//! ```no_run
//! # async fn example() -> Result<(), mock_api::StartError> {
//! use std::time::Duration;
//!
//! use mock_api::{MockApi, Settings};
//!
//! let mock = MockApi::start(Settings::default()).await?;
//! println!("{}", mock.base_url());
//! mock.advance(Duration::from_secs(60 * 86_400));
//! mock.shutdown().await;
//! # Ok(())
//! # }
//! ```
//!
//! The server depends on nothing else of this project, and shares no type with the provider: what is between them is
//! HTTP.

mod admission;
mod answer;
mod authentication;
mod call;
mod clock;
mod code;
mod control;
mod fault;
mod gate;
mod letter_document;
mod openapi;
mod page;
mod parameters;
mod refusal;
mod request_log;
mod routes;
mod seed;
mod server;
mod service;
mod settings;
mod shadow;
mod sid;
mod spoil;
mod state_file;
mod step_times;
mod world;

pub use clock::Clock;
pub use fault::{Fault, FaultKind, MalformedForm};
pub use openapi::description as openapi_description;
pub use request_log::{LogTarget, LoggedRequest};
pub use seed::{Seed, SeedBgpSession, SeedCrossConnect, SeedError};
pub use server::{Broken, MockApi, NotFound, StartError};
pub use settings::{ApiKey, DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN, Settings};
pub use sid::is_well_formed as is_sid;
pub use state_file::StateFileError;
pub use step_times::StepTimes;
pub use world::bgp_session::{AssignedBy, BgpSession, BgpSessionStatus, SessionState};
pub use world::cross_connect::{Completion, CrossConnect, CrossConnectStatus};
pub use world::event::{Actor, Event};
pub use world::exchange::{Exchange, catalogue};
pub use world::letter::{LETTER_VALIDITY, Letter};
pub use world::outcome::{Outcome, OutcomeKind};
pub use world::reason::Reason;
