//! A provider with every type, nesting mode, and mark, whose objects exist only in the state. It never panics itself.

use async_trait::async_trait;
use framework::collection::List;
use framework::data_source::{DataSource, Found};
use framework::erased::{
    AnyAction, AnyDataSource, AnyEphemeralResource, AnyFunction, AnyResource, action, data_source, ephemeral, function,
    managed,
};
use framework::function::{Function, FunctionError};
use framework::provider::{Configure, Provider};
use framework::resource::Context;
use framework::schema::Block;
use framework::{Attr, Diagnostics, Model};

use crate::blocks::Blocks;
use crate::collections::Collections;
use crate::dynamic::Dynamic;
use crate::kept::Kept;
use crate::numbered::Numbers;
use crate::passing::{Bells, Tickets};
use crate::remembered::Remembers;
use crate::scalars::Scalars;
use crate::upgraded::Upgrades;

/// The provider block.
#[derive(Clone, Debug, Model)]
pub(crate) struct Config {
    /// Never printed.
    #[attr(optional, sensitive)]
    token: Attr<String>,
    /// The number of attempts.
    #[attr(optional)]
    tries: Attr<u8>,
}

/// The `provider_meta` block of a module.
#[derive(Clone, Debug, Model)]
struct Meta {
    /// The name of the module.
    #[attr(optional)]
    module: Attr<String>,
}

pub(crate) struct Fuzzed;

#[async_trait]
impl Provider for Fuzzed {
    type Config = Config;

    fn meta(&self) -> Option<Block> {
        Some(Meta::block())
    }

    async fn configure(&self, _block: Configure<Config>) -> Diagnostics {
        Diagnostics::new()
    }

    fn resources(&self) -> Vec<Box<dyn AnyResource>> {
        vec![
            managed(Kept::<Scalars>::default()),
            managed(Kept::<Collections>::default()),
            managed(Kept::<Blocks>::default()),
            managed(Kept::<Dynamic>::default()),
            managed(Numbers),
            managed(Remembers),
            managed(Upgrades),
        ]
    }

    fn data_sources(&self) -> Vec<Box<dyn AnyDataSource>> {
        vec![data_source(Echo)]
    }

    fn ephemeral_resources(&self) -> Vec<Box<dyn AnyEphemeralResource>> {
        vec![ephemeral(Tickets)]
    }

    fn actions(&self) -> Vec<Box<dyn AnyAction>> {
        vec![action(Bells)]
    }

    fn functions(&self) -> Vec<Box<dyn AnyFunction>> {
        vec![function(Join)]
    }
}

/// A data source that returns its configuration.
struct Echo;

#[async_trait]
impl DataSource for Echo {
    type Model = Collections;

    fn type_name(&self) -> &'static str {
        "corner_echo"
    }

    async fn read(&self, config: Collections, _context: &Context) -> Result<Found<Collections>, Diagnostics> {
        Ok(Found::new(config))
    }
}

/// Texts to join.
#[derive(Clone, Debug, Model)]
struct Texts {
    /// The text between two texts; empty if null.
    #[attr(optional)]
    separator: Attr<String>,
    /// The texts.
    #[attr(required)]
    texts: Attr<List<String>>,
}

/// Joins texts.
struct Join;

impl Function for Join {
    type Arguments = Texts;
    type Return = String;

    fn name(&self) -> &'static str {
        "join"
    }

    fn summary(&self) -> &'static str {
        "Joins texts"
    }

    fn is_variadic(&self) -> bool {
        true
    }

    fn call(&self, arguments: Texts) -> Result<Attr<String>, FunctionError> {
        let separator = arguments.separator.into_known().unwrap_or_default();
        let texts = arguments.texts.into_known().into_iter();
        let texts: Vec<_> = texts.flat_map(|texts| texts.0).filter_map(Attr::into_known).collect();
        Ok(texts.join(&separator).into())
    }
}
