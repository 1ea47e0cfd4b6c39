//! The Terraform provider for Twilio Interconnect.
//!
//! [`server`] builds the plugin server, and `main.rs` runs it. Calls go one way: resources and data sources use the checks, the
//! domain, and the client. None of these depends on a layer above it.

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
mod letter_of_authorization;
mod provider;
mod refusal;
mod resources;
pub mod review;
mod router;
mod run;

use std::ffi::OsString;
use std::process::ExitCode;
use std::sync::Arc;

use api::Carrier;
use framework::plugin::Environment;
use framework::server::Server;

/// The plugin server with requests over `carrier` in place of HTTP, as in a simulation.
pub fn server_over(environment: Environment, carrier: Arc<dyn Carrier>) -> Server {
    Server::new(provider::TwilioInterconnect::over(environment, carrier))
}

/// The plugin server of the provider. Values that the provider block leaves out come from `environment`.
pub fn server(environment: Environment) -> Server {
    Server::new(provider::TwilioInterconnect::new(environment))
}

/// Runs the command `review`, which reviews a saved plan. `arguments` are the arguments after `review`. The option `--account` uses the
/// credentials of `environment`.
pub fn review(arguments: impl IntoIterator<Item = OsString>, environment: &Environment) -> ExitCode {
    let client = || {
        let settings = config::of_environment(environment).map_err(|wrong| {
            let wrong = wrong.iter().map(|diagnostic| format!("{}.", diagnostic.summary));
            wrong.collect::<Vec<_>>().join(" ")
        })?;
        api::Client::new(settings).map_err(|error| format!("{error}."))
    };
    let dependencies = review::command::Dependencies {
        plan_checks: config::plan_checks_of(environment),
        client: &client,
    };
    review::command::run(arguments, &dependencies)
}
