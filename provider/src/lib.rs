//! The Terraform provider for Twilio Interconnect.
//!
//! [`server`] is the provider at work; `main.rs` puts it on the wire. Calls go one way: resources and data sources use the
//! checks, the domain and the client, and none of these names what is above it.

mod account;
mod actions;
pub mod api;
mod attributes;
mod bgp_session_health;
pub mod checks;
mod config;
mod connection;
mod data_sources;
pub mod domain;
mod ephemeral_resources;
mod functions;
mod inventory;
mod ledger;
mod letter_of_authorization;
mod provider;
mod resources;
mod router;

use framework::plugin::Environment;
use framework::server::Server;

/// The provider at work. It takes from `environment` what its block leaves out.
pub fn server(environment: Environment) -> Server {
    Server::new(provider::TwilioInterconnect::new(environment))
}
