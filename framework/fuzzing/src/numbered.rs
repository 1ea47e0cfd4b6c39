//! A resource with every ability that requires an identity: search, import, move, and generated configuration.

use std::ops::ControlFlow;

use async_trait::async_trait;
use framework::resource::{
    AnyIdentity, AnyList, Context, Create, Delete, Failure, Finding, Findings, GeneratesConfig, Identifies, Imports,
    List, Lists, Move, MoveSource, Outcome, Read, Resource, Saved, Update, Upgrade, identified_by, listed_by,
};
use framework::{Attr, Diagnostic, Diagnostics, Model};

/// An object with a number.
#[derive(Clone, Debug, Model)]
pub(crate) struct Numbered {
    /// The number.
    #[attr(required, replace)]
    number: Attr<u16>,
    /// A note.
    #[attr(optional)]
    note: Attr<String>,
    /// Computed from the number.
    #[attr(computed, stable)]
    id: Attr<String>,
}

/// The identity of the object.
#[derive(Clone, Debug, Model)]
pub(crate) struct Identity {
    /// The number.
    #[attr(required)]
    number: Attr<u16>,
}

/// The identity of the object in version 0.
#[derive(Clone, Debug, Model)]
struct Text {
    /// The number in digits.
    #[attr(required)]
    digits: Attr<String>,
}

/// The configuration of a search.
#[derive(Clone, Debug, Model)]
pub(crate) struct Range {
    /// The last number.
    #[attr(optional)]
    last: Attr<u16>,
}

pub(crate) struct Numbers;

#[async_trait]
impl Resource for Numbers {
    type Model = Numbered;

    fn type_name(&self) -> &'static str {
        "corner_numbered"
    }

    async fn create(&self, request: Create<Numbered>) -> Outcome<Numbered> {
        Ok(Saved::new(named(request.planned)))
    }

    async fn read(&self, request: Read<Numbered>) -> Result<Option<Saved<Numbered>>, Diagnostics> {
        Ok(Some(Saved::new(request.state).with_private(request.private)))
    }

    async fn update(&self, request: Update<Numbered>) -> Outcome<Numbered> {
        Ok(Saved::new(request.planned).with_private(request.private))
    }

    async fn delete(&self, _request: Delete<Numbered>) -> Result<Diagnostics, Failure<Numbered>> {
        Ok(Diagnostics::new())
    }

    fn identifies(&self) -> Option<Box<dyn AnyIdentity<Numbered> + '_>> {
        Some(identified_by(self))
    }

    fn imports(&self) -> Option<&dyn Imports<Numbered>> {
        Some(self)
    }

    fn lists(&self) -> Option<Box<dyn AnyList<Numbered> + '_>> {
        Some(listed_by(self))
    }

    fn generates(&self) -> Option<&dyn GeneratesConfig<Numbered>> {
        Some(self)
    }

    fn moves(&self) -> Vec<Move<Numbered>> {
        let source = MoveSource {
            provider: "registry.terraform.io/example/corner",
            type_name: "corner_text",
            versions: 0..=2,
        };
        vec![
            Move::from::<Text>(source, |old| {
                Ok(of_digits(&old.digits.into_known().unwrap_or_default())?)
            })
            .keeping_private(),
        ]
    }
}

#[async_trait]
impl Identifies<Numbered> for Numbers {
    type Identity = Identity;

    fn version(&self) -> i64 {
        1
    }

    fn identity(&self, state: &Numbered) -> Identity {
        Identity {
            number: state.number.clone(),
        }
    }

    fn upgrades(&self) -> Vec<Upgrade<Identity>> {
        vec![Upgrade::from::<Text>(0, |old| {
            let number = of_digits(&old.digits.into_known().unwrap_or_default())?.number;
            Ok(Identity { number })
        })]
    }

    async fn import(&self, identity: Identity, _context: &Context) -> Result<Saved<Numbered>, Diagnostics> {
        Ok(Saved::new(of_number(identity.number)))
    }
}

#[async_trait]
impl Imports<Numbered> for Numbers {
    async fn import(&self, id: &str, _context: &Context) -> Result<Saved<Numbered>, Diagnostics> {
        Ok(Saved::new(of_digits(id)?))
    }
}

#[async_trait]
impl Lists<Numbered> for Numbers {
    type Config = Range;

    async fn list(
        &self,
        request: List<Range>,
        found: Findings<Numbered, Identity>,
    ) -> Result<Diagnostics, Diagnostics> {
        for number in 0..request.config.last.into_known().unwrap_or(3) {
            let object = of_number(number.into());
            let finding = Finding::named(self.identity(&object), number.to_string());
            let finding = if found.want_objects() {
                finding.with_object(object)
            } else {
                finding
            };
            if found.send(finding).await == ControlFlow::Break(()) {
                break;
            }
        }
        Ok(Diagnostics::new())
    }
}

impl GeneratesConfig<Numbered> for Numbers {
    fn generate(&self, _state: &Numbered, config: &mut Numbered) {
        config.note = Attr::Null;
    }
}

fn of_digits(digits: &str) -> Result<Numbered, Diagnostic> {
    let number: u16 = digits
        .parse()
        .map_err(|_| Diagnostic::error("Invalid number", "The stored identity does not consist of digits."))?;
    Ok(of_number(number.into()))
}

fn of_number(number: Attr<u16>) -> Numbered {
    named(Numbered {
        number,
        note: Attr::Null,
        id: Attr::Unknown,
    })
}

fn named(object: Numbered) -> Numbered {
    let id = object.number.clone().map(|number| format!("N{number}"));
    Numbered { id, ..object }
}
