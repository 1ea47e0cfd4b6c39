//! Interconnect v1 as a service: its rules, its HTTP interface, and where its objects are kept.
//!
//! **Interconnect v1 is not a Twilio API.** Twilio publishes no API for Interconnect; the contract is this project's own
//! (`docs/interconnect-v1.md`), and this crate implements the whole of it, once, for every server that answers it.
//!
//! [`world`] holds the rules: what has been ordered, what a command makes of it, and how it moves on, without input or output.
//! [`storage`] keeps it, in memory or in a SQLite file. [`routes`] and [`gate`] are the HTTP around it, and [`connection`] the socket.
//! A server adds its own part as a layer between the gate and the routes ([`gate::around`]), and through its [`host::Host`].
//!
//! The crate depends on nothing else of this project, and shares no type with the provider: what is between them is HTTP.

pub mod address;
pub mod answer;
pub mod authentication;
pub mod call;
pub mod code;
pub mod connection;
pub mod gate;
pub mod host;
pub mod openapi;
pub mod page;
pub mod pages;
pub mod parameters;
pub mod refusal;
pub mod routes;
pub mod service;
pub mod sid;
pub mod step_times;
pub mod storage;
mod time;
pub mod world;

pub use time::later;
