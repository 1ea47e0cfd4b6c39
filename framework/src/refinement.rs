//! Refinements: the known facts about an unknown value.
//!
//! For example, Terraform sends that an unknown name will begin with `pre-` (conformance rule W5). A provider can use a
//! refinement in a plan check. The framework never sends one, because the facts in a plan must hold at apply
//! (conformance rule W6).

use crate::number::Number;

/// One end of a range of numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The end itself.
    pub number: Number,
    /// True where the end belongs to the range.
    pub is_inclusive: bool,
}

/// The facts that an unknown value will satisfy once it is known (conformance rule W5). `None` means that there is no
/// such fact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refinement {
    /// `false`: the value will not be null. `true`: it will be null.
    pub is_null: Option<bool>,
    /// The beginning of a string.
    pub string_prefix: Option<String>,
    /// The least number.
    pub number_min: Option<Bound>,
    /// The greatest number.
    pub number_max: Option<Bound>,
    /// The fewest elements of a collection.
    pub length_min: Option<u64>,
    /// The most elements of a collection.
    pub length_max: Option<u64>,
}

impl Refinement {
    /// True where there is no fact at all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
