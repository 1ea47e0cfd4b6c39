//! The Terraform provider for Twilio Interconnect.
//!
//! [`server`] is the provider at work; `main.rs` puts it on the wire. Calls go one way: resources and data sources use the
//! checks, the domain and the client, and none of these names what is above it.

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
mod letter_of_authorization;
mod provider;
mod refusal;
mod resources;
pub mod review;
mod router;
mod run;

use std::sync::Arc;

use api::Carrier;
use framework::plugin::Environment;
use framework::server::Server;

/// The provider at work over another carrier than HTTP, as in a simulation.
pub fn server_over(environment: Environment, carrier: Arc<dyn Carrier>) -> Server {
    Server::new(provider::TwilioInterconnect::over(environment, carrier))
}

/// The provider at work. It takes from `environment` what its block leaves out.
pub fn server(environment: Environment) -> Server {
    Server::new(provider::TwilioInterconnect::new(environment))
}
