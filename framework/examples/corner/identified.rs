//! `corner_identified`: an object with an identity, whose identity goes wrong as the configuration says.

use std::ops::ControlFlow;

use async_trait::async_trait;
use framework::resource::{
    AnyIdentity, AnyList, Context, Create, Delete, Failure, Finding, Findings, GeneratesConfig, Identifies, Imports,
    List, Lists, Move, MoveSource, Outcome, Read, Resource, Saved, Update, Upgrade, identified_by, listed_by,
};
use framework::{Attr, Diagnostic, Diagnostics, Model};

/// An object that is known by its name and region.
#[derive(Clone, Debug, Model)]
pub(crate) struct Identified {
    /// Its name.
    #[attr(required, replace)]
    name: Attr<String>,
    /// Where it is.
    #[attr(default = "here".to_owned(), replace)]
    region: Attr<String>,
    /// What is said about it.
    #[attr(optional)]
    note: Attr<String>,
    /// What becomes of its identity: `change` with the note, `forget`.
    #[attr(optional)]
    trouble: Attr<String>,
    /// Made from its name.
    #[attr(computed, stable)]
    id: Attr<String>,
}

/// What the object is called.
#[derive(Clone, Debug, Model)]
pub(crate) struct Identity {
    /// Its name.
    #[attr(required)]
    name: Attr<String>,
    /// Where it is; `here` unless given.
    #[attr(optional)]
    region: Attr<String>,
}

/// What the object was called in version 0: `name@region`.
#[derive(Clone, Debug, Model)]
struct Joined {
    /// Name and region.
    #[attr(required)]
    at: Attr<String>,
}

/// What is wanted of `corner_scalars`.
#[derive(Clone, Debug, Model)]
struct Named {
    /// Its name.
    #[attr(required)]
    name: Attr<String>,
    /// Its place.
    #[attr(optional)]
    place: Attr<String>,
}

/// What to look for.
#[derive(Clone, Debug, Model)]
pub(crate) struct Search {
    /// How many there are.
    #[attr(required)]
    count_of_objects: Attr<u32>,
    /// What becomes of the search after them: `fail`, `panic`, `for ever`.
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
            "fail" => Err(Diagnostic::error("The search fails", "It was told to.").into()),
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
        "Not an id",
        format!("\"{id}\" is not a name and a region with an @ between them."),
    )
}
