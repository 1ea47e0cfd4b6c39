//! A provider of corner cases, built on the framework alone: every type, nesting, mark and ability, and every way to fail.
//!
//! Its objects live in the state alone, so that each run is the same as the last. Tests run it under the real terraform and under
//! a raw client; what it does is chosen by what stands in the configuration.

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
    AnyAction, AnyDataSource, AnyEphemeralResource, AnyFunction, AnyResource, acted, called, ephemeral, looked_up,
    managed,
};
use framework::plugin::{self, About, Environment};
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
    /// A warning for every plan; unknown is fine.
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
            Attr::Known(text) => Diagnostic::warning("The corner warns", text).into(),
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
            called(functions::Join),
            called(functions::Seen),
            called(functions::Divide),
        ]
    }

    fn ephemeral_resources(&self) -> Vec<Box<dyn AnyEphemeralResource>> {
        vec![ephemeral(opened::Opens)]
    }

    fn actions(&self) -> Vec<Box<dyn AnyAction>> {
        vec![acted(shout::Shouts)]
    }

    fn data_sources(&self) -> Vec<Box<dyn AnyDataSource>> {
        vec![looked_up(lookup::Lookups)]
    }
}

fn main() -> std::process::ExitCode {
    let about = About {
        name: "corner",
        version: env!("CARGO_PKG_VERSION"),
        address: "registry.terraform.io/example/corner",
        description: "Corner cases of a Terraform provider.",
    };
    let (arguments, environment) = (std::env::args_os().skip(1), Environment::capture());
    plugin::serve(Rpc::new(Server::new(Corner)), about, &environment, arguments)
}
