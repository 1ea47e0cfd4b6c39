//! The executable of the provider, which is the only place that connects all parts.

use std::process::ExitCode;

use framework::plugin::{self, Environment, ProviderInfo};
use framework::rpc::Rpc;

fn main() -> ExitCode {
    let environment = Environment::capture();
    let mut arguments = std::env::args_os().skip(1).peekable();
    if arguments.next_if(|first| first == "review").is_some() {
        return provider::review(arguments, &environment);
    }
    let info = ProviderInfo {
        name: "twilio",
        version: env!("CARGO_PKG_VERSION"),
        address: "registry.terraform.io/interconnect/twilio",
        description: "Declares cross connects and BGP sessions of Twilio Interconnect.",
    };
    plugin::serve(
        Rpc::new(provider::server(environment.clone())),
        info,
        &environment,
        arguments,
    )
}
