//! `corner_identified`: an object with an identity, which the configuration can make faulty.

use std::ops::ControlFlow;

use async_trait::async_trait;
use framework::resource::{
    AnyIdentity, AnyList, Context, Create, Delete, Failure, Finding, Findings, GeneratesConfig, Identifies, Imports,
    List, Lists, Move, MoveSource, Outcome, Read, Resource, Saved, Update, Upgrade, identified_by, listed_by,
};
use framework::{Attr, Diagnostic, Diagnostics, Model};

/// An object that its name and region identify.
#[derive(Clone, Debug, Model)]
pub(crate) struct Identified {
    /// The name.
    #[attr(required, replace)]
    name: Attr<String>,
    /// The region.
    #[attr(default = "here".to_owned(), replace)]
    region: Attr<String>,
    /// A note.
    #[attr(optional)]
    note: Attr<String>,
    /// The fault of the identity: `change` (with the note) or `forget`.
    #[attr(optional)]
    trouble: Attr<String>,
    /// Computed from the name.
    #[attr(computed, stable)]
    id: Attr<String>,
}

/// The identity of the object.
#[derive(Clone, Debug, Model)]
pub(crate) struct Identity {
    /// The name.
    #[attr(required)]
    name: Attr<String>,
    /// The region; `here` unless given.
    #[attr(optional)]
    region: Attr<String>,
}

/// The identity of the object in version 0: `name@region`.
#[derive(Clone, Debug, Model)]
struct Joined {
    /// The name and the region.
    #[attr(required)]
    at: Attr<String>,
}

/// The part of `corner_scalars` that a move reads.
#[derive(Clone, Debug, Model)]
struct Named {
    /// The name.
    #[attr(required)]
    name: Attr<String>,
    /// The place.
    #[attr(optional)]
    place: Attr<String>,
}

/// The configuration of a search.
#[derive(Clone, Debug, Model)]
pub(crate) struct Search {
    /// The number of objects.
    #[attr(required)]
    count_of_objects: Attr<u32>,
    /// The end of the search after them: `fail`, `panic`, or `for ever`.
    #[attr(optional)]
    trouble: Attr<String>,
}

pub(crate) struct Identifieds;

#[async_trait]
impl Resource for Identifieds {
    type Model = Identified;

    fn type_name(&self) -> &'static str {
        "corner_identified"
    }

    fn identifies(&self) -> Option<Box<dyn AnyIdentity<Identified> + '_>> {
        Some(identified_by(self))
    }

    fn imports(&self) -> Option<&dyn Imports<Identified>> {
        Some(self)
    }

    fn lists(&self) -> Option<Box<dyn AnyList<Identified> + '_>> {
        Some(listed_by(self))
    }

    fn generates(&self) -> Option<&dyn GeneratesConfig<Identified>> {
        Some(self)
    }

    fn moves(&self) -> Vec<Move<Identified>> {
        let scalars = MoveSource {
            provider: "registry.terraform.io/example/corner",
            type_name: "corner_scalars",
            versions: 0..=0,
        };
        vec![Move::from::<Named>(scalars, |old| {
            let (name, region) = (old.name, old.place);
            Ok(found(Identity { name, region })?.state)
        })]
    }

    async fn create(&self, request: Create<Identified>) -> Outcome<Identified> {
        Ok(Saved::new(named(request.planned)))
    }

    async fn read(&self, request: Read<Identified>) -> Result<Option<Saved<Identified>>, Diagnostics> {
        Ok(Some(Saved::new(request.state)))
    }

    async fn update(&self, request: Update<Identified>) -> Outcome<Identified> {
        Ok(Saved::new(request.planned))
    }

    async fn delete(&self, _request: Delete<Identified>) -> Result<Diagnostics, Failure<Identified>> {
        Ok(Diagnostics::new())
    }
}

#[async_trait]
impl Identifies<Identified> for Identifieds {
    type Identity = Identity;

    fn version(&self) -> i64 {
        1
    }

    fn identity(&self, state: &Identified) -> Identity {
        let name = match state.trouble.known().map_or("", String::as_str) {
            "change" => state.note.clone(),
            "forget" => Attr::Null,
            _ => state.name.clone(),
        };
        let region = state.region.clone();
        Identity { name, region }
    }

    fn upgrades(&self) -> Vec<Upgrade<Identity>> {
        vec![Upgrade::from::<Joined>(0, |old| {
            let at = old.at.into_known().unwrap_or_default();
            let (name, region) = at.split_once('@').ok_or_else(|| not_an_id(&at))?;
            Ok(Identity {
                name: name.to_owned().into(),
                region: region.to_owned().into(),
            })
        })]
    }

    async fn import(&self, identity: Identity, _context: &Context) -> Result<Saved<Identified>, Diagnostics> {
        found(identity)
    }
}

#[async_trait]
impl Imports<Identified> for Identifieds {
    async fn import(&self, id: &str, _context: &Context) -> Result<Saved<Identified>, Diagnostics> {
        let (name, region) = id.split_once('@').ok_or_else(|| not_an_id(id))?;
        found(Identity {
            name: name.to_owned().into(),
            region: region.to_owned().into(),
        })
    }
}

#[async_trait]
impl Lists<Identified> for Identifieds {
    type Config = Search;

    async fn list(
        &self,
        request: List<Search>,
        found: Findings<Identified, Identity>,
    ) -> Result<Diagnostics, Diagnostics> {
        let count = request.config.count_of_objects.into_known().unwrap_or(0);
        for number in 1..=count {
            let object = numbered(number)?;
            let name = object.name.known().cloned().unwrap_or_default();
            let finding = Finding::named(self.identity(&object), name).with_object(object);
            if found.send(finding).await == ControlFlow::Break(()) {
                return Ok(Diagnostics::new());
            }
        }
        match request.config.trouble.known().map_or("", String::as_str) {
            "fail" => Err(Diagnostic::error(
                "Search failed as configured",
                "The attribute \"trouble\" requests a failure.",
            )
            .into()),
            "panic" => crate::trouble::crash("a search"),
            "for ever" => std::future::pending().await,
            _ => Ok(Diagnostics::new()),
        }
    }
}

impl GeneratesConfig<Identified> for Identifieds {
    fn generate(&self, _state: &Identified, config: &mut Identified) {
        config.note = "generated".to_owned().into();
    }
}

fn numbered(number: u32) -> Result<Identified, Diagnostics> {
    let identity = Identity {
        name: format!("number-{number}").into(),
        region: Attr::Null,
    };
    Ok(found(identity)?.state)
}

fn found(identity: Identity) -> Result<Saved<Identified>, Diagnostics> {
    let region = if identity.region.is_null() {
        "here".to_owned().into()
    } else {
        identity.region
    };
    Ok(Saved::new(named(Identified {
        name: identity.name,
        region,
        note: Attr::Null,
        trouble: Attr::Null,
        id: Attr::Unknown,
    })))
}

fn named(object: Identified) -> Identified {
    let id = object.name.clone().map(|name| format!("id-{name}"));
    Identified { id, ..object }
}

fn not_an_id(id: &str) -> Diagnostic {
    Diagnostic::error(
        "Invalid import ID",
        format!("\"{id}\" must be a name and a region, separated by @."),
    )
}
