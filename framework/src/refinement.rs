//! What is known about a value that is not known yet.
//!
//! Terraform tells a provider for instance that an unknown name will begin with `pre-` (W5). A provider may use that in
//! a plan check. None is ever sent: what a refinement promises at plan must be kept at apply (W6), and this framework
//! makes no such promises.

use crate::number::Number;

/// One end of a range of numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The end itself.
    pub number: Number,
    /// Whether the end belongs to the range.
    pub is_inclusive: bool,
}

/// What an unknown value will satisfy once it is known (W5). `None` means that nothing was said.
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
    /// Whether nothing is said at all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
