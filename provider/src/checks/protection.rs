//! Group 6xx: nothing that is protected goes by surprise.

use super::{Check, Finding};

/// A protected cross connect that a plan would destroy.
pub fn destroy(unique_name: &str, sid: &str) -> Finding {
    Finding {
        check: Check::DESTROY_PROTECTED,
        attribute: Some("deletion_protection"),
        summary: format!("Cross connect {unique_name} is protected against deletion"),
        detail: format!(
            "This plan would destroy {sid}. A new one takes weeks: an order, a letter of authorization, the data centre's \
             work. If it shall really go, set deletion_protection = false, apply that, and then destroy it."
        ),
    }
}

/// A protected cross connect that a plan would replace because of `because`.
pub fn replace(unique_name: &str, sid: &str, because: &[String]) -> Finding {
    let because = because.join(", ");
    Finding {
        check: Check::REPLACE_PROTECTED,
        attribute: Some("deletion_protection"),
        summary: format!("Cross connect {unique_name} is protected against replacement"),
        detail: format!(
            "The change of {because} cannot be made in place: this plan would give up {sid} and order another circuit, \
             which takes weeks. Take the change back; or, if the circuit shall really be replaced, set deletion_protection = false, \
             apply that, and then make the change."
        ),
    }
}
