//! Interconnect v1 as a service: its rules, its HTTP interface, and its storage.
//!
//! **Interconnect v1 is not a Twilio API.** Twilio publishes no API for Interconnect. The contract is this project's own
//! (`docs/interconnect-v1.md`). This crate implements all of it, for every server of the contract.
//!
//! [`world`] contains the objects, the commands, and the steps, without input or output.
//! [`storage`] stores the objects in memory or in a SQLite file. [`routes`] and [`gate`] are the HTTP interface, [`connection`] the socket.
//! A server adds its own layer between the gate and the routes ([`gate::around`]), and implements [`host::Host`].
//!
//! The crate depends on no other crate of this project, and shares no type with the provider. The two communicate over HTTP only.

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
