//! The provider's executable: the only place that wires.

use std::process::ExitCode;

use framework::plugin::{self, About, Environment};
use framework::rpc::Rpc;

fn main() -> ExitCode {
    let environment = Environment::capture();
    let about = About {
        name: "twilio",
        version: env!("CARGO_PKG_VERSION"),
        address: "registry.terraform.io/interconnect/twilio",
        description: "Declares cross connects and BGP sessions of Twilio Interconnect.",
    };
    plugin::serve(
        Rpc::new(provider::server(environment.clone())),
        about,
        &environment,
        std::env::args_os().skip(1),
    )
}
