//! The identity of a managed object: when it is asked for, and what becomes of one that is missing or another.
//!
//! An identity is always that of the state which is saved, so both agree. A fault in it is a bug of the author, and it never
//! costs an object: nothing here ends a creation with an error, since core would taint the new object and replace it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use async_trait::async_trait;

use super::managed::Managed;
use super::{AnyIdentified, AnyResource, Applied, unless_deferred};
use crate::codec;
use crate::decoding::Source;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Fields, read_model};
use crate::parts::{field, fields_of};
use crate::path::Path;
use crate::resource::{AnyIdentity, Context, Resource};
use crate::schema::Schema;
use crate::value::Value;

/// What is wrong with an identity.
pub(super) enum Fault {
    /// The author gave none, or only a part of one.
    Missing(Diagnostic),
    /// The object had another one before (I3).
    Changed(Diagnostic),
}

impl<R: Resource> Managed<R> {
    /// The identity of the object in `state`, which had `before`; null for a type without identity (I2) and where there is
    /// no object.
    pub(super) fn identity_of(&self, state: &Value, before: &Value) -> Result<Value, Fault> {
        let (Some(schema), Some(author)) = (&self.identity, self.resource.identifies()) else {
            return Ok(Value::Null);
        };
        if state.is_null() {
            return Ok(Value::Null);
        }
        let asked = catch_unwind(AssertUnwindSafe(|| asked(&*author, state)));
        let identity = asked.ok().flatten().unwrap_or(Value::Null);
        if !is_whole(schema, &identity) {
            return Err(Fault::Missing(missing(self.type_name())));
        }
        let known_before = author.rewritten(before);
        if identity.equals(&known_before) {
            return Ok(before.clone());
        }
        match differences(&identity, &known_before) {
            _ if author.may_change() => Ok(identity),
            Differences::None => Ok(identity),
            Differences::Lost => Err(Fault::Missing(missing(self.type_name()))),
            Differences::Contradiction => Err(Fault::Changed(changed(self.type_name()))),
        }
    }

    /// The identity after an operation that cannot be undone: where it is at fault, what was before stays, with a warning if
    /// it is missing and an error if it has become another.
    ///
    /// A creation comes with nothing before, so it never gets an error here.
    pub(super) fn identity_after(&self, state: &Value, before: &Value, diagnostics: &mut Diagnostics) -> Value {
        let fault = match self.identity_of(state, before) {
            Ok(identity) => return identity,
            Err(Fault::Missing(bug) | Fault::Changed(bug)) => bug,
        };
        diagnostics.push(fault);
        settled(before)
    }

    /// The identity after a failure, which has told its own error: what is missing needs no second one.
    pub(super) fn identity_after_failure(&self, state: &Value, before: &Value, diagnostics: &mut Diagnostics) -> Value {
        match self.identity_of(state, before) {
            Ok(identity) => identity,
            Err(Fault::Missing(_)) => settled(before),
            Err(Fault::Changed(bug)) => {
                diagnostics.push(bug);
                settled(before)
            }
        }
    }
}

#[async_trait]
impl<R: Resource> AnyIdentified for Managed<R> {
    fn schema(&self) -> &Schema {
        // Only reached through `AnyResource::identified`, which answers where there is one.
        self.identity.as_ref().unwrap_or(&self.schema)
    }

    fn upgradable_versions(&self) -> Vec<i64> {
        let author = self.resource.identifies();
        author.map_or_else(Vec::new, |author| author.upgradable_versions())
    }

    fn upgrade(&self, version: i64, json: &[u8]) -> Result<Value, Diagnostics> {
        let author = self
            .resource
            .identifies()
            .ok_or_else(|| not_identified(self.type_name()))?;
        let identity = author.upgrade(version, json)?;
        if is_whole(AnyIdentified::schema(self), &identity) {
            Ok(identity)
        } else {
            Err(incomplete_upgrade(self.type_name(), version).into())
        }
    }

    async fn import(&self, identity: &Value, context: Context) -> Result<Applied, Diagnostics> {
        let author = self
            .resource
            .identifies()
            .ok_or_else(|| not_identified(self.type_name()))?;
        given(AnyIdentified::schema(self), identity).into_result(())?;
        let saved = match author.import(identity, &context).await {
            Ok(saved) => saved,
            Err(errors) => {
                let waiting = Applied::gone(unless_deferred(&context, errors)?);
                let identity = identity.clone();
                return Ok(Applied { identity, ..waiting });
            }
        };
        let mut found = self.whole(None, saved);
        // Without an identity in its answer core imports nothing (R8), and with another one it would import the wrong object.
        match self.identity_of(&found.state, &author.rewritten(identity)) {
            Ok(answered) => found.identity = answered,
            Err(Fault::Missing(_)) => return Err(nothing_to_import(self.type_name()).into()),
            Err(Fault::Changed(_)) => return Err(another_object(self.type_name()).into()),
        }
        Ok(found)
    }
}

