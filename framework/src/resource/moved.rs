//! Moves from the stored states of other types, also of other providers: `moved` blocks across types.

use std::fmt;
use std::ops::RangeInclusive;

use super::conversion::Conversion;
use crate::diagnostics::Diagnostics;
use crate::model::Model;

/// A move from another type's stored state to the current type.
pub struct Move<M> {
    pub(crate) source: MoveSource,
    pub(crate) keeps_private: bool,
    conversion: Conversion<M>,
}

/// The source of a move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveSource {
    /// The address of the other provider as Terraform writes it: `registry.terraform.io/namespace/name`. It also
    /// matches the same provider in OpenTofu's public registry.
    pub provider: &'static str,
    /// The name of the other type.
    pub type_name: &'static str,
    /// The versions of the stored state.
    pub versions: RangeInclusive<i64>,
}

impl<M: Model> Move<M> {
    /// Returns a move from the stored states of `source`, of which the attributes in `Old` are read.
    pub fn from<Old: Model>(source: MoveSource, convert: fn(Old) -> Result<M, Diagnostics>) -> Self {
        Self {
            source,
            keeps_private: false,
            conversion: Conversion::of(convert),
        }
    }

    /// Returns the same move, which also keeps the private data. Use it only for a type of the same provider, because
    /// the private data of another provider has no meaning here.
    #[must_use]
    pub fn keeping_private(mut self) -> Self {
        self.keeps_private = true;
        self
    }

    pub(crate) fn apply(&self, json: &[u8]) -> Result<M, Diagnostics> {
        self.conversion.apply(json, &format!("The state of {}", self.source))
    }
}

impl MoveSource {
    pub(crate) fn covers(&self, provider: &str, type_name: &str, version: i64) -> bool {
        is_same_provider(self.provider, provider) && self.type_name == type_name && self.versions.contains(&version)
    }
}

/// The public registries of Terraform and OpenTofu, which publish the same providers under the same names.
const PUBLIC_REGISTRIES: [&str; 2] = ["registry.terraform.io/", "registry.opentofu.org/"];

fn is_same_provider(one: &str, other: &str) -> bool {
    let public = |address| {
        PUBLIC_REGISTRIES
            .iter()
            .find_map(|registry| str::strip_prefix(address, registry))
    };
    one == other || public(one).is_some_and(|name| public(other) == Some(name))
}

impl fmt::Display for MoveSource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.versions.start(), self.versions.end());
        write!(formatter, "{} of {}, version {first}", self.type_name, self.provider)?;
        if first == last {
            Ok(())
        } else {
            write!(formatter, " to {last}")
        }
    }
}
