//! What an object is called for its life: its identity, which imports it, and which lists and plans show (Terraform 1.12).
//!
//! An author implements [`Identifies`] and offers it with [`identified_by`]. When an identity may be missing or change is
//! decided in `crate::erased`.

use async_trait::async_trait;

use super::{Context, Saved, Upgrade};
use crate::codec;
use crate::decoding::Source;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Model, read_model};
use crate::schema::Schema;
use crate::types::Type;
use crate::value::Value;

/// The ability to tell an object from all others, and to find it again by that.
#[async_trait]
pub trait Identifies<M: Model>: Send + Sync {
    /// The struct that is the identity's schema: attributes of plain types or lists of them (S9). A `required` one must be given
    /// to import, an `optional` one may be.
    type Identity: Model;

    /// The version of the identity's schema; grows with each change that needs an [`Upgrade`].
    fn version(&self) -> i64 {
        0
    }

    /// The identity of an object, with nothing unknown and with a value for everything that an import requires.
    ///
    /// It is asked of what is stored, so it rests on nothing else and always says the same of the same object.
    fn identity(&self, state: &M) -> Self::Identity;

    /// Ways from older versions of the identity.
    fn upgrades(&self) -> Vec<Upgrade<Self::Identity>> {
        Vec::new()
    }

    /// Whether one object may get another identity while it lives. Where it may not, a change is reported as a bug (I3).
    fn may_change(&self) -> bool {
        false
    }

    /// Finds the object of an identity that a user wrote: what is required is known, what is optional is known or null.
    ///
    /// # Errors
    /// No such object.
    async fn import(&self, identity: Self::Identity, context: &Context) -> Result<Saved<M>, Diagnostics>;
}

/// Offers an ability to identify: `Some(identified_by(self))` in `Resource::identifies`.
pub fn identified_by<M: Model, T: Identifies<M>>(author: &T) -> Box<dyn AnyIdentity<M> + '_> {
    Box::new(IdentifiedBy(author))
}

/// The ability to identify, whatever the identity's struct. Made by [`identified_by`] alone.
#[async_trait]
pub trait AnyIdentity<M: Model>: Send + Sync + sealed::Sealed {
    /// The identity's schema.
    fn schema(&self) -> Schema;

    /// Whether one object may get another identity.
    fn may_change(&self) -> bool;

    /// The identity of an object.
    fn identity(&self, state: &M) -> Value;

    /// A stored identity as its types write it today; as it is where they cannot read it.
    fn rewritten(&self, identity: &Value) -> Value;

    /// The older versions that [`AnyIdentity::upgrade`] knows a way from.
    fn upgradable_versions(&self) -> Vec<i64>;

    /// Brings stored JSON to the present version.
    ///
    /// # Errors
    /// JSON that is not of that version, or a version without a way to the present one.
    fn upgrade(&self, version: i64, json: &[u8]) -> Result<Value, Diagnostics>;

    /// Finds an object.
    ///
    /// # Errors
    /// An identity that the types refuse, or no such object.
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
        "The identity to import is null. Give the identity of the object to import.",
    )
}
