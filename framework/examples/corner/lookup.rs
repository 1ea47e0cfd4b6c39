//! `corner_lookup`: a data source that finds the requested object, or fails as configured.

use async_trait::async_trait;
use framework::data_source::{DataSource, Found};
use framework::resource::Context;
use framework::{Attr, Diagnostic, Diagnostics, Model};

/// An object to find.
#[derive(Clone, Debug, Model)]
pub(crate) struct Lookup {
    /// The name to find; `nothing` is not found, and `panic` causes a panic.
    #[attr(required)]
    name: Attr<String>,
    /// The object found.
    #[attr(computed)]
    found: Attr<String>,
}

/// The `provider_meta` block of a module.
#[derive(Clone, Debug, Model)]
pub(crate) struct Meta {
    /// The module's name.
    #[attr(optional)]
    module: Attr<String>,
}

pub(crate) struct Lookups;

#[async_trait]
impl DataSource for Lookups {
    type Model = Lookup;

    fn type_name(&self) -> &'static str {
        "corner_lookup"
    }

    async fn read(&self, config: Lookup, context: &Context) -> Result<Found<Lookup>, Diagnostics> {
        let name = config.name.known().cloned().unwrap_or_default();
        match name.as_str() {
            "nothing" => Err(Diagnostic::error("Not found", "No object has this name.").into()),
            "panic" => crate::trouble::crash("a look-up"),
            _ => {
                let meta = context.provider_meta::<Meta>()?;
                let whose = meta
                    .and_then(|meta| meta.module.into_known())
                    .map_or(String::new(), |module| format!(" for {module}"));
                let found = format!("found {name}{whose}").into();
                Ok(Found::new(Lookup { found, ..config }))
            }
        }
    }
}
