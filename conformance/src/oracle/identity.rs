//! The rules for an identity (I1 to I3).

use framework::types::Type;
use framework::value::Value;

use super::{Broken, shape};

/// The moment of an answered identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// The plan of a creation or a replacement, where it may be unknown.
    PlanningNew,
    /// Any other moment.
    Later,
}

/// The identities before and after a call. `None` where the message has none.
#[derive(Clone, Copy, Debug)]
pub struct Identified<'a> {
    /// The type of the identity; `None` for a resource type without one.
    pub ty: Option<&'a Type>,
    /// The identity before the call.
    pub prior: Option<&'a Value>,
    /// The identity after the call.
    pub new: Option<&'a Value>,
    /// The moment.
    pub when: When,
}

/// Returns the broken rules. The rule that an identity must not change (I3) is not core's. It belongs to core's framework, and to
/// everybody who stores an object by its identity.
pub fn identity(identified: Identified<'_>) -> Vec<Broken> {
    let Some(new) = identified.new.filter(|new| !new.is_null()) else {
        return lost(identified);
    };
    let Some(ty) = identified.ty else {
        return vec![Broken::whole(
            "I2",
            "unknown identity type: the resource type has no identity schema",
        )];
    };
    let mut found = shape::fits("I1", new, ty);
    if found.is_empty() && identified.when == When::Later {
        let explanation = "the provider produced an invalid identity: it is not wholly known";
        found.extend(shape::wholly_known("I1", new, explanation));
    }
    found.extend(changed(identified.prior, new));
    found
}

fn lost(identified: Identified<'_>) -> Vec<Broken> {
    let is_lost = identified.prior.is_some_and(|prior| !prior.is_null());
    let broken = is_lost.then(|| Broken::whole("I3", "unexpected identity change: the identity is gone"));
    broken.into_iter().collect()
}

fn changed(prior: Option<&Value>, new: &Value) -> Vec<Broken> {
    let is_changed = prior.is_some_and(|prior| !prior.is_null() && !prior.equals(new));
    let broken = is_changed.then(|| Broken::whole("I3", "unexpected identity change"));
    broken.into_iter().collect()
}
