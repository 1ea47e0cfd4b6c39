//! Ways from the stored states of other types, also of other providers, to the present type: `moved` across types.

use std::fmt;
use std::ops::RangeInclusive;

use super::conversion::Conversion;
use crate::diagnostics::Diagnostics;
use crate::model::Model;

/// A way from another type's stored state to the present type.
pub struct Move<M> {
    pub(crate) source: MoveSource,
    pub(crate) keeps_private: bool,
    conversion: Conversion<M>,
}

/// Whose stored states can be moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveSource {
    /// The address of the other provider as Terraform writes it: `registry.terraform.io/namespace/name`. It stands for the same
    /// provider in OpenTofu's public registry, too.
    pub provider: &'static str,
    /// The other type.
    pub type_name: &'static str,
    /// The versions of its stored state.
    pub versions: RangeInclusive<i64>,
}

impl<M: Model> Move<M> {
    /// From the stored states of `source`, of which the attributes in `Old` are wanted.
    pub fn from<Old: Model>(source: MoveSource, convert: fn(Old) -> Result<M, Diagnostics>) -> Self {
        Self {
            source,
            keeps_private: false,
            conversion: Conversion::of(convert),
        }
    }

    /// The same, and what the other type remembered is remembered on. Only for a type whose private data we wrote ourselves: what
    /// another provider remembers means nothing here.
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
