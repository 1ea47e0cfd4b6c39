//! The rules for the answer to an apply (A1 to A6).

use framework::value::Value;

use super::{Broken, compatible::completion, shape};
use crate::schema::Block;

/// The data that core has when it checks an apply.
#[derive(Clone, Copy, Debug)]
pub struct Applied<'a> {
    /// The prior object; null when there was none.
    pub prior: &'a Value,
    /// The applied plan; null for a destruction.
    pub planned: &'a Value,
    /// The new object.
    pub new: &'a Value,
    /// True where the diagnostics contain an error.
    pub failed: bool,
}

/// Returns the rules that the answer breaks.
///
/// After an error, the new object is saved as it is and not compared with the plan (A6). One answer that core accepts is
/// reported nevertheless: a failed creation must not return an object that is unknown in part (A3).
pub fn apply(block: &Block, applied: Applied<'_>) -> Vec<Broken> {
    let mut found = shape::fits("A1", applied.new, &block.terraform_type());
    if !found.is_empty() {
        return found;
    }
    found.extend(shape::write_only_null("A5", block, applied.new, "after apply"));
    found.extend(shape::blocks_present(block, applied.new));
    let unknown = "after the apply operation, the provider still indicated an unknown value";
    found.extend(shape::wholly_known("A3", applied.new, unknown));
    if !applied.failed {
        found.extend(existence(applied));
        found.extend(kept(block, applied));
    }
    found
}

/// A4: an object that is to exist exists, and an object that is to be destroyed is gone.
fn existence(applied: Applied<'_>) -> Vec<Broken> {
    let explanation = match (applied.planned.is_null(), applied.new.is_null()) {
        (true, false) => "the provider returned a non-null object after a destruction",
        (false, true) => "root object was present, but now absent",
        _ => return Vec::new(),
    };
    vec![Broken::whole("A4", explanation)]
}

/// A2, where there are values to compare.
fn kept(block: &Block, applied: Applied<'_>) -> Vec<Broken> {
    if applied.planned.is_null() || applied.new.is_null() {
        return Vec::new();
    }
    // An unknown value is a broken rule of its own already (A3).
    let is_unknown = |broken: &Broken| applied.new.at(&broken.path).is_some_and(Value::is_unknown);
    let found = completion("A2", block, applied.planned, applied.new);
    found.into_iter().filter(|broken| !is_unknown(broken)).collect()
}
