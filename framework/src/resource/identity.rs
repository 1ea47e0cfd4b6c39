//! The identity of an object, by which it is imported, and which lists and plans show (Terraform 1.12).
//!
//! An author implements [`Identifies`] and offers it with [`identified_by`]. The rules for a missing or changed
//! identity are in `crate::erased`.

use async_trait::async_trait;

use super::{Context, Saved, Upgrade};
use crate::codec;
use crate::decoding::Source;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Model, read_model};
use crate::schema::Schema;
use crate::types::Type;
use crate::value::Value;

/// The ability to identify an object, and to find it by its identity.
#[async_trait]
pub trait Identifies<M: Model>: Send + Sync {
    /// The struct that is the identity's schema: attributes of plain types or lists of them (conformance rule S9). An
    /// import needs each `required` attribute; an `optional` one may be null.
    type Identity: Model;

    /// Returns the version of the identity's schema. It increases with each change that needs an [`Upgrade`].
    fn version(&self) -> i64 {
        0
    }

    /// Returns the identity of an object, with nothing unknown and with a value for each attribute that an import
    /// requires.
    ///
    /// The result must depend only on `state`, so that the same object always has the same identity.
    fn identity(&self, state: &M) -> Self::Identity;

    /// Returns the upgrades from older versions of the identity.
    fn upgrades(&self) -> Vec<Upgrade<Self::Identity>> {
        Vec::new()
    }

    /// True where the identity of an existing object may change. Otherwise, a change is reported as a bug
    /// (conformance rule I3).
    fn may_change(&self) -> bool {
        false
    }

    /// Finds the object with an identity that a user wrote: required attributes are known, and optional ones are known
    /// or null.
    ///
    /// # Errors
    /// No such object.
    async fn import(&self, identity: Self::Identity, context: &Context) -> Result<Saved<M>, Diagnostics>;
}

/// Returns the ability to identify, for `Resource::identifies`: `Some(identified_by(self))`.
pub fn identified_by<M: Model, T: Identifies<M>>(author: &T) -> Box<dyn AnyIdentity<M> + '_> {
    Box::new(IdentifiedBy(author))
}

/// The ability to identify, with any identity struct. Only [`identified_by`] creates it.
#[async_trait]
pub trait AnyIdentity<M: Model>: Send + Sync + sealed::Sealed {
    /// Returns the identity's schema.
    fn schema(&self) -> Schema;

    /// True where the identity of an existing object may change.
    fn may_change(&self) -> bool;

    /// Returns the identity of an object.
    fn identity(&self, state: &M) -> Value;

    /// Returns a stored identity as its types write it today; unchanged if they cannot read it.
    fn rewritten(&self, identity: &Value) -> Value;

    /// Returns the older versions that [`AnyIdentity::upgrade`] supports.
    fn upgradable_versions(&self) -> Vec<i64>;

    /// Upgrades stored JSON to the current version.
    ///
    /// # Errors
    /// JSON that is not of the given version, or a version that cannot be upgraded.
    fn upgrade(&self, version: i64, json: &[u8]) -> Result<Value, Diagnostics>;

    /// Finds the object with an identity.
    ///
    /// # Errors
    /// An identity that the types reject, or no such object.
    async fn import(&self, identity: &Value, context: &Context) -> Result<Saved<M>, Diagnostics>;
}

struct IdentifiedBy<'a, T>(&'a T);

mod sealed {
    pub trait Sealed {}
    impl<T> Sealed for super::IdentifiedBy<'_, T> {}
}

#[async_trait]
impl<M: Model, T: Identifies<M>> AnyIdentity<M> for IdentifiedBy<'_, T> {
    fn schema(&self) -> Schema {
        Schema::new(self.0.version(), T::Identity::block())
    }

    fn may_change(&self) -> bool {
        self.0.may_change()
    }

    fn identity(&self, state: &M) -> Value {
        self.0.identity(state).to_object()
    }

    fn rewritten(&self, identity: &Value) -> Value {
        let (model, diagnostics) = read_model::<T::Identity>(identity, Source::State);
        let model = model.filter(|_| !diagnostics.has_errors());
        model.map_or_else(|| identity.clone(), |model| model.to_object())
    }

    fn upgradable_versions(&self) -> Vec<i64> {
        let upgrades = self.0.upgrades();
        upgrades.iter().map(|upgrade| upgrade.from_version).collect()
    }

    fn upgrade(&self, version: i64, json: &[u8]) -> Result<Value, Diagnostics> {
        if version == self.0.version() {
            return Ok(stored(json, &T::Identity::block().terraform_type())?);
        }
        let mut upgrades = self.0.upgrades().into_iter();
        let way = upgrades.find(|upgrade| upgrade.from_version == version);
        let way = way.ok_or_else(|| unknown_version(version, self.0.version()))?;
        Ok(way.apply(json)?.to_object())
    }

    async fn import(&self, identity: &Value, context: &Context) -> Result<Saved<M>, Diagnostics> {
        let (model, diagnostics) = read_model::<T::Identity>(identity, Source::Config);
        diagnostics.into_result(())?;
        let model = model.ok_or_else(nothing_given)?;
        self.0.import(model, context).await
    }
}

fn stored(json: &[u8], ty: &Type) -> Result<Value, Diagnostic> {
    codec::decode_json_state(json, ty).map_err(|error| {
        Diagnostic::error(
            "Unreadable stored identity",
            format!("The stored identity cannot be read: {error}."),
        )
    })
}

fn unknown_version(stored: i64, present: i64) -> Diagnostic {
    Diagnostic::error(
        "Unsupported identity version",
        format!(
            "The stored identity has version {stored}, and this provider cannot upgrade it to version {present}. Use \
             a provider version that can upgrade it, or import the object again."
        ),
    )
}

fn nothing_given() -> Diagnostic {
    Diagnostic::error(
        "Missing identity",
        "The identity to import is null. Specify the identity of the object to import.",
    )
}
