//! `corner_identified`: an object with an identity, whose identity goes wrong as the configuration says.

use async_trait::async_trait;
use framework::resource::{
    AnyIdentity, Context, Create, Delete, Failure, Identifies, Imports, Outcome, Read, Resource, Saved, Update,
    Upgrade, identified_by,
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
