//! A provider of corner cases, built only on the framework: every type, nesting mode, mark, and ability, and every kind
//! of failure.
//!
//! The objects exist only in the state, so each run is the same. Tests run it under the real terraform and under a test
//! client. The configuration selects the behavior.

mod blocks;
mod collections;
mod dynamic;
mod functions;
mod identified;
mod kept;
mod lookup;
mod opened;
mod remembered;
mod scalars;
mod shout;
mod trouble;
mod upgraded;

use framework::erased::{
    AnyAction, AnyDataSource, AnyEphemeralResource, AnyFunction, AnyResource, action, data_source, ephemeral, function,
    managed,
};
use framework::plugin::{self, Environment, ProviderInfo};
use framework::provider::{Configure, Provider};
use framework::rpc::Rpc;
use framework::server::Server;
use framework::{Attr, Diagnostic, Diagnostics, Model, schema};

use blocks::Blocks;
use collections::Collections;
use dynamic::Dynamic;
use kept::Kept;
use scalars::Scalars;

/// Corner cases.
#[derive(Clone, Debug, Model)]
struct Block {
    /// A warning for every plan; may be unknown.
    #[attr(optional)]
    warning: Attr<String>,
    /// Never printed.
    #[attr(optional, sensitive)]
    token: Attr<String>,
}

struct Corner;

#[async_trait::async_trait]
impl Provider for Corner {
    type Config = Block;

    async fn configure(&self, block: Configure<Block>) -> Diagnostics {
        if let Attr::Known(token) = block.config.token {
            plugin::mask(&token.into());
        }
        match block.config.warning {
            Attr::Known(text) => Diagnostic::warning("Warning as configured", text).into(),
            Attr::Null | Attr::Unknown => Diagnostics::new(),
        }
    }

    fn meta(&self) -> Option<schema::Block> {
        Some(lookup::Meta::block())
    }

    fn resources(&self) -> Vec<Box<dyn AnyResource>> {
        vec![
            managed(Kept::<Scalars>::default()),
            managed(Kept::<Collections>::default()),
            managed(Kept::<Blocks>::default()),
            managed(Kept::<Dynamic>::default()),
            managed(identified::Identifieds),
            managed(remembered::Remembers),
            managed(upgraded::Upgrades),
            managed(trouble::Troubles),
        ]
    }

    fn functions(&self) -> Vec<Box<dyn AnyFunction>> {
        vec![
            function(functions::Join),
            function(functions::Seen),
            function(functions::Divide),
        ]
    }

    fn ephemeral_resources(&self) -> Vec<Box<dyn AnyEphemeralResource>> {
        vec![ephemeral(opened::Opens)]
    }

    fn actions(&self) -> Vec<Box<dyn AnyAction>> {
        vec![action(shout::Shouts)]
    }

    fn data_sources(&self) -> Vec<Box<dyn AnyDataSource>> {
        vec![data_source(lookup::Lookups)]
    }
}

fn main() -> std::process::ExitCode {
    let info = ProviderInfo {
        name: "corner",
        version: env!("CARGO_PKG_VERSION"),
        address: "registry.terraform.io/example/corner",
        description: "Corner cases of a Terraform provider.",
    };
    let (arguments, environment) = (std::env::args_os().skip(1), Environment::capture());
    plugin::serve(Rpc::new(Server::new(Corner)), info, &environment, arguments)
}