/// What the author says of a stored object; `None` where the object cannot be read.
fn asked<M: crate::Model>(author: &dyn AnyIdentity<M>, state: &Value) -> Option<Value> {
    let (model, _) = read_model::<M>(state, Source::State);
    // Two spellings of one identity are one identity, so only the one that its types write is ever answered.
    Some(author.rewritten(&author.identity(&model?)))
}

/// Whether an identity can be saved and imported with: of its type, wholly known, with all that is required (I1).
pub(crate) fn is_whole(schema: &Schema, identity: &Value) -> bool {
    let Some(fields) = identity.as_object() else {
        return false;
    };
    codec::encode_msgpack(identity, schema.terraform_type()).is_ok()
        && identity.is_wholly_known()
        && absent(schema, fields).next().is_none()
}

/// The attributes that an import requires and that are null.
fn absent<'a>(schema: &'a Schema, fields: &'a Fields) -> impl Iterator<Item = &'a str> {
    let required = schema.block().attributes.iter().filter(|attribute| attribute.required);
    required
        .map(|attribute| attribute.name.as_str())
        .filter(|name| field(fields, name).is_null())
}

/// How an identity differs from the one before, where that said something. What was null may become known (I3).
enum Differences {
    None,
    /// A part is not said any more.
    Lost,
    /// A part is another.
    Contradiction,
}

fn differences(identity: &Value, before: &Value) -> Differences {
    let fields_before = fields_of(Some(before)).iter();
    let said = fields_before.filter(|(_, before)| !before.is_null() && !before.is_unknown());
    let differing: Vec<_> = said
        .map(|(name, before)| (field(fields_of(Some(identity)), name), before))
        .filter(|(now, before)| !now.equals(before))
        .collect();
    if differing.iter().any(|(now, _)| !now.is_null()) {
        Differences::Contradiction
    } else if differing.is_empty() {
        Differences::None
    } else {
        Differences::Lost
    }
}

/// What was before, if it may be saved (I1).
fn settled(before: &Value) -> Value {
    if before.is_wholly_known() {
        before.clone()
    } else {
        Value::Null
    }
}

/// What is wrong with an identity that a user wrote.
fn given(schema: &Schema, identity: &Value) -> Diagnostics {
    let unknown = identity.unknown_paths().into_iter().map(undecided);
    let fields = fields_of(Some(identity));
    unknown.chain(absent(schema, fields).map(required)).collect()
}

fn required(name: &str) -> Diagnostic {
    Diagnostic::error(
        "Missing required argument",
        format!("\"{name}\" is required to import, but its value is null. Give it a value."),
    )
    .at(Path::attribute(name))
}

fn undecided(path: Path) -> Diagnostic {
    Diagnostic::error(
        "Unknown identity attribute",
        format!("\"{path}\" is known only after apply, but an import requires a known value. Give it a known value."),
    )
    .at(path)
}

fn missing(type_name: &str) -> Diagnostic {
    Diagnostic::warning(
        "Missing resource identity",
        format!(
            "The provider returned no identity, or an incomplete one, for this {type_name}. The object is saved with \
             its previous identity, if it had one. This is a bug in the provider."
        ),
    )
}

fn changed(type_name: &str) -> Diagnostic {
    Diagnostic::error(
        "Unexpected identity change",
        format!(
            "The identity of this {type_name} changed, although an existing object never changes its identity. The \
             state keeps the previous identity. This is a bug in the provider, or the object was replaced outside of \
             Terraform. If it was replaced, remove it from the state and import it again."
        ),
    )
}

fn another_object(type_name: &str) -> Diagnostic {
    Diagnostic::error(
        "Imported object has a different identity",
        format!(
            "The {type_name} that the provider found does not have the requested identity. Nothing was imported. This \
             is a bug in the provider."
        ),
    )
}

fn nothing_to_import(type_name: &str) -> Diagnostic {
    Diagnostic::error(
        "Missing resource identity",
        format!(
            "The {type_name} that the provider found has no identity, or an incomplete one. Nothing was imported. \
             This is a bug in the provider. Import the object by its ID, if it has one."
        ),
    )
}

fn incomplete_upgrade(type_name: &str, version: i64) -> Diagnostic {
    Diagnostic::error(
        "Incomplete identity upgrade",
        format!(
            "The identity of {type_name} is incomplete after its upgrade from version {version}. Nothing was changed. \
             This is a bug in the provider."
        ),
    )
}

fn not_identified(type_name: &str) -> Diagnostic {
    Diagnostic::error(
        "Import by identity is not supported",
        format!("{type_name} has no identity. Import it by its ID."),
    )
}
