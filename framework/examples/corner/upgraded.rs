//! `corner_upgraded`: an object whose stored state has two older versions.

use async_trait::async_trait;
use framework::collection::List;
use framework::resource::{Create, Delete, Failure, Outcome, Read, Resource, Saved, Update, Upgrade};
use framework::{Attr, Diagnostics, Model};

/// Names in order, as in the current version.
#[derive(Clone, Debug, Model)]
pub(crate) struct Names {
    /// The names.
    #[attr(required)]
    names: Attr<List<String>>,
}

/// Version 1: names separated by commas.
#[derive(Clone, Debug, Model)]
struct Joined {
    /// The names, separated by commas.
    #[attr(required)]
    names: Attr<String>,
}

/// Version 0: one name.
#[derive(Clone, Debug, Model)]
struct Single {
    /// The name.
    #[attr(required)]
    name: Attr<String>,
}

pub(crate) struct Upgrades;

#[async_trait]
impl Resource for Upgrades {
    type Model = Names;

    fn type_name(&self) -> &'static str {
        "corner_upgraded"
    }

    fn version(&self) -> i64 {
        2
    }

    fn upgrades(&self) -> Vec<Upgrade<Names>> {
        vec![
            Upgrade::from::<Single>(0, |old| {
                let names = old.name.map(|name| [name].into_iter().collect());
                Ok(Names { names })
            }),
            Upgrade::from::<Joined>(1, |old| {
                let names = old.names.map(|names| names.split(',').map(str::to_owned).collect());
                Ok(Names { names })
            }),
        ]
    }

    async fn create(&self, request: Create<Names>) -> Outcome<Names> {
        Ok(Saved::new(request.planned))
    }

    async fn read(&self, request: Read<Names>) -> Result<Option<Saved<Names>>, Diagnostics> {
        Ok(Some(Saved::new(request.state)))
    }

    async fn update(&self, request: Update<Names>) -> Outcome<Names> {
        Ok(Saved::new(request.planned))
    }

    async fn delete(&self, _request: Delete<Names>) -> Result<Diagnostics, Failure<Names>> {
        Ok(Diagnostics::new())
    }
}
