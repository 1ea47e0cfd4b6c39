//! The identity of a managed object: when it is requested, and how a missing or changed identity is handled.
//!
//! An identity always belongs to the saved state, so the two match. A fault in an identity is a bug of the author and
//! never costs an object. No error here ends a creation, because core would taint the new object and replace it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use async_trait::async_trait;

use super::managed::Managed;
use super::{AnyIdentified, AnyResource, Applied, unless_deferred};
use crate::block_fields::{field, fields_of};
use crate::codec;
use crate::decoding::Source;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Fields, read_model};
use crate::path::Path;
use crate::resource::{AnyIdentity, Context, Resource};
use crate::schema::Schema;
use crate::value::Value;

/// A fault in an identity.
pub(super) enum Fault {
    /// The author returned no identity or an incomplete one.
    Missing(Diagnostic),
    /// The object had a different identity before (conformance rule I3).
    Changed(Diagnostic),
}

impl<R: Resource> Managed<R> {
    /// Returns the identity of the object in `state`, whose previous identity is `before`. The identity is null if the
    /// type has none (conformance rule I2) or if there is no object.
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

    /// Returns the identity after an operation that cannot be undone. A faulty identity is replaced by the previous
    /// one, with a warning if it is missing and an error if it changed.
    ///
    /// A creation has no previous identity, so it never gets an error here.
    pub(super) fn identity_after(&self, state: &Value, before: &Value, diagnostics: &mut Diagnostics) -> Value {
        let fault = match self.identity_of(state, before) {
            Ok(identity) => return identity,
            Err(Fault::Missing(bug) | Fault::Changed(bug)) => bug,
        };
        diagnostics.push(fault);
        savable_identity(before)
    }

    /// Returns the identity after a failure, which has its own error. A missing identity causes no second message.
    pub(super) fn identity_after_failure(&self, state: &Value, before: &Value, diagnostics: &mut Diagnostics) -> Value {
        match self.identity_of(state, before) {
            Ok(identity) => identity,
            Err(Fault::Missing(_)) => savable_identity(before),
            Err(Fault::Changed(bug)) => {
                diagnostics.push(bug);
                savable_identity(before)
            }
        }
    }
}

#[async_trait]
impl<R: Resource> AnyIdentified for Managed<R> {
    fn schema(&self) -> &Schema {
        // Only reached through `AnyResource::identified`, which returns `Some` only if there is an identity.
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
        let mut found = self.read_result(None, saved);
        // Without an identity in the response, core imports nothing (conformance rule R8). With a different one, it
        // would import the wrong object.
        match self.identity_of(&found.state, &author.rewritten(identity)) {
            Ok(answered) => found.identity = answered,
            Err(Fault::Missing(_)) => return Err(nothing_to_import(self.type_name()).into()),
            Err(Fault::Changed(_)) => return Err(another_object(self.type_name()).into()),
        }
        Ok(found)
    }
}

/// Returns the author's identity of a stored object; `None` if the object cannot be read.
fn asked<M: crate::Model>(author: &dyn AnyIdentity<M>, state: &Value) -> Option<Value> {
    let (model, _) = read_model::<M>(state, Source::State);
    // One identity can have two spellings, so only the spelling of its types is returned.
    Some(author.rewritten(&author.identity(&model?)))
}

/// True where an identity can be saved and imported: of its type, wholly known, and with all required attributes
/// (conformance rule I1).
pub(crate) fn is_whole(schema: &Schema, identity: &Value) -> bool {
    let Some(fields) = identity.as_object() else {
        return false;
    };
    codec::encode_msgpack(identity, schema.terraform_type()).is_ok()
        && identity.is_wholly_known()
        && absent(schema, fields).next().is_none()
}

/// Returns the required attributes that are null.
fn absent<'a>(schema: &'a Schema, fields: &'a Fields) -> impl Iterator<Item = &'a str> {
    let required = schema.block().attributes.iter().filter(|attribute| attribute.required);
    required
        .map(|attribute| attribute.name.as_str())
        .filter(|name| field(fields, name).is_null())
}

/// The kinds of difference from a non-null part of the previous identity. A null part may become known
/// (conformance rule I3).
enum Differences {
    None,
    /// A part became null.
    Lost,
    /// A part has a different value.
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

/// Returns the previous identity if it can be saved, and null otherwise (conformance rule I1).
fn savable_identity(before: &Value) -> Value {
    if before.is_wholly_known() {
        before.clone()
    } else {
        Value::Null
    }
}

/// Returns the errors of an identity that a user wrote.
fn given(schema: &Schema, identity: &Value) -> Diagnostics {
    let unknown = identity.unknown_paths().into_iter().map(undecided);
    let fields = fields_of(Some(identity));
    unknown.chain(absent(schema, fields).map(required)).collect()
}

fn required(name: &str) -> Diagnostic {
    Diagnostic::error(
        "Missing required argument",
        format!("\"{name}\" is required to import, but its value is null. Set a value."),
    )
    .at(Path::attribute(name))
}

fn undecided(path: Path) -> Diagnostic {
    Diagnostic::error(
        "Unknown identity attribute",
        format!("\"{path}\" is known only after apply, but an import requires a known value. Set a known value."),
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
            "The identity of this {type_name} changed, although an existing object never changes its identity. The state keeps the previous \
             identity. This is a bug in the provider, or the object was replaced outside Terraform. If it was replaced, remove it from the state \
             and import it again."
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
